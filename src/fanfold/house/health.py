"""Whether this process can serve readers: what /readyz answers, and what it only remarks on.

A worker that has died does not make a web process unready: readers can still read, and a balancer
that took all machines away for it would make a nuisance an outage. It is a remark.
"""

import os
import shutil

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from fanfold.house import clock, schema

# Bytes below which neither SQLite nor an upload can be relied upon.
LEAST_DISK = 100_000_000


def not_ready_because() -> list[str]:
    """Sentences that say why no reader should be sent here; none when all is well."""
    problems = []
    try:
        if schema.pending():
            problems.append(_("The database waits for this version's migrations."))
    except DatabaseError:
        problems.append(_("The database does not answer."))
    if not os.access(settings.DATA, os.W_OK):
        problems.append(_("The data folder cannot be written."))
    elif shutil.disk_usage(settings.DATA).free < LEAST_DISK:
        problems.append(_("The disk of the data folder is full."))
    return problems


def remarks() -> list[str]:
    """Sentences about what a host should know although readers can be sent here."""
    try:
        seen = clock.last_beat()
    except DatabaseError:
        return []
    if seen is not None and timezone.now() - seen > clock.DEAD_AFTER:
        return [_("No worker has given a sign of life since %s.") % f"{seen:%Y-%m-%d %H:%M} UTC"]
    return []
