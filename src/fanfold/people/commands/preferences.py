"""What a person prefers: her time zone, and how works open for her."""

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people import policies, time_zones
from fanfold.people.models import Account


def set_preferences(
    account: Account,
    *,
    time_zone: str,
    opens_adult_works: bool,
    opens_entire_works: bool,
    by: Account,
) -> Account:
    """Remember the account's preferences; an empty time zone means the archive's.

    Refused for somebody else's account, and for a time zone that this machine does not know.
    """
    if not policies.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    # One that she chose before and that has gone from the machine since may stay.
    if time_zone not in time_zones.known() | {"", account.time_zone}:
        raise Refused(_("There is no time zone “%(name)s”.") % {"name": time_zone})
    account.time_zone = time_zone
    account.opens_adult_works = opens_adult_works
    account.opens_entire_works = opens_entire_works
    account.save(update_fields=["time_zone", "opens_adult_works", "opens_entire_works"])
    return account
