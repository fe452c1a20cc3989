"""DOCX to HTML, from the package's own XML; only parts that hold text and its form are opened."""

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from fanfold.formats.document import Document, Limits
from fanfold.formats.docx.names import DC, W, transitional
from fanfold.formats.docx.styles import Styles
from fanfold.formats.docx.walking import Walker
from fanfold.formats.office.finishing import Properties, finish
from fanfold.formats.office.manuscript import Manuscript
from fanfold.formats.package import parse_xml, read_part
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["read_docx"]

_USUAL = "word/document.xml"


def read_docx(archive: zipfile.ZipFile, limits: Limits, warnings: list[Finding]) -> Document:
    """The document as HTML. Raises Unreadable for what is none, or looks hostile."""
    package = _Package(archive, limits)
    body = package.part(package.main)
    text = body.find(f"{W}body") if body is not None else None
    if text is None:
        raise Unreadable("not_docx")
    manuscript = Manuscript()
    styles = Styles(package.related("styles"), package.related("numbering"))
    walker = Walker(styles, manuscript, package.addresses)
    walker.walk(text)
    manuscript.end()
    for kind in ("footnote", "endnote"):
        walker.notes(kind, package.related(f"{kind}s"))
    walker.comments(package.related("comments"))
    return finish(
        manuscript, "docx", _properties(package.part("docProps/core.xml")), warnings=warnings
    )


class _Package:
    """The parts of a document, found by how they are related to its main part."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._names = frozenset(archive.namelist())
        self.addresses: dict[str, str] = {}
        self._related: dict[str, str] = {}
        self.main = _USUAL
        for relation in self._relations("_rels/.rels"):
            target = (relation.get("Target") or "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target in self._names:
                self.main = target
        folder, _, name = self.main.rpartition("/")
        for relation in self._relations(f"{folder}/_rels/{name}.rels"):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") == "External":
                self.addresses[relation.get("Id") or ""] = target
            else:
                kind = relation.get("Type", "").rpartition("/")[2]
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
                self._related.setdefault(kind, path)

    def part(self, name: str) -> Any:
        """The root of a part, None where there is none."""
        if name not in self._names:
            return None
        data = read_part(self._archive, name, self._limits.xml_bytes)
        return parse_xml(transitional(data), name, self._limits)

    def related(self, kind: str) -> Any:
        """The root of the part of that kind, None where there is none."""
        return self.part(self._related.get(kind, f"{posixpath.dirname(self.main)}/{kind}.xml"))

    def _relations(self, name: str) -> list[Any]:
        root = self.part(name)
        return [] if root is None else list(root)


def _properties(core: Any) -> Properties:
    if core is None:
        return Properties()
    title, author, language = (
        core.findtext(f"{DC}{name}") or "" for name in ("title", "creator", "language")
    )
    return Properties(title, author, " ".join(language.split())[:35])
