"""What a group of RTF inherits from the group around it, and how words of control change it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from fanfold.formats.office.look import Alignment, Look
from fanfold.formats.rtf.charsets import language_of

__all__ = ["CHANGES", "Group", "Paper", "Sink"]

_TOGGLES = {"b": "bold", "i": "italic", "strike": "strike", "striked": "strike",
            "scaps": "small_caps", "caps": "caps", "v": "hidden"}  # fmt: skip
_UNDERLINES = (
    ["ul", "ulw", "uld", "uldb", "uldash", "uldashd", "uldashdd", "ulhair", "ulhwave", "ulldash",
     "ulth", "ulthd", "ulthdash", "ulthdashd", "ulthdashdd", "ulthldash", "ululdbwave", "ulwave"]
)  # fmt: skip
_INDENT = 200  # twentieths of a point: less is no visible indent
_MOST_FALLBACK = 8  # No writer needs more signs to stand in for one.


class Sink(Protocol):
    """Where words go that are no words of the text."""

    def append(self, text: str, /) -> None:
        """Takes words as they come."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How a paragraph stands, as far as \\pard sets it back."""

    style: int = 0
    heading: int = 0
    alignment: Alignment = ""
    from_right: bool = False
    indented: bool = False
    borders: frozenset[str] = frozenset()
    border: str = ""
    in_table: bool = False
    page_before: bool = False
    list_key: str = ""
    list_level: int = 0
    based_on: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The state within a pair of braces. `kind` names a group whose parts are read by their own."""

    look: Look = field(default_factory=Look)
    paper: Paper = field(default_factory=Paper)
    font: int | None = None
    fallback: int = 1
    link: str = ""
    deleted: bool = False
    inserted: bool = False
    kind: str = ""
    skipping: bool = False
    sink: Sink | None = None
    instruction: list[str] | None = None


Change = Callable[[Group, int | None], Group]


def _toggle(name: str) -> Change:
    def change(group: Group, number: int | None) -> Group:
        value: dict[str, Any] = {name: number != 0}
        return replace(group, look=replace(group.look, **value))

    return change


def _look(**values: Any) -> Change:
    return lambda group, _: replace(group, look=replace(group.look, **values))


def _raised(direction: str) -> Change:
    """\\up and \\dn say by how much; 0 is not at all, no number is a little."""

    def change(group: Group, number: int | None) -> Group:
        vertical: Any = "" if number == 0 else direction
        return replace(group, look=replace(group.look, vertical=vertical))

    return change


def _paper(**values: Any) -> Change:
    return lambda group, _: replace(group, paper=replace(group.paper, **values))


def _numbered(name: str, made: Callable[[int], Any]) -> Change:
    def change(group: Group, number: int | None) -> Group:
        return replace(group, paper=replace(group.paper, **{name: made(number or 0)}))

    return change


def _border(side: str) -> Change:
    def change(group: Group, _: int | None) -> Group:
        borders = group.paper.borders | {side}
        return replace(group, paper=replace(group.paper, borders=borders, border=side))

    return change


def _no_border(group: Group, _: int | None) -> Group:
    borders = group.paper.borders - {group.paper.border}
    return replace(group, paper=replace(group.paper, borders=borders))


def _language(group: Group, number: int | None) -> Group:
    return replace(group, look=replace(group.look, language=language_of(number or 0)))


def _fallback(group: Group, number: int | None) -> Group:
    wanted = 1 if number is None else number
    return replace(group, fallback=wanted if 0 <= wanted <= _MOST_FALLBACK else 1)


CHANGES: dict[str, Change] = {
    **{word: _toggle(name) for word, name in _TOGGLES.items()},
    **dict.fromkeys(_UNDERLINES, _toggle("underline")),
    "ulnone": _look(underline=False),
    "super": _raised("sup"),
    "sub": _raised("sub"),
    "up": _raised("sup"),
    "dn": _raised("sub"),
    "nosupersub": _look(vertical=""),
    "lang": _language,
    "uc": _fallback,
    "f": lambda group, number: replace(group, font=number or 0),
    "deleted": lambda group, number: replace(group, deleted=number != 0),
    "mvf": lambda group, number: replace(group, deleted=number != 0),
    "revised": lambda group, number: replace(group, inserted=number != 0),
    "mvt": lambda group, number: replace(group, inserted=number != 0),
    "pard": lambda group, _: replace(group, paper=Paper()),
    "s": _numbered("style", int),
    "sbasedon": _numbered("based_on", int),
    "outlinelevel": _numbered("heading", lambda level: level + 1 if 0 <= level < 9 else 0),
    "qc": _paper(alignment="center"),
    "qr": _paper(alignment="right"),
    "qj": _paper(alignment="justify"),
    "qd": _paper(alignment="justify"),
    "ql": _paper(alignment=""),
    "rtlpar": _paper(from_right=True),
    "ltrpar": _paper(from_right=False),
    "li": _numbered("indented", lambda twips: twips > _INDENT),
    "intbl": _paper(in_table=True),
    "pagebb": _numbered("page_before", lambda _: True),
    "ls": _numbered("list_key", str),
    "ilvl": _numbered("list_level", lambda level: min(max(level, 0), 8)),
    "brdrt": _border("top"),
    "brdrb": _border("bottom"),
    "brdrl": _border("left"),
    "brdrr": _border("right"),
    "box": _border("left"),
    "brdrnone": _no_border,
    "brdrnil": _no_border,
}
