"""The zip around an EPUB, made the same way every time (OCF 3.3 §4)."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first moment a zip can name. When the book last changed is said inside it.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, str]) -> bytes:
    """The files in their order, after the stored `mimetype` by which an EPUB is known."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(_entry("mimetype", ZIP_STORED), "application/epub+zip")
        for name, text in files.items():
            archive.writestr(_entry(name, ZIP_DEFLATED), text.encode())
    return buffer.getvalue()


def _entry(name: str, how: int) -> ZipInfo:
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = how
    entry.create_system = 3  # As on Unix, wherever this runs.
    entry.external_attr = 0o644 << 16
    return entry
