"""Who can read a work: publish, pull, republish. No text is changed here."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account, PenName
from fanfold.works.commands.claims import claim, claim_chapter
from fanfold.works.commands.opening import (
    note_change,
    open_chapter,
    open_work,
    refuse_without_words,
)
from fanfold.works.commands.scheduling import drop_schedule
from fanfold.works.commands.writing import create_work
from fanfold.works.events import ChapterReturnTold, WorkPulled, WorkRepublished, WorkReturnTold
from fanfold.works.models import OPENED, Audience, Chapter, State, Work
from fanfold.works.text import ChapterText, WorkDetails, problem_with_pull_note


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


def publish_work(work: Work, *, by: Account, at: datetime, dated: datetime | None = None) -> Work:
    """Publish a draft with all its draft chapters. Doing it twice is doing it once: chapters that
    were drafted since the work was published are published one by one, never by a late click.
    Chapters that are scheduled for later than the work itself keep their time.

    `dated` is a day in the past for what was published elsewhere before. A pulled work comes back
    by `republish_work`, which leaves its chapters' states alone.
    """
    _refuse_future(dated, at=at)
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PULLED:
            raise Refused(_("This work is pulled. Republish it to bring it back."))
        if work.state == State.PUBLISHED:
            return work
        now = Q(state=State.DRAFT) | Q(state=State.SCHEDULED, publish_at=work.publish_at)
        for chapter in work.chapters.filter(now).in_order():
            open_chapter(chapter, at=at, dated=dated)
        open_work(work, at=at, dated=dated)
    return work


def publish_chapter(
    chapter: Chapter, *, by: Account, at: datetime, dated: datetime | None = None
) -> Chapter:
    """Publish one draft chapter, and its work with it if that is still a draft.

    `dated` as for a work. Doing it twice is doing it once. Refused for a chapter without words, and
    while the work is pulled: a chapter that readers cannot reach is not published.
    """
    _refuse_future(dated, at=at)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if work.state == State.PULLED:
            raise Refused(_("Its work is pulled. Republish the work first."))
        if chapter.state == State.PULLED:
            raise Refused(_("This chapter is pulled. Republish it to bring it back."))
        if chapter.state == State.PUBLISHED:
            return chapter
        open_chapter(chapter, at=at, dated=dated)
        open_work(work, at=at, dated=dated)
    return chapter


def pull_work(work: Work, *, by: Account, at: datetime, note: str = "") -> Work:
    """Take a work from its readers and keep all of it. `note` is a word to them, shown instead.

    Its scheduled chapters become drafts: nothing of a pulled work comes out by itself.
    """
    if problem := problem_with_pull_note(note):
        raise Refused(problem)
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PULLED:
            return work
        if work.state != State.PUBLISHED:
            raise Refused(_("Only a published work can be pulled; readers cannot see this one."))
        drop_schedule(work, at=at)
        work.state, work.pulled_at, work.pull_note, work.changed_at = State.PULLED, at, note, at
        work.save(update_fields=["state", "pulled_at", "pull_note", "changed_at"])
        announce(WorkPulled(work.pk))
    return work


def republish_work(work: Work, *, by: Account, at: datetime, tells: bool = False) -> Work:
    """Bring a pulled work back, as it is now. Its first publication date stays.

    With `tells` it is news for its followers, and stands among the latest works again.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state == State.PUBLISHED:
            return work
        if work.state != State.PULLED or work.pulled_at is None:
            raise Refused(_("Only a pulled work can be republished."))
        for chapter in work.chapters.published().select_related("current"):
            _note_revision(chapter, since=work.pulled_at, at=at)
        work.state, work.pulled_at, work.pull_note = State.PUBLISHED, None, ""
        if tells:
            work.revised_at = at
        work.save(update_fields=["state", "pulled_at", "pull_note", "revised_at"])
        note_change(work, at=at)
        announce(WorkRepublished(work.pk))
        if tells:
            announce(WorkReturnTold(work.pk))
    return work


def pull_chapter(chapter: Chapter, *, by: Account, at: datetime, note: str = "") -> Chapter:
    """Take one chapter from readers; `note` is a word to them. Refused for the last published one:
    pull the work instead."""
    if problem := problem_with_pull_note(note):
        raise Refused(problem)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if chapter.state == State.PULLED:
            return chapter
        if chapter.state != State.PUBLISHED:
            raise Refused(_("Only a published chapter can be pulled."))
        if not work.chapters.published().exclude(pk=chapter.pk).exists():
            raise Refused(_("This is the only published chapter. Pull the whole work instead."))
        chapter.state, chapter.pulled_at, chapter.pull_note = State.PULLED, at, note
        chapter.changed_at = at
        chapter.save(update_fields=["state", "pulled_at", "pull_note", "changed_at"])
        note_change(work, at=at)
    return chapter


def republish_chapter(
    chapter: Chapter, *, by: Account, at: datetime, tells: bool = False
) -> Chapter:
    """Bring a pulled chapter back. Its first publication date stays. `tells` as for a work."""
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if chapter.state == State.PUBLISHED:
            return chapter
        if chapter.state != State.PULLED or chapter.pulled_at is None:
            raise Refused(_("Only a pulled chapter can be republished."))
        refuse_without_words(chapter)
        _note_revision(chapter, since=chapter.pulled_at, at=at)
        chapter.state, chapter.pulled_at, chapter.pull_note = State.PUBLISHED, None, ""
        chapter.changed_at = at
        chapter.save(update_fields=["state", "pulled_at", "pull_note", "changed_at"])
        if tells:
            work.revised_at = at
            work.save(update_fields=["revised_at"])
            announce(ChapterReturnTold(work.pk, chapter.pk))
        note_change(work, at=at)
    return chapter


def date_chapter(chapter: Chapter, *, by: Account, at: datetime, dated: datetime) -> Chapter:
    """Say when a chapter was first published, here or elsewhere. Its work follows: it is as old as
    its oldest chapter, and as new as its newest."""
    _refuse_future(dated, at=at)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if chapter.state not in OPENED:
            raise Refused(_("Only a chapter that was published has a date."))
        if chapter.pulled_at is not None and dated > chapter.pulled_at:
            raise Refused(_("This chapter was pulled before that day."))
        chapter.published_at, chapter.changed_at = dated, at
        chapter.save(update_fields=["published_at", "changed_at"])
        dates = work.chapters.aggregate(first=Min("published_at"), last=Max("published_at"))
        work.published_at, work.revised_at = dates["first"], dates["last"]
        work.save(update_fields=["published_at", "revised_at"])
        note_change(work, at=at)
    return chapter


def set_audience(work: Work, audience: str, *, by: Account, at: datetime) -> Work:
    """Say for whom a work is once it is published."""
    if audience not in Audience.values:
        raise Refused(_("“%(audience)s” is no audience.") % {"audience": audience})
    with transaction.atomic():
        work = claim(work, by=by)
        if work.audience != audience:
            work.audience = audience
            work.save(update_fields=["audience"])
            note_change(work, at=at)
    return work


def _refuse_future(dated: datetime | None, *, at: datetime) -> None:
    if dated is not None and dated > at:
        raise Refused(_("A date of publication lies in the past. Schedule what shall come later."))


def _note_revision(chapter: Chapter, *, since: datetime, at: datetime) -> None:
    """Readers get another text than they had when it was taken from them."""
    knew = chapter.published_at is not None and chapter.published_at <= since
    if knew and chapter.current is not None and chapter.current.created_at > since:
        chapter.revised_at = at
        chapter.save(update_fields=["revised_at"])
