"""What happens before anything is served: the folder, the backup, the migrations.

Every command of Fanfold passes here (console.py), so that the first one may be any of them.
"""

import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from fanfold import __version__
from fanfold.house import data_folder, schema
from fanfold.kit.errors import Refused, Unavailable

log = logging.getLogger(__name__)

BACKUPS_KEPT = 5

# Any number will do, as long as every Fanfold means the same by it.
_ADVISORY_LOCK = 0x46414E46  # “FANF”


def prepare(*, is_serve: bool = False) -> None:
    """Make the data folder and the database ready for this code, once, whoever comes first.

    Refused with a sentence when the folder cannot be used, when the database comes from a newer
    version (nothing is touched then), and when it would have to be migrated under a running
    `serve` of an older version; Unavailable when the database does not answer.
    """
    make_folder()
    _refuse_newer()
    if not schema.pending():
        return
    if not is_serve and data_folder.is_being_served(settings.DATA):
        raise Refused(
            _(
                "This version of Fanfold has to change the database first, and an older one is "
                "serving it. Restart `fanfold serve`, then try again."
            )
        )
    with data_folder.preparing(settings.DATA), _database_to_itself():
        # Asked again: another process may have done it while this one waited.
        _refuse_newer()
        if schema.pending():
            _back_up()
            _migrate()


def make_folder() -> None:
    """Make what is missing of the data folder; from now on its key signs."""
    made = data_folder.make(settings.DATA)
    if made and not settings.SECRET_KEY_IS_GIVEN:
        # The settings were read before there was a key; what is signed now must outlive this run.
        settings.SECRET_KEY = made
    if file := sqlite_file():
        # SQLite would make it for everybody to read; its companions get the same rights.
        with suppress(OSError):
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sqlite_file() -> Path | None:
    """The file that the database is, where it is one: not with PostgreSQL, nor in tests."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    return Path(str(connection.settings_dict["NAME"]))


def _refuse_newer() -> None:
    try:
        unknown = schema.unknown()
    except OperationalError as error:
        raise Unavailable(
            _("The database cannot be opened: %s") % " ".join(str(error).split())
        ) from error
    if unknown:
        named = ", ".join(f"{app}.{name}" for app, name in sorted(unknown)[:3])
        raise Refused(
            _(
                "The database comes from a newer version of Fanfold (it has %(migrations)s, which "
                "version %(version)s does not know). Install the newer version again, or restore "
                "a backup from before it. Nothing was changed."
            )
            % {"migrations": named + (", …" if len(unknown) > 3 else ""), "version": __version__}
        )


@contextmanager
def _database_to_itself() -> Iterator[None]:
    """Let no other machine prepare the same database meanwhile.

    SQLite lives in the data folder, which is locked already.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


def _migrate() -> None:
    log.info("migrations_begin", extra={"pending": len(schema.pending())})
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    log.info("migrations_done")


def _back_up() -> None:
    """Copy the SQLite database before it is changed, if there is anything in it.

    A PostgreSQL server is the host's to back up: Fanfold does not carry pg_dump with it.
    """
    if not schema.applied():
        return
    if (source := sqlite_file()) is None:
        log.info("backup_left_to_host", extra={"vendor": connection.vendor})
        return
    folder = settings.DATA / "backups"
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    target = folder / f"before-{__version__}-{moment}.sqlite3"
    try:
        copy_sqlite(source, target)
    except (sqlite3.Error, OSError) as error:
        target.unlink(missing_ok=True)
        raise Refused(
            _(
                "The database must be changed for this version, and the backup that comes first "
                "failed: %s. Nothing was changed."
            )
            % error
        ) from error
    log.info("backup_made", extra={"file": target.name, "bytes": target.stat().st_size})
    for old in backups(folder)[:-BACKUPS_KEPT]:
        old.unlink(missing_ok=True)


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite database that may be in use; it is whole or not there."""
    unfinished = target.with_suffix(".unfinished")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            original.backup(copy)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def backups(folder: Path) -> list[Path]:
    """The backups that were made before migrations, the oldest first."""
    made_at = re.compile(r"-(\d{8}T\d+Z)\.sqlite3\Z")
    named = [
        (found[1], file) for file in folder.glob("before-*") if (found := made_at.search(file.name))
    ]
    return [file for _moment, file in sorted(named)]
