"""Readers of what the environment says: texts, switches, lists, secrets, addresses of services.

Every setting is declared once, with its default and a sentence; docs/settings.md is held against
this list by a test, so that the page stays true.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(ValueError):
    """A setting has a value that Fanfold cannot use; the text is a sentence for the host."""


@dataclass(frozen=True)
class Declared:
    """One setting as documented: its name, its default as written in the docs, its sentence."""

    name: str
    default: str
    sentence: str


DECLARED: dict[str, Declared] = {}


def text(name: str, default: str, sentence: str) -> str:
    """The setting's text, or the default. `NAME_FILE` may name a file that holds it instead."""
    DECLARED[name] = Declared(name, default, sentence)
    if (value := os.environ.get(name)) is not None:
        return value
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(
                f"{name}_FILE names {path}, which cannot be read: {error}."
            ) from error
    return default


def switch(name: str, default: bool, sentence: str) -> bool:
    """The setting as yes or no. Anything but the usual words for them is refused."""
    value = text(name, "yes" if default else "no", sentence).strip().lower()
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off", ""}:
        return False
    raise SettingError(f"{name} must be yes or no, not “{value}”.")


def number(name: str, default: int, sentence: str) -> int:
    """The setting as a whole number, zero or more."""
    value = text(name, str(default), sentence).strip()
    if not (value.isascii() and value.isdigit()):
        raise SettingError(f"{name} must be a whole number, not “{value}”.")
    return int(value)


def words(name: str, default: str, sentence: str) -> list[str]:
    """The setting as a list: words separated by commas."""
    return [word.strip() for word in text(name, default, sentence).split(",") if word.strip()]


def choice(name: str, default: str, options: tuple[str, ...], sentence: str) -> str:
    """The setting as one of a few words."""
    value = text(name, default, sentence).strip()
    if value not in options:
        raise SettingError(f"{name} must be one of {', '.join(options)}, not “{value}”.")
    return value


def throw_away_folder() -> Path:
    """A data folder for a run of tests, removed when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="fanfold-tests-"))
    (folder / "static").mkdir()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def database(url: str, *, data: Path) -> dict[str, object]:
    """Django's DATABASES entry for `url`; an empty one means SQLite in the data folder.

    What follows a question mark goes to PostgreSQL's client as it is: ?host=/run/postgresql names
    the folder of a local socket, ?sslmode=require asks for TLS.

    SQLite runs with a write-ahead log (readers never wait for a writer), IMMEDIATE transactions
    (two writers queue instead of failing half-way) and full synchronisation: a chapter that was
    acknowledged must survive the power going out.
    """
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        if parts.netloc or (parts.scheme == "sqlite" and not parts.path.strip("/")):
            raise SettingError(
                "FANFOLD_DATABASE_URL for SQLite is written sqlite:///relative/file "
                "or sqlite:////absolute/file."
            )
        name = unquote(parts.path)[1:] if parts.scheme else str(data / "fanfold.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                    "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 134217728; "
                    "PRAGMA cache_size = -16000;"
                ),
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        try:
            port = parts.port
        except ValueError as error:
            raise SettingError(f"FANFOLD_DATABASE_URL has no usable port: {error}.") from error
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise SettingError(
        f"FANFOLD_DATABASE_URL must begin with sqlite:// or postgresql://, not “{parts.scheme}”."
    )


def cache(url: str) -> dict[str, object]:
    """Django's CACHES entry for `url`; an empty one means the memory of each process."""
    parts = urlsplit(url)
    if parts.scheme == "":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if parts.scheme in {"redis", "rediss", "valkey"}:
        location = url.replace("valkey://", "redis://", 1)
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}
    raise SettingError(f"FANFOLD_CACHE_URL must begin with redis://, not “{parts.scheme}”.")


def mail(url: str) -> dict[str, object]:
    """Django's e-mail settings for `url`; an empty one means mail is not set up.

    smtp://user:password@host:587 uses STARTTLS, smtps://… TLS from the start, and
    console: prints mail to the log, for trying things out.
    """
    parts = urlsplit(url)
    if parts.scheme == "":
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme in {"smtp", "smtps"}:
        tls = parts.scheme == "smtps"
        plain = dict(parse_qsl(parts.query)).get("tls") == "no"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if tls else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": tls,
            "EMAIL_USE_TLS": not tls and not plain,
            "EMAIL_TIMEOUT": 20,
        }
    raise SettingError(
        f"FANFOLD_EMAIL_URL must begin with smtp://, smtps:// or console:, not “{parts.scheme}”."
    )


def secret_key(data: Path, given: str) -> str:
    """The key that signs sessions and links: the given one, or the data folder's own.

    Without either a key for this process alone is made up: `fanfold serve` writes the data
    folder's key before anything is served (house/first_start.py).
    """
    if given:
        if len(given) < 32:
            raise SettingError("FANFOLD_SECRET_KEY must have at least 32 characters.")
        return given
    try:
        return (data / "secret-key").read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_urlsafe(48)
    except OSError as error:
        raise SettingError(
            f"The key file {data / 'secret-key'} cannot be read: {error}."
        ) from error


def origin(url: str) -> tuple[str, str]:
    """Scheme and host of the archive's public address, or two empty texts when none is set."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise SettingError(
            f"FANFOLD_URL must be an address like https://stories.example, not “{url}”."
        )
    if parts.path.strip("/"):
        raise SettingError("FANFOLD_URL must be the address of a whole site, without a path.")
    return parts.scheme, parts.netloc
