"""What the reading pages need, page by page, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from fanfold.editions.queries import File, files_of
from fanfold.people.models import Account, PenName
from fanfold.reading.models import ReadMark
from fanfold.tags.models import Kind, Tag
from fanfold.works.blurbs import with_people_and_tags
from fanfold.works.models import Chapter, Credit, Series, SeriesPlace, ShownChanges, State, Work

Reader = Account | AnonymousUser


@dataclass(frozen=True)
class SeriesBand:
    """Where the work stands in a series, and its neighbours that this reader may read."""

    series: Series
    position: int
    previous: Work | None
    next: Work | None


@dataclass(frozen=True)
class OpenWork:
    """A work as this reader sees it: with its bylines and tags, and the chapters she may read."""

    work: Work
    authors: Sequence[PenName]
    tags: dict[str, list[Tag]]
    chapters: Sequence[Chapter]
    series: Sequence[SeriesBand]
    is_mine: bool
    credits: Sequence[Credit]

    @property
    def tag_lists(self) -> list[tuple[str, str, list[Tag]]]:
        """Kind, its name for readers and its tags, for the kinds that the work has tags of."""
        return [(kind, str(Kind(kind).label), tags) for kind, tags in self.tags.items() if tags]

    @property
    def files(self) -> list[File]:
        """The files that readers can take away."""
        return files_of(self.work)

    @property
    def published_chapters(self) -> int:
        """How many chapters readers can read."""
        return sum(chapter.state == State.PUBLISHED for chapter in self.chapters)

    @property
    def is_complete(self) -> bool:
        """Whether the author has published as many chapters as she announced."""
        return self.work.expected_chapters == self.published_chapters

    @property
    def is_chaptered(self) -> bool:
        """Whether there is more than one chapter now, or more than one announced or to come."""
        return len(self.chapters) > 1 or (self.work.expected_chapters or 0) != 1

    def neighbours(self, chapter: Chapter) -> tuple[Chapter | None, Chapter | None]:
        """The chapters before and after this one."""
        place = next(n for n, one in enumerate(self.chapters) if one.pk == chapter.pk)
        before = self.chapters[place - 1] if place else None
        after = self.chapters[place + 1] if place + 1 < len(self.chapters) else None
        return before, after


def open_work(work_id: int, reader: Reader) -> OpenWork | None:
    """The work without its text, or None when this reader may not see it. Seven queries."""
    work = with_people_and_tags(Work.objects.visible_to(reader)).filter(pk=work_id).first()
    if work is None:
        return None
    authors = work.authors
    return OpenWork(
        work=work,
        authors=authors,
        tags=work.tags_by_kind,
        chapters=list(
            Chapter.objects.visible_to(reader)
            .filter(work=work)
            .in_order()
            .defer(
                "summary_source", "notes_source", "endnotes_source", "notes", "endnotes", "summary"
            )
        ),
        series=_series_bands(work, reader),
        is_mine=reader.is_authenticated
        and any(author.account_id == reader.pk for author in authors),
        credits=list(work.credits.all()),
    )


def with_text(opened: OpenWork, chapters: Sequence[Chapter]) -> list[Chapter]:
    """These chapters of the opened work again, whole: with notes and current text. One query.

    What the reader may see was decided when the work was opened; this only fetches it. Where she
    may compare, each has `has_earlier_text`.
    """
    whole = Chapter.objects.filter(work=opened.work, pk__in=[chapter.pk for chapter in chapters])
    if opened.work.shows_changes == ShownChanges.COMPARISON:
        whole = whole.knowing_earlier_texts()
    return list(whole.select_related("current").in_order())


def marks_after_reading(
    account: Account, chapters: Sequence[Chapter], *, at: datetime
) -> tuple[dict[int, ReadMark], list[ReadMark]]:
    """The account's marks by chapter, as they are once the present texts of these chapters are read
    at this time; and those of them that are news, which are not written yet. One query."""
    kept = ReadMark.objects.filter(account=account, chapter__in=[one.pk for one in chapters])
    marks = {mark.chapter_id: mark for mark in kept}
    news = []
    for chapter in chapters:
        number = chapter.current.number if chapter.current else 0
        mark = marks.get(chapter.pk)
        if mark is None:
            mark = ReadMark(account=account, chapter=chapter, number=number, read_at=at)
            marks[chapter.pk] = mark
            news.append(mark)
        elif mark.read(number, at=at):
            news.append(mark)
    return marks, news


def _series_bands(work: Work, reader: Reader) -> list[SeriesBand]:
    """Two queries when the work is in any series, none otherwise."""
    places = list(work.series_places.all())
    if not places:
        return []
    neighbours = (
        SeriesPlace.objects.filter(series__in=[place.series_id for place in places])
        .filter(work__in=Work.objects.visible_to(reader))
        .select_related("work")
        .order_by("position")
    )
    bands = []
    for place in places:
        others = [other for other in neighbours if other.series_id == place.series_id]
        before = [other.work for other in others if other.position < place.position]
        after = [other.work for other in others if other.position > place.position]
        bands.append(
            SeriesBand(
                series=place.series,
                position=place.position,
                previous=before[-1] if before else None,
                next=after[0] if after else None,
            )
        )
    return bands


def known_work(work_id: int) -> Work | None:
    """The work behind an address that readers once knew, though this one may not read it now."""
    return Work.with_deleted.filter(pk=work_id).exclude(published_at=None).first()


def known_chapter(work: Work, chapter_id: int) -> Chapter | None:
    """As `known_work`, for a chapter of a work that the reader may read."""
    known = Chapter.with_deleted.filter(work=work, pk=chapter_id)
    return known.exclude(published_at=None).first()
