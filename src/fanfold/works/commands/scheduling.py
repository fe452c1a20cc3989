"""Publishing at a date and time: chapters wait for their time, and a work waits with them."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim, claim_chapter
from fanfold.works.commands.opening import (
    open_chapter,
    open_work,
    refuse_without_words,
)
from fanfold.works.models import UNPUBLISHED, Chapter, State, Work

log = logging.getLogger(__name__)

# A date further away is a slip of the pen: 2206 for 2026.
FURTHEST = timedelta(days=3653)


def schedule_work(work: Work, *, by: Account, at: datetime, publish_at: datetime) -> Work:
    """Let a draft be published with all its chapters of today at `publish_at`.

    Chapters that are added meanwhile stay drafts. Doing it again moves the time of all of them.
    """
    _refuse_odd_time(publish_at, at=at)
    with transaction.atomic():
        work = claim(work, by=by)
        if work.state not in UNPUBLISHED:
            raise Refused(_("Only a work that readers have not seen yet can be scheduled."))
        for chapter in work.chapters.filter(state__in=UNPUBLISHED).in_order():
            _schedule(chapter, publish_at, at=at)
        settle_schedule(work)
    return work


def schedule_chapter(
    chapter: Chapter, *, by: Account, at: datetime, publish_at: datetime
) -> Chapter:
    """Let one chapter be published at `publish_at`, and its work with it if that is a draft."""
    _refuse_odd_time(publish_at, at=at)
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if work.state == State.PULLED:
            raise Refused(_("Its work is pulled. Republish the work first."))
        if chapter.state not in UNPUBLISHED:
            raise Refused(_("Only a chapter that readers have not seen yet can be scheduled."))
        _schedule(chapter, publish_at, at=at)
        settle_schedule(work)
    return chapter


def unschedule_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Make a scheduled chapter a draft again. One that is a draft stays one."""
    with transaction.atomic():
        work, chapter = claim_chapter(chapter, by=by)
        if chapter.state not in UNPUBLISHED:
            raise Refused(_("This chapter is published already."))
        drop_schedule(work, at=at, only=chapter)
        chapter.refresh_from_db()
    return chapter


def unschedule_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Make all scheduled chapters of a work drafts again."""
    with transaction.atomic():
        work = claim(work, by=by)
        drop_schedule(work, at=at)
    return work


def publish_due(*, at: datetime) -> int:
    """Publish every chapter whose time has come; how many. Its author asked for it then, so no
    policy is asked now.

    Each work is its own transaction: one that cannot be published holds up no other.
    """
    works = Chapter.objects.filter(state=State.SCHEDULED, publish_at__lte=at).values("work")
    due = Work.objects.filter(pk__in=works).exclude(state=State.PULLED)
    return sum(_publish_due_of(pk, at=at) for pk in due.values_list("pk", flat=True))


def drop_schedule(work: Work, *, at: datetime, only: Chapter | None = None) -> None:
    """Make the scheduled chapters drafts: for works that are taken from their readers, too."""
    waiting = work.chapters.filter(state=State.SCHEDULED)
    if only is not None:
        waiting = waiting.filter(pk=only.pk)
    waiting.update(state=State.DRAFT, publish_at=None, changed_at=at)
    settle_schedule(work)


def settle_schedule(work: Work) -> None:
    """A work that readers have not seen waits for the first of its scheduled chapters."""
    if work.state not in UNPUBLISHED:
        return
    waiting = work.chapters.filter(state=State.SCHEDULED)
    work.publish_at = waiting.aggregate(first=Min("publish_at"))["first"]
    work.state = State.SCHEDULED if work.publish_at else State.DRAFT
    work.save(update_fields=["state", "publish_at"])


def _schedule(chapter: Chapter, publish_at: datetime, *, at: datetime) -> None:
    refuse_without_words(chapter)
    chapter.state, chapter.publish_at, chapter.changed_at = State.SCHEDULED, publish_at, at
    chapter.save(update_fields=["state", "publish_at", "changed_at"])


def _refuse_odd_time(publish_at: datetime, *, at: datetime) -> None:
    if publish_at <= at:
        raise Refused(_("That time has passed. Choose a later one, or publish it now."))
    if publish_at > at + FURTHEST:
        raise Refused(_("That is more than ten years from now. Is it the date you meant?"))


def _publish_due_of(work_id: int, *, at: datetime) -> int:
    with transaction.atomic():
        # Asked again under the lock: its author may have pulled, deleted or moved it meanwhile.
        work = Work.objects.select_for_update(of=("self",)).filter(pk=work_id).first()
        if work is None or work.state == State.PULLED:
            return 0
        due = list(work.chapters.filter(state=State.SCHEDULED, publish_at__lte=at).in_order())
        ready = [chapter for chapter in due if chapter.word_count]
        for chapter in ready:
            open_chapter(chapter, at=at)
        for chapter in due:
            # Nobody can empty a scheduled chapter; a newer cleaner may find no words in it.
            if chapter not in ready:
                drop_schedule(work, at=at, only=chapter)
        if ready:
            open_work(work, at=at)
    log.info("published_as_scheduled", extra={"work": work_id, "chapters": len(ready)})
    return len(ready)
