"""Fields of a Word document, each first an instruction and then what it shows.

Source: ECMA-376 part 1, 17.16.
"""

from dataclasses import dataclass, field

from fanfold.formats.office.fields import link_of, ruby_of

__all__ = ["Fields"]


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    link: str = ""


class Fields:
    """Those that are open, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._instructed = 0

    @property
    def hide(self) -> bool:
        """Whether words here belong to an instruction, of whichever field."""
        return self._instructed > 0

    @property
    def link(self) -> str:
        """Where words lead here, "" for nowhere."""
        return self._open[-1].link if self._open else ""

    def instruct(self, text: str) -> None:
        """A part of the innermost field's instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction.append(text)

    def mark(self, kind: str) -> tuple[str, str] | None:
        """A field begins, shows or ends (ST_FldCharType). Gives back the ruby that one ends in."""
        if kind == "begin":
            self._open.append(_Field(link=self.link))
            self._instructed += 1
        elif kind == "separate" and self._open:
            innermost = self._open[-1]
            self._instructed -= not innermost.shows
            innermost.shows = True
            innermost.link = link_of("".join(innermost.instruction)) or innermost.link
        elif kind == "end" and self._open:
            ended = self._open.pop()
            self._instructed -= not ended.shows
            return ruby_of("".join(ended.instruction))
        return None

    def end_instructions(self) -> None:
        """One that does not end with its paragraph would swallow the rest of the text."""
        while self._open and not self._open[-1].shows:
            self._open.pop()
            self._instructed -= 1
