"""What the worker does here: copies of everything, and their end."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from fanfold.house.clock import every
from fanfold.transfer import copies
from fanfold.transfer.models import FullCopy


@task()
def make_full_copy(copy_id: int) -> None:
    """Make a copy that was asked for. One that is made, or was given up, is left alone."""
    copy = FullCopy.objects.select_related("account").filter(pk=copy_id).first()
    if copy is not None and copy.is_being_made:
        copies.make_copy(copy, at=timezone.now())


@every(hours=1)
def throw_copies_away(now: datetime) -> None:
    """Throw away copies whose days are over, and those that were never made."""
    copies.throw_away_old_copies(at=now)
