"""Where the files of the format lie: a folder or a zip. Written whole or not at all.

A path that is read is always one that the format itself makes, never one that a file names.
"""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext as _

from fanfold.formats import Unreadable
from fanfold.formats.package import read_part
from fanfold.kit.errors import Refused
from fanfold.kit.findings import Finding
from fanfold.transfer.library.layout import MANIFEST
from fanfold.transfer.sentences import sentence_for

__all__ = ["Sink", "Source", "is_library", "is_library_zip", "opened", "written", "zip_into"]

# All of them in memory, each with a few hundred bytes.
ENTRIES_LIMIT = 2_000_000
# How many times larger a zip may be unpacked; a library of text is five times as large.
RATIO_LIMIT = 200
# What every file in a zip bears, so that the same files are the same bytes: a zip knows no earlier.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class Sink(Protocol):
    """Takes files."""

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Put one file where it belongs."""


class Source(Protocol):
    """Gives files."""

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes. Refused when it is not there, is no plain file, or has more bytes."""

    def names(self, folder: str) -> list[str]:
        """What lies in a folder, in a stable order; nothing where there is no folder."""


@contextmanager
def written(path: Path) -> Iterator[Sink]:
    """A sink for a folder, or for a zip if the name says so. Only when all of it is written does it
    stand under its name. Refused for a folder that is not empty and a file that exists."""
    is_zip = path.suffix.lower() == ".zip"
    _refuse_occupied(path, is_zip=is_zip)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-"))
    try:
        if is_zip:
            with (beside / path.name).open("wb") as file, zip_into(file) as sink:
                yield sink
            _refuse_occupied(path, is_zip=True)
            (beside / path.name).replace(path)
        else:
            whole = beside / path.name
            whole.mkdir()
            yield _FolderSink(whole)
            _refuse_occupied(path, is_zip=False)
            whole.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def zip_into(file: IO[bytes]) -> Iterator[Sink]:
    """A sink that makes a zip in an open file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        yield _ZipSink(archive)


def is_library(path: Path) -> bool:
    """Whether a folder, or a zip, says that it is of this format."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    return path.suffix.lower() == ".zip" and path.is_file() and is_library_zip(path)


def is_library_zip(file: Path | IO[bytes]) -> bool:
    """Whether these bytes are a zip that says so."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _top_of(archive.namelist()) is not None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return False


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The source in a folder or zip. Refused for a zip that is broken or a bomb."""
    if path.is_dir():
        yield _FolderSource(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise Refused(sentence_for(Finding("damaged"))) from None
    with archive:
        yield _ZipSource(archive, size=path.stat().st_size)


class _FolderSink:
    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        file = self._root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            for piece in pieces:
                out.write(piece)


class _ZipSink:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        entry = zipfile.ZipInfo(path, ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        with self._archive.open(entry, "w") as out:
            for piece in pieces:
                out.write(piece)


class _FolderSource:
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str, limit: int) -> bytes:
        # A link, in a folder that somebody sent, would show a file of this machine.
        if any(part.is_symlink() for part in _steps(self._root, path)):
            raise Refused(_("“%(path)s” is a link to somewhere else.") % {"path": path})
        try:
            # Without waiting for whoever writes into a pipe.
            handle = os.open(self._root / path, os.O_RDONLY | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise Refused(_("“%(path)s” is no plain file.") % {"path": path})
                data = file.read(limit + 1)
        except OSError:
            raise Refused(_("“%(path)s” is missing, or cannot be read.") % {"path": path}) from None
        return _bounded(data, path, limit)

    def names(self, folder: str) -> list[str]:
        if any(part.is_symlink() for part in _steps(self._root, folder)):
            return []
        try:
            return sorted(entry.name for entry in os.scandir(self._root / folder))
        except OSError:
            return []


class _ZipSource:
    def __init__(self, archive: zipfile.ZipFile, *, size: int) -> None:
        entries = archive.infolist()
        if len(entries) > ENTRIES_LIMIT:
            values = {"count": len(entries), "limit": ENTRIES_LIMIT}
            raise Refused(sentence_for(Finding("too_many_entries", values)))
        if sum(entry.file_size for entry in entries) > RATIO_LIMIT * max(size, 1):
            raise Refused(sentence_for(Finding("too_dense", {"ratio": RATIO_LIMIT})))
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Refused(sentence_for(Finding("encrypted")))
        self._archive = archive
        self._top = _top_of(archive.namelist()) or ""
        self._inside: dict[str, set[str]] = {}
        for entry in entries:
            folder, _slash, name = entry.filename.rstrip("/").rpartition("/")
            self._inside.setdefault(folder, set()).add(name)
            # Zips need not name their folders, and the format has none deeper than five.
            for _level in range(5):
                folder, _slash, name = folder.rpartition("/")
                self._inside.setdefault(folder, set()).add(name)

    def read(self, path: str, limit: int) -> bytes:
        name = self._top + path
        folder, _slash, last = name.rpartition("/")
        if last not in self._inside.get(folder, ()):
            raise Refused(_("“%(path)s” is missing, or cannot be read.") % {"path": path})
        try:
            return read_part(self._archive, name, limit)
        except Unreadable as refusal:
            if refusal.code == "too_large_inside":
                return _bounded(bytes(limit + 1), path, limit)
            raise Refused(
                _("“%(path)s” is missing, or cannot be read.") % {"path": path}
            ) from refusal

    def names(self, folder: str) -> list[str]:
        return sorted(self._inside.get(self._top + folder, ()))


def _top_of(names: Iterable[str]) -> str | None:
    """The folder inside a zip in which the library lies: none, or the one that somebody zipped."""
    tops = [name.removesuffix(MANIFEST) for name in names if name.endswith(MANIFEST)]
    tops = [top for top in tops if top.count("/") <= 1 and (not top or top.endswith("/"))]
    return min(tops, key=len) if tops else None


def _steps(root: Path, path: str) -> Iterator[Path]:
    for part in path.split("/"):
        root /= part
        yield root


def _bounded(data: bytes, path: str, limit: int) -> bytes:
    if len(data) > limit:
        raise Refused(
            _("“%(path)s” has more than %(limit)s bytes.") % {"path": path, "limit": f"{limit:,}"}
        )
    return data


def _refuse_occupied(path: Path, *, is_zip: bool) -> None:
    if path.is_dir() and not is_zip and not any(path.iterdir()):
        return
    if path.exists() or path.is_symlink():
        raise Refused(
            _("“%(path)s” is there already. An export wants a new name, or an empty folder.")
            % {"path": path}
        )
