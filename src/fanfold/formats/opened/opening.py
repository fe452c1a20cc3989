"""From a checked archive to an opened book: container, encryption, package, pages, contents."""

import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize

from lxml import etree

from fanfold.formats.bounds import tags_of
from fanfold.formats.controls import without_controls
from fanfold.formats.document import Limits
from fanfold.formats.opened.contents import Entry, landmarks, nav_entries, ncx_entries
from fanfold.formats.opened.package import Item, Metadata, Package, inside, read_package
from fanfold.formats.opened.pages import Page, read_page
from fanfold.formats.package import parse_xml, read_part
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["OpenedBook", "open_book"]

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts scrambled so that they serve this book alone; the text is not touched.
_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_FONTS = (".ttf", ".otf", ".woff", ".woff2", ".ttc")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/xml",
                    "text/x-oeb1-document", ""})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """An EPUB as text. `styles` are all its style sheets in the order of the manifest."""

    metadata: Metadata
    pages: tuple[Page, ...]
    contents: tuple[Entry, ...]
    styles: str
    warnings: tuple[Finding, ...]


class _Archive:
    """The parts of the archive by the names a book calls them, within one sum of bytes."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._names = {name: name for name in archive.namelist()}
        for name in archive.namelist():
            self._names.setdefault(_folded(name), name)
        self._left = limits.unpacked_bytes
        self.tags_left = limits.tags
        self._controls: Counter[str] = Counter()

    def find(self, path: str) -> str:
        """The archive's own name of a part, or "". Capitals and accents may be spelt otherwise."""
        return self._names.get(path) or self._names.get(_folded(path)) or ""

    def read(self, path: str) -> bytes:
        data = read_part(self._archive, self.find(path), min(self._left, self._limits.xml_bytes))
        self._left -= len(data)
        return data

    def controls(self) -> list[Finding]:
        """What was left out of the pages that have been read."""
        return [Finding(code, {"count": count}) for code, count in self._controls.items()]

    def xml(self, path: str) -> etree._Element:
        return parse_xml(self.read(path), path, self._limits, doctype=True)

    def page(self, path: str) -> str:
        html, controls = without_controls(read_page(self.read(path), path))
        for one in controls:
            self._controls[one.code] += int(one.values["count"])
        self.tags_left -= tags_of(html)
        if self.tags_left < 0:
            raise Unreadable("too_many_tags", limit=self._limits.tags)
        return html


def _folded(name: str) -> str:
    return normalize("NFC", name.replace("\\", "/")).casefold()


def open_book(archive: zipfile.ZipFile, limits: Limits) -> OpenedBook:
    """The book in an archive from `open_package`. Raises Unreadable for what cannot be read safely.

    What is missing or broken beside the package and at least one page is a warning.
    """
    parts = _Archive(archive, limits)
    _refuse_encrypted(parts)
    path = _package_path(parts)
    package = read_package(parts.xml(path), path, limits)
    warnings: list[Finding] = []
    navigation = next((one for one in package.items.values() if "nav" in one.properties), None)
    nav = _navigation(parts, navigation, warnings)
    kinds = _kinds(package, path, nav, navigation.path if navigation else "")
    pages = _pages(parts, package, kinds, warnings)
    warnings += parts.controls()
    contents = _contents(parts, package, nav, navigation, limits, warnings)
    return OpenedBook(package.metadata, pages, contents, _styles(parts, package), tuple(warnings))


def _styles(parts: _Archive, package: Package) -> str:
    """All style sheets as one; what is no text is none."""
    found = []
    for item in package.items.values():
        if item.media_type == "text/css" and parts.find(item.path):
            data = parts.read(item.path)
            if b"\0" not in data:
                found.append(data.decode("utf-8", errors="replace"))
    return "\n".join(found)


def _package_path(parts: _Archive) -> str:
    """Where the package document stands. A book without its container has just one .opf, mostly."""
    if not parts.find(_CONTAINER):
        raise Unreadable("not_epub", path=_CONTAINER)
    for element in parts.xml(_CONTAINER).iter("{*}rootfile"):
        path = inside("", element.get("full-path") or "")[0]
        if parts.find(path):
            return path
    raise Unreadable("not_epub", path="package.opf")


def _refuse_encrypted(parts: _Archive) -> None:
    if not parts.find(_ENCRYPTION):
        return
    for data in parts.xml(_ENCRYPTION).iter("{*}EncryptedData"):
        methods = {one.get("Algorithm") for one in data.iter("{*}EncryptionMethod")}
        names = [one.get("URI") or "" for one in data.iter("{*}CipherReference")]
        if methods - _OBFUSCATION and not all(name.lower().endswith(_FONTS) for name in names):
            raise Unreadable("encrypted")


def _navigation(parts: _Archive, item: Item | None, warnings: list[Finding]) -> str:
    if item is None:
        return ""
    if not parts.find(item.path):
        warnings.append(Finding("contents_unreadable", {"path": item.path}))
        return ""
    return parts.page(item.path)


def _kinds(package: Package, path: str, nav: str, nav_path: str) -> dict[str, set[str]]:
    """What guide, landmarks and manifest call each page; a place inside a page does not count."""
    named: dict[str, set[str]] = {}
    marks = [(kind, *inside(path, href)) for kind, href in package.guide]
    marks += islice(landmarks(nav, nav_path), len(package.items) + 100) if nav else ()
    for kind, target, fragment in marks:
        if target and not fragment:
            named.setdefault(target, set()).add(kind.lower())
    if nav_path:
        named.setdefault(nav_path, set()).add("toc")
    for item in package.items.values():
        if "calibre:title-page" in item.properties:  # So FanFicFare calls its cover.
            named.setdefault(item.path, set()).add("cover")
    return named


def _pages(
    parts: _Archive, package: Package, kinds: dict[str, set[str]], warnings: list[Finding]
) -> tuple[Page, ...]:
    pages = []
    missing = []
    for key, linear in package.spine:
        item = package.items.get(key)
        if item is None or not parts.find(item.path):
            missing.append(item.path if item and item.path else key)
        elif item.media_type in _PAGES:
            known = frozenset(kinds.get(item.path, ()))
            pages.append(Page(item.path, parts.page(item.path), known, linear))
    if missing:
        values: dict[str, str | int] = {"count": len(missing), "path": missing[0][:200]}
        warnings.append(Finding("pages_missing", values))
    if not pages:
        raise Unreadable("no_pages")
    return tuple(pages)


def _contents(
    parts: _Archive,
    package: Package,
    nav: str,
    navigation: Item | None,
    limits: Limits,
    warnings: list[Finding],
) -> tuple[Entry, ...]:
    """The lines of the contents: EPUB 3's where there are any, else EPUB 2's."""
    found: list[Entry] = []
    if nav and navigation is not None:
        found = _at_most(nav_entries(nav, navigation.path), limits, warnings)
    if not found and package.ncx and parts.find(package.ncx):
        try:
            root = parts.xml(package.ncx)
        except Unreadable as refusal:
            if refusal.code not in {"damaged_xml", "too_deep"}:
                raise
            warnings.append(Finding("contents_unreadable", {"path": package.ncx}))
            return ()
        found = _at_most(ncx_entries(root, package.ncx), limits, warnings)
    return tuple(found)


def _at_most(entries: Iterable[Entry], limits: Limits, warnings: list[Finding]) -> list[Entry]:
    """All entries, or none where there are so many that they cannot be chapters."""
    found = list(entries)
    if len(found) > limits.entries:
        values: dict[str, str | int] = {"count": len(found), "limit": limits.entries}
        warnings.append(Finding("contents_too_long", values))
        return []
    return found
