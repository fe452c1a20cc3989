"""Commands about a person's copy of everything: asked for, made, thrown away."""

import logging
import tempfile
import uuid
from datetime import datetime, timedelta
from typing import IO

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people.models import Account
from fanfold.transfer.events import FullCopyAskedFor
from fanfold.transfer.library.exporting import write_library
from fanfold.transfer.library.places import zip_into
from fanfold.transfer.library.writing import Choice
from fanfold.transfer.models import FullCopy
from fanfold.works.models import Work

__all__ = ["KEPT_FOR", "ask_for_copy", "make_copy", "throw_away_copy", "throw_away_old_copies"]

log = logging.getLogger(__name__)

# A copy of drafts and pulled works should not lie about for ever.
KEPT_FOR = timedelta(days=7)
# No copy takes so long; its worker died, or there is none.
GIVEN_UP_AFTER = timedelta(days=1)


def ask_for_copy(account: Account, *, by: Account, at: datetime) -> FullCopy:
    """Have a copy of all the account's works made, in place of an earlier one. While one is being
    made, asking again changes nothing. Refused for somebody else's account."""
    if by.pk != account.pk or not by.is_active:
        raise Refused(_("A copy of everything is made for its owner alone."))
    if (earlier := FullCopy.objects.filter(account=account).first()) is not None:
        if earlier.is_being_made:
            return earlier
        throw_away_copy(earlier, by=by)
    try:
        with transaction.atomic():
            copy = FullCopy.objects.create(
                account=account,
                asked_at=at,
                works_in_all=Work.objects.written_by(account).count(),
            )
            announce(FullCopyAskedFor(copy.pk))
    except IntegrityError:
        # The other click was faster.
        return FullCopy.objects.get(account=account)
    return copy


def make_copy(copy: FullCopy, *, at: datetime) -> bool:
    """Write the zip and name it in the row; whether it is there now. Run twice, the second file
    is thrown away. What goes wrong is noted, so that she can ask again."""
    try:
        with tempfile.TemporaryFile() as whole:
            _write(copy, whole)
            size = whole.tell()
            whole.seek(0)
            storage = copy.file.storage
            name = storage.save(f"copies/{uuid.uuid4()}.zip", File(whole))
    except Exception:
        log.exception("full_copy_failed", extra={"copy": copy.pk})
        FullCopy.objects.filter(pk=copy.pk, made_at=None).update(failed_at=at)
        return False
    waiting = FullCopy.objects.filter(pk=copy.pk, made_at=None, failed_at=None)
    if not waiting.update(file=name, size=size, made_at=at):
        storage.delete(name)
        return False
    log.info("full_copy_made", extra={"copy": copy.pk, "bytes": size})
    return True


def throw_away_copy(copy: FullCopy, *, by: Account) -> None:
    """Throw a copy away at once. Refused for somebody else's."""
    if copy.account_id != by.pk:
        raise Refused(_("A copy of everything is made for its owner alone."))
    _throw_away(copy)


def throw_away_old_copies(*, at: datetime) -> int:
    """Throw away copies whose days are over, and those that were never made; how many."""
    over = FullCopy.objects.filter(
        Q(made_at__lt=at - KEPT_FOR)
        | Q(failed_at__lt=at - KEPT_FOR)
        | Q(made_at=None, asked_at__lt=at - GIVEN_UP_AFTER)
    )
    count = 0
    for copy in over:
        _throw_away(copy)
        count += 1
    return count


def _write(copy: FullCopy, file: IO[bytes]) -> None:
    choice = Choice(Work.objects.written_by(copy.account), account=copy.account)
    with zip_into(file) as sink:
        for done, _work in enumerate(write_library(choice, sink), start=1):
            FullCopy.objects.filter(pk=copy.pk).update(works_done=done)


def _throw_away(copy: FullCopy) -> None:
    """The row first: a file without a row is only waste, a row without a file a lie."""
    name, storage = copy.file.name, copy.file.storage
    copy.delete()
    if name:
        storage.delete(name)
