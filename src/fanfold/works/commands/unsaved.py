"""Keeping what an author types before she saves it, and forgetting it afterwards."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works import policies
from fanfold.works.commands.claims import refuse_problems
from fanfold.works.fields import Fields, about_words, problems_with, title_of
from fanfold.works.models import Chapter, Settled, Target, Unsaved, Work

# How many forms of one account are kept unsaved.
UNSAVED_LIMIT = 100
# How long a saved form is remembered, so that a copy in some browser is not taken for unsaved.
MEMORY = timedelta(days=90)


def keep_unsaved(
    target: Target,
    fields: Fields,
    *,
    by: Account,
    at: datetime,
    key: UUID,
    serial: int,
    work: Work | None = None,
    chapter: Chapter | None = None,
    continues: Collection[UUID] = (),
) -> Unsaved | None:
    """Keep what stands in the form `key`; None when that form was saved or thrown away meanwhile.

    Of one form the highest `serial` is kept, whichever comes last. `continues` names the forms that
    this one was filled from: they are forgotten, because this one holds their words. Refused where
    `by` could not save it, when it is too long, and for one form more than `UNSAVED_LIMIT`.
    """
    if not policies.may_keep_unsaved(by, work):
        raise Refused(_("Only its authors can change this work."))
    refuse_problems(problems_with(fields))
    with transaction.atomic():
        _claim_desk(by)
        if Settled.objects.filter(account=by, key=key).exists():
            return None
        row = Unsaved.objects.written_by(by).filter(key=key).first()
        if row and row.serial >= serial:
            return row
        _forget([other for other in continues if other != key], by=by, at=at)
        if row is None:
            if Unsaved.objects.written_by(by).count() >= UNSAVED_LIMIT:
                sentence = _(
                    "%(limit)s texts of yours are unsaved already: save some or throw some away."
                )
                raise Refused(sentence % {"limit": UNSAVED_LIMIT})
            row = Unsaved(account=by, key=key, target=target, work=work, chapter=chapter)
        row.fields = {name: list(values) for name, values in fields.items()}
        row.serial, row.kept_at = serial, at
        row.title, row.word_count = title_of(fields), about_words(fields)
        row.save()
    return row


def drop_unsaved(keys: Collection[UUID], *, by: Account, at: datetime) -> None:
    """Forget what stood in these forms of the account: it was saved, or is thrown away.

    What still comes from them, late or out of some browser, is not kept again.
    """
    if not policies.may_write(by):
        raise Refused(_("Your account may not post works."))
    with transaction.atomic():
        _claim_desk(by)
        _forget(keys, by=by, at=at)


def _claim_desk(account: Account) -> None:
    """One change at a time among what an account has unsaved."""
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)


def _forget(keys: Collection[UUID], *, by: Account, at: datetime) -> None:
    if not keys:
        return
    Unsaved.objects.written_by(by).filter(key__in=keys).delete()
    Settled.objects.bulk_create(
        (Settled(account=by, key=key, settled_at=at) for key in keys), ignore_conflicts=True
    )
    Settled.objects.filter(account=by, settled_at__lt=at - MEMORY).delete()
