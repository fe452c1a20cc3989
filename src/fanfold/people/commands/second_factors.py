"""Second factors: a code is spent once; the archivist can take them all away. What else can be done
with them is allauth's."""

import logging
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account

log = logging.getLogger(__name__)

# Seconds for which a code of an authenticator app is shown (RFC 6238; every app takes this for
# granted).
STEP = 30


def spend_app_code(factor: Authenticator, *, code: str, at: datetime) -> bool:
    """Take a right code of an authenticator app as used, with all that came before it; whether it
    still could be.

    allauth remembers used codes in the cache, which here is each process's own and forgets; the
    row is one for all.
    """
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=factor.pk)
        secret = decrypt(row.data["secret"])
        now = int(at.timestamp()) // STEP
        last = row.data.get("last_step", -1)
        for step in range(now - settings.MFA_TOTP_TOLERANCE, now + settings.MFA_TOTP_TOLERANCE + 1):
            expected = format_hotp_value(hotp_value(secret, step))
            if step > last and compare_user_code(actual=code, expected=expected):
                row.data["last_step"] = step
                row.save(update_fields=["data"])
                return True
    return False


def remove_second_factors(account: Account, *, at: datetime) -> list[Authenticator]:
    """Take away all second factors of the account, from the shell; what there was.

    Her password alone signs her in again, and a mail tells her so where mail can be sent. Refused
    when there is none.
    """
    with transaction.atomic():
        factors = list(Authenticator.objects.filter(user=account).order_by("pk"))
        if not factors:
            raise Refused(
                _("“%(login)s” has no second factor. Nothing was changed.")
                % {"login": account.login}
            )
        Authenticator.objects.filter(user=account).delete()
    if settings.MAIL_IS_SET_UP and account.email:
        get_adapter().send_from_shell(
            "mfa/email/removed_by_archivist", account.email, {"timestamp": at}
        )
    log.warning("second_factors_removed_from_shell", extra={"account": account.pk})
    return factors
