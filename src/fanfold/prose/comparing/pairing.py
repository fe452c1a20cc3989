"""Which unit of the one prose became which of the other: kept, changed, split, merged or moved.

First the paragraphs that say enough to be known again, then what stands between them. Candidates
come from the words that units share, never from comparing each with each, so work stays linear.
"""

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from fanfold.prose.comparing.aligning import align
from fanfold.prose.comparing.units import Unit

__all__ = ["Pairing", "pair"]

# From this share of common words on, one paragraph is the other, changed. Two unrelated English
# paragraphs have about 0.25 in common.
_CHANGED = 0.4
# Or when so many words at its beginning or end are the same.
_EDGE = 5
# Or when it is a part: of its pairs of words that follow each other, the other has this share.
_PART = 0.6
_PAIRS_OF_A_PART = 5
# A paragraph that moved must be known more surely, and say more.
_MOVED = 0.7
_WORDS_OF_A_MOVED = 8
# Less than this may stand anywhere: <p>“Yes,” he said.</p>. In characters with the tags.
_SIZE_OF_A_LANDMARK = 32
# A pair of words in more units than this tells nothing about any of them.
_COMMON = 8
_CANDIDATES = 3
_CELLS = 25_000_000
# Units that a change of structure slides back at most.
_FARTHEST = 50

Gap = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Rows of units that belong together, in order, as (a1, a2, b1, b2); and (i, j) that moved.

    A row is one unit each when it was kept or changed; a1..a2 or b1..b2 is longer when a
    paragraph was split or some were merged.
    """

    rows: tuple[Gap, ...]
    moved: tuple[tuple[int, int], ...]


def pair(a: Sequence[Unit], b: Sequence[Unit]) -> Pairing:
    """The pairing of two rows of units."""
    pairs: list[tuple[int, int]] = []
    for accepted in (_is_landmark, _is_anything):
        for find in (_equal, _similar):
            for gap in list(_gaps(pairs, len(a), len(b))):
                pairs += find(a, b, gap, accepted)
            pairs.sort()
    pairs = _with_whole_holders(a, b, pairs)
    rows = _with_parts(a, b, pairs)
    return Pairing(tuple(rows), tuple(_moves(a, b, rows)))


def _is_landmark(unit: Unit) -> bool:
    return unit.kind == "leaf" and len(unit.html) >= _SIZE_OF_A_LANDMARK


def _is_anything(_unit: Unit) -> bool:
    return True


def _gaps(pairs: list[tuple[int, int]], end_a: int, end_b: int) -> Iterator[Gap]:
    a1 = b1 = 0
    for i, j in [*pairs, (end_a, end_b)]:
        if i > a1 and j > b1:
            yield a1, i, b1, j
        a1, b1 = i + 1, j + 1


def _chosen(
    units: Sequence[Unit], start: int, end: int, accepted: Callable[[Unit], bool]
) -> list[int]:
    return [index for index in range(start, end) if accepted(units[index])]


def _equal(
    a: Sequence[Unit], b: Sequence[Unit], gap: Gap, accepted: Callable[[Unit], bool]
) -> Iterator[tuple[int, int]]:
    left = _chosen(a, gap[0], gap[1], accepted)
    right = _chosen(b, gap[2], gap[3], accepted)
    for i, j, length in align([a[x].look for x in left], [b[x].look for x in right]):
        yield from zip(left[i : i + length], right[j : j + length], strict=True)


def _similar(
    a: Sequence[Unit], b: Sequence[Unit], gap: Gap, accepted: Callable[[Unit], bool]
) -> list[tuple[int, int]]:
    left = [index for index in _chosen(a, gap[0], gap[1], accepted) if a[index].words]
    right = [index for index in _chosen(b, gap[2], gap[3], accepted) if b[index].words]
    found = []
    for i, j, share, signs in _candidates(a, b, left, right):
        ours, theirs = a[i].words, b[j].words
        is_part = signs >= max(_PAIRS_OF_A_PART, _PART * (min(len(ours), len(theirs)) - 1))
        if share >= _CHANGED or is_part or _same_edge(ours, theirs):
            found.append((i, j, max(share * (len(ours) + len(theirs)), 2.0 * signs)))
    return _heaviest_chain(found)


def _same_edge(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether both begin, or end, with the same few words: then the rest was written anew."""
    return len(a) >= _EDGE <= len(b) and (a[:_EDGE] == b[:_EDGE] or a[-_EDGE:] == b[-_EDGE:])


def _candidates(
    a: Sequence[Unit], b: Sequence[Unit], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int, float, int]]:
    """(i, j, share of common words, number of common signs) for the units most alike."""
    if not left or not right:
        return
    bearers: defaultdict[object, list[int]] = defaultdict(list)
    for i in left:
        for sign in _signs(a[i]):
            bearers[sign].append(i)
    most = max(_COMMON, len(left) // 50) if len(left) > _COMMON else len(left)
    for j in right:
        shared: Counter[int] = Counter()
        for sign in _signs(b[j]):
            found = bearers.get(sign, ())
            if len(found) <= most:
                shared.update(found)
        for i, signs in shared.most_common(_CANDIDATES):
            yield i, j, _likeness(a[i].words, b[j].words, at_least=_CHANGED), signs


def _signs(unit: Unit) -> set[object]:
    """What a unit is found by: pairs of words that follow each other, and words when few."""
    words = unit.words
    signs: set[object] = set(itertools.pairwise(words))
    if len(words) < _WORDS_OF_A_MOVED:
        signs.update(words)
    return signs


def _likeness(a: Sequence[str], b: Sequence[str], *, at_least: float) -> float:
    """The share of words that both have, in order where that can be found out cheaply. 0 to 1.

    0 without a look at the words when their numbers alone allow less than `at_least`.
    """
    if not a or not b or 2 * min(len(a), len(b)) < at_least * (len(a) + len(b)):
        return 0.0
    if len(a) * len(b) <= _CELLS:
        return float(Indel.normalized_similarity(a, b))
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))


def _heaviest_chain(candidates: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The candidates that weigh most together while both their numbers rise."""
    # Of equal i the larger j first, so that no chain takes both.
    candidates.sort(key=lambda one: (one[0], -one[1]))
    ends = sorted({j for _, j, _ in candidates})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)  # a Fenwick tree of maxima
    before = [-1] * len(candidates)
    top = (0.0, -1)
    for index, (_, j, weight) in enumerate(candidates):
        place = bisect_left(ends, j)
        reached = (0.0, -1)
        step = place
        while step > 0:
            reached = max(reached, best[step])
            step -= step & -step
        before[index] = reached[1]
        here = (reached[0] + weight, index)
        top = max(top, here)
        step = place + 1
        while step <= len(ends):
            best[step] = max(best[step], here)
            step += step & -step
    out = []
    index = top[1]
    while index >= 0:
        out.append(candidates[index][:2])
        index = before[index]
    return out[::-1]


def _with_whole_holders(
    a: Sequence[Unit], b: Sequence[Unit], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs, with units that only one side has slid back until they open before they close.

    `</tr> [<tr>…</tr>]` and `[</tr> <tr>…] </tr>` are the same change: a row was left out.
    """
    out: list[tuple[int, int]] = []
    for i, j in [*pairs, (len(a), len(b))]:
        a1, b1 = (out[-1][0] + 1, out[-1][1] + 1) if out else (0, 0)
        if (i > a1) != (j > b1):
            side, start, end = (a, a1, i) if i > a1 else (b, b1, j)
            steps = _steps_to_whole(side, start, end, _unbroken(out))
            gone = i - a1
            for step in range(1, steps + 1):
                # What stood before the gap stands behind it now.
                before = out[-step]
                out[-step] = (before[0] + gone, before[1] + (j - b1))
        out.append((i, j))
    return out[:-1]


def _unbroken(pairs: list[tuple[int, int]]) -> int:
    """How many of the last pairs follow each other on both sides."""
    count = min(1, len(pairs))
    while count < len(pairs) and all(
        pairs[-count - 1][side] + 1 == pairs[-count][side] for side in (0, 1)
    ):
        count += 1
        if count > _FARTHEST:
            break
    return count


def _steps_to_whole(units: Sequence[Unit], start: int, end: int, room: int) -> int:
    """How far the units start..end must slide back to be whole; 0 when they are or cannot be."""
    for step in range(min(room, start, end - start) + 1):
        if step and units[start - step].html != units[end - step].html:
            return 0
        if _is_whole(units, start - step, end - step):
            return step
        if step == 0 and all(unit.kind == "leaf" for unit in units[start:end]):
            return 0
    return 0


def _is_whole(units: Sequence[Unit], start: int, end: int) -> bool:
    depth = 0
    for unit in units[start:end]:
        depth += (unit.kind == "open") - (unit.kind == "close")
        if depth < 0:
            return False
    return depth == 0


def _with_parts(a: Sequence[Unit], b: Sequence[Unit], pairs: list[tuple[int, int]]) -> list[Gap]:
    """The pairs as rows, each with the free neighbours that are parts of the same paragraph."""
    rows: list[Gap] = []
    end_a = end_b = 0
    for index, (i, j) in enumerate(pairs):
        next_a, next_b = pairs[index + 1] if index + 1 < len(pairs) else (len(a), len(b))
        a1, a2, b1, b2 = i, i + 1, j, j + 1
        if a[i].html != b[j].html and a[i].name == b[j].name == "p":
            if len(a[i].words) < len(b[j].words):
                before, after = _parts(b[j], a[end_a:i][::-1], a[i], a[i + 1 : next_a])
                a1, a2 = i - before, i + 1 + after
            else:
                before, after = _parts(a[i], b[end_b:j][::-1], b[j], b[j + 1 : next_b])
                b1, b2 = j - before, j + 1 + after
        rows.append((a1, a2, b1, b2))
        end_a, end_b = a2, b2
    return rows


def _parts(
    whole: Unit, before: Sequence[Unit], known: Unit, after: Sequence[Unit]
) -> tuple[int, int]:
    """How many paragraphs before and after the `known` part are parts of the whole as well.

    Each pair of words of the whole explains one pair, so a copy is no part. The nearest first.
    """
    left = Counter(itertools.pairwise(whole.words))
    left.subtract(itertools.pairwise(known.words))
    counts = []
    for units in (before, after):
        best = balance = count = 0
        for number, unit in enumerate(itertools.takewhile(_is_paragraph, units), start=1):
            for words in itertools.pairwise(unit.words):
                balance += 1 if left[words] > 0 else -1
                left[words] -= 1
            if balance > best:
                best, count = balance, number
        counts.append(count)
    return counts[0], counts[1]


def _is_paragraph(unit: Unit) -> bool:
    return unit.name == "p" and unit.is_paragraph


def _moves(a: Sequence[Unit], b: Sequence[Unit], rows: list[Gap]) -> list[tuple[int, int]]:
    """Paragraphs that stand elsewhere now: each once, and none that belongs to a row."""
    in_rows_a = {index for a1, a2, _, _ in rows for index in range(a1, a2)}
    in_rows_b = {index for _, _, b1, b2 in rows for index in range(b1, b2)}
    left = [i for i, unit in enumerate(a) if i not in in_rows_a and _may_move(unit)]
    right = [j for j, unit in enumerate(b) if j not in in_rows_b and _may_move(unit)]
    found = [one for one in _candidates(a, b, left, right) if one[2] >= _MOVED]
    found.sort(key=lambda one: (-one[2], one[1], one[0]))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    out = []
    for i, j, *_ in found:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            out.append((i, j))
    return sorted(out, key=lambda one: one[1])


def _may_move(unit: Unit) -> bool:
    return unit.kind == "leaf" and len(unit.words) >= _WORDS_OF_A_MOVED
