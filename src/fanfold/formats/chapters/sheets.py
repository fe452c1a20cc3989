"""The pages of a book, parsed, with the places in them and the links between them.

Pages that are no part of the story (cover, title page, contents) are told apart here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.chapters.writing import descendants
from fanfold.formats.opened import Metadata, Page
from fanfold.formats.opened.package import inside

__all__ = ["Sheet", "kinds_of", "letters", "only_names", "parsed", "why_left_out"]

_TITLE_KINDS = frozenset({"titlepage", "title-page", "halftitlepage", "halftitle", "title"})
_CONTENTS_KINDS = frozenset({"toc", "contents", "landmarks", "page-list", "loi", "lot"})
# Longer pages are text, whatever they are called. In letters.
_LONGEST_COVER = 600
_LONGEST_TITLE_PAGE = 2_000
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


def folded(text: str) -> str:
    """The words of `text` alone, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def kinds_of(sheet: Sheet) -> frozenset[str]:
    """What the page is called: from outside, by its body, and by the one section in it."""
    said = [sheet.body.attributes.get("epub:type") or ""]
    inner = sheet.body.css("body > section, body > div, body > nav")
    if len(inner) == 1:
        said.append(inner[0].attributes.get("epub:type") or "")
    return sheet.page.kinds | frozenset(" ".join(said).lower().split())


def why_left_out(sheet: Sheet, metadata: Metadata, titles: Mapping[str, str], pages: int) -> str:
    """The name of a page that is no part of the story; "" for one that is.

    `titles` are the names of the contents by path, `pages` is how many pages they list.
    """
    kinds = kinds_of(sheet)
    count = letters(sheet.body)
    named = titles.get(sheet.page.path) or sheet.page.path
    if not count:
        return named
    if "cover" in kinds and count <= _LONGEST_COVER:
        return named
    if kinds & _TITLE_KINDS and count <= _LONGEST_TITLE_PAGE:
        return named
    if _lists_pages(sheet, count, pages, is_called=bool(kinds & _CONTENTS_KINDS)):
        return named
    said = sheet.body.text(deep=True, separator=" ")
    return named if count <= _LONGEST_TITLE_PAGE and only_names(said, metadata) else ""


def _lists_pages(sheet: Sheet, count: int, pages: int, *, is_called: bool) -> bool:
    """Whether the page is a list of the others: links make out most of what it says."""
    if is_called and sheet.body.css_first("nav") is not None:
        return True
    linked = [(node, path) for node, path, _ in sheet.links if path != sheet.page.path]
    share = 0.3 if is_called else 0.6
    return (
        len({path for _, path in linked}) >= max(_FEW_LINKS, 0 if is_called else pages / 2)
        and sum(letters(node) for node, _ in linked) >= share * count
    )


def only_names(said: str, metadata: Metadata) -> bool:
    """Whether words are the book's title and perhaps its authors, and hardly anything else."""
    title, words = folded(metadata.title), folded(said)
    if not title or not words.startswith(title):
        return False
    known: Sequence[str] = (*metadata.creators, metadata.publisher, "a novel by von de par di")
    return not set(words.removeprefix(title).split()) - set(folded(" ".join(known)).split())
