"""The pages of a book, parsed, with the places in them and the links between them.

Pages that say nothing (a picture, the book's names, a list of the others) are told apart here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.chapters.matter import is_called_contents, only_names
from fanfold.formats.chapters.writing import descendants
from fanfold.formats.opened import Metadata, Page
from fanfold.formats.opened.package import inside

__all__ = ["Sheet", "first_line", "kinds_of", "letters", "parsed", "why_left_out"]

_CONTENTS_KINDS = frozenset({"toc", "contents", "landmarks", "page-list", "loi", "lot"})
_LINES = frozenset({"p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "section"})
_LONGEST_LINE = 300
_FEW_LINKS = 3


@dataclass(slots=True)
class Sheet:
    """One page, parsed. `order` numbers its elements as they are read; `ids` are its places."""

    page: Page
    tree: LexborHTMLParser  # The nodes live as long as it does.
    body: LexborNode
    order: dict[int, int] = field(default_factory=dict)
    ids: dict[str, LexborNode] = field(default_factory=dict)
    links: list[tuple[LexborNode, str, str]] = field(default_factory=list)
    """(link, path, fragment) of the links that stay inside the book."""


def parsed(page: Page) -> Sheet | None:
    """The page as a sheet; None when there is nothing in it at all."""
    tree = LexborHTMLParser(page.html)
    body = tree.body
    if body is None:
        return None
    sheet = Sheet(page, tree, body)
    for number, node in enumerate(descendants(body), 1):
        if not node.is_element_node:
            continue
        sheet.order[node.mem_id] = number
        attributes = node.attributes
        if not attributes:
            continue
        for key in ("id", "name"):
            if attributes.get(key) and (key == "id" or node.tag == "a"):
                sheet.ids.setdefault(attributes[key] or "", node)
        if node.tag == "a" and attributes.get("href"):
            path, fragment = inside(page.path, attributes["href"] or "")
            if path:
                sheet.links.append((node, path, fragment))
    return sheet


def letters(node: LexborNode) -> int:
    """How many signs of text stand in it, spaces aside."""
    return len("".join(node.text(deep=True).split()))


def kinds_of(sheet: Sheet) -> frozenset[str]:
    """What the page is called: from outside, by its body, and by the one section in it.

    The roles of pages (`doc-dedication`) are told by the same names.
    """
    inner = sheet.body.css("body > section, body > div, body > nav")
    said = [
        node.attributes.get(name) or ""
        for node in (sheet.body, *(inner if len(inner) == 1 else ()))
        for name in ("epub:type", "role")
    ]
    kinds = " ".join(said).lower().split()
    return sheet.page.kinds | {kind.removeprefix("doc-") for kind in kinds}


def why_left_out(sheet: Sheet, metadata: Metadata, titles: Mapping[str, str], pages: int) -> str:
    """The name of a page that says nothing; "" for one that does.

    Nothing say an empty page, the book's own names, and a list of the other pages. `titles` are
    the names of the contents by path, `pages` is how many pages they list.
    """
    count = letters(sheet.body)
    named = titles.get(sheet.page.path) or sheet.page.path
    said = sheet.body.text(deep=True, separator=" ")
    if not count or only_names(said, metadata, kinds_of(sheet)):
        return named
    return named if _lists_pages(sheet, count, pages) else ""


def _lists_pages(sheet: Sheet, count: int, pages: int) -> bool:
    """Whether the page is a list of the others: links make out most of what it says."""
    is_called = bool(kinds_of(sheet) & _CONTENTS_KINDS) or is_called_contents(first_line(sheet))
    if is_called and sheet.body.css_first("nav") is not None:
        return True
    linked = [(node, path) for node, path, _ in sheet.links if path != sheet.page.path]
    share = 0.3 if is_called else 0.6
    return (
        len({path for _, path in linked}) >= max(_FEW_LINKS, 0 if is_called else pages / 2)
        and sum(letters(node) for node, _ in linked) >= share * count
    )


def first_line(sheet: Sheet) -> str:
    """The words of the first text in the page, as far as they stand in one block."""
    node = next((one for one in descendants(sheet.body) if _has_words(one)), None)
    while node is not None and node.tag not in _LINES:
        node = node.parent
    return " ".join(node.text(deep=True).split())[:_LONGEST_LINE] if node is not None else ""


def _has_words(node: LexborNode) -> bool:
    return node.is_text_node and bool((node.text_content or "").strip())
