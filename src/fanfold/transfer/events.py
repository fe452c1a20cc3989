"""What has happened here that others hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FullCopyAskedFor:
    """A person asked for a copy of everything."""

    copy_id: int
