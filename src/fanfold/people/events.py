"""What has happened to people. Higher rooms hear it: by-lines stand in indexes and in books."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LoginChanged:
    """An account signs in under another login now; addresses and by-lines with the old one are
    out of date, and lead to it."""

    account_id: int


@dataclass(frozen=True)
class PenNameRenamed:
    """A pen name is called something else now; its old address leads nowhere."""

    account_id: int
    pen_name_id: int
