"""A whole work from another archive: written with its states, times and revisions as they were.

Prose is made here, by the cleaner, from the sources alone. The archivist asks for this from the
shell; nobody else can, so no policy is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.prose import Sketch
from fanfold.tags.commands import named_tags
from fanfold.works.commands.claims import recount
from fanfold.works.commands.packing import pack_revision
from fanfold.works.commands.sketching import keep_sketch
from fanfold.works.events import WorkChanged
from fanfold.works.models import (
    Chapter,
    Creatorship,
    Credit,
    Revision,
    Series,
    SeriesPlace,
    State,
    Tagging,
    Work,
)
from fanfold.works.text import ChapterText, one_line
from fanfold.works.whole import Standing, WholeChapter, WholePlace, WholeRevision, WholeWork

REMARKS = ("summary", "notes", "endnotes")


def bring_work(whole: WholeWork, *, at: datetime) -> Work:
    """Write a work from another archive, all of it or nothing.

    Its key, states, times and revisions stay; who may read it does too. Refused for a work whose
    key is here already, for what no author could give, and for what cannot be true together.
    """
    refuse_known(whole.key)
    problems = list(whole.problems(at=at))
    if problems:
        raise Refused(" ".join(problems[:10]))
    ready = [_made_ready(chapter, number) for number, chapter in enumerate(whole.chapters, start=1)]
    try:
        with transaction.atomic():
            work = _write_work(whole)
            for number, (chapter, made) in enumerate(zip(whole.chapters, ready, strict=True), 1):
                _write_chapter(work, chapter, made, position=number, at=at)
            for place in whole.series:
                _write_place(work, place)
            Credit.objects.bulk_create(
                Credit(work=work, name=one.kept_name, role=one.role, address=one.kept_address)
                for one in whole.credits
            )
            work.word_count = recount(work)
            work.save(update_fields=["word_count"])
            if work.state == State.PUBLISHED:
                announce(WorkChanged(work.pk))
    except (DataError, IntegrityError) as error:
        refuse_known(whole.key)
        raise Refused(_("What is said of it cannot be true together.")) from error
    return work


def refuse_known(key: UUID) -> None:
    """Raise Refused when a work of this key is here, be it in the bin."""
    known = Work.with_deleted.filter(key=key).first()
    if known is None:
        return
    if known.deleted_at is not None:
        raise Refused(_("It is here already, in its author's bin."))
    raise Refused(
        _("It is here already, as work %(id)s: “%(title)s”.")
        % {"id": known.pk, "title": known.title}
    )


@dataclass(frozen=True)
class _Made:
    """What the cleaner made of a chapter's present text, before anything is locked."""

    prose: str
    word_count: int
    sketch: Sketch


def _made_ready(chapter: WholeChapter, number: int) -> _Made:
    revision = chapter.revisions[-1]
    text = chapter.text(revision, revision.read_source())
    _refuse_text(text, number)
    made = prose.clean(text.source, text.source_format).prose  # type: ignore[arg-type]
    words = prose.count_words(made)
    if not words and chapter.standing.state in {State.PUBLISHED, State.SCHEDULED}:
        raise Refused(
            _("Chapter %(number)s is %(state)s and has no words.")
            % {"number": number, "state": State(chapter.standing.state).label}
        )
    return _Made(made, words, prose.sketch(made))


def _refuse_text(text: ChapterText, number: int) -> None:
    problems = [
        _("Chapter %(number)s: %(problem)s") % {"number": number, "problem": sentence}
        for _field, sentence in text.problems()
    ]
    if problems:
        raise Refused(" ".join(problems))


def _write_work(whole: WholeWork) -> Work:
    details = whole.details
    work = Work(
        key=whole.key,
        title=one_line(details.title),
        language=details.language,
        rating=details.rating,
        expected_chapters=details.expected_chapters,
        audience=whole.audience,
        shows_changes=whole.shows_changes,
        cleaner_version=prose.CLEANER_VERSION,
        **dict(_standing(whole.standing)),
        **{f"{name}_source": getattr(details, name) for name in REMARKS},
        **{name: _remark(getattr(details, name)) for name in REMARKS},
    )
    work.save()
    Creatorship.objects.bulk_create(
        Creatorship(work=work, pen_name=pen_name, position=place)
        for place, pen_name in enumerate(whole.pen_names, start=1)
    )
    tags = [tag for kind, names in details.tags.items() for tag in named_tags(kind, names)]
    Tagging.objects.bulk_create(
        Tagging(work=work, tag=tag, position=place) for place, tag in enumerate(tags, start=1)
    )
    return work


def _write_chapter(
    work: Work, whole: WholeChapter, made: _Made, *, position: int, at: datetime
) -> None:
    chapter = Chapter(
        work=work,
        position=position,
        title=one_line(whole.title),
        word_count=made.word_count,
        **{f"{name}_source": getattr(whole, name) for name in REMARKS},
        **{name: _remark(getattr(whole, name)) for name in REMARKS},
    )
    # A draft until it has its text, as the database demands.
    chapter.save()
    *older, last = whole.revisions
    for revision in older:
        source = revision.read_source()
        _refuse_text(whole.text(revision, source), position)
        words = min(revision.word_count, len(source))
        written = _write_revision(chapter, revision, source, made="", words=words)
        if not pack_revision(written):
            written.plain_prose = prose.clean(source, revision.source_format).prose  # type: ignore[arg-type]
            written.save(update_fields=["plain_prose"])
    chapter.current = _write_revision(
        chapter, last, last.read_source(), made=made.prose, words=made.word_count
    )
    for name, value in _standing(whole.standing):
        setattr(chapter, name, value)
    chapter.save()
    keep_sketch(chapter, revision=chapter.current, made=made.sketch, at=at)


def _write_revision(
    chapter: Chapter, whole: WholeRevision, source: str, *, made: str, words: int
) -> Revision:
    return Revision.objects.create(
        chapter=chapter,
        number=whole.number,
        plain_source=source,
        plain_prose=made,
        source_format=whole.source_format,
        size=len(source),
        cleaner_version=prose.CLEANER_VERSION,
        word_count=words,
        note=one_line(whole.note),
        restored_from=whole.restored_from,
        shown_at=whole.shown_at,
        created_at=whole.created_at,
        made_by=whole.made_by,
    )


def _write_place(work: Work, place: WholePlace) -> None:
    """The work's place in the series, which is made where it is not known; the next free one where
    another work has it."""
    keepers = {keeper.pk for keeper in place.keepers}
    same = Series.objects.filter(title=place.title, created_at=place.created_at)
    series = next(
        (one for one in same if keepers == set(one.pen_names.values_list("pk", flat=True))), None
    )
    if series is None:
        series = Series.objects.create(
            title=place.title,
            summary_source=place.summary,
            summary=_remark(place.summary),
            cleaner_version=prose.CLEANER_VERSION,
            created_at=place.created_at,
        )
        series.pen_names.set(place.keepers)
    taken = set(series.places.values_list("position", flat=True))
    free = next(number for number in count(place.position) if number not in taken)
    SeriesPlace.objects.create(work=work, series=series, position=free)


def _standing(standing: Standing) -> Iterator[tuple[str, object]]:
    """The columns of a state and its times, the same for works and chapters."""
    for name in ("state", "publish_at", "published_at", "pulled_at", "pull_note", "revised_at"):
        yield name, getattr(standing, name)
    yield "created_at", standing.created_at
    yield "changed_at", standing.changed_at


def _remark(source: str) -> str:
    return prose.clean(source, "html").prose if source.strip() else ""
