"""Who may do what with accounts and pen names. Answers only: no side effects, no exceptions."""

from allauth.account.models import EmailAddress
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


def may_add_factor(person: Account | AnonymousUser) -> bool:
    """Whether the person may protect her account with a second factor: where mail can be sent, its
    address must be confirmed. Else somebody could take the account of an address that is not hers
    and close its owner out of it."""
    if not isinstance(person, Account) or not person.is_active:
        return False
    if not settings.MAIL_IS_SET_UP or not person.email:
        return True
    own = EmailAddress.objects.filter(user=person, email=person.email.lower(), verified=True)
    return bool(own.exists())
