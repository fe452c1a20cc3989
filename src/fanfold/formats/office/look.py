"""How letters look and how a paragraph stands, as far as a story needs it; no colours, no sizes."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["Alignment", "Face", "Form", "Item", "Look", "Meaning", "is_mono", "meaning_of"]

Alignment = Literal["", "center", "right", "justify"]

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])")
_QUOTES = frozenset(["quote", "intense quote", "block text", "block quotation", "quotations"])
_CONTENTS = re.compile(r"(?:toc|contents|index) (?:heading|[1-9]|10)")
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
class Meaning:
    """`heading` is a level from 1, or 0; contents are lines of a generated table."""

    heading: int = 0
    title: bool = False
    quote: bool = False
    contents: bool = False

    def or_of(self, other: "Meaning") -> "Meaning":
        """This, and where it means nothing, the other: a style and the one it is made from."""
        return Meaning(
            self.heading or other.heading,
            self.title or other.title,
            self.quote or other.quote,
            self.contents or other.contents,
        )


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


@lru_cache(maxsize=4096)
def meaning_of(style_name: str) -> Meaning:
    """What a paragraph's style means by the name that word processors give it."""
    name = style_name.strip().lower()
    match = _HEADING.fullmatch(name)
    return Meaning(
        heading=int(match[1]) if match else 0,
        title=name == "title",
        quote=name in _QUOTES,
        contents=bool(_CONTENTS.fullmatch(name)),
    )


def is_mono(font: str) -> bool:
    """Whether a font by that name has letters of one width, like a typewriter's."""
    return bool(_MONO.search(font))
