"""What the names of zipped files and folders say of chapters: their numbers and their titles.

Numbers are digits, words or Roman. What order they make is the matter of zipped_order.py.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

__all__ = ["DIGITS", "ChapterName", "names_together", "of_part", "shared_beginning", "words"]

_FIRST = re.compile(
    r"(?:prolog|prólogo|prologue|foreword|preface|vorwort|пролог|предисловие|序|楔子|プロローグ)",
    re.I,
)
_LAST = re.compile(
    r"(?:[eé]pilog|ep[ií]logo|afterword|nachwort|эпилог|послесловие|尾[声聲]|[终終]章|后记|エピローグ)",
    re.I,
)
_CHAPTER = (
    r"chapters?|chap|ch|kapitel|kap|chapitre|cap[ií]tulo|capitolo|cap|глава|hoofdstuk|rozdzia[łl]|"
    r"parte?|teil|partie|часть|episode|ep|folge|第|"
    r"book|buch|livre|libro|книга|volume|vol|band|tome|tomo|том|acte?|akt|arc"
)
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_OTHERS = (
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici",
    "um dois três quatro cinco seis sete oito nove dez onze doze",
)


def _spoken() -> Iterator[tuple[str, int]]:
    for words in (*_OTHERS, _ONES):
        yield from zip(words.split(), range(1, 20), strict=False)
    for ten, word in enumerate(_TENS.split(), 2):
        yield word, 10 * ten
        yield from ((f"{word}-{one}", 10 * ten + at) for at, one in enumerate(_ONES.split()[:9], 1))


_SPOKEN = dict(_spoken())
_NUMBERS = {word.replace("-", ""): number for word, number in _SPOKEN.items()}
_SAID = "|".join(sorted((one.replace("-", "[ -]?") for one in _SPOKEN), key=len, reverse=True))
_ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_END = (
    r"(?:\s+(?:of|von|de|sur|из)\s+\d+)?(?:$|[章回节節話话部卷]|(?=[\W_]))"
    r"(?:[^\w(\[{«“„「『（【]|_)*(?P<title>.*)"
)
# "3", "1.10", "1-3"; a date and a year are none.
_COUNTED = r"(?P<digits>\d{1,3})(?!\d)(?P<part>(?:[.–-]\d{1,3}(?!\d)){0,3})(?![.–-]\d)"
_NUMBERED = (
    re.compile(
        rf"(?P<word>{_CHAPTER})[\W_]{{0,3}}{_COUNTED}{_END}",
        re.I | re.S,
    ),
    re.compile(rf"(?P<word>){_COUNTED}{_END}", re.I | re.S),
    re.compile(rf"(?P<word>{_CHAPTER})[\W_]{{0,3}}(?P<said>{_SAID}){_END}", re.I | re.S),
    re.compile(rf"(?P<word>{_CHAPTER})[\W_]{{1,3}}(?P<roman>{_ROMAN}){_END}", re.I | re.S),
)
# "Three.txt", "III.txt": numbers only where all files have one.
_ALONE = (
    re.compile(rf"(?P<word>)(?P<said>{_SAID})(?P<title>)", re.I),
    re.compile(rf"(?P<word>)(?P<roman>{_ROMAN.upper()})(?P<title>)"),
)
_COPY_OF = re.compile(
    r"(?:copy(?: ?\(\d+\))? of|kopie(?: ?\(\d+\))? von|copie de|copia de)\s+", re.I
)
_STATE = re.compile(
    r"(?:\s*[–-]\s*|(?<=\d)\s+)(?:copy|kopie|copie|copia)(?: ?\(?\d+\)?)?$|(?<=\d)\s*\(\d+\)$|"
    r"\s*\((?:copy|final|draft|edited|revised|beta|new|old|v\d)[^()]*\)$",
    re.I,
)
_COPY = re.compile(r"\(\d+\)")
# What names share may end within a number.
_NUMBER_BEGUN = re.compile(r"(?:(?<!\d)\d{1,3}(?:[.–-]\d{1,3})*[.–-]|\d+)$")
_OF_A_CHAPTER = re.compile(
    r"(?:chapters?|chap|ch|kapitel|kap|chapitre|cap[ií]tulo|capitolo|cap|глава|hoofdstuk|"
    r"rozdzia[łl]|episode|ep|folge|第\w+章)(?![^\W\d_])",
    re.I,
)
DIGITS = " digits"
"""How the way of a number ends that is written in digits."""
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class ChapterName:
    """A name read as a chapter's: "03 - The Sea.docx" is number 3, "The Sea".

    `way` is how the number is written; `rank` is -1 for a prologue and 1 for an epilogue; `part`
    is what follows the number itself, (1, 5) in "2.1.5" and (3,) in "1-3". Archives count no such
    chapters, so it stands in the title too.
    """

    number: int | None
    title: str
    way: str = ""
    rank: int = 0
    part: tuple[int, ...] = ()
    is_copy: bool = False


def names_together(said: Sequence[str]) -> list[ChapterName]:
    """Names without endings, read together: what all begin with is no chapter's."""
    stems = [words(one) for one in said]
    bare = [_STATE.sub("", _COPY_OF.sub("", stem)) for stem in stems]
    copies = [stem != rest for stem, rest in zip(stems, bare, strict=True)]
    if len(stems) < 2:
        return [ChapterName(None, "") for _ in stems]
    shared = _NUMBER_BEGUN.sub("", bare[0][: shared_beginning(min(bare), max(bare))])
    for beginning in (shared, re.sub(r"[^\W\d_]+$", "", shared)):
        rests = (stem.removeprefix(beginning) for stem in bare)
        names = [_chapter_name(rest, (*_NUMBERED, *_ALONE)) for rest in rests]
        if any(one.number is not None for one in names) and all(
            one.number is not None or one.rank for one in names
        ):
            break
    else:
        names = [_chapter_name(stem, _NUMBERED) for stem in bare]
    return [
        replace(one, is_copy=copy or one.is_copy) for one, copy in zip(names, copies, strict=True)
    ]


def of_part(said: str, name: ChapterName) -> str:
    """What a folder with this name is called in a title; of “Chapter 3 - Sea” that is "Sea"."""
    is_chapter = name.number is not None and _OF_A_CHAPTER.match(words(said))
    return name.title if is_chapter else words(said)


def shared_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """How many signs or folders two begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def words(name: str) -> str:
    """The name with one space for each “_” and run of spaces."""
    return " ".join(name.replace("_", " ").split())


def _rank(name: str) -> int:
    return -1 if _FIRST.match(name) else 1 if _LAST.match(name) else 0


def _chapter_name(stem: str, patterns: Iterable[re.Pattern[str]]) -> ChapterName:
    match = next(filter(None, (pattern.fullmatch(stem) for pattern in patterns)), None)
    said = match.groupdict() if match else {}
    number, way = _number(said)
    title = (said["title"] if match else stem).strip(" -–—.")
    is_copy = match is not None and _COPY.fullmatch(title) is not None
    title = "" if is_copy or len(title) > _LONGEST_TITLE else title
    part = said.get("part") or ""
    if part:
        title = ": ".join(filter(None, [f"{number}{part}", title]))
    numbers = tuple(map(int, re.findall(r"\d+", part)))
    return ChapterName(number, title, way, 0 if match else _rank(stem), numbers, is_copy)


def _number(said: Mapping[str, str]) -> tuple[int | None, str]:
    """The number that a name holds, and how it is written: "chapter digits"."""
    word = said.get("word", "").casefold()
    if digits := said.get("digits"):
        return int(digits), word + DIGITS
    if spoken := said.get("said"):
        return _NUMBERS[re.sub("[ -]", "", spoken.casefold())], f"{word} words"
    if roman := said.get("roman"):
        return _of_roman(roman.casefold()), f"{word} roman"
    return None, ""


def _of_roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < other else one for one, other in pairs)
