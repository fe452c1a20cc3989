"""The three ways in which a command says no. One middleware turns them into pages."""


class FanfoldError(Exception):
    """Carries a sentence for the person; never a detail that she should not see."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(FanfoldError):  # noqa: N818 - the names are the field's own words
    """The person may not do this, or what she gave cannot be taken. A page: 403."""


class Conflict(FanfoldError):  # noqa: N818
    """Somebody else changed the same thing meanwhile. A page: 409."""


class Unavailable(FanfoldError):  # noqa: N818
    """Something outside the archive does not answer. A page: 503."""
