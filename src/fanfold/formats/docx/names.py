"""Names of WordprocessingML, and small readers of its values.

Source: ECMA-376 part 1, chapter 17; a strict document is renamed to the transitional names first.
"""

from typing import Any

__all__ = [
    "DC",
    "MC",
    "WP",
    "M",
    "O",
    "R",
    "V",
    "W",
    "is_on",
    "number",
    "of",
    "transitional",
    "value",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - as everybody writes it
DC = "{http://purl.org/dc/elements/1.1/}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
)
_OFF = frozenset(["0", "false", "off"])


def transitional(data: bytes) -> bytes:
    """A part of a strict document under the names that everybody else uses."""
    if b"http://purl.oclc.org/ooxml/" in data[:20_000]:
        for strict, name in _STRICT:
            data = data.replace(strict, name.strip("{}").encode())
    return data


def of(element: Any, *names: str) -> Any:
    """The first descendant along those names, or None; None has none."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any, *names: str) -> str:
    """The w:val of a descendant, "" without one."""
    found = of(element, *names)
    return "" if found is None else found.get(f"{W}val") or ""


def is_on(element: Any, *names: str) -> bool:
    """Whether a switch is there and not turned off."""
    found = of(element, *names)
    return found is not None and (found.get(f"{W}val") or "1") not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """A number as written, `default` for anything else; at most six digits are believed."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= 6):
        return default
    return int(text)
