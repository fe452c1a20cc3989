"""The first archivist's account, made by whoever holds the link that `fanfold serve` printed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.house import opening
from fanfold.kit.errors import Conflict
from fanfold.people.commands.accounts import create_account
from fanfold.people.models import Account


def open_archive(
    login: str,
    *,
    password: str,
    email: str = "",
    pen_name: str | None = None,
    archive_name: str = "",
    at: datetime,
) -> Account:
    """Make the archivist's account and give the archive its name, once in the archive's life.

    The address counts as confirmed: who holds the link runs the machine. Conflict when somebody
    was faster; Refused as `create_account` says, and then the link can still be used.
    """
    with transaction.atomic():
        if not opening.claim(at=at, name=archive_name):
            raise Conflict(_("This archive has its archivist already."))
        return create_account(
            login,
            email=email,
            password=password,
            pen_name=pen_name,
            is_archivist=True,
            email_is_confirmed=True,
            at=at,
        )
