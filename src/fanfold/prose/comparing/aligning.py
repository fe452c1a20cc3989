"""The longest common row of two rows of things, in bounded time and memory whatever they are.

Bit-parallel LCS where both are short (rapidfuzz); where they are long, what stands once in each
cuts them into short ones first. What neither can align within the bounds counts as rewritten.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import Indel

__all__ = ["Span", "align", "rising"]

# Each level cuts at new landmarks. Prose needs two or three; only hostile rows would go on.
_LEVELS = 20
# Cells of the comparison's table; LCS keeps a bit for each: 8 MB, about 30 ms.
_CELLS = 64_000_000

Span = tuple[int, int, int]
"""`length` things from `a_start` on are those from `b_start` on."""


def align(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Span]:
    """What a and b have in common, in order: spans that neither overlap nor touch."""
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(thing, len(numbers)) for thing in a]
    right = [numbers.setdefault(thing, len(numbers)) for thing in b]
    return _joined(_spans(left, right))


def _spans(a: list[int], b: list[int]) -> Iterator[Span]:
    todo = [(0, len(a), 0, len(b), 0)]
    while todo:
        a1, a2, b1, b2, level = todo.pop()
        start = 0
        while a1 + start < a2 and b1 + start < b2 and a[a1 + start] == b[b1 + start]:
            start += 1
        if start:
            yield a1, b1, start
        a1, b1 = a1 + start, b1 + start
        end = 0
        while a2 - end > a1 and b2 - end > b1 and a[a2 - end - 1] == b[b2 - end - 1]:
            end += 1
        if end:
            yield a2 - end, b2 - end, end
        a2, b2 = a2 - end, b2 - end
        if a1 == a2 or b1 == b2:
            continue
        if (a2 - a1) * (b2 - b1) <= _CELLS:
            for code in Indel.opcodes(a[a1:a2], b[b1:b2]):
                if code.tag == "equal":
                    yield a1 + code.src_start, b1 + code.dest_start, code.src_end - code.src_start
            continue
        if level < _LEVELS:
            stretches = _between_landmarks(a, b, a1, a2, b1, b2)
            todo += [(*stretch, level + 1) for stretch in stretches]


def _between_landmarks(
    a: list[int], b: list[int], a1: int, a2: int, b1: int, b2: int
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between things that stand once in each row; none when there are no such."""
    once_a, once_b = _once(a, a1, a2), _once(b, b1, b2)
    pairs = [(i, once_b[thing]) for thing, i in once_a.items() if thing in once_b]
    pairs.sort()
    landmarks = [pairs[index] for index in rising([j for _, j in pairs])]
    if not landmarks:
        return
    for i, j in landmarks:
        # A stretch begins at its landmark: the common start that is cut off holds it.
        yield a1, i, b1, j
        a1, b1 = i, j
    yield a1, a2, b1, b2


def _once(row: list[int], start: int, end: int) -> dict[int, int]:
    places: dict[int, int] = {}
    for index in range(start, end):
        places[row[index]] = -1 if row[index] in places else index
    return {thing: index for thing, index in places.items() if index >= 0}


def rising(numbers: Sequence[int]) -> list[int]:
    """The indexes of a longest strictly rising subsequence."""
    tails: list[int] = []  # the smallest number that ends a rising row of each length
    ends: list[int] = []
    before = [-1] * len(numbers)
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before[index] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(number)
            ends.append(index)
        else:
            tails[place], ends[place] = number, index
    out = []
    index = ends[-1] if ends else -1
    while index >= 0:
        out.append(index)
        index = before[index]
    return out[::-1]


def _joined(spans: Iterator[Span]) -> list[Span]:
    out: list[Span] = []
    for i, j, length in sorted(spans):
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + length)
        else:
            out.append((i, j, length))
    return out
