"""Chapters in their order: a place is made, a gap is closed, all are put in another order."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fanfold.kit.errors import Conflict
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim
from fanfold.works.commands.opening import note_change
from fanfold.works.models import Chapter, Work

# Beyond every place that a chapter can have: two chapters may not share one even for a moment.
_ASIDE = 1_000_000


def reorder_chapters(
    work: Work,
    order: Sequence[int],
    *,
    by: Account,
    at: datetime,
    seen: Sequence[int] | None = None,
) -> Work:
    """Put the chapters in the order of these ids, which are all of the work's.

    `seen` is the order that was looked at. Conflict when the work has another one by now, or other
    chapters: the new order would be one of something else.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        now = list(work.chapters.in_order().values_list("pk", flat=True))
        is_other = seen is not None and list(seen) != now and list(order) != now
        if sorted(order) != sorted(now) or is_other:
            raise Conflict(
                _(
                    "The chapters were changed from somewhere else meanwhile, so nothing was "
                    "moved. Here is how they stand now."
                )
            )
        if list(order) != now:
            put_in_order(work, order)
            note_change(work, at=at)
    return work


def close_gap(work: Work, position: int) -> None:
    """Move every chapter behind a place that has become empty one place forward."""
    _shift(work, position + 1, by=-1)


def make_room(work: Work, position: int) -> None:
    """Move the chapter at this place, and all behind it, one place back."""
    _shift(work, position, by=1)


def _shift(work: Work, first: int, *, by: int) -> None:
    work.chapters.filter(position__gte=first).update(position=F("position") + _ASIDE)
    work.chapters.filter(position__gte=_ASIDE).update(position=F("position") - _ASIDE + by)


def put_in_order(work: Work, order: Sequence[int]) -> None:
    """Number the chapters of a claimed work in the order of these ids, which are all of its own."""
    work.chapters.update(position=F("position") + _ASIDE)
    chapters = Chapter.objects.in_bulk(order)
    for position, pk in enumerate(order, start=1):
        chapters[pk].position = position
    Chapter.objects.bulk_update(chapters.values(), ["position"], batch_size=200)
