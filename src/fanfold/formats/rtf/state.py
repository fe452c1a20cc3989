"""What a group of RTF inherits from the group around it, and how words of control change it."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

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


class Paper(NamedTuple):
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


class Group(NamedTuple):
    """The state within a pair of braces. `kind` names a group whose parts are read by their own.

    A tuple, because every word of control makes a new one.
    """

    look: Look = Look()
    paper: Paper = Paper()
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


@lru_cache(maxsize=4096)
def _changed(look: Look, name: str, value: Any) -> Look:
    """Looks are few, and their changes many."""
    return replace(look, **{name: value})


def _toggle(name: str) -> Change:
    return lambda group, number: group._replace(look=_changed(group.look, name, number != 0))


def _look(name: str, value: Any) -> Change:
    return lambda group, _: group._replace(look=_changed(group.look, name, value))


def _raised(direction: str) -> Change:
    """\\up and \\dn say by how much; 0 is not at all, no number is a little."""

    def change(group: Group, number: int | None) -> Group:
        vertical = "" if number == 0 else direction
        return group._replace(look=_changed(group.look, "vertical", vertical))

    return change


def _paper(**values: Any) -> Change:
    return lambda group, _: group._replace(paper=group.paper._replace(**values))


def _numbered(name: str, made: Callable[[int], Any]) -> Change:
    def change(group: Group, number: int | None) -> Group:
        changes: dict[str, Any] = {name: made(number or 0)}
        return group._replace(paper=group.paper._replace(**changes))

    return change


def _border(side: str) -> Change:
    def change(group: Group, _: int | None) -> Group:
        borders = group.paper.borders | {side}
        return group._replace(paper=group.paper._replace(borders=borders, border=side))

    return change


def _no_border(group: Group, _: int | None) -> Group:
    borders = group.paper.borders - {group.paper.border}
    return group._replace(paper=group.paper._replace(borders=borders))


def _language(group: Group, number: int | None) -> Group:
    return group._replace(look=_changed(group.look, "language", language_of(number or 0)))


def _fallback(group: Group, number: int | None) -> Group:
    wanted = 1 if number is None else number
    return group._replace(fallback=wanted if 0 <= wanted <= _MOST_FALLBACK else 1)


CHANGES: dict[str, Change] = {
    **{word: _toggle(name) for word, name in _TOGGLES.items()},
    **dict.fromkeys(_UNDERLINES, _toggle("underline")),
    "ulnone": _look("underline", False),
    "super": _raised("sup"),
    "sub": _raised("sub"),
    "up": _raised("sup"),
    "dn": _raised("sub"),
    "nosupersub": _look("vertical", ""),
    "lang": _language,
    "uc": _fallback,
    "f": lambda group, number: group._replace(font=number or 0),
    "deleted": lambda group, number: group._replace(deleted=number != 0),
    "mvf": lambda group, number: group._replace(deleted=number != 0),
    "revised": lambda group, number: group._replace(inserted=number != 0),
    "mvt": lambda group, number: group._replace(inserted=number != 0),
    "pard": lambda group, _: group._replace(paper=Paper()),
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
