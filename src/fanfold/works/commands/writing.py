"""Making and editing works and chapters. Nothing here changes who can read them."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Conflict, Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account, PenName
from fanfold.tags.commands import named_tags
from fanfold.works import policies
from fanfold.works.commands.claims import claim, recount, refuse_problems
from fanfold.works.events import WorkChanged
from fanfold.works.models import Chapter, Creatorship, Revision, State, Tagging, Work
from fanfold.works.text import ChapterText, WorkDetails


def create_work(
    details: WorkDetails,
    chapters: Sequence[ChapterText],
    *,
    by: Account,
    pen_names: Sequence[PenName],
    at: datetime,
    submission: uuid.UUID | None = None,
) -> Work:
    """A new draft with its chapters, signed by `pen_names`, which are all `by`'s own.

    A form that is sent twice carries the same `submission`: the second time answers with the work
    that the first one made. Refused without a chapter, a title, or the right to a pen name.
    """
    if not pen_names or not all(policies.may_sign_as(by, pen_name) for pen_name in pen_names):
        raise Refused(_("A work is signed by one of your own pen names."))
    if not chapters:
        raise Refused(_("A work has at least one chapter."))
    refuse_problems(details.problems())
    try:
        with transaction.atomic():
            work = Work(key=uuid.uuid4(), submission=submission, created_at=at, changed_at=at)
            _write_details(work, details)
            Creatorship.objects.bulk_create(
                Creatorship(work=work, pen_name=pen_name, position=place)
                for place, pen_name in enumerate(pen_names, start=1)
            )
            for position, text in enumerate(chapters, start=1):
                _make_chapter(work, text, position=position, by=by, at=at)
            _save_counts(work, at=at)
    except IntegrityError:
        if submission and (
            made := Work.objects.written_by(by).filter(submission=submission).first()
        ):
            return made
        raise Conflict(_("This form was sent already. Open a new one.")) from None
    return work


def edit_work(work: Work, details: WorkDetails, *, by: Account, at: datetime) -> Work:
    """Change what is said about a work; its chapters stay as they are."""
    refuse_problems(details.problems())
    with transaction.atomic():
        work = claim(work, by=by)
        _write_details(work, details)
        _save_counts(work, at=at)
        if work.state == State.PUBLISHED:
            announce(WorkChanged(work.pk))
    return work


def add_chapter(
    work: Work,
    text: ChapterText,
    *,
    by: Account,
    at: datetime,
    submission: uuid.UUID | None = None,
) -> Chapter:
    """A new draft chapter after the last one. A form sent twice makes one chapter."""
    with transaction.atomic():
        work = claim(work, by=by)
        if submission and (made := work.chapters.filter(submission=submission).first()):
            return made
        last = work.chapters.aggregate(last=Max("position"))["last"] or 0
        chapter = _make_chapter(work, text, position=last + 1, by=by, at=at, submission=submission)
        _save_counts(work, at=at)
    return chapter


def edit_chapter(
    chapter: Chapter,
    text: ChapterText,
    *,
    by: Account,
    at: datetime,
    based_on: int | None = None,
) -> Chapter:
    """Change a chapter. A changed source makes a new revision; an unchanged one makes none.

    `based_on` is the number of the revision that was edited: if there is a newer one meanwhile,
    nothing is written and Conflict says so.
    """
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.objects.select_related("current").get(pk=chapter.pk)
        current = chapter.current
        if based_on is not None and current is not None and current.number != based_on:
            raise Conflict(
                _(
                    "This chapter was saved from somewhere else while you were writing. "
                    "Your text is still here; nothing was overwritten."
                )
            )
        _write_chapter(chapter, text, by=by, at=at)
        if chapter.state == State.PUBLISHED and chapter.word_count == 0:
            raise Refused(_("A published chapter cannot be left without words. Pull it instead."))
        _save_counts(work, at=at)
        if work.state == State.PUBLISHED:
            announce(WorkChanged(work.pk))
    return chapter


def _make_chapter(
    work: Work,
    text: ChapterText,
    *,
    position: int,
    by: Account,
    at: datetime,
    submission: uuid.UUID | None = None,
) -> Chapter:
    chapter = Chapter(work=work, position=position, created_at=at, submission=submission)
    _write_chapter(chapter, text, by=by, at=at)
    return chapter


def _write_details(work: Work, details: WorkDetails) -> None:
    work.title = details.title.strip()
    work.language = details.language
    work.rating = details.rating
    work.expected_chapters = details.expected_chapters
    for name in ("summary", "notes", "endnotes"):
        _write_remark(work, name, getattr(details, name))
    work.save()
    work.taggings.all().delete()
    tags = [tag for kind, names in details.tags.items() for tag in named_tags(kind, names)]
    Tagging.objects.bulk_create(
        Tagging(work=work, tag=tag, position=place) for place, tag in enumerate(tags, start=1)
    )


def _write_chapter(chapter: Chapter, text: ChapterText, *, by: Account, at: datetime) -> None:
    refuse_problems(text.problems())
    chapter.title = text.title.strip()
    for name in ("summary", "notes", "endnotes"):
        _write_remark(chapter, name, getattr(text, name))
    chapter.changed_at = at
    if chapter.pk is None:
        chapter.save()
    current = chapter.current
    unchanged = (
        current is not None
        and _same_lines(current.source, text.source)
        and current.source_format == text.source_format
    )
    if not unchanged:
        cleaned = prose.clean(text.source, text.source_format)  # type: ignore[arg-type]
        chapter.current = Revision.objects.create(
            chapter=chapter,
            number=current.number + 1 if current else 1,
            source=text.source,
            source_format=text.source_format,
            prose=cleaned.prose,
            cleaner_version=prose.CLEANER_VERSION,
            word_count=prose.count_words(cleaned.prose),
            created_at=at,
            made_by=by,
        )
        chapter.word_count = chapter.current.word_count
    chapter.save()


def _same_lines(one: str, other: str) -> bool:
    """Whether two sources are equal but for how lines end: browsers send their own endings."""
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def _write_remark(row: Work | Chapter, name: str, source: str) -> None:
    """Summary or notes: the source as given, and the prose made from it."""
    setattr(row, f"{name}_source", source)
    setattr(row, name, prose.clean(source, "html").prose if source.strip() else "")


def _save_counts(work: Work, *, at: datetime) -> None:
    work.word_count = recount(work)
    work.changed_at = at
    work.save(update_fields=["word_count", "changed_at"])
