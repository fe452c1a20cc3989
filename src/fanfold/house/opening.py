"""The one-time link by which the first archivist's account is made: its token, and when it dies.

The page behind it is in people/views/opening.py, since accounts are above the house.
"""

from datetime import datetime, timedelta

from django.core import signing

from fanfold.house import profile
from fanfold.house.models import Archive

# Every start prints a fresh link, so one that lies about in old logs need not work for ever.
VALID_FOR = timedelta(days=7)

_WHAT = "archivist"


def awaits_archivist() -> bool:
    """Whether nobody keeps the archive yet."""
    return Archive.objects.filter(pk=1, opened_at=None).exists()


def token() -> str:
    """A new token, good on every machine that has the same secret key."""
    return _signer().sign(_WHAT)


def is_genuine(token: str) -> bool:
    """Whether this archive signed the token in the last seven days."""
    try:
        return _signer().unsign(token, max_age=VALID_FOR) == _WHAT
    except signing.BadSignature:
        return False


def claim(*, at: datetime, name: str = "") -> bool:
    """Note that the archive has its archivist now; only one caller ever gets a yes.

    Call it in the transaction that makes the account: who is second changes no row.
    """
    values: dict[str, object] = {"opened_at": at} | ({"name": name} if name else {})
    claimed = Archive.objects.filter(pk=1, opened_at=None).update(**values) == 1
    profile.forget()
    return claimed


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="fanfold.house.opening", sep=".")
