"""Who may do what with accounts and pen names. Answers only: no side effects, no exceptions."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from fanfold.people.models import Account, PenName


def may_sign_up(person: Account | AnonymousUser) -> bool:
    """Whether the person may make an account for herself: the archive is open, and she has none."""
    return bool(settings.SIGNUPS_OPEN) and not person.is_authenticated


def may_keep(person: Account | AnonymousUser, account: Account) -> bool:
    """Whether the person may change the account: it is her own."""
    return isinstance(person, Account) and person.is_active and person.pk == account.pk


def may_edit(person: Account | AnonymousUser, pen_name: PenName) -> bool:
    """Whether the person may rename the pen name, describe it, make it the default: it is hers."""
    return isinstance(person, Account) and person.is_active and person.pk == pen_name.account_id
