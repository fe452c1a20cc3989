"""Giving a work to the archive, for good: its readers keep it, and its author is out of it."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.commands import orphan_pen_name
from fanfold.people.models import Account, PenName
from fanfold.works import policies
from fanfold.works.commands.claims import claim
from fanfold.works.commands.signing import names_under, put_names_under
from fanfold.works.models import Chapter, Credit, Revision, Series, SeriesPlace, State, Work

log = logging.getLogger(__name__)


def orphan_work(work: Work, *, by: Account, at: datetime, keeps_name: bool) -> Work:
    """Give her part of a published work to the archive: `orphan_account` stands in its byline where
    she stood. It cannot be undone.

    `keeps_name` leaves her pen names as a credit in plain text; without it the work also leaves
    the series that she alone keeps. With co-authors left, the work is theirs to change. Without,
    nobody changes it any more, and chapters that readers cannot read go with her, for good.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        if not policies.may_orphan(by, work):
            raise Refused(
                _(
                    "Only a published work can be given to the archive: nobody could bring it to "
                    "readers there. Delete it instead."
                )
            )
        own = names_under(work, of=by)
        is_alone = not policies.may_leave(by, work)
        if keeps_name:
            _credit(work, own)
        else:
            _leave_series(work, by=by)
        Revision.objects.filter(chapter__work=work, made_by=by).update(made_by=None)
        work.invitations.filter(invited_by=by).delete()
        if is_alone:
            work.invitations.all().delete()
            Chapter.with_deleted.filter(work=work).exclude(
                state=State.PUBLISHED, deleted_at=None
            ).delete()
            _close_gaps(work)
        heir = orphan_pen_name(at=at).pk
        now = [heir if pk in own else pk for pk in names_under(work)]
        put_names_under(work, list(dict.fromkeys(now)), at=at)
    log.info("work_orphaned", extra={"work": work.pk, "keeps_name": keeps_name})
    return work


def _credit(work: Work, pen_names: list[int]) -> None:
    """The pen names as plain text, beyond the limit of credits if need be: they are the authors."""
    for pen_name in PenName.objects.filter(pk__in=pen_names):
        work.credits.get_or_create(name=pen_name.name, role=Credit.Role.AUTHOR)


def _leave_series(work: Work, *, by: Account) -> None:
    """Take the work out of the series that she keeps and no other author of the work does: there
    her name would stand above it."""
    others = PenName.objects.filter(pk__in=names_under(work)).exclude(account=by)
    hers = Series.objects.filter(pen_names__account=by).exclude(pen_names__in=others)
    SeriesPlace.objects.filter(work=work, series__in=hers).delete()


def _close_gaps(work: Work) -> None:
    """Number the chapters that are left 1..n, in their order."""
    for position, chapter in enumerate(work.chapters.in_order(), start=1):
        if chapter.position != position:
            Chapter.objects.filter(pk=chapter.pk).update(position=position)
