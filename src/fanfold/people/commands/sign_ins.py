"""Browsers that are signed in: noted, and ended. A sign-in ends with Django's session."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people import policies
from fanfold.people.devices import browser_and_system, network_of
from fanfold.people.models import Account, SignIn


def note_sign_in(
    account: Account, *, session_key: str, user_agent: str, address: str, at: datetime
) -> None:
    """Remember that the account was seen in this session, from where, and with what."""
    browser, system = browser_and_system(user_agent)
    SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={
            "account": account,
            "browser": browser,
            "system": system,
            "network": network_of(address),
            "seen_at": at,
        },
        create_defaults={
            "account": account,
            "browser": browser,
            "system": system,
            "network": network_of(address),
            "created_at": at,
            "seen_at": at,
        },
    )


def end_sign_in(sign_in: SignIn, *, by: Account) -> None:
    """End one session: that browser is signed out at its next request. Twice is once.

    Refused for somebody else's.
    """
    if by.pk != sign_in.account_id or not by.is_active:
        raise Refused(_("Only its owner can change this account."))
    _end([sign_in.session_key])


def end_other_sign_ins(account: Account, *, keeping: str | None, by: Account) -> int:
    """End every session of the account but the one with the key `keeping`; how many there were.

    Refused for somebody else's account.
    """
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    others = SignIn.objects.filter(account=account).exclude(session_key=keeping)
    return _end(list(others.values_list("session_key", flat=True)))


def carry_on(account: Account, *, old_key: str | None, new_key: str | None) -> None:
    """A session got a new key, as happens with a new password; the others have lost theirs."""
    with transaction.atomic():
        SignIn.objects.filter(account=account, session_key=old_key).update(session_key=new_key)
        others = SignIn.objects.filter(account=account).exclude(session_key=new_key)
        _end(list(others.values_list("session_key", flat=True)))


def forget_ended_sign_ins() -> int:
    """Forget what was noted of sessions that no longer exist; how many there were."""
    alive = Session.objects.values("session_key")
    forgotten, _each = SignIn.objects.exclude(session_key__in=alive).delete()
    return forgotten


def _end(session_keys: list[str]) -> int:
    store = SessionStore()
    with transaction.atomic():
        for key in session_keys:
            store.delete(key)
        SignIn.objects.filter(session_key__in=session_keys).delete()
    return len(session_keys)
