"""The three ways in which a command says no. One middleware turns them into pages."""


class FanfoldError(Exception):
    """Carries a sentence for the person; never a detail that she should not see."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(FanfoldError):
    """The person may not do this, or what she gave cannot be taken. A page: 403."""


class Conflict(FanfoldError):
    """Somebody else changed the same thing meanwhile. A page: 409."""


class Unavailable(FanfoldError):
    """Something outside the archive does not answer. A page: 503."""
