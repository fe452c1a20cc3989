"""The contents of an EPUB: EPUB 3's navigation document, or EPUB 2's NCX; and its landmarks."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.opened.package import inside

__all__ = ["Entry", "landmarks", "nav_entries", "ncx_entries"]

_TITLE = 500


class Entry(NamedTuple):
    """A line of the contents. `level` counts from 0; `path` is "" where it leads nowhere."""

    title: str
    path: str
    fragment: str
    level: int


def nav_entries(html: str, path: str) -> Iterator[Entry]:
    """The lines of the navigation document's table of contents."""
    nav = next(_navs(html, "toc"), None)
    if nav is None:
        return
    level = -1
    for node, entered in _steps(nav):
        if node.tag == "ol":
            level += 1 if entered else -1
        elif entered and (node.tag == "a" or (node.tag == "span" and _is_line(node))):
            href = node.attributes.get("href")
            target = inside(path, href) if href else ("", "")
            yield Entry(_words(node.text(deep=True)), *target, max(0, level))


def landmarks(html: str, path: str) -> Iterator[tuple[str, str, str]]:
    """(kind, path, fragment) of each landmark of the navigation document."""
    for nav in _navs(html, "landmarks"):
        for link in nav.css("a[href]"):
            target = inside(path, link.attributes.get("href") or "")
            for kind in (link.attributes.get("epub:type") or "").split():
                yield (kind, *target)


def ncx_entries(root: etree._Element, path: str) -> Iterator[Entry]:
    """The lines of an NCX, in the order they are written in."""
    level = -1
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or etree.QName(element).localname != "navPoint":
            continue
        if event == "end":
            level -= 1
            continue
        level += 1
        label, source = "", ""
        for child in element.iterchildren("*"):
            name = etree.QName(child).localname
            if name == "navLabel" and not label:
                label = _words("".join(map(str, child.itertext())))
            elif name == "content" and not source:
                source = child.get("src") or ""
        yield Entry(label, *(inside(path, source) if source else ("", "")), level)


def _navs(html: str, kind: str) -> Iterator[LexborNode]:
    for nav in LexborHTMLParser(html).css("nav"):
        if kind in (nav.attributes.get("epub:type") or "").split():
            yield nav


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every element below `root` as it is entered (True) and left (False)."""
    node = root.child
    while node is not None:
        if node.is_element_node:
            yield node, True
            if node.child is not None:
                node = node.child
                continue
            yield node, False
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
            yield node, False
        node = node.next if node is not None else None


def _is_line(node: LexborNode) -> bool:
    """Whether a span is a line of its own: the title of a part that has no page."""
    return node.parent is not None and node.parent.tag == "li"


def _words(text: str) -> str:
    return " ".join(text.split())[:_TITLE]
