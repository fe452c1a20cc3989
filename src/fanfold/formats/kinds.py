"""What kind of file this is, by its content first and its name second."""

import re

from fanfold.formats.document import FileFormat
from fanfold.formats.unreadable import Unreadable

__all__ = ["ENDINGS", "kind_by_name", "kind_of", "looks_like_html"]

_EXTENSIONS: dict[str, FileFormat] = {
    "txt": "txt", "text": "txt", "asc": "txt", "md": "md", "markdown": "md", "mdown": "md",
    "mkd": "md", "html": "html", "htm": "html", "xhtml": "html", "xht": "html", "docx": "docx",
    "odt": "odt", "rtf": "rtf", "epub": "epub", "zip": "zip",
}  # fmt: skip
ENDINGS = frozenset(_EXTENSIONS)
"""How the names of story files end, without the point and in small letters."""
_MAGIC = (
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"%PDF", "pdf"),
    (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"\x7fELF", "elf"), (b"MZ\x90", "exe"),
    (b"RIFF", "riff"), (b"OggS", "ogg"), (b"ID3", "mp3"), (b"\x00\x00\x01\x00", "ico"),
    (b"SQLite format 3\x00", "sqlite"), (b"wOFF", "font"), (b"%!PS", "postscript"),
)  # fmt: skip
_RTF = b"{\\rtf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a\x1b\x85"
_SAMPLE = 65_536
_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_TAG = re.compile(
    r"<(/?)(p|br|div|i|b|em|strong|center|font|span|hr|h[1-6]|u|blockquote)(?:\s[^<>]{0,300})?/?>",
    re.I,
)


def kind_by_name(name: str) -> FileFormat | None:
    """The kind a file's name claims, or None for a name we do not know."""
    return _EXTENSIONS.get(_extension(name))


def _extension(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower() if "." in base else ""


def kind_of(data: bytes, name: str) -> FileFormat:
    """The kind to read the file as. Raises Unreadable for what is certainly no text of ours."""
    claimed = kind_by_name(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"  # package.py says what is in it.
    if data.startswith(_OLE):
        # A .docx with a password is an OLE container too.
        encrypted = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data[:1_000_000]
        raise Unreadable("encrypted" if encrypted else "old_word")
    if data.startswith(_RTF):
        return "rtf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Unreadable("binary", kind=kind)
    if claimed in {"docx", "odt", "rtf", "epub", "zip"}:
        raise Unreadable("not_docx" if claimed == "docx" else "damaged")
    if _is_binary(data):
        raise Unreadable("binary", kind="unknown")
    if claimed is None:
        extension = _extension(name)
        if extension:
            raise Unreadable("unknown_kind", extension="." + extension)
        return "txt"
    return claimed


def _is_binary(data: bytes) -> bool:
    """Whether control bytes abound. UTF-16 is full of NULs and no binary."""
    if data.startswith(_UTF16):
        return False
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    if nuls and _is_utf16_without_mark(sample):
        return False
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    share = 0.002 if nuls == 0 else 0.01
    return controls > max(3, len(sample) * share)


def _is_utf16_without_mark(sample: bytes) -> bool:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    many, few = max(even, odd), min(even, odd)
    return many > 0.2 * len(sample) and few < 0.02 * len(sample)


def looks_like_html(text: str) -> bool:
    """Whether a text is a page: it begins as one, or paired tags mark its paragraphs."""
    if _WHOLE_PAGE.match(text):
        return True
    opened: dict[str, int] = {}
    closed: dict[str, int] = {}
    for match in _TAG.finditer(text[:400_000]):
        name = match[2].lower()
        counts = closed if match[1] else opened
        counts[name] = counts.get(name, 0) + 1
    blocks = opened.get("p", 0) + opened.get("br", 0) + opened.get("div", 0)
    return blocks >= 2 and (opened.get("br", 0) >= 3 or any(name in closed for name in opened))
