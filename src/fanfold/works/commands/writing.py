"""Making and editing works and chapters. Nothing here changes who can read them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Conflict, Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account, PenName
from fanfold.prose import Sketch
from fanfold.tags.commands import named_tags
from fanfold.works import policies
from fanfold.works.commands.claims import claim, claim_chapter, recount, refuse_problems
from fanfold.works.commands.opening import note_change
from fanfold.works.commands.packing import pack_revision
from fanfold.works.commands.sketching import keep_sketch
from fanfold.works.events import WorkChanged
from fanfold.works.models import Chapter, Creatorship, Revision, State, Tagging, Work
from fanfold.works.text import ChapterText, WorkDetails, one_line, with_plain_lines


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
    that the first one made, or with Conflict when something else was written in it meanwhile.
    Refused without a chapter, a title, or the right to a pen name.
    """
    if not pen_names or not all(policies.may_sign_as(by, pen_name) for pen_name in pen_names):
        raise Refused(_("A work is signed by one of your own pen names."))
    if not chapters:
        raise Refused(_("A work has at least one chapter."))
    refuse_problems(details.problems())
    prepared = [_prepared(text) for text in chapters]
    if submission and (made := _made_from(submission, details, chapters, by=by)):
        return made
    try:
        with transaction.atomic():
            work = Work(
                key=uuid.uuid4(),
                submission=submission,
                cleaner_version=prose.CLEANER_VERSION,
                created_at=at,
                changed_at=at,
            )
            _write_details(work, details)
            Creatorship.objects.bulk_create(
                Creatorship(work=work, pen_name=pen_name, position=place)
                for place, pen_name in enumerate(pen_names, start=1)
            )
            for position, text in enumerate(prepared, start=1):
                _make_chapter(work, text, position=position, by=by, at=at)
            _save_counts(work, at=at)
    except IntegrityError:
        # The other click was faster by less than the question above takes.
        if submission and (made := _made_from(submission, details, chapters, by=by)):
            return made
        raise
    return work


def edit_work(
    work: Work, details: WorkDetails, *, by: Account, at: datetime, seen: str | None = None
) -> Work:
    """Change what is said about a work; its chapters stay as they are.

    `seen` is the `mark` of the details that were edited: if they are others meanwhile, nothing is
    written and Conflict says so.
    """
    refuse_problems(details.problems())
    with transaction.atomic():
        work = claim(work, by=by)
        now = WorkDetails.of(work).mark
        if seen is not None and now not in {seen, details.mark}:
            raise Conflict(
                _(
                    "What is said about this work was changed from somewhere else meanwhile. "
                    "What you wrote is still here; nothing was overwritten."
                )
            )
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
    """A new draft chapter after the last one. A form sent twice makes one chapter, and Conflict
    when something else was written in it meanwhile."""
    prepared = _prepared(text)
    with transaction.atomic():
        work = claim(work, by=by)
        if submission and (made := Chapter.objects.filter(submission=submission).first()):
            if made.work_id == work.pk and _as_first_given(made, text):
                return made
            raise Conflict(_sent_already())
        last = work.chapters.aggregate(last=Max("position"))["last"] or 0
        chapter = _make_chapter(
            work, prepared, position=last + 1, by=by, at=at, submission=submission
        )
        _save_counts(work, at=at)
    return chapter


def edit_chapter(
    chapter: Chapter,
    text: ChapterText,
    *,
    by: Account,
    at: datetime,
    based_on: int | None = None,
    seen: str | None = None,
) -> Chapter:
    """Change a chapter. A changed source makes a new revision; an unchanged one makes none, and a
    word on what changed is then kept with the present one.

    `based_on` is the number of the revision that was edited, `seen` the mark of what stood `around`
    it: if somebody wrote something else there meanwhile, nothing is written and Conflict says so.
    """
    prepared = _prepared(text)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        now = ChapterText.of(chapter)
        is_other = _is_other_text(chapter, based_on) or (seen is not None and now.around != seen)
        # The same words twice, as from a double click, overwrite nothing.
        if is_other and now.mark != text.mark:
            raise Conflict(
                _(
                    "This chapter was saved from somewhere else while you were writing. "
                    "Your text is still here; nothing was overwritten."
                )
            )
        before = chapter.current
        _write_chapter(chapter, prepared, by=by, at=at)
        _settle_text(work, chapter, before=before, at=at)
    return chapter


def restore_revision(
    chapter: Chapter, number: int, *, by: Account, at: datetime, based_on: int | None = None
) -> Chapter:
    """Make the text of an older revision the present one, as a new revision that says so. The text
    that stood there stays as the revision before; title and notes stay as they are.

    `based_on` is the number of the revision that was current when this was asked for: Conflict when
    another text stands there by now. A text that stands there already makes no revision.
    """
    old = chapter.revisions.select_related("base").filter(number=number).first()
    if old is None:
        raise Refused(_("This chapter has no revision %(number)s.") % {"number": number})
    text = ChapterText(source=old.source, source_format=old.source_format)
    prepared = _prepared(text)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        before = chapter.current
        if _has_text(chapter, text):
            return chapter
        if _is_other_text(chapter, based_on):
            raise Conflict(
                _(
                    "This chapter was saved from somewhere else meanwhile, so nothing was "
                    "restored. Look at its revisions again."
                )
            )
        _write_text(chapter, prepared, by=by, at=at, restored_from=number)
        chapter.changed_at = at
        chapter.save()
        _settle_text(work, chapter, before=before, at=at)
    return chapter


def copy_text(new: Chapter, *, to: Chapter, by: Account, at: datetime) -> None:
    """Give a chapter of a claimed work the text of another one, and the words around it."""
    _write_chapter(to, _as_it_is(new), by=by, at=at)


def give_chapter(work: Work, new: Chapter, *, by: Account, at: datetime) -> Chapter:
    """A new last chapter of a claimed work, with the text of another work's."""
    position = (work.chapters.aggregate(last=Max("position"))["last"] or 0) + 1
    return _make_chapter(work, _as_it_is(new), position=position, by=by, at=at)


def copy_details(draft: Work, *, to: Work) -> None:
    """Say of a claimed work what is said of another one."""
    _write_details(to, WorkDetails.of(draft))


@dataclass(frozen=True)
class _Prepared:
    """A chapter with the prose made from it, before the work is locked: cleaning a long text takes
    seconds, and on SQLite everybody who writes would wait for them."""

    text: ChapterText
    prose: str
    word_count: int
    sketch: Sketch


def _prepared(text: ChapterText) -> _Prepared:
    refuse_problems(text.problems())
    cleaned = prose.clean(text.source, text.source_format)  # type: ignore[arg-type]
    return _Prepared(
        text, cleaned.prose, prose.count_words(cleaned.prose), prose.sketch(cleaned.prose)
    )


def _as_it_is(chapter: Chapter) -> _Prepared:
    """The chapter's text with the prose that it has: nothing is cleaned again."""
    made = chapter.current.prose if chapter.current else ""
    return _Prepared(ChapterText.of(chapter), made, chapter.word_count, prose.sketch(made))


def _made_from(
    submission: uuid.UUID, details: WorkDetails, chapters: Sequence[ChapterText], *, by: Account
) -> Work | None:
    """The work that this form made before; None when it made none."""
    work = Work.objects.filter(submission=submission).first()
    if work is None:
        return None
    first = list(work.chapters.order_by("pk")[: len(chapters)])
    if (
        policies.may_edit(by, work)
        and WorkDetails.of(work).mark == details.mark
        and len(first) == len(chapters)
        and all(map(_as_first_given, first, chapters))
    ):
        return work
    raise Conflict(_sent_already())


def _as_first_given(chapter: Chapter, text: ChapterText) -> bool:
    """Whether this is the text with which the chapter was made, so that a form came twice."""
    given = chapter.revisions.select_related("base").get(number=1)
    return (
        _same_lines(given.source, text.source)
        and given.source_format == text.source_format
        and ChapterText.of(chapter).around == text.around
    )


def _sent_already() -> str:
    return _(
        "This form was sent already, with something else in it. What it made then is kept, and "
        "what you wrote now is still here."
    )


def _make_chapter(
    work: Work,
    text: _Prepared,
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
    work.title = one_line(details.title)
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


def _write_chapter(chapter: Chapter, prepared: _Prepared, *, by: Account, at: datetime) -> None:
    text = prepared.text
    chapter.title = one_line(text.title)
    for name in ("summary", "notes", "endnotes"):
        _write_remark(chapter, name, getattr(text, name))
    chapter.changed_at = at
    if chapter.pk is None:
        chapter.save()
    if _has_text(chapter, text):
        _note_on_present_text(chapter, text.change_note)
    else:
        _write_text(chapter, prepared, by=by, at=at)
    chapter.save()


def _write_text(
    chapter: Chapter,
    prepared: _Prepared,
    *,
    by: Account,
    at: datetime,
    restored_from: int | None = None,
) -> None:
    """A new revision, the current one from now on. The one before is packed."""
    text, before = prepared.text, chapter.current
    chapter.current = Revision.objects.create(
        chapter=chapter,
        number=before.number + 1 if before else 1,
        plain_source=text.source,
        plain_prose=prepared.prose,
        source_format=text.source_format,
        size=len(text.source),
        cleaner_version=prose.CLEANER_VERSION,
        word_count=prepared.word_count,
        note=one_line(text.change_note),
        restored_from=restored_from,
        created_at=at,
        made_by=by,
    )
    chapter.word_count = chapter.current.word_count
    keep_sketch(chapter, revision=chapter.current, made=prepared.sketch, at=at)
    if before is not None:
        pack_revision(before)


def _settle_text(work: Work, chapter: Chapter, *, before: Revision | None, at: datetime) -> None:
    """What follows from a chapter's other text. Refused for one without words where readers are
    let in, or will be."""
    if chapter.state == State.PUBLISHED and chapter.word_count == 0:
        raise Refused(_("A published chapter cannot be left without words. Pull it instead."))
    if chapter.state == State.SCHEDULED and chapter.word_count == 0:
        raise Refused(_("A scheduled chapter cannot be left without words. Make it a draft first."))
    is_seen = chapter.state == State.PUBLISHED and work.state == State.PUBLISHED
    if is_seen and chapter.current != before:
        chapter.revised_at = at
        chapter.save(update_fields=["revised_at"])
    note_change(work, at=at)


def _note_on_present_text(chapter: Chapter, note: str) -> None:
    if chapter.current is not None and note.strip():
        chapter.current.note = one_line(note)
        chapter.current.save(update_fields=["note"])


def _has_text(chapter: Chapter, text: ChapterText) -> bool:
    current = chapter.current
    return (
        current is not None
        and _same_lines(current.source, text.source)
        and current.source_format == text.source_format
    )


def _is_other_text(chapter: Chapter, based_on: int | None) -> bool:
    """Whether another revision is current by now than the one that somebody had before her."""
    number = chapter.current.number if chapter.current else None
    return based_on is not None and number != based_on


def _same_lines(one: str, other: str) -> bool:
    """Whether two sources are equal but for how lines end: browsers send their own endings."""
    return with_plain_lines(one) == with_plain_lines(other)


def _write_remark(row: Work | Chapter, name: str, source: str) -> None:
    """Summary or notes: the source as given, and the prose made from it."""
    setattr(row, f"{name}_source", source)
    setattr(row, name, prose.clean(source, "html").prose if source.strip() else "")


def _save_counts(work: Work, *, at: datetime) -> None:
    work.word_count = recount(work)
    work.changed_at = at
    work.save(update_fields=["word_count", "changed_at"])
