"""Throwing works and chapters away, with some days of grace in which all of it can come back."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account
from fanfold.works import policies
from fanfold.works.commands.claims import claim
from fanfold.works.commands.opening import note_change
from fanfold.works.commands.ordering import close_gap, make_room
from fanfold.works.commands.scheduling import drop_schedule
from fanfold.works.events import WorkDeleted, WorkRestored
from fanfold.works.models import OPENED, Chapter, Work

log = logging.getLogger(__name__)

# How long what was deleted can come back. Source of the number: the contract of the house.
GRACE = timedelta(days=30)


def delete_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Throw a work away: nobody sees it any more. All of it is kept until `GRACE` is over.

    What was scheduled is a draft when it comes back. Doing it twice is doing it once.
    """
    with transaction.atomic():
        work = claim_with_deleted(work, by=by)
        if work.deleted_at is None:
            drop_schedule(work, at=at)
            work.deleted_at = at
            work.save(update_fields=["deleted_at"])
            announce(WorkDeleted(work.pk))
    return work


def restore_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Bring a deleted work back as it was, and to the readers it had."""
    with transaction.atomic():
        work = claim_with_deleted(work, by=by)
        if work.deleted_at is not None:
            work.deleted_at, work.changed_at = None, at
            work.save(update_fields=["deleted_at", "changed_at"])
            announce(WorkRestored(work.pk))
    return work


def delete_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Throw a chapter away; those behind it move up. Refused for the last one that a work, or its
    readers, have: that is deleting the work, or pulling it."""
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.with_deleted.get(pk=chapter.pk)
        if chapter.deleted_at is not None:
            return chapter
        others = work.chapters.exclude(pk=chapter.pk)
        if not others.exists():
            raise Refused(_("This is the only chapter. Delete the whole work instead."))
        if work.state in OPENED and not others.published().exists():
            raise Refused(_("This is the only published chapter. Delete the whole work instead."))
        drop_schedule(work, at=at, only=chapter)
        chapter.refresh_from_db()
        chapter.deleted_at, chapter.changed_at = at, at
        chapter.save(update_fields=["deleted_at", "changed_at"])
        close_gap(work, chapter.position)
        note_change(work, at=at)
    return chapter


def restore_chapter(chapter: Chapter, *, by: Account, at: datetime) -> Chapter:
    """Bring a deleted chapter back to its place, or to the end when there are fewer by now."""
    with transaction.atomic():
        work = claim(chapter.work, by=by)
        chapter = Chapter.with_deleted.get(pk=chapter.pk)
        if chapter.deleted_at is None:
            return chapter
        chapter.position = min(chapter.position, work.chapters.count() + 1)
        make_room(work, chapter.position)
        chapter.deleted_at, chapter.changed_at = None, at
        chapter.save(update_fields=["deleted_at", "position", "changed_at"])
        note_change(work, at=at)
    return chapter


def empty_bin(*, at: datetime) -> int:
    """Remove for good what was deleted more than `GRACE` ago; how many works and chapters."""
    over = at - GRACE
    removed = 0
    for rows in (Work.with_deleted, Chapter.with_deleted):
        for pk in list(rows.filter(deleted_at__lte=over).values_list("pk", flat=True)):
            with transaction.atomic():
                row = rows.select_for_update(of=("self",)).filter(pk=pk, deleted_at__lte=over)
                if found := row.first():
                    found.delete()
                    removed += 1
    if removed:
        log.info("bin_emptied", extra={"removed": removed})
    return removed


def claim_with_deleted(work: Work, *, by: Account) -> Work:
    """As `claims.claim`, for a work that may be in the bin."""
    if not policies.may_restore(by, work):
        raise Refused(_("Only its authors can change this work."))
    return Work.with_deleted.select_for_update(of=("self",)).get(pk=work.pk)
