"""EPUBs for the readers' tests: small ones, put together by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence

XHTML = "application/xhtml+xml"
_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
    '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
)
_CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="{opf}" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files as they are, in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def page(body: str, *, head: str = "", doctype: str = _DOCTYPE, attributes: str = "") -> str:
    """A content document as XML has it, with a title that closes itself."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title/>{head}</head><body{attributes}>{body}</body></html>"
    )


def point(label: str, source: str, inner: str = "") -> str:
    """One line of an NCX."""
    return (
        f"<navPoint><navLabel><text>{label}</text></navLabel>"
        f'<content src="{source}"/>{inner}</navPoint>'
    )


def ncx(points: str) -> str:
    """An NCX with the doctype that most have."""
    return (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
        f"<navMap>{points}</navMap></ncx>"
    )


def opf(
    items: Sequence[tuple[str, str, str]],
    *,
    spine: str = "",
    metadata: str = "",
    more: str = "",
    properties: Mapping[str, str] | None = None,
) -> str:
    """A package of (id, address, media type); the spine is every page unless given."""
    said = properties or {}
    manifest = "".join(
        f'<item id="{key}" href="{href}" media-type="{kind}" properties="{said.get(key, "")}"/>'
        for key, href, kind in items
    )
    order = spine or "".join(f'<itemref idref="{key}"/>' for key, _, kind in items if kind == XHTML)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">urn:x</dc:identifier><dc:title>The Tin Boat</dc:title>
<dc:creator opf:role="aut">Ira Lund</dc:creator><dc:language>en</dc:language>{metadata}</metadata>
<manifest>{manifest}</manifest><spine toc="ncx">{order}</spine>{more}</package>"""


def book(
    pages: Mapping[str, str | bytes],
    *,
    contents: str = "",
    nav: str = "",
    css: str = "",
    others: Mapping[str, str | bytes] | None = None,
    folder: str = "OEBPS/",
    mimetype: bool = True,
    **package: str,
) -> bytes:
    """A book of these pages; `contents` are the lines of an NCX, `nav` is a page of its own."""
    items = [(f"i{at}", name, XHTML) for at, name in enumerate(pages)]
    files: dict[str, str | bytes] = {"mimetype": "application/epub+zip"} if mimetype else {}
    files["META-INF/container.xml"] = _CONTAINER.format(opf=f"{folder}content.opf")
    parts: dict[str, str | bytes] = dict(pages)
    properties = {}
    order = package.pop("spine", "") or "".join(f'<itemref idref="{key}"/>' for key, *_ in items)
    if contents:
        items.append(("ncx", "toc.ncx", "application/x-dtbncx+xml"))
        parts["toc.ncx"] = ncx(contents)
    if nav:
        items.append(("nav", "nav.xhtml", XHTML))
        parts["nav.xhtml"] = nav
        properties["nav"] = "nav"
    if css:
        items.append(("css", "s.css", "text/css"))
        parts["s.css"] = css
    parts["content.opf"] = opf(items, spine=order, properties=properties, **package)
    files |= {folder + name: text for name, text in parts.items()}
    return zipped(files | dict(others or {}))
