"""Prose as a flat row of units, paragraphs and the tags around them, and units as tokens.

Nothing is parsed into a tree and nothing is normalised: joined again, units are the prose and
tokens the unit, character for character. So a comparison can give back exactly what it was given.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Literal
from unicodedata import category, normalize

import regex

from fanfold.prose.counting import count_words_in_text
from fanfold.prose.vocabulary import CONTAINERS, LINE_BLOCKS

__all__ = [
    "BLOCKS",
    "LAST_LINE",
    "Unit",
    "count_words",
    "is_tag",
    "is_word",
    "look_of",
    "split",
    "tag_name",
    "tokens",
    "without_id",
]

LAST_LINE = "\n"
# A quoted value may hold ">": serialisers leave it as it is.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*+)>', re.I)
_ANY_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*+>')
BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
# These hold one run of text, so they are one unit; so is a cell or list item without blocks in it.
_LEAVES = LINE_BLOCKS | {"p"}
_ID = re.compile(r' id="[^"]*"')
# A text looks the same without these: hyphens that may be, marks of direction, no width at all.
_UNSEEN = r"\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF"
# What joins and parts letters shows in some scripts and in emoji, but not behind these.
_INVISIBLE = regex.compile(
    rf"[{_UNSEEN}]|(?<=[\p{{Latin}}\p{{Greek}}\p{{Cyrillic}}\p{{P}}\s])[\u200C\u200D]+"
)
# No-break spaces and hyphens look like those where a line may break.
_TWINS = str.maketrans("\u00a0\u202f\u2010\u2011", "  --")
_LETTER = r"[[\p{L}\p{M}\p{Nd}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]"
_HIDDEN = rf"{_UNSEEN}\u200C\u200D"
_ODD = re.compile(rf"[{_HIDDEN}\u00A0\u202F\u2010\u2011]")
_TOKEN = regex.compile(
    r"\s++"
    rf"|{_LETTER}++(?:['’\-\u2010\u2011{_HIDDEN}][{_HIDDEN}]*+(?:{_LETTER}++|(?<=[{_UNSEEN}])))*+"
    r'|<(?:[^<>"]|"[^"]*")*+>'
    r"|&(?:[a-zA-Z][a-zA-Z0-9]*|\#[xX]?[0-9a-fA-F]+);"
    r"|.",
    regex.VERSION1 | regex.DOTALL,
)


@dataclass(frozen=True)
class Unit:
    """One paragraph, heading, list item, … with its tags, or one tag of what holds them.

    `name` is the element, "" for text that stands in none and for white space between blocks.
    """

    html: str
    kind: Literal["leaf", "open", "close", "space"]
    name: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its tags, words, spaces and signs; joined, the html."""
        return tokens(self.html)

    @cached_property
    def text(self) -> str:
        """What a reader sees of a leaf; a line break counts as a newline."""
        return "".join(self.pieces)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What a reader sees of each token: "" for tags, a newline for a <br>."""
        if self.kind != "leaf":
            return ("",) * len(self.tokens)
        pieces = [_seen(token) for token in self.tokens]
        if self.name and self.tokens[-1].isspace():
            pieces[-1] = ""  # It stands behind the closing tag.
        return tuple(pieces)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of a leaf as they look, in lower case and in order."""
        if self.kind != "leaf":
            return ()
        found = self.tokens if self.look == self.html else tokens(self.look)
        return tuple(token.lower() for token in found if not token.isspace() and is_word(token))

    @cached_property
    def look(self) -> str:
        """The same for leaves that a reader cannot tell apart."""
        return look_of(self.html) if self.kind == "leaf" and self.name != "hr" else self.html

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a leaf that has text."""
        return self.kind == "leaf" and not self._is_empty

    @property
    def is_break(self) -> bool:
        """Whether it is a scene break or a deliberate blank line."""
        return self.name == "hr" or (self.name == "p" and self._is_empty)

    @property
    def _is_empty(self) -> bool:
        return not _ANY_TAG.sub("", self.html).strip()


def split(prose: str) -> list[Unit]:
    """The units of a prose in reading order. Joined, they are the prose and a newline.

    Prose ends without one; with it the last paragraph is like all others.
    """
    prose += LAST_LINE
    out: list[Unit] = []
    start = 0  # where the unit under way begins
    leaf = ""  # the block it is the text of

    def cut(end: int, kind: Literal["leaf", "open", "close"], name: str) -> None:
        nonlocal start
        if end > start:
            html = prose[start:end]
            is_space = kind == "leaf" and not name and not html.strip()
            out.append(Unit(html, "space" if is_space else kind, name))
            start = end

    tags = [mark for mark in _TAG.finditer(prose) if mark[2].lower() in BLOCKS]
    for index, mark in enumerate(tags):
        name, closes = mark[2].lower(), bool(mark[1])
        end = mark.end() + prose.startswith("\n", mark.end())
        if leaf:
            if closes and name == leaf:
                cut(end, "leaf", leaf)
                leaf = ""
            continue
        cut(mark.start(), "leaf", "")
        if closes:
            cut(end, "close", name)
        elif name == "hr":
            cut(end, "leaf", name)
        elif name in _LEAVES or _ends_at_once(tags, index, name):
            leaf = name
        else:
            cut(end, "open", name)
    cut(len(prose), "leaf", leaf)
    return out


def _ends_at_once(tags: list[re.Match[str]], index: int, name: str) -> bool:
    """Whether the next block tag closes this one: then it holds text and nothing else."""
    following = tags[index + 1] if index + 1 < len(tags) else None
    return following is not None and bool(following[1]) and following[2].lower() == name


def tokens(html: str) -> tuple[str, ...]:
    """Tags, words, signs of scripts without spaces, white space and marks; joined, the html."""
    return tuple(_TOKEN.findall(html))


def count_words(html: str) -> int:
    """Words of clean prose by the published rules: as `counting` has it, without a parser."""
    return sum(count_words_in_text(unescape(text)) for text in _ANY_TAG.split(html))


def look_of(text: str) -> str:
    """The text without what no eye sees: equal for two texts that look alike.

    Composed and decomposed letters are the same, and so are spaces and hyphens that may break and
    those that may not. Alike letters of two alphabets are not.
    """
    if text.isascii():
        return text
    if _ODD.search(text):  # Rare, and quickly seen.
        text = _INVISIBLE.sub("", text).translate(_TWINS)
    return normalize("NFC", text)


def without_id(tag: str) -> str:
    """A tag without its id."""
    return _ID.sub("", tag)


def is_tag(token: str) -> bool:
    """Whether the token is a tag and no text. A `<` in text is `&lt;` in clean prose."""
    return len(token) > 2 and token[0] == "<" and token[-1] == ">"


def is_word(token: str) -> bool:
    """Whether the token is a word or a sign that stands for one."""
    first = token[0]
    return first.isalnum() or first == "_" or (first > "\u02ff" and category(first)[0] == "M")


def tag_name(tag: str) -> str:
    """The element of a tag token."""
    match = _TAG.fullmatch(tag)
    return match[2].lower() if match else ""


def _seen(token: str) -> str:
    if is_tag(token):
        return "\n" if tag_name(token) == "br" else ""
    return unescape(token) if token[0] == "&" else token
