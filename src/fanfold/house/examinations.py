"""What the doctor looks at in the house: settings, data folder, database, disk, worker."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.models import FileField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult

from fanfold.house import clock, data_folder, first_start, opening, schema
from fanfold.house.doctor import Finding, Level, UnfitError, examines
from fanfold.house.health import LEAST_DISK

LITTLE_DISK = 1_000_000_000
# A task that has waited so long was forgotten by everybody.
LONG_WAIT = timedelta(hours=1)


@examines(gettext_lazy("Settings"))
def host_settings(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - settings are the host's
    """What the host set, or forgot to."""
    public = urlsplit(settings.PUBLIC_URL)
    if settings.DEBUG:
        level = Level.ERROR if settings.PUBLIC_URL else Level.WARNING
        yield Finding(
            level,
            _("FANFOLD_DEBUG is on: whoever meets an error sees settings and code. Set it to no."),
        )
    if not settings.PUBLIC_URL:
        yield Finding(
            Level.WARNING,
            _(
                "FANFOLD_URL is not set: links in mail and books lead to this machine only, and "
                "the archive answers to 127.0.0.1 alone. Set it before others read here."
            ),
        )
    elif public.scheme != "https" and public.hostname not in {"localhost", "127.0.0.1"}:
        yield Finding(
            Level.WARNING,
            _("FANFOLD_URL begins with http: passwords travel in the open. Put TLS before it."),
        )
    if not settings.MAIL_IS_SET_UP:
        yield Finding(
            Level.INFORMATION,
            _(
                "No mail is set up (FANFOLD_EMAIL_URL): forgotten passwords are set by "
                "`fanfold admin password`, and addresses are not confirmed."
            ),
        )
    for message in checks.run_checks():
        level = Level.ERROR if message.is_serious() else Level.WARNING
        hint = f" {message.hint}" if message.hint else ""
        yield Finding(level, f"{message.msg}{hint} ({message.id})")


@examines(gettext_lazy("Data folder"))
def folder(*, fix: bool) -> Iterator[Finding]:
    """Whether it is there, whole, and nobody else's to read."""
    data = settings.DATA
    if not data.is_dir():
        yield Finding(
            Level.ERROR,
            _("There is no data folder %s yet. `fanfold serve` makes it.") % data,
        )
        raise UnfitError
    for name in data_folder.INNER_FOLDERS:
        if not (data / name).is_dir():
            if fix:
                (data / name).mkdir(mode=0o700)
            yield Finding(
                Level.WARNING,
                _("The folder %s is missing.") % (data / name),
                mended=fix,
            )
    yield from _private(data, 0o700, Level.WARNING, fix=fix)
    if not settings.SECRET_KEY_IS_GIVEN:
        if (data / data_folder.KEY).exists():
            yield from _private(data / data_folder.KEY, 0o600, Level.ERROR, fix=fix)
        else:
            if fix:
                data_folder.make(data)
            yield Finding(
                Level.ERROR,
                _(
                    "The secret key %s is missing. A new one signs everybody out; restore the old "
                    "one from a backup if there is one."
                )
                % (data / data_folder.KEY),
                mended=fix,
            )


@examines(gettext_lazy("Database"))
def database(*, fix: bool) -> Iterator[Finding]:
    """Whether it answers, is whole, and fits this version."""
    if file := first_start.sqlite_file():
        if not file.exists():
            # Looking into it would make it.
            yield Finding(Level.ERROR, _("There is no database yet. `fanfold serve` makes it."))
            raise UnfitError
        yield from _private(file, 0o600, Level.WARNING, fix=fix)
    try:
        applied = schema.applied()
    except DatabaseError as error:
        yield Finding(
            Level.ERROR, _("The database does not answer: %s") % " ".join(str(error).split())
        )
        raise UnfitError from error
    if connection.vendor == "sqlite":
        yield from _sqlite_integrity()
    if applied - schema.brought():
        yield Finding(
            Level.ERROR,
            _("The database comes from a newer version of Fanfold. Install that version again."),
        )
        raise UnfitError
    if waiting := schema.brought() - applied:
        sentence = ngettext(
            "The database lacks %s migration of this version. `fanfold serve` brings it.",
            "The database lacks %s migrations of this version. `fanfold serve` brings them.",
            len(waiting),
        ) % len(waiting)
        if fix:
            first_start.prepare()
        yield Finding(Level.ERROR, sentence, mended=fix)
        if not fix:
            raise UnfitError


@examines(gettext_lazy("Archivist"))
def archivist(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - a person is needed for this
    """Whether there is one."""
    if opening.awaits_archivist():
        yield Finding(
            Level.INFORMATION,
            _("Nobody keeps this archive yet: `fanfold serve` prints the link for it."),
        )


@examines(gettext_lazy("Disk"))
def disk(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - what to delete is the host's to say
    """Whether there is room left."""
    free = shutil.disk_usage(settings.DATA).free
    if free < LITTLE_DISK:
        level = Level.ERROR if free < LEAST_DISK else Level.WARNING
        sentence = _("The disk of the data folder has %s MB left.") % f"{free // 1_000_000:,}"
        yield Finding(level, sentence)


@examines(gettext_lazy("Files"))
def media(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - a lost file cannot be made up
    """Whether every file that a row names is there, whatever room the row is of."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not isinstance(field, FileField):
                continue
            names = model._default_manager.exclude(**{field.name: ""}).values_list(field.name)
            lost = [name for (name,) in names.iterator() if not field.storage.exists(name)]
            if lost:
                sentence = ngettext(
                    "%(count)s file of %(kind)s is not there: %(name)s.",
                    "%(count)s files of %(kind)s are not there, such as %(name)s.",
                    len(lost),
                )
                values = {
                    "count": len(lost),
                    "kind": model._meta.verbose_name_plural,
                    "name": lost[0],
                }
                yield Finding(Level.WARNING, sentence % values)


@examines(gettext_lazy("Background work"))
def background(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - a worker mends this
    """Whether a worker is alive while the archive is served, and how its tasks fare."""
    now = timezone.now()
    seen = clock.last_beat()
    if data_folder.is_being_served(settings.DATA) and (
        seen is None or now - seen > clock.DEAD_AFTER
    ):
        since = _("never") if seen is None else f"{seen:%Y-%m-%d %H:%M} UTC"
        yield Finding(
            Level.WARNING,
            _(
                "The archive is served, but no worker works (last seen: %s): books are bound, "
                "notices sent and chapters released by one. Start `fanfold worker`."
            )
            % since,
        )
    overdue = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - LONG_WAIT).count()
    if overdue:
        yield Finding(
            Level.WARNING,
            ngettext(
                "%s task has waited for more than an hour.",
                "%s tasks have waited for more than an hour.",
                overdue,
            )
            % overdue,
        )
    failed = DBTaskResult.objects.failed().order_by("-finished_at")
    if latest := failed.first():
        values = {
            "count": failed.count(),
            "path": latest.task_path,
            "reason": latest.exception_class_path,
        }
        yield Finding(
            Level.WARNING,
            ngettext(
                "%(count)s task failed in the last days: %(path)s (%(reason)s).",
                "%(count)s tasks failed in the last days, the latest: %(path)s (%(reason)s).",
                failed.count(),
            )
            % values,
        )


def _private(path: Path, rights: int, level: Level, *, fix: bool) -> Iterator[Finding]:
    """Complain when others on this machine can look into the file or folder."""
    found = data_folder.permissions(path)
    if found & 0o077:
        if fix:
            path.chmod(rights)
        yield Finding(
            level,
            _("Others on this machine can look into %(path)s (its rights are %(found)s).")
            % {"path": path, "found": f"{found:03o}"},
            mended=fix,
        )


def _sqlite_integrity() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        damages = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        dangling = len(cursor.fetchall())
    if damages:
        yield Finding(
            Level.ERROR,
            _("The database file is damaged; restore a backup. SQLite says: %s")
            % "; ".join(damages),
        )
    if dangling:
        yield Finding(
            Level.ERROR,
            ngettext(
                "%s row in the database points to a row that is not there.",
                "%s rows in the database point to rows that are not there.",
                dangling,
            )
            % dangling,
        )
