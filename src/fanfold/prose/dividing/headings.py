"""Which line could be a chapter's heading, and of which kind. Whether it is one: chapters.py."""

import re
from dataclasses import dataclass

from fanfold.prose.dividing.numerals import NUMERAL, ROMAN, number_of

__all__ = ["Heading", "read_heading", "undecorated"]

_CHAPTER = (
    r"chapter|chap\.?|ch\.|ch(?=\s)|kapitel|kap\.|chapitre|chap|capítulo|capitulo|cap\.|capitolo|глава|hoofdstuk|"
    r"rozdział|kapitola|bölüm|fejezet|luku"
)
_PART = r"part|book|volume|act|teil|buch|partie|tome|livre|parte|libro|livro|часть|книга|том"
_NAMED = (
    r"prologue|prolog|prologo|prólogo|пролог|epilogue|epilog|épilogue|epilogo|epílogo|эпилог|interlude|"
    r"intermezzo|interlúdio|интерлюдия|intermission|序章|序幕|楔子|序|尾声|尾聲|终章|終章|后记|番外|"
    r"プロローグ|エピローグ"
)
_AFTER = r"(?:\s*(?:[:：.,)\]—–]|--|\s-)\s*|\s+)"
_DECORATION = " \t*_~#=+-–—•·.:|<>\\/✦❦★☆♥◇◆°"
_OPENERS = frozenset(_DECORATION + "[(")
_SPACED_END = re.compile(r"\s+[*_~#=+\-–—•|<>\\/✦❦★☆♥◇◆°]+$")
_EDGE = re.compile(rf"^[{re.escape(_DECORATION)}\[(]+|[{re.escape(_DECORATION)}\])]+$")

_WORD = re.compile(
    rf"(?P<word>{_CHAPTER}|{_PART})(?:\s+|(?=[#\d]))(?:no\.?\s*|#\s*|nr\.?\s*)?(?P<number>{NUMERAL})"
    rf"(?:\s+(?:of|von|de|sur|из)\s+\d{{1,3}})?(?P<rest>.*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?:the\s+)?(?P<number>{NUMERAL}|\d{{1,3}}\.)\s*(?P<word>{_CHAPTER}|{_PART})(?P<rest>.*)",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"第\s*(?P<number>[\d零〇一二三四五六七八九十百千两兩]{1,7})\s*(?P<word>[章回节節話话幕部卷])(?P<rest>.*)"
)
_SPECIAL = re.compile(rf"(?P<word>{_NAMED})(?P<rest>.*)", re.IGNORECASE)
_NUMERIC = re.compile(rf"(?P<number>\d{{1,3}}|{ROMAN})(?P<dot>[.):]?)(?P<rest>.*)", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*(?:[:：.)\]—–*|]+|-{1,2})\s*(?P<title>.*)", re.DOTALL)

_LONGEST = 120
# With a colon after its number a heading may be longer: it is no sentence.
_LONG = re.compile(rf"(?:(?:{_CHAPTER})\s+\d{{1,4}}|第\s*\d{{1,4}}\s*章)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line read as a heading. `kind`: chapter, part, named, numeric or level."""

    kind: str
    number: int | None
    title: str
    label: str  # the words that are not in the title: "Chapter 1"


def undecorated(line: str) -> str:
    """The line without ornaments around it: `~ Chapter One ~` → `Chapter One`.

    What touches the last word of a line that begins without one is part of it: `1: ~Dreams~`.
    """
    text = line.strip()
    if text[:1] not in _OPENERS:
        return _SPACED_END.sub("", text)
    if text.count("(") == text.count(")") and not text.startswith("("):
        stripped = re.sub(rf"^[{re.escape(_DECORATION)}\[]+", "", text)
        return stripped.rstrip("*_~#=+-–—•|<>\\/✦❦★☆♥◇◆° \t")
    return _EDGE.sub("", text)


def read_heading(line: str) -> Heading | None:
    """How this whole line reads as a heading, or None. Sentences that begin alike are none."""
    if len(line) > 3 * _LONGEST:
        return None
    text = undecorated(line)
    if not text or (len(text) > _LONGEST and not _LONG.match(text)):
        return None
    text = re.sub(r"^([^\n*_]{1,30})[*_]{1,3}(?=\s*[:：.\-–—]|$)", r"\1", text)
    for pattern in (_WORD, _ORDINAL, _HAN):
        match = pattern.fullmatch(text)
        if match:
            return _worded(match)
    match = _SPECIAL.fullmatch(text)
    if match:
        title = _title(match["rest"])
        if title is None:
            return None
        return Heading("named", None, text if title else match["word"], "")
    return _numeric(line.strip())


def _worded(match: re.Match[str]) -> Heading | None:
    number = number_of(match["number"].rstrip("."))
    title = _title(match["rest"], after_han=match["word"] in "章回节節話话幕部卷")
    if number is None or title is None:
        return None
    is_part = re.fullmatch(_PART, match["word"], re.IGNORECASE) or match["word"] in "部卷"
    label = match.string[: match.start("rest")].strip()
    return Heading("part" if is_part else "chapter", number, title, label)


def _title(rest: str, *, after_han: bool = False) -> str | None:
    """The title after a heading's number, "" when there is none, None when it is a sentence."""
    if not rest.strip(_DECORATION + "："):
        return ""
    match = _SEPARATED.fullmatch(rest)
    if match:
        return match["title"].strip().strip("*_").strip()
    title = rest.strip()
    if title.startswith("(") and title.endswith(")") and title.count("(") == 1:
        return title[1:-1].strip()
    if after_han and rest[:1].isspace():
        return title
    if rest[:1].isspace() and title[:1] in "\"“«„‘'(":
        return title
    # "Chapter One The Storm": capital letters throughout, and no end of a sentence.
    words = title.split()
    if (
        rest[:1].isspace()
        and len(words) <= 8
        and title[-1] not in ".,;:"
        and words[0][:1].isupper()
        and sum(1 for word in words if len(word) > 3 and word[0].islower()) == 0
        and (len(words) == 1 or sum(1 for word in words if word[:1].isupper()) * 2 >= len(words))
    ):
        return title
    return None


def _numeric(text: str) -> Heading | None:
    bare = text.strip(" \t*_~#=-–—[](){}")
    match = _NUMERIC.fullmatch(bare)
    if match is None:
        return None
    written = match["number"]
    is_roman = not written.isdecimal()
    if is_roman and not (written.isupper() or (written.islower() and len(written) > 1)):
        return None
    rest = match["rest"]
    number = number_of(written)
    if number is None:
        return None
    if not rest.strip():
        return Heading("numeric", number, "", bare)
    if not match["dot"] or not rest[:1].isspace() or len(rest) > 60:
        return None
    title = rest.strip().strip("*_").strip()
    if title[-1:] in ".,;:…" or not title[:1].isupper() or len(title.split()) > 10:
        return None
    return Heading("numeric", number, title, written + match["dot"])
