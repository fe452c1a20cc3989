"""Whose names stand under a work: their order, one's own pen names, leaving.

Nobody comes in here who was no author before: that is inviting.py.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Conflict, Refused
from fanfold.people.models import Account, PenName
from fanfold.works import policies
from fanfold.works.commands.claims import claim
from fanfold.works.commands.opening import note_change
from fanfold.works.models import Creatorship, Work

# Names in a byline, and people who are asked to stand there. Source of the number: issue 4.
MOST_AUTHORS = 20


def order_authors(
    work: Work,
    order: Sequence[int],
    *,
    by: Account,
    at: datetime,
    seen: Sequence[int] | None = None,
) -> Work:
    """Put the pen names of the byline in the order of these ids, which are all of the work's.

    `seen` is the order that was looked at: Conflict when the byline is another one by now.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        now = names_under(work)
        is_other = seen is not None and list(seen) != now and list(order) != now
        if sorted(order) != sorted(now) or is_other:
            raise Conflict(
                _(
                    "The authors of this work were changed from somewhere else meanwhile, so "
                    "nothing was moved. Here is how they stand now."
                )
            )
        put_names_under(work, order, at=at)
    return work


def sign_as(work: Work, pen_names: Sequence[PenName], *, by: Account, at: datetime) -> Work:
    """Let these pen names of hers, and no other of hers, stand under the work. They come where her
    first one stood; co-authors keep their places. Refused for none, and for somebody else's."""
    if not pen_names or not all(policies.may_sign_as(by, pen_name) for pen_name in pen_names):
        raise Refused(_("A work is signed by one of your own pen names."))
    with transaction.atomic():
        work = claim(work, by=by)
        now, own = names_under(work), names_under(work, of=by)
        wanted = list(dict.fromkeys(pen_name.pk for pen_name in pen_names))
        kept = [pk for pk in own if pk in wanted] + [pk for pk in wanted if pk not in own]
        place = now.index(own[0])
        before = [pk for pk in now[:place] if pk not in own]
        after = [pk for pk in now[place:] if pk not in own]
        put_names_under(work, [*before, *kept, *after], at=at)
    return work


def leave_work(work: Work, *, by: Account, at: datetime) -> Work:
    """Stop being an author of the work; its other authors have it alone. Refused for the last one,
    who deletes or orphans it instead. Whom she had invited, nobody invites any more."""
    with transaction.atomic():
        work = claim(work, by=by)
        if not policies.may_leave(by, work):
            raise Refused(
                _(
                    "You are the only author of this work. Delete it, or give it to the archive "
                    "(orphan it) instead."
                )
            )
        own = names_under(work, of=by)
        work.invitations.filter(invited_by=by).delete()
        put_names_under(work, [pk for pk in names_under(work) if pk not in own], at=at)
    return work


def names_under(work: Work, *, of: Account | None = None) -> list[int]:
    """The ids of the pen names under a claimed work, in order: all, or those of one account."""
    rows = Creatorship.objects.filter(work=work)
    if of is not None:
        rows = rows.filter(pen_name__account=of)
    return list(rows.order_by("position", "pk").values_list("pen_name", flat=True))


def put_names_under(work: Work, pen_names: Sequence[int], *, at: datetime) -> None:
    """Write the byline of a claimed work, and note that it is another one, if it is. Refused when
    it has more names than a byline can have."""
    if list(pen_names) == names_under(work):
        return
    if len(pen_names) > MOST_AUTHORS:
        raise Refused(
            _("A work has at most %(limit)s names in its byline; these are %(size)s.")
            % {"limit": MOST_AUTHORS, "size": len(pen_names)}
        )
    rows = Creatorship.objects.filter(work=work)
    rows.exclude(pen_name__in=pen_names).delete()
    for position, pen_name in enumerate(pen_names, start=1):
        rows.update_or_create(work=work, pen_name_id=pen_name, defaults={"position": position})
    note_change(work, at=at)
