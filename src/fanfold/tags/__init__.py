"""Tags: their kinds and their names. Wrangling comes later."""
