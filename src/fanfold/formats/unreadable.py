"""The one refusal of this workshop: a file that cannot be read, as a code with values."""

__all__ = ["Unreadable"]


class Unreadable(ValueError):  # noqa: N818 - the sentence reads better so
    """The file cannot be read. `code` is in CODES; `values` are what a sentence may name."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: dict[str, str | int] = values
