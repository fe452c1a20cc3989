"""Which migrations this code brings and which ones the database has, compared by name alone.

Django's own loader imports every migration to say this (half a second, ten megabytes); a start and
a readiness probe need the names only. What to do about it is first_start.py's.
"""

from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

Migrations = frozenset[tuple[str, str]]

_brought: Migrations | None = None


def brought() -> Migrations:
    """The migrations in this code's folders, as (app, name)."""
    global _brought  # noqa: PLW0603 - files do not change under a running process
    if _brought is None:
        _brought = frozenset(
            (app.label, file.stem)
            for app in apps.get_app_configs()
            for file in (Path(app.path) / "migrations").glob("*.py")
            if file.stem != "__init__"
        )
    return _brought


def applied() -> Migrations:
    """The migrations that the database has seen; none in an empty one. Raises DatabaseError."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


def pending() -> Migrations:
    """What this code brings and the database has not seen."""
    return brought() - applied()


def unknown() -> Migrations:
    """What the database has seen and this code has never heard of: it comes from a newer version.

    A release that deletes migrations (after squashing, or with a whole room) must also forget them
    in django_migrations, by a migration of its own; otherwise it would refuse its own database.
    """
    return applied() - brought()
