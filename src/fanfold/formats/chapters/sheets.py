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

__all__ = ["Sheet", "folded", "kinds_of", "letters", "parsed", "why_left_out"]

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


def why_left_out(sheet: Sheet, metadata: Metadata, titles: Mapping[str, str]) -> str:
    """The name of a page that is no part of the story; "" for one that is.

    `titles` are the names of the contents by path.
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
    linked = [node for node, path, _ in sheet.links if path != sheet.page.path]
    share = 0.3 if kinds & _CONTENTS_KINDS or sheet.body.css_first("nav") is not None else 0.6
    if len(linked) >= _FEW_LINKS and sum(map(letters, linked)) >= share * count:
        return named
    if "toc" in kinds and sheet.body.css_first("nav") is not None:
        return named
    return named if _only_names(sheet.body, metadata) else ""


def _only_names(body: LexborNode, metadata: Metadata) -> bool:
    """Whether the page says the book's title and authors and hardly anything else."""
    title = folded(metadata.title)
    said = folded(body.text(deep=True, separator=" ")[:_LONGEST_TITLE_PAGE])
    if not title or not said.startswith(title):
        return False
    rest = set(said.removeprefix(title).split())
    known: Sequence[str] = (*metadata.creators, metadata.publisher, "a novel by von de par di ")
    return bool(rest) and not rest - set(folded(" ".join(known)).split())
