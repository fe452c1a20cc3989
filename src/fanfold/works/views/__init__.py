"""The pages of this room: the author's desk, and the cleaner that anybody may try."""
