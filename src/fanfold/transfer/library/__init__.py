"""The open format in which works leave an archive and come back: docs/format.md describes it."""
