"""Which line could be a chapter's heading, and of which kind. Whether it is one: chapters.py."""

import re
from dataclasses import dataclass

from fanfold.prose.dividing.numerals import NUMERAL, ROMAN, number_of

__all__ = ["Heading", "read_heading", "undecorated"]


def _any_of(*words: str) -> str:
    """A pattern of words that never takes a short one where a longer one stands."""
    return "|".join(sorted((word for row in words for word in row.split("|")), key=len)[::-1])


# English, German, French, Spanish, Portuguese, Italian, Russian; then further languages.
_CHAPTER = _any_of(
    r"chapter|chap\.|chap|ch\.|ch(?=[\s\d])|kapitel|kap\.|chapitre|capítulo|capitulo|cap\.|capitolo|глава",
    r"hoofdstuk|rozdział|kapitola|bölüm|fejezet|luku|chương|hồi|الفصل|فصل|פרק",
)
_PART = _any_of(
    r"part|book|volume|act|teil|buch|partie|tome|livre|parte|libro|livro|часть|книга|том",
    r"deel|część|kısım|phần|quyển|الجزء|חלק",
)
_NAMED = _any_of(
    r"prologue|prolog|prologo|prólogo|пролог|epilogue|epilog|épilogue|epilogo|epílogo|эпилог",
    r"interlude|intermezzo|interludio|interlúdio|intermède|zwischenspiel|интерлюдия|intermission",
    r"prelude|postlude|vorspiel|nachspiel|proloog|epiloog|vĩ thanh|ngoại truyện",
    r"序章|序幕|楔子|引子|序|尾声|尾聲|终章|終章|后记|番外|番外編|番外篇|幕間|間章",
    r"プロローグ|エピローグ|프롤로그|에필로그|외전|막간|서장|종장",
)
_HAN_PARTS = "部卷부권"
_AFTER = r"(?:\s*(?:[:：.,)\]—–]|--|\s-)\s*|\s+)"
_DECORATION = " \t*_~#=+-–—•·.:|<>\\/✦❦★☆♥◇◆°"
_OPENERS = frozenset(_DECORATION + "[(")
_SPACED_END = re.compile(r"\s+[*_~#=+\-–—•|<>\\/✦❦★☆♥◇◆°]+$")
_EDGE = re.compile(rf"^[{re.escape(_DECORATION)}\[(]+|[{re.escape(_DECORATION)}\])]+$")

_WORD = re.compile(
    rf"(?P<word>{_CHAPTER}|{_PART})(?:\s+|(?=[#\d]))(?:the\s+|no\.?\s*|#\s*|nr\.?\s*)?"
    rf"(?P<number>{NUMERAL})(?:\s+(?:of|von|de|sur|из)\s+\d{{1,3}}|\s?/\s?\d{{1,3}})?(?P<rest>.*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?:the\s+)?(?P<number>{NUMERAL}|\d{{1,3}}\.)\s*(?P<word>{_CHAPTER}|{_PART})(?P<rest>.*)",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"第\s*(?P<number>[\d零〇一二三四五六七八九十百千两兩]{1,7})\s*(?P<word>[章回节節話话幕部卷])(?P<rest>.*)"
)
_KOREAN = re.compile(r"(?:제\s*)?(?P<number>\d{1,4})\s*(?P<word>[장화회부권])(?P<rest>.*)")
_SPECIAL = re.compile(rf"(?P<word>{_NAMED})(?P<rest>.*)", re.IGNORECASE)
_NUMERIC = re.compile(rf"(?P<number>\d{{1,3}}|{ROMAN})(?P<dot>[.):]?)(?P<rest>.*)", re.IGNORECASE)
_SPELLED = re.compile(NUMERAL, re.IGNORECASE)
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
    for pattern in (_WORD, _ORDINAL, _HAN, _KOREAN):
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
    title = _title(match["rest"], after_han=len(match["word"]) == 1)
    if number is None or title is None:
        return None
    is_part = re.fullmatch(_PART, match["word"], re.IGNORECASE) or match["word"] in _HAN_PARTS
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
    if after_han and (rest[:1].isspace() or title[:1] in "「『《【“"):
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
        # “ONE” and “One”, but not “one” and “One.”, which are said.
        number = number_of(bare) if bare[:1].isupper() and _SPELLED.fullmatch(bare) else None
        return None if number is None else Heading("numeric", number, "", bare)
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
