"""Credits for people without an account, as plain text."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim, refuse_problems
from fanfold.works.commands.opening import note_change
from fanfold.works.models import Credit, Work
from fanfold.works.text import CreditWords

MOST_CREDITS = 30


def add_credit(work: Work, words: CreditWords, *, by: Account, at: datetime) -> Credit:
    """Name somebody who had a part in the work. The same name in the same part stands once; its
    address becomes the new one."""
    refuse_problems(words.problems())
    with transaction.atomic():
        work = claim(work, by=by)
        credit = work.credits.filter(name=words.kept_name, role=words.role).first()
        if credit is None:
            if work.credits.count() >= MOST_CREDITS:
                raise Refused(_("A work has at most %(limit)s credits.") % {"limit": MOST_CREDITS})
            credit = Credit(work=work, name=words.kept_name, role=words.role)
        if credit.pk is None or credit.address != words.kept_address:
            credit.address = words.kept_address
            credit.save()
            note_change(work, at=at)
    return credit


def remove_credit(credit: Credit, *, by: Account, at: datetime) -> None:
    """Name somebody no more. Doing it twice is doing it once."""
    with transaction.atomic():
        work = claim(credit.work, by=by)
        removed, _rows = work.credits.filter(pk=credit.pk).delete()
        if removed:
            note_change(work, at=at)
