"""What changed between two rows of tokens, put so that a person can read it.

The longest common row alone reads like confetti: a rewritten sentence keeps its “the” and its
commas. Here such leftovers join the change around them, and changes begin and end between words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fanfold.prose.comparing.aligning import align
from fanfold.prose.comparing.units import is_tag, is_word, look_of

__all__ = ["Edit", "apply_edits", "edits"]

# A change slides at most so many tokens to find a better place.
_SLIDE = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """Keep so many tokens, then leave out `drop` and put in `put`. Either may be nothing."""

    keep: int
    drop: int = 0
    put: tuple[str, ...] = ()


@dataclass(slots=True)
class _Change:
    """a[a1:a2] became b[b1:b2]."""

    a1: int
    a2: int
    b1: int
    b2: int


def edits(a: Sequence[str], b: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that make b of a, readable and complete: `apply_edits(edits(a, b), a)` is b.

    Tokens that look alike but are not the same are an edit each and part no other one.
    """
    looks_a, looks_b = _looks(a), _looks(b)
    changes = list(_without_leftovers(list(_changes(looks_a, looks_b)), a, b))
    out: list[Edit] = []
    at_a = at_b = 0
    for change in changes:
        _slide(change, looks_a, looks_b, at_a)
        out += _kept(a[at_a : change.a1], b[at_b : change.b1])
        keep = out.pop().keep if out and not (out[-1].drop or out[-1].put) else 0
        out.append(Edit(keep, change.a2 - change.a1, tuple(b[change.b1 : change.b2])))
        at_a, at_b = change.a2, change.b2
    return (*out, *_kept(a[at_a:], b[at_b:]))


def _looks(row: Sequence[str]) -> list[str]:
    return [token if token.isascii() or is_tag(token) else look_of(token) for token in row]


def _kept(a: Sequence[str], b: Sequence[str]) -> Iterator[Edit]:
    """Edits for rows that look alike; the last one only keeps."""
    start = 0
    if a != b:
        for index, (old, new) in enumerate(zip(a, b, strict=True)):
            if old != new:
                yield Edit(index - start, 1, (new,))
                start = index + 1
    if start < len(a):
        yield Edit(len(a) - start)


def apply_edits(row: Sequence[Edit], a: Sequence[str]) -> list[str]:
    """The tokens that the edits make of a."""
    out: list[str] = []
    position = 0
    for edit in row:
        out += a[position : position + edit.keep]
        out += edit.put
        position += edit.keep + edit.drop
    return out


def _changes(a: Sequence[str], b: Sequence[str]) -> Iterator[_Change]:
    a1 = b1 = 0
    for i, j, length in [*align(a, b), (len(a), len(b), 0)]:
        if i > a1 or j > b1:
            yield _Change(a1, i, b1, j)
        a1, b1 = i + length, j + length


def _without_leftovers(
    changes: list[_Change], a: Sequence[str], b: Sequence[str]
) -> Iterator[_Change]:
    """Changes joined where what stands between them is not worth being called unchanged."""
    here: _Change | None = None
    size = 0
    for change in changes:
        follows = max(_words(a, change.a1, change.a2), _words(b, change.b1, change.b2))
        if here is not None and not (_is_markup(here, a, b) or _is_markup(change, a, b)):
            between = _words(a, here.a2, change.a1)
            if not between or 2 * between <= min(size, follows):
                here.a2, here.b2 = change.a2, change.b2
                size += between + follows
                continue
        if here is not None:
            yield here
        here, size = change, follows
    if here is not None:
        yield here


def _is_markup(change: _Change, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether only tags change. Text between two such changes is the same in other markup."""
    return all(is_tag(token) for token in a[change.a1 : change.a2]) and all(
        is_tag(token) for token in b[change.b1 : change.b2]
    )


def _words(row: Sequence[str], start: int, end: int) -> int:
    return sum(1 for index in range(start, end) if is_word(row[index]))


def _slide(change: _Change, a: Sequence[str], b: Sequence[str], floor: int) -> None:
    """“a [b a] c” and “[a b] a c” are the same change: take the one that is cut between words."""
    if change.a1 == change.a2:
        row, start, end = b, change.b1, change.b2
    elif change.b1 == change.b2:
        row, start, end = a, change.a1, change.a2
    else:
        return
    room = min(change.a1 - floor, _SLIDE)
    best, steps = _score(row, start, end), 0
    for step in range(1, room + 1):
        if row[start - step] != row[end - step]:
            break
        score = _score(row, start - step, end - step)
        if score > best:
            best, steps = score, step
    change.a1, change.a2 = change.a1 - steps, change.a2 - steps
    change.b1, change.b2 = change.b1 - steps, change.b2 - steps


def _score(row: Sequence[str], start: int, end: int) -> int:
    """How well a change is cut at these places; 0 is in the midst of things."""
    before, first = row[start - 1] if start else "", row[start]
    last = row[end - 1]
    score = 0
    if not before or before.isspace() or is_tag(before):
        score += 2
        if start > 1 and row[start - 2][-1:] in ".!?…”’»":
            score += 1
    if last.isspace():
        score += 2
    if first.isspace() or is_tag(first):
        score -= 1
    if is_tag(last):
        score -= 1
    return score
