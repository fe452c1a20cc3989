"""Remembering a passage of a chapter, and finding it again in a later revision, or saying no.

A passage is kept as the W3C's Web Annotation model has it: the words with a little of what stands
around them, and their position. https://www.w3.org/TR/annotation-model/#selectors
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import fuzz

from fanfold.prose.comparing.following import ReadingText, Run, kept_runs

__all__ = ["Passage", "Place", "find_passage", "mark_passage", "reading_text"]

# Characters remembered before and after; as other annotation tools do.
_CONTEXT = 32
# A quote of fewer words stands in too many places to be known by itself.
_WORDS = 3
# Of the words of a passage, so many must be left for it to be the same passage, changed.
_LEFT = 0.5
_LIKE = 80.0
# Longer quotes are looked for by comparison and by their words alone: fuzzy search is quadratic.
_LONGEST = 1_000
_PARAGRAPHS = 6
_OCCURRENCES = 2_000

How = Literal["exact", "changed", "likely"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one revision. Positions count characters of `reading_text`, from 0."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    def as_selectors(self) -> list[dict[str, str | int]]:
        """The W3C selectors of the passage, ready for JSON."""
        return [
            {
                "type": "TextQuoteSelector",
                "exact": self.exact,
                "prefix": self.prefix,
                "suffix": self.suffix,
            },
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
        ]

    @classmethod
    def from_selectors(cls, selectors: Sequence[Mapping[str, Any]]) -> "Passage":
        """The passage that selectors mean. ValueError when a quote or a position is missing."""
        by_type = {str(one.get("type")): one for one in selectors}
        try:
            quote, place = by_type["TextQuoteSelector"], by_type["TextPositionSelector"]
            exact = str(quote["exact"])
            start, end = int(place["start"]), int(place["end"])
        except (KeyError, TypeError, ValueError):
            raise ValueError("A passage needs a quote and a position.") from None
        if not exact or not 0 <= start < end:
            raise ValueError("A passage is at least one character.")
        prefix, suffix = str(quote.get("prefix", "")), str(quote.get("suffix", ""))
        return cls(exact, prefix[-_CONTEXT:], suffix[:_CONTEXT], start, end)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands now, and how surely.

    "exact": the same words, in what is the same place. "changed": the comparison of the two
    revisions leads here, the words differ. "likely": words like it, or the same in several places.
    """

    how: How
    start: int
    end: int


def reading_text(prose: str) -> str:
    """The text that positions count in: paragraphs one a line, a line break as a newline."""
    return ReadingText(prose).text


def mark_passage(prose: str, start: int, end: int) -> Passage:
    """The passage from `start` to before `end`. ValueError outside of the text or when empty."""
    text = reading_text(prose)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no passage of a text of {len(text)} characters.")
    return Passage(
        text[start:end],
        text[max(0, start - _CONTEXT) : start],
        text[end : end + _CONTEXT],
        start,
        end,
    )


def find_passage(passage: Passage, prose: str, *, before: str = "") -> Place | None:
    """Where the passage stands in `prose`; None when it is not there any more.

    `before` is the prose it was marked in. With it, a passage in a paragraph that did not change
    is always found, and one that did is followed into its new wording.
    """
    now = ReadingText(prose)
    if before == prose and now.text[passage.start : passage.end] == passage.exact:
        return Place("exact", passage.start, passage.end)
    runs = kept_runs(ReadingText(before), now) if before else []
    followed = _followed(passage, runs, now.text)
    if followed is not None and followed.how == "exact":
        return followed
    return _by_words(passage, now.text, runs) or followed or _alike(passage, now, runs)


def _followed(passage: Passage, runs: Sequence[Run], text: str) -> Place | None:
    """Through the comparison: where the characters of the passage are now."""
    kept = list(_parts(passage, runs))
    length = passage.end - passage.start
    for part in kept:
        if part.length == length and text[part.b : part.b + length] == passage.exact:
            return Place("exact", part.b, part.b + length)
    if not kept or sum(part.length for part in kept) < _LEFT * length:
        return None
    start, end = min(one.b for one in kept), max(one.b + one.length for one in kept)
    # Parts that were scattered over the chapter are not one passage any more.
    if end - start > 3 * length + _CONTEXT:
        return None
    how: How = "exact" if text[start:end] == passage.exact else "changed"
    return Place(how, start, end)


def _parts(passage: Passage, runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        start, end = max(run.a, passage.start), min(run.a + run.length, passage.end)
        if start < end:
            yield Run(start, run.b + start - run.a, end - start)


def _by_words(passage: Passage, text: str, runs: Sequence[Run]) -> Place | None:
    """The same words elsewhere: by what stands around them, or because they stand only once.

    Not where the comparison knows that they are other words of the old text.
    """
    length = len(passage.exact)
    found = [
        start
        for start in _occurrences(passage.exact, text)
        if not _is_other(runs, start, start + length)
    ]
    if not found:
        return None
    around = len(passage.prefix) + len(passage.suffix)
    best = max(
        found, key=lambda start: (_agreement(passage, text, start), -abs(start - passage.start))
    )
    end = best + len(passage.exact)
    if around and _agreement(passage, text, best) * 2 >= around:
        return Place("exact", best, end)
    if len(passage.exact.split()) >= _WORDS or len(passage.exact) >= _CONTEXT:
        return Place("exact" if len(found) == 1 else "likely", best, end)
    return None


def _is_other(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether these words were elsewhere in the old text, as the comparison knows."""
    return any(run.b <= start and end <= run.b + run.length for run in runs)


def _occurrences(exact: str, text: str) -> Iterator[int]:
    start = text.find(exact)
    for _ in range(_OCCURRENCES):
        if start < 0:
            return
        yield start
        start = text.find(exact, start + 1)


def _agreement(passage: Passage, text: str, start: int) -> int:
    """How many characters of the context stand there too, counted from the passage outwards."""
    end = start + len(passage.exact)
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return _common(passage.prefix[::-1], before[::-1]) + _common(passage.suffix, after)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _alike(passage: Passage, now: ReadingText, runs: Sequence[Run]) -> Place | None:
    """The most similar words in the paragraphs that share most with the quote."""
    quote = passage.exact
    if len(quote.split()) < _WORDS or len(quote) > _LONGEST:
        return None
    wanted = Counter(quote.lower().split())
    paragraphs = list(now.paragraphs())
    order = sorted(
        range(len(paragraphs)),
        key=lambda index: (
            -(Counter(paragraphs[index][1].text.lower().split()) & wanted).total(),
            abs(paragraphs[index][0] - passage.start),
        ),
    )
    best: Place | None = None
    score = _LIKE
    for index in order[:_PARAGRAPHS]:
        start, unit = paragraphs[index]
        if len(unit.text) < len(quote) // 2 or len(unit.text) * len(quote) > 50_000_000:
            continue
        found = fuzz.partial_ratio_alignment(quote, unit.text, score_cutoff=score)
        if found is None or found.score < score or found.dest_end <= found.dest_start:
            continue
        place = Place("likely", start + found.dest_start, start + found.dest_end)
        if not _is_other(runs, place.start, place.end):
            score, best = found.score + 0.001, place
    return best
