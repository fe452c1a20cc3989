"""Which of many numbered headings count on, as chapters do. What a heading is: headings.py."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["MOST_WEIGHT", "Numbered", "best_run"]

# How well a heading follows another. It is worth more to count on by one than to be many, and a
# heading that leaps is in no run, unless enough count on from it.
_STEP, _SKIP, _LEAP = 8, 4, -4
# A chapter or two may be missing.
_LARGEST_SKIP = 3
MOST_WEIGHT = 3
"""What speaks for a heading beside its number is worth less than any place in the count."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading's number, what is behind it (the 5 of 3.5), and how many parts began before it.

    `weight`, at most MOST_WEIGHT, is how much it looks like a heading.
    """

    number: int
    minor: int
    part: int
    weight: int


def best_run(headings: Sequence[Numbered]) -> list[int]:
    """The places of the headings that count on best; those of a new part may begin anew.

    The numbers rise. Of runs that are as good, the one that begins earlier. Time n log n.
    """
    runs = _Runs()
    for heading in headings:
        runs.take(heading)
    return runs.best()


@dataclass(slots=True)
class _Runs:
    """For each heading the best run that ends there: its score, and the place before it."""

    scores: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)  # -1: none
    ends: dict[int, tuple[int, int]] = field(default_factory=dict)  # by number: place and minor
    # Places of runs that are better than all that end at lower numbers, and those numbers.
    rising: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    part: int = 0
    in_earlier_parts: int = -1
    top: int = -1

    def take(self, heading: Numbered) -> None:
        if heading.part != self.part:
            self.part, self.in_earlier_parts = heading.part, self.top
        begins = heading.number <= 1
        place = len(self.scores)
        best, before = (_STEP if begins else 0), -1
        for score, other in self._predecessors(heading.number, heading.minor):
            if score > best:
                best, before = score, other
        if (other := self.in_earlier_parts) >= 0:
            score = self.scores[other] + (_STEP if begins else _LEAP)
            if score > best:
                best, before = score, other
        self.scores.append(best + heading.weight)
        self.before.append(before)
        self._keep(place, heading.number, heading.minor)

    def _predecessors(self, number: int, minor: int) -> list[tuple[int, int]]:
        """(score with a heading of that number behind it, place) of runs that may go on with it."""
        found = []
        if (end := self.ends.get(number)) and end[1] < minor:
            found.append((self.scores[end[0]] + _STEP, end[0]))
        for skipped in range(1, _LARGEST_SKIP + 1):
            if end := self.ends.get(number - skipped):
                worth = _STEP if skipped == 1 else _SKIP
                found.append((self.scores[end[0]] + worth, end[0]))
        lower = bisect_left(self.numbers, number)
        if lower:
            place = self.rising[lower - 1]
            found.append((self.scores[place] + _LEAP, place))
        return found

    def _keep(self, place: int, number: int, minor: int) -> None:
        score = self.scores[place]
        if number not in self.ends or score > self.scores[self.ends[number][0]]:
            self.ends[number] = place, minor
        if self.top < 0 or score > self.scores[self.top]:
            self.top = place
        at = bisect_left(self.numbers, number)
        if at and self.scores[self.rising[at - 1]] >= score:
            return
        over = at
        while over < len(self.rising) and self.scores[self.rising[over]] <= score:
            over += 1
        if at == over and at < len(self.numbers) and self.numbers[at] == number:
            return  # One as good ends there already.
        self.rising[at:over] = [place]
        self.numbers[at:over] = [number]

    def best(self) -> list[int]:
        """The best run of all, from its first heading to its last."""
        run = []
        place = self.top
        while place >= 0:
            run.append(place)
            place = self.before[place]
        return run[::-1]
