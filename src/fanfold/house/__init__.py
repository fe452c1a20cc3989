"""The house: the archive's own profile, its base pages, and what keeps it running."""
