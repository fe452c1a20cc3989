"""The data folder: made private, given a secret key and its inner folders, locked by who runs it.

Nothing here knows the database; see first_start.py for what happens to that.
"""

import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused

INNER_FOLDERS = ("media", "index", "static", "backups")
KEY = "secret-key"

_SERVE_LOCK = ".serving"
_PREPARE_LOCK = ".preparing"


def make(data: Path) -> str | None:
    """Make what is missing of the folder and say the secret key when it was made just now.

    Only the account that runs Fanfold can look into a folder made here. Refused with a sentence
    when the folder is a file, cannot be written, or lies on a disk that is full.
    """
    with _explaining(data):
        if not data.is_dir():
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in INNER_FOLDERS:
            (data / name).mkdir(mode=0o700, exist_ok=True)
    with preparing(data), _explaining(data):
        # The folders were there before, perhaps; whether a byte can be written is still open.
        _write_a_byte(data)
        return None if (data / KEY).exists() else _make_key(data)


@contextmanager
def preparing(data: Path) -> Iterator[None]:
    """Hold the folder for its preparation; a second process waits here until the first is done."""
    with _explaining(data):
        lock = _open_lock(data / _PREPARE_LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def hold_for_serving(data: Path) -> int:
    """Take the folder for this `serve`, for as long as the returned descriptor is open.

    The system lets go of it when the process ends, however it ends. Refused while another has it.
    """
    with _explaining(data):
        lock = _open_lock(data / _SERVE_LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = os.read(lock, 20).decode("ascii", "replace").strip()
        os.close(lock)
        raise Refused(
            _("Another `fanfold serve` (process %(pid)s) is running on the data folder %(data)s.")
            % {"pid": pid or "?", "data": data}
        ) from None
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode("ascii"))
    return lock


def is_being_served(data: Path) -> bool:
    """Whether a `serve` runs on the folder, on this machine."""
    try:
        lock = os.open(data / _SERVE_LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def permissions(path: Path) -> int:
    """Who may do what with the file, as in `chmod`."""
    return path.stat().st_mode & 0o777


def _make_key(data: Path) -> str:
    """A key that appears whole or not at all, and that nobody else could read at any moment."""
    key = secrets.token_urlsafe(48)
    unfinished = data / f"{KEY}.{os.getpid()}"
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, f"{key}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    unfinished.rename(data / KEY)
    return key


def _write_a_byte(data: Path) -> None:
    probe = data / f".writable.{os.getpid()}"
    try:
        probe.write_bytes(b"\n")
    finally:
        probe.unlink(missing_ok=True)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def _explaining(data: Path) -> Iterator[None]:
    """Turn what the system says about the folder into a sentence for the host."""
    try:
        yield
    except OSError as error:
        raise Refused(_because(data, error)) from error


def _because(data: Path, error: OSError) -> str:
    blamed = error.filename or data
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        sentence = _("The data folder %(data)s cannot be: %(path)s is a file, not a folder.")
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT}:
        # ENOENT: some systems say so of folders in which nobody can make anything, such as /proc.
        sentence = _(
            "The data folder %(data)s cannot be written (%(reason)s). Let this account write to "
            "it, or name another folder with --data or FANFOLD_DATA."
        )
    elif error.errno in {errno.ENOSPC, errno.EDQUOT}:
        sentence = _("The disk that holds the data folder %(data)s is full.")
    else:
        sentence = _("The data folder %(data)s cannot be used: %(reason)s (%(path)s).")
    return sentence % {"data": data, "path": blamed, "reason": error.strerror or error}
