"""From bytes to text: byte order mark, strict UTF-8, what a page declares, then detection.

Order and detector: research/ecosystem.md §1.0 and §1.3. Text that was encoded twice
is the matter of mojibake/.
"""

import codecs
import re
from dataclasses import dataclass

from turbohtml.detect import detect

from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["Decoded", "decode", "guessed_encoding"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:\-]{2,40})", re.I
)
_XML_DECLARED = re.compile(
    rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:\-]{2,40})"
)
# On the web these names have always meant the larger Windows sets.
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in (a WHATWG or Python name, lower-case), and remarks."""

    text: str
    encoding: str
    warnings: tuple[Finding, ...] = ()


def decode(data: bytes, *, is_html: bool = False) -> Decoded:
    """The text of `data`. Raises Unreadable when no encoding makes text of it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    if not is_html and (wide := _unmarked_utf16(data)):
        return Decoded(data.decode(wide), wide, (Finding("encoding_guessed", {"encoding": wide}),))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    warnings: list[Finding] = []
    declared = _declared(data) if is_html else None
    if declared:
        try:
            return Decoded(data.decode(declared), declared)
        except (UnicodeDecodeError, LookupError):
            pass
    encoding = guessed_encoding(data)
    if declared:
        values: dict[str, str | int] = {"declared": declared, "encoding": encoding}
        warnings.append(Finding("encoding_declared_wrong", values))
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > len(text) / 10:
        raise Unreadable("undecodable")
    warnings.append(Finding("encoding_guessed", {"encoding": encoding}))
    if broken:
        warnings.append(Finding("undecodable_bytes", {"count": broken, "encoding": encoding}))
    return Decoded(text, encoding, tuple(warnings))


def _marked(data: bytes, name: str) -> Decoded:
    shown = name.removesuffix("-sig")
    try:
        return Decoded(data.decode(name), shown)
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
        count = text.count("\ufffd")
        if count > len(text) / 10:
            raise Unreadable("undecodable") from None
        values: dict[str, str | int] = {"count": count, "encoding": shown}
        return Decoded(text, shown, (Finding("undecodable_bytes", values),))


def _declared(data: bytes) -> str | None:
    """The encoding a page declares for itself, by the name Python knows it, or None."""
    head = data[:4096]
    match = _DECLARED.search(head) or _XML_DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # A page readable as ASCII cannot be UTF-16; the declaration is a slip of an editor.
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else _WIDER.get(name, name)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:4000]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for name, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > 0.4 * len(sample) / 2 and few < 0.05 * len(sample):
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return name
    return ""


def guessed_encoding(data: bytes) -> str:
    """The detector's best answer as a name Python can decode with."""
    sample = data if len(data) <= _SAMPLE else _telling(data)
    best = detect(sample)
    for name in (best.encoding, best.codec, "cp1252"):
        try:
            found = codecs.lookup(name or "").name
        except LookupError:
            continue
        return _WIDER.get(found, found)
    return "cp1252"


def _telling(data: bytes) -> bytes:
    """A part of a long file that holds bytes beyond ASCII; the beginning often holds none."""
    first = next((i for i in range(0, len(data), 4096) if not data[i : i + 4096].isascii()), 0)
    return data[first : first + _SAMPLE]
