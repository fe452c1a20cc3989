"""The account that has what its authors gave to the archive. Giving works is not here."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fanfold.people.models import ORPHAN_LOGIN, Account, PenName, folded


def orphan_pen_name(*, at: datetime) -> PenName:
    """The pen name under which orphaned works stand, made with its account when first needed.

    The account has no password and no address by which one could be had, and takes no invitations.
    It is active, since a byline leads to a page.
    """
    with transaction.atomic():
        account, _made = Account.objects.get_or_create(
            login=ORPHAN_LOGIN,
            defaults={
                "password": make_password(None),
                "accepts_invitations": False,
                "created_at": at,
            },
        )
        pen_name, _made = PenName.objects.get_or_create(
            account=account,
            folded=folded(ORPHAN_LOGIN),
            defaults={"name": ORPHAN_LOGIN, "is_default": True, "created_at": at},
        )
    return pen_name
