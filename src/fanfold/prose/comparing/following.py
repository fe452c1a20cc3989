"""Where the text of one prose stands in another: each run of characters that a comparison kept.

Positions count characters (code points) of the reading text: paragraphs, one a line.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from fanfold.prose.comparing.comparison import Gone, Kept, Moved, New, Turned, along, compare_units
from fanfold.prose.comparing.units import Unit, split

__all__ = ["ReadingText", "Run", "kept_runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters from `a` on in the one text are those from `b` on in the other."""

    a: int
    b: int
    length: int


class ReadingText:
    """A prose as its reader sees it: the text of its paragraphs, one a line, and where each is."""

    def __init__(self, prose: str) -> None:
        self.units = split(prose)
        self.starts: list[int] = []  # of each unit; tags between paragraphs take no room
        parts: list[str] = []
        position = 0
        for unit in self.units:
            if unit.kind == "leaf" and unit.text and parts:
                position += 1
            self.starts.append(position)
            if unit.kind == "leaf" and unit.text:
                parts.append(unit.text)
                position += len(unit.text)
        self.text = "\n".join(parts)

    def paragraphs(self) -> Iterator[tuple[int, Unit]]:
        """The paragraphs that have text, with the position where each begins."""
        return (
            (start, unit)
            for start, unit in zip(self.starts, self.units, strict=True)
            if unit.kind == "leaf" and unit.text
        )

    def places(self) -> list[tuple[int, int]]:
        """Position and length of each token of the whole prose, in order."""
        out: list[tuple[int, int]] = []
        for start, unit in zip(self.starts, self.units, strict=True):
            lengths = [len(piece) for piece in unit.pieces]
            ends = itertools.accumulate(lengths, initial=start)
            out += zip(ends, lengths, strict=False)
        return out


def kept_runs(old: ReadingText, new: ReadingText) -> list[Run]:
    """What a text kept of an older one, in the order of that. Runs do not overlap in the old."""
    sizes = (len(unit.tokens) for unit in old.units)
    first = list(itertools.accumulate(sizes, initial=0))  # token of each old unit
    spans: list[tuple[int, int, int]] = []  # so many tokens from there on in the old and the new
    at_b = 0
    for step, _, number in along(compare_units(old.units, new.units).steps, old.units):
        at_a = first[number]
        match step:
            case Kept(count):
                size = first[number + count] - at_a
                spans.append((at_a, at_b, size))
                at_b += size
            case New(fresh):
                at_b += sum(len(unit.tokens) for unit in fresh)
            case Turned(_, row) | Moved(_, row):
                for edit in row:
                    spans.append((at_a, at_b, edit.keep))
                    at_a += edit.keep + edit.drop
                    at_b += edit.keep + len(edit.put)
            case Gone():
                pass
    return list(_runs(sorted(spans), old.places(), new.places()))


def _runs(
    spans: list[tuple[int, int, int]], old: list[tuple[int, int]], new: list[tuple[int, int]]
) -> Iterator[Run]:
    here = Run(0, 0, 0)
    for i, j, size in spans:
        for (a, one), (b, other) in zip(old[i : i + size], new[j : j + size], strict=True):
            length = min(one, other)
            if not length:
                continue
            if here.a + here.length == a and here.b + here.length == b:
                here = Run(here.a, here.b, here.length + length)
                continue
            if here.length:
                yield here
            here = Run(a, b, length)
    if here.length:
        yield here
