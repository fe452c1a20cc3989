"""Reading the parsed tree: children, rows, and whether a structure stands as HTML wants it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.book.elements import BLOCKS, DROPPED, ROWS
from fanfold.formats.book.wording import clean, line

_SHAPES = {"dt": "t", "dd": "d", "rt": "r", "rp": "p", "figcaption": "c", "summary": "s"}
_SOUND = {
    "dl": r"(t+d+)+",
    "ruby": r"(x+(r|prp))+",
    "figure": r"x*|cx*|x*c",
    "details": r"sx*",
}
_ANY_BLOCK = ",".join(sorted(BLOCKS))


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Elements and texts, without comments."""
    child = node.child
    while child is not None:
        if child.is_text_node or child.is_element_node:
            yield child
        child = child.next


def rows(table: LexborNode) -> Iterator[LexborNode]:
    for section in children(table):
        if section.tag in ROWS:
            yield from (row for row in children(section) if row.tag == "tr")


def is_table(table: LexborNode) -> bool:
    """Whether it has a row, and at most one caption; else its parts stand as plain blocks."""
    captions = sum(1 for child in children(table) if child.tag == "caption")
    return captions < 2 and any(True for _ in rows(table))


def is_sound(node: LexborNode) -> bool:
    """Whether the children stand as HTML wants them in a dl, ruby, figure or details."""
    shape = ""
    for child in children(node):
        if child.is_element_node:
            shape += _SHAPES.get(child.tag or "", "x")
        elif (child.text_content or "").strip():
            shape += "x"
    return re.fullmatch(_SOUND[node.tag or ""], shape) is not None


def inlines_around_blocks(body: LexborNode) -> set[int]:
    """The inline elements that hold a block somewhere, which HTML's parser lets through."""
    found: set[int] = set()
    for block in body.css(_ANY_BLOCK):
        above = block.parent
        while above is not None and above.tag not in BLOCKS and above.mem_id not in found:
            found.add(above.mem_id)
            above = above.parent
    return found


def plain_text(html: str) -> str:
    """The words of a fragment on one line, as a description or a preview wants them."""
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{clean(html)}").body
    if body is None:
        return ""
    for unseen in body.css(",".join(sorted(DROPPED))):
        unseen.decompose()
    said: list[str] = []
    block = body.mem_id
    for node in body.traverse(include_text=True):
        if node.tag == "br":
            said.append(" ")
        elif node.is_text_node:
            within = _block_around(node)
            said.append(f" {node.text_content}" if within != block else node.text_content or "")
            block = within
    return line("".join(said))


def _block_around(node: LexborNode) -> int:
    above = node.parent
    while above is not None and above.tag not in BLOCKS:
        above = above.parent
    return above.mem_id if above is not None else 0
