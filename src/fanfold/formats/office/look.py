"""How letters look and how a paragraph stands, as far as a story needs it; no colours, no sizes."""

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Alignment",
    "Face", "Form", "Item", "Look", "contents_line", "heading_level", "is_mono",
           "is_quote", "is_title"]  # fmt: skip

Alignment = Literal["", "center", "right", "justify"]

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])", re.IGNORECASE)
_QUOTES = frozenset(["quote", "intense quote", "block text", "block quotation", "quotations"])
_CONTENTS = re.compile(r"(?:toc|contents|index) (?:heading|[1-9]|10)", re.IGNORECASE)
_MONO = re.compile(
    r"courier|consolas|menlo|monaco|\bmono\b|monospace|lucida (?:console|sans typewriter)|"
    r"inconsolata|andale|source code|fira code|cascadia|typewriter|ocr a|letter gothic|"
    r"prestige elite|nimbus mono|fixedsys|\bterminal\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """Letters. `language` is a BCP 47 tag or ""; `hidden` letters are never shown."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    small_caps: bool = False
    caps: bool = False
    mono: bool = False
    hidden: bool = False
    vertical: Literal["", "sub", "sup"] = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """The looks of western, Asian and complex letters, and the font of the first."""

    looks: tuple[Look, Look, Look] = (Look(), Look(), Look())
    font: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A place in a list: `key` names the list, `level` counts from 0.

    `opens` is False for a further paragraph of the same item. A list that was interrupted goes on
    counting; `start` is where it begins.
    """

    key: str
    level: int = 0
    ordered: bool = False
    start: int = 1
    opens: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A paragraph. `heading` is 1 to 9, or 0; rules are lines drawn above or below it."""

    heading: int = 0
    title: bool = False
    quote: bool = False
    alignment: Alignment = ""
    indented: bool = False
    item: Item | None = None
    rule_before: bool = False
    rule_after: bool = False


def heading_level(style_name: str) -> int:
    """The level a style's name says ("heading 1"), 0 for another style."""
    match = _HEADING.fullmatch(style_name.strip())
    return int(match[1]) if match else 0


def is_title(style_name: str) -> bool:
    """Whether this is the style of a document's title."""
    return style_name.strip().lower() == "title"


def is_quote(style_name: str) -> bool:
    """Whether this is a style for quotations."""
    return style_name.strip().lower() in _QUOTES


def contents_line(style_name: str) -> bool:
    """Whether this style marks a line of a generated table of contents."""
    return bool(_CONTENTS.fullmatch(style_name.strip()))


def is_mono(font: str) -> bool:
    """Whether a font by that name has letters of one width, like a typewriter's."""
    return bool(_MONO.search(font))
