"""The links of a book that arrive, and what makes one a reference to a note.

Which notes move, and where, is the matter of notes.py.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.sheets import Sheet
from fanfold.formats.chapters.writing import descendants

__all__ = [
    "Link",
    "arriving",
    "begins",
    "block_of",
    "is_marked_note",
    "is_sign",
    "leading_back",
    "leads_to_note",
    "pages_of_notes",
    "with_parents",
]

_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_REFERENCES = frozenset({"noteref", "doc-noteref"})
_BLOCKS = frozenset({"p", "li", "dd", "dl", "aside", "div", "section", "blockquote"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGN = re.compile(r"[\[({]?(\d{1,4}(?!\d)|[*†‡§]{1,3})[\])}]?")
_LONGEST_SIGN = 8
# A page of notes may have a heading above the first one, and no story. In letters.
_LONGEST_HEAD = 200


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the sheets it leads from and to, and the element that it leads to."""

    sheet: int
    node: LexborNode
    target_sheet: int
    target: LexborNode
    fragment: str


def arriving(sheets: Sequence[Sheet]) -> Iterator[Link]:
    """The links to places that are there, in reading order."""
    numbers = {sheet.page.path: number for number, sheet in enumerate(sheets)}
    for number, sheet in enumerate(sheets):
        for node, path, fragment in sheet.links:
            there = numbers.get(path)
            target = sheets[there].ids.get(fragment) if there is not None and fragment else None
            if there is not None and target is not None:
                yield Link(number, node, there, target, fragment)


def leading_back(links: Iterable[Link], blocks: Mapping[int, LexborNode]) -> set[tuple[int, int]]:
    """(mem_id of a block, sheet) for each link that leads from one of the blocks to a sheet."""
    return {
        (above.mem_id, link.target_sheet)
        for link in links
        for above in with_parents(link.node)
        if above.mem_id in blocks
    }


def leads_to_note(link: Link, block: LexborNode, back: Collection[tuple[int, int]]) -> bool:
    """Whether a link to the beginning of `block` leads to a note.

    It does when either says so, when the block leads back (`back` is from `leading_back`), or when
    the sign in the text is repeated before the note.
    """
    if not begins(link.target, block):
        return False
    return (
        is_marked_note(link.target, block)
        or bool(_marks(link.node) & _REFERENCES)
        or (block.mem_id, link.sheet) in back
        or _has_its_sign(link.node, block)
    )


def pages_of_notes(sheets: Sequence[Sheet]) -> frozenset[int]:
    """The sheets that begin with notes to earlier ones, perhaps below a heading."""
    links = list(arriving(sheets))
    blocks = {link.target.mem_id: block_of(link.target) for link in links}
    back = leading_back(links, {one.mem_id: one for one in blocks.values() if one is not None})
    first: dict[int, LexborNode] = {}
    for link in links:
        there, block = link.target_sheet, blocks[link.target.mem_id]
        if there <= link.sheet or block is None or not leads_to_note(link, block, back):
            continue
        order = sheets[there].order
        if there not in first or order[block.mem_id] < order[first[there].mem_id]:
            first[there] = block
    return frozenset(
        there for there, block in first.items() if _is_near_the_top(block, sheets[there].body)
    )


def is_sign(text: str) -> bool:
    """Whether it is what a reference shows: a number or an asterisk, perhaps in brackets."""
    return _SIGN.fullmatch(text) is not None


def with_parents(node: LexborNode) -> Iterator[LexborNode]:
    """The element and all around it, below the body."""
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        yield above
        above = above.parent


def block_of(target: LexborNode) -> LexborNode | None:
    """The block that a place stands in, which is the note where there is one."""
    for above in with_parents(target):
        if above.tag in _HEADINGS:
            return None
        if above.tag in _BLOCKS:
            return above
    return None


def begins(target: LexborNode, block: LexborNode) -> bool:
    """Whether the place is at the beginning of its block; the place of a reference is within."""
    node = target
    while node.mem_id != block.mem_id:
        before = node.prev
        while before is not None:
            if before.text(deep=True).strip():
                return False
            before = before.prev
        if node.parent is None:
            return False
        node = node.parent
    return True


def is_marked_note(target: LexborNode, block: LexborNode) -> bool:
    """Whether a place or its block is called a note."""
    return bool((_marks(target) | _marks(block)) & _NOTES)


def _marks(node: LexborNode) -> frozenset[str]:
    attributes = node.attributes
    said = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
    return frozenset(said.split())


def _has_its_sign(reference: LexborNode, block: LexborNode) -> bool:
    """Whether a "2" within a text leads to what begins with "2."; lines of contents begin so."""
    sign = _SIGN.fullmatch(_beginning(reference, _LONGEST_SIGN))
    around = block_of(reference)
    if sign is None or around is None or begins(reference, around):
        return False
    note = _SIGN.match(_beginning(block, _LONGEST_SIGN))
    return note is not None and note[1] == sign[1]


def _beginning(node: LexborNode, length: int) -> str:
    """The first signs of its text, spaces aside, and perhaps some more."""
    said = ""
    for inner in descendants(node):
        if inner.is_text_node:
            said += "".join((inner.text_content or "")[: 10 * length].split())
            if len(said) > length:
                break
    return said


def _is_near_the_top(block: LexborNode, body: LexborNode) -> bool:
    count = 0
    for node in descendants(body):
        if node.mem_id == block.mem_id:
            return True
        if node.is_text_node:
            count += len("".join((node.text_content or "").split()))
            if count > _LONGEST_HEAD:
                break
    return False
