"""Pen names: added, renamed, described, made the default. An account always has one default.

Deleting one is not here: this room cannot see whether works still bear the name.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people import policies
from fanfold.people.commands.refusing import refuse_invalid
from fanfold.people.events import PenNameRenamed
from fanfold.people.models import Account, PenName, folded, tidied


def add_pen_name(account: Account, *, name: str, by: Account, at: datetime) -> PenName:
    """Give the account one more pen name; its default stays.

    Refused for somebody else's account, a name that it has in whatever case, and one that cannot
    be a pen name. Another person may have the same name: the login tells them apart.
    """
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    with transaction.atomic():
        _hold(account.pk)
        return write_pen_name(account, name=name, is_default=False, at=at)


def rename_pen_name(pen_name: PenName, *, name: str, by: Account) -> PenName:
    """Call a pen name something else, on everything that bears it. Its address changes with it;
    the old address leads nowhere. Refused as in `add_pen_name`."""
    with transaction.atomic():
        pen_name = _claim(pen_name, by=by)
        if pen_name.name == tidied(name):
            return pen_name
        pen_name.name = tidied(name)
        refuse_invalid(pen_name, exclude={"account", "folded"})
        _refuse_taken(pen_name)
        pen_name.save(update_fields=["name"])
        announce(PenNameRenamed(pen_name.account_id, pen_name.pk))
    return pen_name


def make_default(pen_name: PenName, *, by: Account) -> PenName:
    """Make this the account's default pen name. Doing it twice is doing it once.

    Refused for somebody else's pen name.
    """
    with transaction.atomic():
        pen_name = _claim(pen_name, by=by)
        others = PenName.objects.filter(account=pen_name.account_id, is_default=True)
        others.exclude(pk=pen_name.pk).update(is_default=False)
        pen_name.is_default = True
        pen_name.save(update_fields=["is_default"])
    return pen_name


def edit_about(pen_name: PenName, *, about: str, by: Account) -> PenName:
    """Say something about a pen name: plain text, shown on its page.

    Refused for somebody else's pen name, and for more than 500 characters.
    """
    with transaction.atomic():
        pen_name = _claim(pen_name, by=by)
        pen_name.about = about.replace("\r\n", "\n").strip()
        refuse_invalid(pen_name, exclude={"account", "folded"})
        pen_name.save(update_fields=["about"])
    return pen_name


def write_pen_name(account: Account, *, name: str, is_default: bool, at: datetime) -> PenName:
    """Write a pen name's row. For this room's commands alone, inside their transaction."""
    pen_name = PenName(account=account, name=tidied(name), is_default=is_default, created_at=at)
    refuse_invalid(pen_name, exclude={"account", "folded"})
    _refuse_taken(pen_name)
    pen_name.save(force_insert=True)
    return pen_name


def _claim(pen_name: PenName, *, by: Account) -> PenName:
    """The pen name's fresh row; its account is locked until the transaction ends."""
    if not policies.may_edit(by, pen_name):
        raise Refused(_("Only its owner can change this pen name."))
    _hold(pen_name.account_id)
    return PenName.objects.select_related("account").get(pk=pen_name.pk)


def _hold(account_id: int) -> None:
    """One change of an account's pen names at a time, so that one default is left of two tabs."""
    Account.objects.select_for_update().get(pk=account_id)


def _refuse_taken(pen_name: PenName) -> None:
    same = PenName.objects.filter(account=pen_name.account_id, folded=folded(pen_name.name))
    if pen_name.name and same.exclude(pk=pen_name.pk).exists():
        raise Refused(
            _("This account has the pen name “%(name)s” already.") % {"name": pen_name.name}
        )
