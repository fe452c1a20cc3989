"""A content document as text that a parser of HTML reads as a parser of XML would."""

import re
from dataclasses import dataclass
from html import escape

from fanfold.formats.bounds import MAX_DEPTH, is_bounded
from fanfold.formats.charset import decode
from fanfold.formats.unreadable import Unreadable

__all__ = ["Page", "read_page"]

_PROLOG = 20_000
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:html|svg|body)\b", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CLOSED = re.compile(
    r"<([A-Za-z][\w:.-]{0,40})((?:\s(?:[^<>\"'/]|/(?!>)|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')*)?)/>"
)
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "param", "source", "track", "wbr"})  # fmt: skip
_FOREIGN = frozenset({"path", "image", "rect", "circle", "line", "use", "g", "stop"})


@dataclass(frozen=True, slots=True)
class Page:
    """One content document. `kinds` are the names that guide, landmarks and manifest give it."""

    path: str
    html: str
    kinds: frozenset[str]
    linear: bool


def read_page(data: bytes, path: str) -> str:
    """The document as HTML. Raises Unreadable for declared entities and for absurd nesting."""
    text = decode(data, is_html=True).text
    start = _ROOT.search(text[:_PROLOG])
    if "<!ENTITY" in (text[: start.start()] if start else text[:_PROLOG]):
        raise Unreadable("unsafe_xml", path=path)
    if "<![CDATA[" in text:
        text = _CDATA.sub(lambda match: escape(match[1]), text)
    html = _CLOSED.sub(_reopened, text)
    if not is_bounded(html):
        raise Unreadable("too_deep", path=path, limit=MAX_DEPTH)
    return html


def _reopened(match: re.Match[str]) -> str:
    """<a id="x"/> closes itself in XML alone: HTML would take it for an opening tag."""
    name = match[1].lower()
    if name in _VOID or name in _FOREIGN:
        return match[0]
    return f"<{match[1]}{match[2]}></{match[1]}>"
