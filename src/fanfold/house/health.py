"""Whether this process can serve readers: what /readyz answers."""

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _


def not_ready_because() -> list[str]:
    """Sentences that say why no reader should be sent here; none when all is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return [_("The database does not answer.")]
    return []
