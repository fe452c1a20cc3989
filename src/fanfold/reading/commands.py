"""What is noted of a reader, and how she has it forgotten."""

import logging
from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people import policies as people
from fanfold.people.models import Account
from fanfold.reading import policies
from fanfold.reading.models import ReadMark

log = logging.getLogger(__name__)


def keep_marks(marks: Sequence[ReadMark], *, by: Account) -> None:
    """Write the reader's own marks, in one statement. Nobody waits for it longer than for the
    database: when that has no time, the page comes without, and the log says so."""
    if not policies.may_note_reading(by) or any(mark.account_id != by.pk for mark in marks):
        raise Refused(_("What somebody reads is noted for herself alone, and only if she lets it."))
    try:
        with transaction.atomic():
            ReadMark.objects.bulk_create(
                marks,
                update_conflicts=True,
                unique_fields=["account", "chapter"],
                update_fields=["number", "read_at", "before_number", "before_at"],
            )
    except DatabaseError as error:
        log.warning("reading_not_noted", extra={"account": by.pk, "reason": str(error).strip()})


def forget_history(account: Account, *, by: Account) -> int:
    """Forget all that was noted of the account's reading; how many chapters."""
    if not people.may_keep(by, account):
        raise Refused(_("Only its owner can change this account."))
    forgotten, _each = ReadMark.objects.filter(account=account).delete()
    return forgotten
