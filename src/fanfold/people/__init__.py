"""People: accounts, who sign in, and pen names, who write."""
