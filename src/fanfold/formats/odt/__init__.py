"""ODT to HTML, from the package's own XML; only content, styles and properties are opened."""

import zipfile
from typing import Any

from fanfold.formats.document import Document, Limits
from fanfold.formats.odt.names import DC, META, OFFICE
from fanfold.formats.odt.styles import Styles
from fanfold.formats.odt.walking import walk
from fanfold.formats.office.finishing import Properties, finish
from fanfold.formats.office.manuscript import Manuscript
from fanfold.formats.package import parse_xml, read_part
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["read_odt"]


def read_odt(archive: zipfile.ZipFile, limits: Limits, warnings: list[Finding]) -> Document:
    """The document as HTML. Raises Unreadable for what is none, is encrypted or looks hostile."""
    names = frozenset(archive.namelist())
    if "META-INF/manifest.xml" in names:
        manifest = read_part(archive, "META-INF/manifest.xml", limits.xml_bytes)
        if b"encryption-data" in manifest:
            raise Unreadable("encrypted")
    content = _part(archive, "content.xml", names, limits)
    text = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if text is None:
        raise Unreadable("damaged")
    common = _part(archive, "styles.xml", names, limits)
    styles = Styles(content, *(() if common is None else (common,)))
    manuscript = Manuscript()
    walk(text, styles, manuscript)
    properties = _properties(_part(archive, "meta.xml", names, limits))
    return finish(manuscript, "odt", properties, warnings=warnings)


def _part(archive: zipfile.ZipFile, name: str, names: frozenset[str], limits: Limits) -> Any:
    if name not in names:
        return None
    return parse_xml(read_part(archive, name, limits.xml_bytes), name, limits)


def _properties(meta: Any) -> Properties:
    """Whoever saved the file last need not be its author: who began it comes first."""
    if meta is None:
        return Properties()
    found = {
        name: next((" ".join((one.text or "").split()) for one in meta.iter(name)), "")
        for name in (f"{DC}title", f"{META}initial-creator", f"{DC}creator", f"{DC}language")
    }
    return Properties(
        title=found[f"{DC}title"],
        author=found[f"{META}initial-creator"] or found[f"{DC}creator"],
        language=found[f"{DC}language"][:35],
    )
