"""What the names of zipped files say of chapters: their numbers, their titles, their order.

Numbers are digits, words or Roman; where the order is a guess, a question says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from fanfold.kit.findings import Finding
from fanfold.kit.natural_order import natural_key

__all__ = [
    "ChapterName",
    "chapter_names",
    "in_story_order",
    "listed",
    "order_questions",
    "shared_name",
]

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
    r"parte?|teil|partie|часть|episode|ep|folge|第"
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
_END = r"(?:\s+(?:of|von|de|sur|из)\s+\d+)?(?:$|[章回节節話话]|(?=[\W_]))[\W_]*(?P<title>.*)"
_NUMBERED = (
    re.compile(
        rf"(?P<word>{_CHAPTER})[\W_]{{0,3}}(?P<digits>\d{{1,3}})(?!\d)(?:\.(?P<part>\d))?{_END}",
        re.I | re.S,
    ),
    re.compile(rf"(?P<word>)(?P<digits>\d{{1,3}})(?!\d)(?:\.(?P<part>\d))?{_END}", re.I | re.S),
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
_DIGITS = " digits"
_LONGEST_TITLE = 200
_NAMES = 10


@dataclass(frozen=True, slots=True)
class ChapterName:
    """A file's name read as a chapter's: "03 - The Sea.docx" is number 3, "The Sea".

    `way` is how the number is written; `rank` is -1 for a prologue and 1 for an epilogue; `part`
    is 5 for "Chapter 1.5".
    """

    number: int | None
    title: str
    way: str = ""
    rank: int = 0
    part: int = 0
    is_copy: bool = False


def chapter_names(paths: Sequence[str]) -> list[ChapterName]:
    """The names of all files read together: what all begin with is the story's and no chapter's."""
    stems = [_words(PurePosixPath(path).stem) for path in paths]
    bare = [_STATE.sub("", _COPY_OF.sub("", stem)) for stem in stems]
    copies = [stem != rest for stem, rest in zip(stems, bare, strict=True)]
    if len(stems) < 2:
        return [ChapterName(None, "") for _ in stems]
    shared = bare[0][: _common(min(bare), max(bare))].rstrip("0123456789")
    for beginning in (shared, re.sub(r"[^\W\d_]+$", "", shared)):
        rests = (stem.removeprefix(beginning) for stem in bare)
        names = [_chapter_name(rest, (*_NUMBERED, *_ALONE)) for rest in rests]
        if any(one.number is not None for one in names) and all(
            one.number is not None or one.rank for one in names
        ):
            break
    else:
        names = [_chapter_name(stem, _NUMBERED) for stem in bare]
    return [replace(one, is_copy=copy) for one, copy in zip(names, copies, strict=True)]


def in_story_order(paths: Sequence[str]) -> list[str]:
    """The paths folder by folder: numbers as numbers, prologues before them, epilogues behind."""
    names = dict(zip(paths, chapter_names(paths), strict=True))
    numbered = {
        folder
        for folder, inside in _folders(paths).items()
        if all(names[path].number is not None or names[path].rank for path in inside)
    }

    def key(path: str) -> list[tuple[int, list[tuple[int, int, str]]]]:
        *folders, file = path.split("/")
        name = names[path]
        is_spelled = name.number is not None and not name.way.endswith(_DIGITS)
        if _folder(path) in numbered or is_spelled:
            number = "" if name.number is None else f"{name.number}.{name.part}"
            file = f"{number} {'copy' if name.is_copy else ''} {file}"
        above = [(_rank(part), natural_key(part)) for part in folders]
        return [*above, (name.rank, natural_key(file))]

    return sorted(paths, key=key)


def order_questions(paths: Sequence[str]) -> list[Finding]:
    """What to ask of files in their order: a number twice, names of several kinds, no numbers."""
    names = dict(zip(paths, chapter_names(paths), strict=True))
    questions = []
    for inside in _folders(paths).values():
        files = [path for path in inside if not names[path].rank]
        numbered: dict[tuple[int, int], list[str]] = {}
        for path in files:
            number = names[path].number
            if number is not None:
                numbered.setdefault((number, names[path].part), []).append(path)
        for (number, _), same in numbered.items():
            if len(same) > 1:
                values: dict[str, str | int] = {"number": number, "names": listed(same)}
                questions.append(Finding("zip_number_twice", values))
        ways = {names[path].way for path in files}
        begin_with_digits = all(PurePosixPath(path).name[:1].isdecimal() for path in files)
        if len(files) > 1 and (len(ways) > 1 or ways == {""}) and not begin_with_digits:
            questions.append(Finding("zip_order_guessed", {"names": listed(inside)}))
    return questions


def shared_name(paths: Sequence[str]) -> str:
    """What the story may be called: its only file, or the innermost folder that all are in.

    "" when they share none.
    """
    if len(paths) == 1:
        return _words(PurePosixPath(paths[0]).stem)
    folders = [path.split("/")[:-1] for path in paths]
    shared = _common(min(folders), max(folders))
    return _words(folders[0][shared - 1]) if shared else ""


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _folders(paths: Sequence[str]) -> dict[str, list[str]]:
    """The files of each folder, in the order given."""
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_folder(path), []).append(path)
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many signs or folders two begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _rank(name: str) -> int:
    return -1 if _FIRST.match(name) else 1 if _LAST.match(name) else 0


def _chapter_name(stem: str, patterns: Iterable[re.Pattern[str]]) -> ChapterName:
    match = next(filter(None, (pattern.fullmatch(stem) for pattern in patterns)), None)
    said = match.groupdict() if match else {}
    number, way = _number(said)
    title = (said["title"] if match else stem).strip(" -–—.")
    title = title if len(title) <= _LONGEST_TITLE else ""
    rank = 0 if match else _rank(stem)
    return ChapterName(number, title, way, rank, int(said.get("part") or 0))


def _number(said: Mapping[str, str]) -> tuple[int | None, str]:
    """The number that a name holds, and how it is written: "chapter digits"."""
    word = said.get("word", "").casefold()
    if digits := said.get("digits"):
        return int(digits), word + _DIGITS
    if spoken := said.get("said"):
        return _NUMBERS[re.sub("[ -]", "", spoken.casefold())], f"{word} words"
    if roman := said.get("roman"):
        return _of_roman(roman.casefold()), f"{word} roman"
    return None, ""


def _of_roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < other else one for one, other in pairs)


def listed(paths: Iterable[str]) -> str:
    """The first of the names on one line."""
    names = list(paths)
    return ", ".join(names[:_NAMES]) + (", …" if len(names) > _NAMES else "")
