"""Story files that are made to cost more than they weigh, by kind and name."""

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.hostile.bombs.shapes import again, both, counted

__all__ = ["FILES", "FileBomb"]

FileBomb = Callable[[int], bytes]
"""Size in bytes → a file about so long."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_DOCUMENT}" '
    'Target="word/document.xml"/></Relationships>'
)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # Not packed: no wall against bombs stands before.
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def word(body: Callable[[int], str]) -> FileBomb:
    """A document of Word with such a body."""

    def bomb(size: int) -> bytes:
        document = f"<w:document {_W}><w:body>{body(size)}</w:body></w:document>"
        return _zip(
            {
                "[Content_Types].xml": _TYPES,
                "_rels/.rels": _RELATIONS,
                "word/document.xml": document,
            }
        )

    return bomb


def writer(body: Callable[[int], str]) -> FileBomb:
    """An OpenDocument text with such a body."""

    def bomb(size: int) -> bytes:
        content = (
            f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" '
            f'xmlns:text="{_OFFICE}:text:1.0"><office:body><office:text>{body(size)}'
            "</office:text></office:body></office:document-content>"
        )
        return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})

    return bomb


def plain(text: Callable[[int], str], encoding: str = "utf-8") -> FileBomb:
    """A file that is text."""
    return lambda size: text(size).encode(encoding, "replace")


_P = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
FILES: Mapping[str, tuple[str, FileBomb]] = {
    "docx: empty paragraphs": ("a.docx", word(again("<w:p/>", _P))),
    "docx: empty and full paragraphs": ("a.docx", word(again(f"<w:p/>{_P}"))),
    "docx: runs": ("a.docx", word(again("<w:r><w:t>x</w:t></w:r>", "<w:p>", "</w:p>"))),
    "docx: tables": ("a.docx", word(again(f"<w:tbl><w:tr><w:tc>{_P}</w:tc></w:tr></w:tbl>"))),
    "docx: insertions": (
        "a.docx",
        word(again("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>", "<w:p>", "</w:p>")),
    ),
    "docx: breaks": ("a.docx", word(again("<w:r><w:br/></w:r>", "<w:p>", "</w:p>"))),
    "docx: marks": (
        "a.docx",
        word(counted('<w:bookmarkStart w:id="{n}" w:name="b{n}"/>', "<w:p>", f"</w:p>{_P}")),
    ),
    "odt: empty paragraphs": ("a.odt", writer(again("<text:p/>", after="<text:p>x</text:p>"))),
    "odt: spans": ("a.odt", writer(again("<text:span>x</text:span>", "<text:p>", "</text:p>"))),
    "odt: spaces": ("a.odt", writer(again('<text:s text:c="9"/>', "<text:p>x", "x</text:p>"))),
    "odt: many spaces": (
        "a.odt",
        writer(again('<text:s text:c="999999999"/>', "<text:p>x", "x</text:p>")),
    ),
    "odt: lists": (
        "a.odt",
        writer(again("<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>")),
    ),
    "rtf: braces": ("a.rtf", plain(again("{", r"{\rtf1 x"))),
    "rtf: groups": ("a.rtf", plain(both("{", "}", "x"))),
    "rtf: closing braces": ("a.rtf", plain(again("}", r"{\rtf1 x"))),
    "rtf: words": ("a.rtf", plain(again(r"\b x\b0 ", r"{\rtf1 ", "}"))),
    "rtf: long words": ("a.rtf", plain(again("a", r"{\rtf1 \\", "}"))),
    "rtf: numbers": ("a.rtf", plain(again("9", r"{\rtf1 \u", "}"))),
    "rtf: signs": ("a.rtf", plain(again(r"\u8212?", r"{\rtf1 ", "}"))),
    "rtf: hex": ("a.rtf", plain(again(r"\'e9", r"{\rtf1\ansi ", "}"))),
    "rtf: binary": ("a.rtf", plain(again(r"\bin9 ", r"{\rtf1 x", "}"))),
    "rtf: paragraphs": ("a.rtf", plain(again(r"\par ", r"{\rtf1 x", "x}"))),
    "rtf: cells": ("a.rtf", plain(again(r"\trowd x\cell\row", r"{\rtf1 ", "}"))),
    "rtf: fonts": ("a.rtf", plain(counted(r"{{\f{n} a;}}", r"{\rtf1{\fonttbl ", "} x}"))),
    "rtf: fields": (
        "a.rtf",
        plain(again(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}", r"{\rtf1 ", "}")),
    ),
    "md: brackets in front": (
        "a.md",
        lambda size: b"---\na: " + b"[" * (size // 2) + b"]" * (size // 2) + b"\n---\n\nx",
    ),
    "md: lines in front": ("a.md", plain(counted("a{n}: x\n", "---\n", "---\n\nx"))),
    "md: items in front": ("a.md", plain(again("- x\n", "---\na:\n", "---\n\nx"))),
    "md: spaces in front": ("a.md", plain(again(" ", "---\na", ": x\n---\n\nx"))),
    "html: titles": ("a.html", plain(again("<title>", "<html>", "x"))),
    "html: metas": ("a.html", plain(again("<meta name=a ", "<html>", "x"))),
    "html: spaces": ("a.html", plain(again(" ", "", "<html>x"))),
    "html: comments": ("a.html", plain(again("<!-- ", "", "<html>x"))),
    "html: attributes": ("a.html", plain(again("a=b ", "<html ", ">x"))),
    "txt: twice encoded": ("a.txt", plain(again("â€œ x "))),
    "txt: high signs": ("a.txt", plain(again("é"), "latin-1")),
    "txt: tags": ("a.txt", plain(again("<p>x</b>"))),
    "txt: less than": ("a.txt", plain(again("<"))),
    "txt: nuls": ("a.txt", plain(again("x" * 400 + "\0"))),
    "txt: wide": ("a.txt", plain(again("x"), "utf-16")),
}
