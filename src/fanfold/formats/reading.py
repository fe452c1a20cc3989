"""One door for files: bytes and a name in, a document out, or Unreadable with a code."""

import re
from dataclasses import replace
from html import unescape

from fanfold.formats.chapters import read_plain_book
from fanfold.formats.charset import decode
from fanfold.formats.controls import without_controls
from fanfold.formats.document import Document, FileFormat, Limits
from fanfold.formats.docx import read_docx
from fanfold.formats.frontmatter import take_front_matter
from fanfold.formats.kinds import kind_by_name, kind_of, looks_like_html
from fanfold.formats.mojibake import settle_encoding
from fanfold.formats.odt import read_odt
from fanfold.formats.opened import OpenedBook, open_book
from fanfold.formats.package import kind_of_package, open_package
from fanfold.formats.rtf import read_rtf
from fanfold.formats.saved import recognise_book, recognise_page, recognise_text
from fanfold.formats.unreadable import Unreadable
from fanfold.formats.zipped_chapters import read_chapters, without_folder
from fanfold.kit.findings import Finding

__all__ = ["read"]

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})</title", re.I)
_META = re.compile(r"<meta\s[^<>]{0,600}>", re.I)
_ATTRIBUTE = re.compile(r"\b(name|content|property)\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)')", re.I)
_LANGUAGE = re.compile(
    r"<html\s[^<>]{0,500}?\blang\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9\-]{2,35})", re.I
)
_DISHONEST = re.compile(
    r"untitled.*|unbenannt.*|sans titre.*|sin título.*|document\d*|microsoft word.*|new page.*|"
    r"no title|title|index|home|.*\.(?:html?|docx?|txt|rtf)|chapter \d+|https?:.*",
    re.I,
)
_HEAD = 50_000
_INVISIBLE = "\ufeff\u200b"


def read(
    data: bytes, *, name: str, limits: Limits | None = None, repair_encoding: bool = False
) -> Document:
    """The text of a file with its format. Content decides the kind where the name is mistaken.

    With `repair_encoding` text that was encoded twice is what it was meant to be; without it a
    warning only says so. Never runs, fetches or unpacks anything unchecked.
    Raises Unreadable(code, **values).
    """
    document = _read(data, name, limits or Limits())
    return settle_encoding(document, repair=repair_encoding)


def _read(data: bytes, name: str, limits: Limits) -> Document:
    if not data:
        raise Unreadable("empty")
    if len(data) > limits.bytes:
        raise Unreadable("too_large", size=len(data), limit=limits.bytes)
    kind = kind_of(data, name)
    claimed = kind_by_name(name)
    warnings: list[Finding] = []
    if kind == "zip":
        return _package(data, claimed, limits, warnings)
    if kind == "rtf":
        if claimed not in {"rtf", None}:
            _read_as(warnings, claimed, "rtf")
        return read_rtf(data, warnings)
    decoded = decode(data, is_html=kind == "html" or _has_html(data))
    text, controls = without_controls(decoded.text)
    warnings += (*decoded.warnings, *controls)
    if all(sign.isspace() or sign in _INVISIBLE for sign in text):
        raise Unreadable("empty")
    if kind == "txt" and looks_like_html(text):
        _read_as(warnings, "txt", "html")
        kind = "html"
    saved = _recognised(text, kind)
    if saved is not None:
        return replace(saved, encoding=decoded.encoding, warnings=(*warnings, *saved.warnings))
    if kind == "html":
        return _page(text, decoded.encoding, warnings)
    if kind == "md":
        return _markdown(text, decoded.encoding, warnings)
    return Document("txt", decoded.encoding, "text", text, warnings=tuple(warnings))


def _recognised(text: str, kind: FileFormat) -> Document | None:
    """The work of an archive, when the text is a file saved from one."""
    if kind == "html":
        return recognise_page(text)
    return recognise_text(text) if kind == "txt" else None


def _package(
    data: bytes, claimed: FileFormat | None, limits: Limits, warnings: list[Finding]
) -> Document:
    archive = open_package(data, limits)
    kind = kind_of_package(archive)
    if kind == "zip" and (unfolded := without_folder(archive, limits)):
        inside = open_package(unfolded, limits)
        if (kind := kind_of_package(inside)) != "zip":
            data, archive = unfolded, inside
    if claimed != kind:
        _read_as(warnings, claimed or "txt", kind)
    if kind == "docx":
        return read_docx(archive, limits, warnings)
    if kind == "odt":
        return read_odt(archive, limits, warnings)
    if kind == "epub":
        return _book(open_book(archive, limits), warnings)
    if kind == "zip":
        return read_chapters(archive, limits, warnings, _read)
    raise Unreadable("binary", kind=kind)


def _book(book: OpenedBook, warnings: list[Finding]) -> Document:
    document = recognise_book(book) or read_plain_book(book)
    return replace(
        document, file_format="epub", encoding=None, warnings=(*warnings, *document.warnings)
    )


def _read_as(warnings: list[Finding], named: FileFormat, found: FileFormat) -> None:
    warnings.append(Finding("read_as", {"named": named, "found": found}))


def _has_html(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"<html" in head or b"<meta" in head


def _page(text: str, encoding: str, warnings: list[Finding]) -> Document:
    head = text[:_HEAD]
    match = _TITLE.search(head)
    title = " ".join(unescape(match[1]).split()) if match else ""
    language = _LANGUAGE.search(head)
    return Document(
        "html",
        encoding,
        "html",
        text,
        title="" if _DISHONEST.fullmatch(title) else title,
        author=_meta(head, "author"),
        language=language[1] if language else "",
        warnings=tuple(warnings),
    )


def _meta(head: str, wanted: str) -> str:
    for tag in _META.findall(head):
        values = {m[0].lower(): m[1] or m[2] for m in _ATTRIBUTE.findall(tag)}
        if values.get("name", "").lower() == wanted:
            return " ".join(unescape(values.get("content", "")).split())
    return ""


def _markdown(text: str, encoding: str, warnings: list[Finding]) -> Document:
    headers, source, left = take_front_matter(text)
    if headers:
        warnings.append(Finding("front_matter_read", {"count": len(headers)}))
    elif left:
        warnings.append(Finding("front_matter_left"))
    return Document(
        "md",
        encoding,
        "markdown",
        source,
        title=headers.get("title", ""),
        author=headers.get("author", ""),
        language=headers.get("lang", headers.get("language", "")),
        warnings=tuple(warnings),
        headers=headers,
    )
