"""Checks a zipped document before any library opens it: size, ratio, paths, and its XML."""

import re
import zipfile
from html.entities import html5
from io import BytesIO
from typing import Any

from lxml import etree

from fanfold.formats.document import FileFormat, Limits
from fanfold.formats.unreadable import Unreadable

__all__ = ["kind_of_package", "open_package", "parse_xml", "read_part"]

_KINDS: dict[str, FileFormat] = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_CHUNK = 65_536
_DRIVE = re.compile("[A-Za-z]:")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def open_package(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive in `data`, known to be bounded. Raises Unreadable for anything suspicious."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise Unreadable("damaged") from None
    if len(entries) > limits.entries:
        raise Unreadable("too_many_entries", count=len(entries), limit=limits.entries)
    seen: set[str] = set()
    total = 0
    for entry in entries:
        path = entry.filename.replace("\\", "/")
        outside = path.startswith("/") or ".." in path.split("/") or _DRIVE.match(path)
        if outside or entry.filename in seen:
            raise Unreadable("unsafe_path", path=entry.filename[:100])
        seen.add(entry.filename)
        if entry.flag_bits & 0x1:
            raise Unreadable("encrypted")
        total += entry.file_size
    if total > limits.unpacked_bytes:
        raise Unreadable("too_large_inside", size=total, limit=limits.unpacked_bytes)
    ratio = total // max(1, len(data))
    if ratio > limits.ratio:
        raise Unreadable("too_dense", ratio=ratio)
    return archive


def kind_of_package(archive: zipfile.ZipFile) -> FileFormat:
    """Which document this archive is; "zip" when it is none but holds files.

    Unreadable for an OpenDocument that is no text.
    """
    names = set(archive.namelist())
    if "mimetype" in names:
        mimetype = read_part(archive, "mimetype", 200).decode("latin-1").strip()
        if mimetype in _KINDS:
            return _KINDS[mimetype]
        if mimetype.startswith(_OPEN_DOCUMENT):  # A table or a drawing.
            raise Unreadable("binary", kind=mimetype.removeprefix(_OPEN_DOCUMENT)[:40])
    if "META-INF/container.xml" in names:
        return "epub"  # Some tools forget the mimetype.
    if "[Content_Types].xml" in names and any(
        name.startswith("word/document") or name.endswith("document.xml") for name in names
    ):
        return "docx"
    return "zip"


def read_part(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """One part of the archive, at most `limit` bytes."""
    out = bytearray()
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                out += chunk
                if len(out) > limit:
                    raise Unreadable("too_large_inside", size=len(out), limit=limit)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, KeyError):
        raise Unreadable("damaged") from None
    except Exception as error:  # zlib.error and friends of other compressions share no base.
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("damaged") from None
    return bytes(out)


def parse_xml(data: bytes, path: str, limits: Limits, *, doctype: bool = False) -> etree._Element:
    """The root of an XML part. Entities are never declared, resolved or fetched.

    A doctype is refused too, unless `doctype` says that this kind of part may have one; HTML's
    names for characters (&eacute;) are then known.
    """
    if not data.strip():
        raise Unreadable("damaged_xml", path=path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_NAMED.sub(_character, data) if doctype else data, parser)
    except (etree.XMLSyntaxError, ValueError):
        hostile = b"<!ENTITY" in data or (not doctype and b"<!DOCTYPE" in data)
        raise Unreadable("unsafe_xml" if hostile else "damaged_xml", path=path) from None
    # Both are unknown to the stubs.
    info: Any = root.getroottree().docinfo
    if doctype:
        refused = info.internalDTD is not None and any(info.internalDTD.iterentities())
    else:
        refused = bool(info.doctype) or b"<!DOCTYPE" in data
    if refused:
        raise Unreadable("unsafe_xml", path=path)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.xml_depth:
            raise Unreadable("too_deep", path=path, limit=limits.xml_depth)
    return root


def _character(match: re.Match[bytes]) -> bytes:
    """&eacute; as a number, which XML knows without a declaration."""
    name = match[1].decode()
    if name in _OF_XML or name not in html5:
        return match[0]
    return "".join(f"&#{ord(sign)};" for sign in html5[name]).encode()
