"""What readers may know of the revisions behind what they read. No text is changed here."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim
from fanfold.works.models import ShownChanges, Work


def show_changes(work: Work, shows: str, *, by: Account, at: datetime) -> Work:
    """Let readers know nothing of revisions, that there was one, or what it changed: one of the
    values of ShownChanges."""
    if shows not in ShownChanges.values:
        raise Refused(_("Choose what readers shall see of your changes."))
    with transaction.atomic():
        work = claim(work, by=by)
        work.shows_changes, work.changed_at = shows, at
        work.save(update_fields=["shows_changes", "changed_at"])
    return work
