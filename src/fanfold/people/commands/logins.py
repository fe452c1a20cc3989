"""The login: changed now and then, and what an account gave up stays its own for good."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people import policies, queries
from fanfold.people.commands.refusing import refuse_invalid
from fanfold.people.events import LoginChanged
from fanfold.people.models import Account, FormerLogin


def change_login(account: Account, *, login: str, by: Account, at: datetime) -> Account:
    """Give the account another login. The old one leads to it from now on, and nobody else can
    take it, ever. Pen names stay as they are.

    Refused for somebody else's account, within 30 days of the last change, for the login that it
    has, and for one that cannot be had, as in `create_account`.
    """
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    login = login.strip()
    try:
        with transaction.atomic():
            account = Account.objects.select_for_update().get(pk=account.pk)
            if account.login == login:
                raise Refused(_("This is your login already."))
            _refuse_too_soon(account, at=at)
            old, account.login = account.login, login
            refuse_invalid(account, exclude={"password"})
            refuse_given_up(login, unless_by=account)
            if old.casefold() != login.casefold():
                FormerLogin.objects.filter(login__iexact=old).delete()
                FormerLogin.objects.create(account=account, login=old, given_up_at=at)
            account.save(update_fields=["login"])
            announce(LoginChanged(account.pk))
    except IntegrityError as error:
        # Somebody was faster between the question above and the write.
        raise Refused(_("Somebody has this login already.")) from error
    return account


def refuse_given_up(login: str, *, unless_by: Account | None = None) -> None:
    """Raise Refused when the login once was another account's.

    To be asked after it is known that no account has the login now: a login is given up in the
    same instant in which it becomes free, so in this order it is found in one place or the other.
    """
    former = FormerLogin.objects.filter(login__iexact=login)
    if unless_by is not None:
        former = former.exclude(account=unless_by)
    if former.exists():
        raise Refused(_("Somebody has this login already."))


def _refuse_too_soon(account: Account, *, at: datetime) -> None:
    again_at = queries.may_change_login_at(account)
    if again_at is not None and at < again_at:
        raise Refused(
            _("A login can be changed once in 30 days. You can change yours again on %(day)s.")
            % {"day": date_format(localtime(again_at), "DATE_FORMAT")}
        )
