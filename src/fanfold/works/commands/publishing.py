"""Who can read a work: publish, pull, republish. No text is changed here."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account, PenName
from fanfold.works.commands.claims import claim, recount
from fanfold.works.commands.writing import create_work
from fanfold.works.events import ChapterPublished, WorkChanged, WorkPulled, WorkRepublished
from fanfold.works.models import Chapter, State, Work
from fanfold.works.text import ChapterText, WorkDetails, problem_with_pull_note

UNPUBLISHED = (State.DRAFT, State.SCHEDULED)


def post_work(
    details: WorkDetails,
    chapters: Sequence[ChapterText],
    *,
    by: Account,
    pen_names: Sequence[PenName],
    at: datetime,
    submission: uuid.UUID | None = None,
) -> Work:
    """A new work that readers can read at once, or nothing: as `create_work`, then published."""
    with transaction.atomic():
        work = create_work(
            details, chapters, by=by, pen_names=pen_names, at=at, submission=submission
        )
        return publish_work(work, by=by, at=at)


def publish_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Publish a draft with all its draft chapters. Doing it twice is doing it once: chapters that
    were drafted since the work was published are published one by one, never by a late click.

    A pulled work comes back by `republish_work`, which leaves its chapters' states alone.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PULLED:
            raise Refused(_("This work is pulled. Republish it to bring it back."))
        if work.state == State.PUBLISHED:
            return work
        drafts = list(work.chapters.filter(state__in=UNPUBLISHED).order_by("position"))
        for chapter in drafts:
            _publish(chapter, at=at)
        _open(work, at=at, new_chapter=bool(drafts))
    return work


def publish_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Publish one draft chapter, and its work with it if that is still a draft.

    Doing it twice is doing it once. Refused for a chapter without words, and while the work is
    pulled: a chapter that readers cannot reach is not published.
    """
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.objects.get(pk=chapter.pk)
        if work.state == State.PULLED:
            raise Refused(_("Its work is pulled. Republish the work first."))
        if chapter.state == State.PULLED:
            raise Refused(_("This chapter is pulled. Republish it to bring it back."))
        if chapter.state == State.PUBLISHED:
            return chapter
        _publish(chapter, at=at)
        _open(work, at=at, new_chapter=True)
    return chapter


def pull_work(work: Work, *, by: Account, at: datetime, note: str = "") -> Work:
    """Take a work from its readers and keep all of it. `note` is a word to them, shown instead."""
    if problem := problem_with_pull_note(note):
        raise Refused(problem)
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PULLED:
            return work
        if work.state != State.PUBLISHED:
            raise Refused(_("Only a published work can be pulled; readers cannot see this one."))
        work.state, work.pulled_at, work.pull_note, work.changed_at = State.PULLED, at, note, at
        work.save(update_fields=["state", "pulled_at", "pull_note", "changed_at"])
        announce(WorkPulled(work.pk))
    return work


def republish_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Bring a pulled work back, as it is now. Its first publication date stays."""
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PUBLISHED:
            return work
        if work.state != State.PULLED:
            raise Refused(_("Only a pulled work can be republished."))
        work.state, work.pulled_at, work.pull_note, work.changed_at = State.PUBLISHED, None, "", at
        work.save(update_fields=["state", "pulled_at", "pull_note", "changed_at"])
        announce(WorkRepublished(work.pk))
    return work


def pull_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Take one chapter from readers. Refused for the last published one: pull the work instead."""
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.objects.get(pk=chapter.pk)
        if chapter.state == State.PULLED:
            return chapter
        if chapter.state != State.PUBLISHED:
            raise Refused(_("Only a published chapter can be pulled."))
        if not work.chapters.published().exclude(pk=chapter.pk).exists():
            raise Refused(_("This is the only published chapter. Pull the whole work instead."))
        chapter.state, chapter.pulled_at, chapter.changed_at = State.PULLED, at, at
        chapter.save(update_fields=["state", "pulled_at", "changed_at"])
        _note_change(work, at=at)
    return chapter


def republish_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Bring a pulled chapter back. Its first publication date stays."""
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.objects.get(pk=chapter.pk)
        if chapter.state == State.PUBLISHED:
            return chapter
        if chapter.state != State.PULLED:
            raise Refused(_("Only a pulled chapter can be republished."))
        _refuse_without_words(chapter)
        chapter.state, chapter.pulled_at, chapter.changed_at = State.PUBLISHED, None, at
        chapter.save(update_fields=["state", "pulled_at", "changed_at"])
        _note_change(work, at=at)
    return chapter


def _publish(chapter: Chapter, *, at: datetime) -> None:
    _refuse_without_words(chapter)
    chapter.state, chapter.publish_at, chapter.published_at = State.PUBLISHED, None, at
    chapter.changed_at = at
    chapter.save(update_fields=["state", "publish_at", "published_at", "changed_at"])
    announce(ChapterPublished(chapter.work_id, chapter.pk))


def _refuse_without_words(chapter: Chapter) -> None:
    if chapter.word_count == 0:
        raise Refused(
            _("Chapter %(number)s has no words yet. Write something before you publish it.")
            % {"number": chapter.position}
        )


def _open(work: Work, *, at: datetime, new_chapter: bool) -> None:
    """Let readers in, and note that they have something new."""
    if work.state in UNPUBLISHED:
        work.state, work.publish_at, work.published_at = State.PUBLISHED, None, at
    if new_chapter or work.revised_at is None:
        work.revised_at = at
    work.save(update_fields=["state", "publish_at", "published_at", "revised_at"])
    _recount(work, at=at)
    announce(WorkChanged(work.pk))


def _note_change(work: Work, *, at: datetime) -> None:
    """Count again, and say so when readers see the difference: of a pulled work they do not."""
    _recount(work, at=at)
    if work.state == State.PUBLISHED:
        announce(WorkChanged(work.pk))


def _recount(work: Work, *, at: datetime) -> None:
    work.word_count = recount(work)
    work.changed_at = at
    work.save(update_fields=["word_count", "changed_at"])
