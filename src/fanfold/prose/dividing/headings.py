"""Which line could be a chapter's heading, and of which kind. Whether it is one: chapters.py."""

import re
from dataclasses import dataclass, replace

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
    r"bonus\s+chapter|extra\s+chapter|side\s+story|omake|bonuskapitel|chapitre\s+bonus",
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
_PART_WORD = re.compile(_PART, re.IGNORECASE)
_SPECIAL = re.compile(rf"(?P<word>{_NAMED})(?P<rest>.*)", re.IGNORECASE)
_NUMERIC = re.compile(rf"(?P<number>\d{{1,3}}|{ROMAN})(?P<dot>[.):]?)(?P<rest>.*)", re.IGNORECASE)
_SPELLED = re.compile(NUMERAL, re.IGNORECASE)
# “12a”, “12 b”, “3.5”, “1-2”: chapters that come between two whole numbers.
_BETWEEN = re.compile(
    rf"(?P<word>{_CHAPTER}|{_PART})(?:\s+|(?=[#\d]))(?:no\.?\s*|#\s*|nr\.?\s*)?(?P<number>\d{{1,5}})"
    r"(?:[.\-–](?P<minor>\d{1,2})|\s(?P<apart>[a-z])(?=\W*$|\s*[:：.)\]–—-])|(?P<letter>[a-z]))"
    r"(?!\w)(?P<rest>.*)",
    re.IGNORECASE,
)
# The mark of a footnote behind a heading; behind a colon it would be the title.
_MARK = re.compile(
    r"(?<=\w)\s*(?:\[\^?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\]|[¹²³⁰⁴-⁹]{1,3}|[†‡§]{1,3})\s*$"
)
# “Chapter 3, Part 2” and “Part 2, Chapter 3” count in two steps.
_SECOND_STEP = {
    kind: re.compile(
        rf"[ ,:：.–—(-]*(?:{words})\s*#?\s*(?P<number>{NUMERAL})(?P<rest>.*)", re.IGNORECASE
    )
    for kind, words in (
        ("chapter", r"part|pt\.?|teil|partie|parte|часть|deel|część"),
        ("part", _CHAPTER),
    )
}
# “3. Mai” is the day of a letter or a diary.
_MONTH = re.compile(
    r"(?:"
    + _any_of(
        r"january|february|march|april|may|june|july|august|september|october|november|december",
        r"januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|januari|februari|maart|mei",
        r"augustus|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre",
        r"stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada",
        r"grudnia|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
    )
    + r")\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s*(?:[:：.)\]—–*|]+|-{1,2})\s*(?P<title>.*)", re.DOTALL)

_EMPHASIS_OF_THE_LABEL = re.compile(r"^([^\n*_]{1,30})[*_]{1,3}(?=\s*[:：.\-–—]|$)")
_LONGEST = 120
# With a colon after its number a heading may be longer: it is no sentence.
_LONG = re.compile(rf"(?:(?:{_CHAPTER})\s+\d{{1,4}}|第\s*\d{{1,4}}\s*章)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line read as a heading. `kind`: chapter, part, named, numeric or level.

    A number with something behind it (12a, 3.5, 1-2) has that as `minor`, and is in the title.
    """

    kind: str
    number: int | None
    title: str
    label: str  # the words that are not in the title: "Chapter 1"
    minor: int = 0
    mark: str = ""  # of a footnote; neither in the title nor in the label


def undecorated(line: str) -> str:
    """The line without ornaments around it: `~ Chapter One ~` → `Chapter One`.

    What touches the last word of a line that begins without one is part of it: `1: ~Dreams~`.
    """
    text = line.strip()
    if text[:1] not in _OPENERS:
        return _SPACED_END.sub("", text)
    if text.count("(") == text.count(")") and not text.startswith("("):
        stripped = text.lstrip(_DECORATION + "[")
        return stripped.rstrip("*_~#=+-–—•|<>\\/✦❦★☆♥◇◆° \t")
    return _EDGE.sub("", text)


def read_heading(line: str, mark: str = "") -> Heading | None:
    """How this whole line reads as a heading, or None. Sentences that begin alike are none.

    `mark` is a footnote's with which the line is known to end. One that is typed (“Chapter 3 [1]”)
    is seen where no title stands before it: in a title it may be the author's own.
    """
    if len(line) > 3 * _LONGEST:
        return None
    line = line.strip()
    if mark and any(map(str.isalnum, before := line.removesuffix(mark))):
        heading = _read(before.rstrip())
        return heading and replace(heading, mark=mark)
    heading = _read(line)
    if heading is None and (match := _MARK.search(line)):
        heading = _read(line[: match.start()])
        if heading is not None and (heading.kind == "named" or not heading.title):
            return replace(heading, mark=match[0].strip())
        return None
    return heading


def _read(line: str) -> Heading | None:
    text = undecorated(line)
    if not text or (len(text) > _LONGEST and not _LONG.match(text)):
        return None
    text = _EMPHASIS_OF_THE_LABEL.sub(r"\1", text)
    match = _BETWEEN.fullmatch(text)
    if match:
        return _between(match)
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
    return _numeric(line)


def _between(match: re.Match[str]) -> Heading | None:
    """A chapter between two numbers. The archive cannot count so: the words are its title."""
    if _title(match["rest"]) is None:
        return None
    letter = match["letter"] or match["apart"]
    minor = ord(letter.lower()) - ord("a") + 1 if letter else int(match["minor"])
    return Heading(_kind(match["word"]), int(match["number"]), match.string, "", minor)


def _worded(match: re.Match[str]) -> Heading | None:
    number = number_of(match["number"].rstrip("."))
    kind = _kind(match["word"])
    second = _SECOND_STEP[kind].fullmatch(match["rest"])
    if number is not None and second and _title(second["rest"]) is not None:
        minor = number_of(second["number"]) or 0
        return Heading("chapter", number, match.string, "", minor)
    title = _title(match["rest"], after_han=len(match["word"]) == 1)
    if number is None or title is None:
        return None
    label = match.string[: match.start("rest")].strip()
    return Heading(kind, number, title, label)


def _kind(word: str) -> str:
    return "part" if _PART_WORD.fullmatch(word) or word in _HAN_PARTS else "chapter"


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
    if match["dot"] == "." and _MONTH.match(title):
        return None
    if title[-1:] in ".,;:…" or not title[:1].isupper() or len(title.split()) > 10:
        return None
    return Heading("numeric", number, title, written + match["dot"])
