"""Where the text of one prose stands in another: each run of characters that a comparison kept.

Positions count characters (code points) of the reading text: paragraphs, one a line.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from fanfold.prose.comparing.comparison import Gone, Kept, Moved, New, Turned, compare
from fanfold.prose.comparing.units import Unit, split, tokens

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
        self.units = split(prose + "\n")
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


def kept_runs(a: str, b: str) -> list[Run]:
    """What the prose b kept of the text of a, in the order of a. Runs do not overlap in a."""
    old, new = ReadingText(a).places(), ReadingText(b).places()
    comparison = compare(a, b)
    units = split(a + "\n")
    first = [0]
    for unit in units:
        first.append(first[-1] + len(unit.tokens))
    pairs: list[tuple[int, int]] = []  # tokens of a and b that are the same
    at_unit = at_b = 0
    for step in comparison.steps:
        match step:
            case Kept(count):
                size = first[at_unit + count] - first[at_unit]
                pairs += [(first[at_unit] + index, at_b + index) for index in range(size)]
                at_unit, at_b = at_unit + count, at_b + size
            case Gone(count):
                at_unit += count
            case New(html):
                at_b += sum(len(tokens(one)) for one in html)
            case Turned(_, row) | Moved(_, row):
                at_a = first[at_unit] if isinstance(step, Turned) else first[step.source]
                at_unit += step.units if isinstance(step, Turned) else 0
                for edit in row:
                    pairs += [(at_a + index, at_b + index) for index in range(edit.keep)]
                    at_a += edit.keep + edit.drop
                    at_b += edit.keep + len(edit.put)
    pairs.sort()
    return list(_runs(pairs, old, new))


def _runs(
    pairs: list[tuple[int, int]], old: list[tuple[int, int]], new: list[tuple[int, int]]
) -> Iterator[Run]:
    here = Run(0, 0, 0)
    for i, j in pairs:
        (a, length), (b, also) = old[i], new[j]
        length = min(length, also)
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
