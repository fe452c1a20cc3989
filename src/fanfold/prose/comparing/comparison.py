"""Two revisions of a prose compared: what became of each paragraph, and the sum of it.

`compare(a, b).apply(a)` is b, character for character. Showing it to a reader is in showing.py.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fanfold.prose.comparing.pairing import pair
from fanfold.prose.comparing.units import Unit, is_tag, split
from fanfold.prose.comparing.wording import Edit, apply_edits, edits
from fanfold.prose.counting import count_words

__all__ = ["Comparison", "Gone", "Kept", "Moved", "New", "Step", "Summary", "Turned", "compare"]

# Prose ends without a newline; with one its last paragraph is like all others.
_LAST_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """The next units of a stand in b as they are."""

    count: int


@dataclass(frozen=True, slots=True)
class Turned:
    """The next `units` of a, joined, become what the edits make of their tokens."""

    units: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The next units of a are not here in b: left out, or moved elsewhere."""

    count: int


@dataclass(frozen=True, slots=True)
class New:
    """Units that a does not have."""

    html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Unit number `source` of a stands here in b, with the edits; there it is Gone."""

    source: int
    edits: tuple[Edit, ...]


Step = Kept | Turned | Gone | New | Moved


@dataclass(frozen=True, slots=True)
class Summary:
    """The comparison in numbers: paragraphs (anything with words in it) and words.

    `restyled` paragraphs have other markup and the same words. `words_more` is by the published
    rules of counting, negative when there are fewer.
    """

    changed: int = 0
    new: int = 0
    gone: int = 0
    moved: int = 0
    restyled: int = 0
    words_more: int = 0
    is_same: bool = True
    """Whether the two are equal in every character. Breaks and blank lines count here alone."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The steps from one prose to the other, in the order of the other."""

    steps: tuple[Step, ...]
    summary: Summary

    def apply(self, a: str) -> str:
        """The second prose, made of the first. ValueError when `a` has other paragraphs."""
        units = split(a + _LAST_LINE)
        out: list[str] = []
        position = 0
        for step in self.steps:
            match step:
                case Kept(count):
                    out += [unit.html for unit in units[position : position + count]]
                    position += count
                case Turned(count, row):
                    out += apply_edits(row, _joined(units[position : position + count]))
                    position += count
                case Gone(count):
                    position += count
                case New(html):
                    out += html
                case Moved(source, row):
                    out += apply_edits(row, units[source].tokens)
        if position != len(units):
            raise ValueError("This is not the prose that was compared.")
        return "".join(out).removesuffix(_LAST_LINE)


def compare(a: str, b: str) -> Comparison:
    """What it takes to make b of a. For any two texts; reads well for prose of the cleaner.

    Time grows with the length of both and not with their product: 5,000 words with 35 edits take
    milliseconds, 20,000 words written anew less than a second (benchmarks/comparing.py).
    """
    units_a, units_b = split(a + _LAST_LINE), split(b + _LAST_LINE)
    steps: list[Step] = []
    pairing = pair(units_a, units_b)
    moved_to = {j: i for i, j in pairing.moved}
    at_a = at_b = 0
    rows = [*pairing.rows, (len(units_a), len(units_a), len(units_b), len(units_b))]
    for a1, a2, b1, b2 in rows:
        if a1 > at_a:
            steps.append(Gone(a1 - at_a))
        steps += _arrivals(units_a, units_b, at_b, b1, moved_to)
        if a1 == a2:
            continue  # The end.
        if a2 - a1 == b2 - b1 == 1 and units_a[a1].html == units_b[b1].html:
            _keep(steps)
        else:
            row = edits(_joined(units_a[a1:a2]), _joined(units_b[b1:b2]))
            steps.append(Turned(a2 - a1, row))
        at_a, at_b = a2, b2
    return Comparison(tuple(steps), _summary(steps, units_a, a, b))


def _keep(steps: list[Step]) -> None:
    last = steps[-1] if steps else None
    if isinstance(last, Kept):
        steps[-1] = Kept(last.count + 1)
    else:
        steps.append(Kept(1))


def _arrivals(
    units_a: Sequence[Unit], units_b: Sequence[Unit], start: int, end: int, moved_to: dict[int, int]
) -> list[Step]:
    """Steps for the units of b that stand in no row: new ones, and ones that moved here."""
    steps: list[Step] = []
    fresh: list[str] = []
    for j in range(start, end):
        if j not in moved_to:
            fresh.append(units_b[j].html)
            continue
        if fresh:
            steps.append(New(tuple(fresh)))
            fresh = []
        source = moved_to[j]
        steps.append(Moved(source, edits(units_a[source].tokens, units_b[j].tokens)))
    if fresh:
        steps.append(New(tuple(fresh)))
    return steps


def _joined(units: Sequence[Unit]) -> list[str]:
    return [token for unit in units for token in unit.tokens]


def _summary(steps: Sequence[Step], units: Sequence[Unit], a: str, b: str) -> Summary:
    sums = Counter[str]()
    moved = {step.source for step in steps if isinstance(step, Moved)}
    position = 0
    for step in steps:
        match step:
            case Kept(count):
                position += count
            case Gone(count):
                left = [index for index in range(position, position + count) if index not in moved]
                words = [count_words(units[index].html) for index in left]
                sums.update(gone=_filled(words), words_more=-sum(words))
                position += count
            case New(html):
                words = [count_words(one) for one in html]
                sums.update(new=_filled(words), words_more=sum(words))
            case Turned(count, row):
                before = _joined(units[position : position + count])
                position += count
                kind = "changed" if _is_other_text(row, before) else "restyled"
                sums.update({kind: 1}, words_more=_words_more(row, before))
            case Moved(source, row):
                sums.update(moved=1, words_more=_words_more(row, units[source].tokens))
    return Summary(is_same=a == b, **sums)


def _filled(counts: list[int]) -> int:
    return sum(1 for count in counts if count)


def _words_more(row: Sequence[Edit], before: Sequence[str]) -> int:
    """How many words more there are after the edits."""
    return count_words("".join(apply_edits(row, before))) - count_words("".join(before))


def _is_other_text(row: Sequence[Edit], before: Sequence[str]) -> bool:
    """Whether the edits change anything that is read, and not only markup."""
    position = 0
    for edit in row:
        position += edit.keep
        dropped = "".join(
            token for token in before[position : position + edit.drop] if not is_tag(token)
        )
        if dropped != "".join(token for token in edit.put if not is_tag(token)):
            return True
        position += edit.drop
    return False
