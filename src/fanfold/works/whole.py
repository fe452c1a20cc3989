"""A whole work as plain values, with states, times and revisions: as it travels between archives.

What an author may give of it is in text.py; here is the rest, and what cannot be true of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fanfold.people.models import Account, PenName
from fanfold.works.models import OPENED, UNPUBLISHED, Audience, ShownChanges, State
from fanfold.works.text import ChapterText, CreditWords, WorkDetails, problem_with_pull_note


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a work or a chapter is in its life, and since when."""

    state: str
    publish_at: datetime | None
    published_at: datetime | None
    pulled_at: datetime | None
    pull_note: str
    revised_at: datetime | None
    created_at: datetime
    changed_at: datetime

    def problems(self, *, at: datetime) -> Iterator[str]:
        """A sentence for everything that cannot be true."""
        if self.state not in State.values:
            yield _("“%(state)s” is no state that a work can be in.") % {"state": self.state[:40]}
            return
        fits = (
            (self.published_at is not None) == (self.state in OPENED)
            and (self.publish_at is not None) == (self.state == State.SCHEDULED)
            and (self.pulled_at is not None) == (self.state == State.PULLED)
        )
        past = (self.published_at, self.pulled_at, self.revised_at, self.created_at)
        if not fits or any(time is not None and time > at for time in (*past, self.changed_at)):
            yield _("Its state and its times do not fit each other.")
        elif self.pulled_at and self.published_at and self.pulled_at < self.published_at:
            yield _("It was pulled before it was published.")
        if problem := problem_with_pull_note(self.pull_note):
            yield problem


@dataclass(frozen=True, kw_only=True)
class WholeRevision:
    """A revision without its source, which is read when its turn comes."""

    number: int
    source_format: str
    word_count: int
    note: str
    restored_from: int | None
    shown_at: datetime | None
    created_at: datetime
    made_by: Account | None
    read_source: Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class WholeChapter:
    """A chapter with its revisions, the oldest first; the last one is the text that stands."""

    title: str
    summary: str
    notes: str
    endnotes: str
    standing: Standing
    revisions: Sequence[WholeRevision]

    def text(self, revision: WholeRevision, source: str) -> ChapterText:
        """The chapter as it stood with this revision, to be looked at as an author's is."""
        return ChapterText(
            source=source,
            source_format=revision.source_format,
            title=self.title,
            summary=self.summary,
            notes=self.notes,
            endnotes=self.endnotes,
            change_note=revision.note,
        )

    def problems(self, *, at: datetime) -> Iterator[str]:
        """A sentence for everything that cannot be true of its standing and its revisions."""
        yield from self.standing.problems(at=at)
        numbers = [revision.number for revision in self.revisions]
        if not numbers or numbers[0] < 1 or numbers != sorted(set(numbers)):
            yield _("Its revisions are not numbered one after the other.")
        for revision in self.revisions:
            times = [time for time in (revision.created_at, revision.shown_at) if time]
            if any(time > at for time in times) or (
                revision.restored_from is not None
                and not 1 <= revision.restored_from < revision.number
            ):
                yield _("What is said of revision %(number)s cannot be.") % {
                    "number": revision.number
                }


@dataclass(frozen=True, kw_only=True)
class WholePlace:
    """A place in a series, which is known again by title, keepers and the time it was made."""

    title: str
    summary: str
    created_at: datetime
    keepers: Sequence[PenName]
    position: int


@dataclass(frozen=True, kw_only=True)
class WholeWork:
    """A work with everything that hangs on it. `pen_names` stand in the order of the byline."""

    key: UUID
    details: WorkDetails
    standing: Standing
    audience: str
    shows_changes: str
    pen_names: Sequence[PenName]
    series: Sequence[WholePlace]
    credits: Sequence[CreditWords]
    chapters: Sequence[WholeChapter]

    def problems(self, *, at: datetime) -> Iterator[str]:
        """A sentence for everything that cannot be taken, but for the texts of the chapters."""
        yield from (sentence for _field, sentence in self.details.problems())
        yield from self.standing.problems(at=at)
        if self.audience not in Audience.values or self.shows_changes not in ShownChanges.values:
            yield _("It names an audience, or a way of showing changes, that nobody here knows.")
        for place in self.series:
            named = WorkDetails(title=place.title, summary=place.summary)
            yield from (sentence for _field, sentence in named.problems())
        for credit in self.credits:
            yield from (sentence for _field, sentence in credit.problems())
        if not self.pen_names:
            yield _("No pen name signs it.")
        if (self.standing.revised_at is None) != (self.standing.published_at is None):
            yield _("Its state and its times do not fit each other.")
        states = {chapter.standing.state for chapter in self.chapters}
        if not self.chapters:
            yield _("A work has at least one chapter.")
        elif self.standing.state == State.PUBLISHED and State.PUBLISHED not in states:
            yield _("It is published, and none of its chapters is.")
        elif self.standing.state in UNPUBLISHED and states & set(OPENED):
            yield _("One of its chapters is published, and it is not.")
        elif self.standing.state == State.PULLED and State.SCHEDULED in states:
            yield _("It is pulled, and one of its chapters is scheduled.")
        for number, chapter in enumerate(self.chapters, start=1):
            for sentence in chapter.problems(at=at):
                yield _("Chapter %(number)s: %(problem)s") % {
                    "number": number,
                    "problem": sentence,
                }
