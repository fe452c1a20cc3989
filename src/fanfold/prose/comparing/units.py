"""Prose as a flat row of units, paragraphs and the tags around them, and units as tokens.

Nothing is parsed into a tree and nothing is normalised: joined again, units are the prose and
tokens the unit, character for character. So a comparison can give back exactly what it was given.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from unicodedata import category

import regex

from fanfold.prose.vocabulary import CONTAINERS, LINE_BLOCKS

__all__ = ["TAG", "Unit", "is_tag", "is_word", "split", "tag_name", "tokens"]

# A quoted value may hold ">": serialisers leave it as it is.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*+)>', re.I)
_BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
# These hold one run of text, so they are one unit; so is a cell or list item without blocks in it.
_LEAVES = LINE_BLOCKS | {"p"}
_LETTER = r"[[\p{L}\p{M}\p{Nd}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]"
_TOKEN = regex.compile(
    rf"{_LETTER}++(?:['’\-]{_LETTER}++)*+"
    r"|\s++"
    r'|<(?:[^<>"]|"[^"]*")*+>'
    r"|&(?:[a-zA-Z][a-zA-Z0-9]*|\#[xX]?[0-9a-fA-F]+);"
    r"|.",
    regex.VERSION1 | regex.DOTALL,
)


@dataclass(frozen=True)
class Unit:
    """One paragraph, heading, list item, … with its tags, or one tag of what holds them.

    `kind` is "leaf", "open" or "close"; `name` the element, "" for text that stands in none.
    """

    html: str
    kind: str
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
        """The words of a leaf in lower case, in order."""
        found = self.tokens if self.kind == "leaf" else ()
        return tuple(token.lower() for token in found if is_word(token))


def split(prose: str) -> list[Unit]:
    """The units of a prose in reading order. Joined, they are the prose."""
    out: list[Unit] = []
    start = 0  # where the unit under way begins
    leaf = ""  # the block it is the text of

    def cut(end: int, kind: str, name: str) -> None:
        nonlocal start
        if end > start:
            html = prose[start:end]
            if kind == "leaf" and not name and not html.strip():
                kind, name = "close", ""  # White space between blocks belongs to no paragraph.
            out.append(Unit(html, kind, name))
            start = end

    tags = [mark for mark in TAG.finditer(prose) if mark[2].lower() in _BLOCKS]
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


def is_tag(token: str) -> bool:
    """Whether the token is a tag and no text. A `<` in text is `&lt;` in clean prose."""
    return len(token) > 2 and token[0] == "<" and token[-1] == ">"


def is_word(token: str) -> bool:
    """Whether the token is a word or a sign that stands for one."""
    first = token[0]
    return first.isalnum() or first == "_" or (first > "\u02ff" and category(first)[0] == "M")


def tag_name(tag: str) -> str:
    """The element of a tag token."""
    match = TAG.fullmatch(tag)
    return match[2].lower() if match else ""


def _seen(token: str) -> str:
    if is_tag(token):
        return "\n" if tag_name(token) == "br" else ""
    return unescape(token) if token[0] == "&" else token
