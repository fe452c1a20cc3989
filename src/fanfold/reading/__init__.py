"""Reading: the pages on which a story is read."""
