"""Accounts: made, given a password, an address, a role. Sign-up, shell and imports all come here.

Whether anybody may sign up is asked at the door (policies.may_sign_up); the shell is the archivist.
"""

import logging
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fanfold.house import opening
from fanfold.kit.errors import Refused
from fanfold.people import policies
from fanfold.people.commands.logins import refuse_given_up
from fanfold.people.commands.pen_names import write_pen_name
from fanfold.people.commands.refusing import refuse_invalid
from fanfold.people.models import ORPHAN_LOGIN, Account, tidied

log = logging.getLogger(__name__)


def create_account(
    login: str,
    *,
    email: str = "",
    password: str | None = None,
    pen_name: str | None = None,
    is_archivist: bool = False,
    email_is_confirmed: bool = False,
    at: datetime,
) -> Account:
    """Make an account together with its default pen name, which is the login unless one is given.

    Without a password nobody can sign in until one is set by a one-time link (links.py). The
    address counts as unconfirmed unless somebody who knows vouches for it. Refused for a login or
    address that is taken in whatever case, a login that somebody once had, a reserved or malformed
    one, and an easy password.
    """
    account = Account(
        login=login.strip(), email=email.strip().lower(), is_archivist=is_archivist, created_at=at
    )
    refuse_invalid(account, exclude={"password"})
    refuse_given_up(account.login)
    if password is None:
        account.set_unusable_password()
    else:
        _give_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            first = tidied(pen_name or "") or account.login
            write_pen_name(account, name=first, is_default=True, at=at)
            if account.email:
                EmailAddress.objects.create(
                    user=account, email=account.email, primary=True, verified=email_is_confirmed
                )
            if is_archivist:
                # Whoever made her, the one-time link of the first start ends here.
                opening.claim(at=at)
    except IntegrityError as error:
        # Somebody was faster between the question above and the write.
        raise Refused(_("Somebody has just taken this login or e-mail address.")) from error
    log.info("account_created", extra={"account": account.pk, "archivist": is_archivist})
    return account


def set_password(account: Account, *, password: str) -> Account:
    """Give the account a new password, from the shell. Every session of it ends.

    Refused for an easy password, and for the account that holds orphaned works.
    """
    if account.login == ORPHAN_LOGIN:
        raise Refused(_("Nobody can sign in as “%(login)s”.") % {"login": account.login})
    _give_password(account, password)
    account.save(update_fields=["password"])
    log.info("password_set_from_shell", extra={"account": account.pk})
    return account


def set_role(account: Account, *, is_archivist: bool, at: datetime) -> Account:
    """Make the account an archivist's or an ordinary member's. Refused for the last archivist:
    an archive without one could only be repaired from the shell."""
    with transaction.atomic():
        archivists = set(
            Account.objects.select_for_update()
            .filter(is_archivist=True, is_active=True)
            .values_list("pk", flat=True)
        )
        if not is_archivist and archivists == {account.pk}:
            raise Refused(
                _("“%(login)s” is the only archivist. Make somebody else an archivist first.")
                % {"login": account.login}
            )
        account.is_archivist = is_archivist
        account.save(update_fields=["is_archivist"])
        if is_archivist:
            opening.claim(at=at)
    log.info("role_set", extra={"account": account.pk, "archivist": is_archivist})
    return account


def change_email(account: Account, *, email: str, by: Account) -> Account:
    """Change the account's address at once: for archives that cannot send a confirmation.

    The address counts as unconfirmed. Refused for somebody else's account, for text that is no
    address, and for one that another account has.
    """
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    taken = EmailAddress.objects.filter(email=email).exclude(user=account).exists()
    if taken or Account.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
        raise Refused(_("Another account has this e-mail address already."))
    with transaction.atomic():
        EmailAddress.objects.filter(user=account).exclude(email=email).delete()
        EmailAddress.objects.update_or_create(user=account, email=email, defaults={"primary": True})
        account.email = email
        account.save(update_fields=["email"])
    return account


def keep_history(account: Account, *, keeps: bool, by: Account) -> Account:
    """Let the archive note what the person reads, or note nothing from now on. What was noted
    before stays until she has it forgotten (reading/commands.py)."""
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    account.keeps_history = keeps
    account.save(update_fields=["keeps_history"])
    return account


def accept_invitations(account: Account, *, accepts: bool, by: Account) -> Account:
    """Let others ask the person to write works with them, or nobody from now on. What she was
    asked before still waits for her answer."""
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    account.accepts_invitations = accepts
    account.save(update_fields=["accepts_invitations"])
    return account


def give_address_to(account: Account, *, email: str) -> None:
    """Take the address from accounts that only claimed it, because this one has proved it.

    Without this, signing up with somebody else's address would keep it from its owner.
    """
    email = email.lower()
    with transaction.atomic():
        proven = EmailAddress.objects.filter(email=email, verified=True).exclude(user=account)
        if proven.exists():
            return
        EmailAddress.objects.filter(email=email).exclude(user=account).delete()
        Account.objects.filter(email__iexact=email).exclude(pk=account.pk).update(email="")


def _give_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    account.set_password(password)
