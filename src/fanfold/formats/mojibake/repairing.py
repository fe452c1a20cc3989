"""Doubly encoded text as it was meant: the runs that are certain, and doubtful ones beside them.

Where bytes were lost nothing is invented: the place stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from fanfold.formats.mojibake.signs import breaks_case, is_certain, is_drawing, is_usual
from fanfold.formats.mojibake.tables import TABLES, Table

__all__ = ["Repair", "repair_mojibake"]

_TIMES = 4  # Twice too often is common, three times has been seen.
_CHUNK = re.compile("[\u0080-\U0010ffff]{2,}")
_LINES = re.compile(r"(\n|</p>|<br ?/?>)", re.I)
_LEFT = re.compile("â€|вЂ|ΓÇ|‚Ä|Ã¢|[ÃÂ]\ufffd")
_CUT_TAG = re.compile(r"<[^<>]*(?:>|$)|^[^<>]*>")
_BESIDE = 40
_CONTROLS = re.compile("[\u0080-\u009f]")
_MANY = 3  # So many signs in a row are certain together.
_FEW = 4  # In a line that is broken, at most one letter in so many is sound.

_Chunk = tuple[str, str, str]  # what stands before it, the chunk, what stands after it


@dataclass(frozen=True, slots=True)
class Repair:
    """What became of a text: how many places were changed, and the one that occurs most.

    `left` counts places that look broken too but have lost bytes. `place` and `left_place` are the
    words around the first place of each.
    """

    text: str
    count: int = 0
    sample: str = ""
    repaired: str = ""
    left: int = 0
    place: str = ""
    left_place: str = ""


def repair_mojibake(text: str) -> Repair:
    """The text with its doubly encoded places as they were meant, line by line.

    Every changed run encodes back to exactly what stood there. Sound text beside it, and quotation
    marks as typed, stay. When two encodings explain the text equally well and differ, nothing is
    changed. Linear in the length of `text`.
    """
    given = _LINES.split(text)
    lines, places = _settled(given)
    whole = "".join(lines)
    left = len(_LEFT.findall(whole))
    found = _LEFT.search(whole)
    left_place = _around(whole, found.start()) if found else ""
    if whole == text:
        return Repair(text, left=left, left_place=left_place)
    (sample, meant), _ = places.most_common(1)[0]
    repaired = "".join(_settled([meant])[0])
    return Repair(
        whole, places.total(), sample, repaired, left, _first_place(given, lines), left_place
    )


def _first_place(given: list[str], lines: list[str]) -> str:
    old, new = next(pair for pair in zip(given, lines, strict=True) if pair[0] != pair[1])
    pairs = enumerate(zip(old, new, strict=False))
    return _around(old, next((at for at, (here, there) in pairs if here != there), len(new)))


def _around(text: str, at: int) -> str:
    """The words around a place, without tags."""
    beside = text[max(0, at - _BESIDE) : at], text[at : at + _BESIDE]
    words = _CUT_TAG.sub(" ", "".join(beside))
    return " ".join(unescape(words).split())


def _settled(given: list[str]) -> tuple[list[str], Counter[tuple[str, str]]]:
    """The lines repaired as often as they were encoded, and what the first time replaced."""
    lines, sound = list(given), list(given)
    places: Counter[tuple[str, str]] = Counter()
    changed: set[int] = set()
    for _ in range(_TIMES):
        reading = _best_reading(lines)
        if reading is None:
            break
        for index, line in enumerate(lines):
            if not (runs := _chosen(line, reading)):
                continue
            if index not in changed:
                places.update((run.broken, run.meant) for run in runs)
            changed.add(index)
            lines[index] = _replaced(line, runs)
            # Controls may be half the way, never the end of it.
            if _controls(lines[index]) <= _controls(given[index]):
                sound[index] = lines[index]
    return sound, places


def _controls(text: str) -> int:
    return len(_CONTROLS.findall(text))


@dataclass(frozen=True, slots=True)
class _Run:
    """Signs in a row that are UTF-8 when they are written in a table's encoding."""

    start: int
    before: str
    broken: str
    meant: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one encoding explains the text: the runs of every chunk that has some."""

    table: Table
    known: dict[_Chunk, tuple[_Run, ...]]
    explained: int
    case_breaks: int
    """Capital letters behind small ones in what is meant, which hardly anybody means."""


def _best_reading(lines: list[str]) -> _Reading | None:
    """By the encoding that explains most. None when none does, or two do that differ."""
    chunks = Counter(chunk for line in lines for _, chunk in _chunks(line))
    readings = [reading for table in TABLES if (reading := _reading(chunks, table))]
    if not readings:
        return None
    best = max((reading.explained, -reading.case_breaks) for reading in readings)
    first, *others = [
        reading for reading in readings if (reading.explained, -reading.case_breaks) == best
    ]
    return first if all(other.known == first.known for other in others) else None


def _chunks(line: str) -> Iterator[tuple[int, _Chunk]]:
    """What is not ASCII, two signs or more in a row, with its place and its neighbours."""
    for found in _CHUNK.finditer(line):
        start, end = found.span()
        yield start, (line[max(0, start - 1) : start], found[0], line[end : end + 1])


def _reading(chunks: Counter[_Chunk], table: Table) -> _Reading | None:
    """None when the encoding explains nothing for certain. Each chunk is looked at once."""
    known = {
        chunk: runs
        for chunk in chunks
        if table.sequence.search(chunk[1]) and (runs := tuple(_runs(*chunk, table)))
    }
    if not any(run.is_certain for runs in known.values() for run in runs):
        return None
    explained = breaks = 0
    for chunk, runs in known.items():
        explained += chunks[chunk] * sum(len(run.broken) for run in runs)
        breaks += chunks[chunk] * sum(breaks_case(run.before + run.meant) for run in runs)
    return _Reading(table, known, explained, breaks)


def _chosen(line: str, reading: _Reading) -> list[_Run]:
    """What to replace in this line: the runs that are certain, and if it is broken all runs."""
    runs = [
        replace(run, start=start + run.start)
        for start, chunk in _chunks(line)
        for run in reading.known.get(chunk, ())
    ]
    certain = [run for run in runs if run.is_certain]
    return runs if certain and _is_broken(line, runs, reading.table) else certain


def _is_broken(line: str, runs: list[_Run], table: Table) -> bool:
    """Whether hardly a letter of the line is sound, so that doubtful places are broken too."""
    letters = len(table.letter.findall(line))
    inside = sum(len(table.letter.findall(run.broken)) for run in runs)
    return (letters - inside) * _FEW <= sum(len(run.broken) for run in runs)


def _replaced(line: str, runs: list[_Run]) -> str:
    out: list[str] = []
    end = 0
    for run in runs:
        out += [line[end : run.start], run.meant]
        end = run.start + len(run.broken)
    return "".join([*out, line[end:]])


def _runs(before: str, chunk: str, after: str, table: Table) -> Iterator[_Run]:
    """The runs of one chunk; their `start` counts from the chunk's."""
    for found in table.run.finditer(chunk):
        start, end = found.span()
        if all(map(is_usual, set(table.meant(found[0])))):
            yield _run(before, chunk, after, start, end, table)
            continue
        for match in table.sequence.finditer(chunk, start, end):
            if not is_usual(table.meant(match[0])):
                if start < match.start():
                    yield _run(before, chunk, after, start, match.start(), table)
                start = match.end()
        if start < end:
            yield _run(before, chunk, after, start, end, table)


def _run(before: str, chunk: str, after: str, start: int, end: int, table: Table) -> _Run:
    broken = chunk[start:end]
    first = chunk[start - 1] if start else before
    return _Run(
        start=start,
        before=first,
        broken=broken,
        meant=table.meant(broken),
        is_certain=_is_certain_run(first, broken, chunk[end : end + 1] or after, table),
    )


def _is_certain_run(before: str, broken: str, after: str, table: Table) -> bool:
    undrawn = 0
    for match in table.sequence.finditer(broken):
        sequence, end = match[0], match.end()
        if is_certain(sequence, table.meant(sequence), before, broken[end : end + 1] or after):
            return True
        undrawn += not is_drawing(sequence)
        if undrawn >= _MANY:
            return True
        before = sequence[-1]
    return False
