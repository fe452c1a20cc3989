"""Notes that stand elsewhere in the book, taken to the end of the chapters that link to them.

And the links of a book made links of a chapter: each place gets a name that is its own there.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.references import (
    Link,
    arriving,
    block_of,
    is_marked_note,
    leading_back,
    leads_to_note,
    with_parents,
)
from fanfold.formats.chapters.sheets import Sheet
from fanfold.formats.chapters.starts import Layout
from fanfold.formats.chapters.writing import descendants

__all__ = ["Links", "Note"]

_GOES_ON = frozenset({"p", "ul", "ol", "blockquote"})


@dataclass(slots=True)
class Note:
    """The elements of one note, side by side, and the chapters that link to it, in order."""

    sheet: int
    nodes: list[LexborNode]
    chapters: list[int] = field(default_factory=list)


class Links:
    """Every link of the book that arrives. `notes` are those that move, in reading order."""

    def __init__(self, sheets: Sequence[Sheet], layout: Layout) -> None:
        self._sheets = sheets
        self._layout = layout
        self._links = list(arriving(sheets))
        self.notes: list[Note] = []
        self._moved: dict[int, Note] = {}
        self._names: dict[tuple[int, int], str] = {}
        self._targets: dict[int, int] = {}
        self._move()
        self._name()

    def moved(self, node: LexborNode) -> bool:
        """Whether the element is (part of) a note that stands elsewhere now."""
        return node.mem_id in self._moved

    def href(self, chapter: int, node: LexborNode) -> str:
        """Where a link of the book leads within the chapter; "" when it leads out of it."""
        target = self._targets.get(node.mem_id)
        name = self._names.get((chapter, target)) if target is not None else None
        return f"#{name}" if name else ""

    def id(self, chapter: int, node: LexborNode) -> str:
        """The name of a place that a link of the chapter leads to, or ""."""
        return self._names.get((chapter, node.mem_id), "")

    # -- notes ------------------------------------------------------------------------------

    def _move(self) -> None:
        blocks = {link.target.mem_id: block_of(link.target) for link in self._links}
        notes = {block.mem_id: block for block in blocks.values() if block is not None}
        inside: Counter[int] = Counter(
            above.mem_id for block in notes.values() for above in with_parents(block)
        )
        back = leading_back(self._links, notes)
        # What holds several notes is the page of notes and not one of them.
        known = {
            block.mem_id
            for link in self._links
            if (block := blocks[link.target.mem_id]) is not None
            and inside[block.mem_id] == 1
            and self._is_note(link, block, back)
        }
        found: dict[int, Note] = {}
        for link in self._links:
            block = blocks[link.target.mem_id]
            if block is None or block.mem_id not in known or not self._leads_on(link):
                continue
            note = found.get(block.mem_id)
            if note is None:
                nodes = _extent(block, inside)
                if not self._stands_in_one(link.target_sheet, nodes):
                    continue
                note = found[block.mem_id] = Note(link.target_sheet, nodes)
            here = self._chapter(link.sheet, link.node)
            if here not in note.chapters:
                note.chapters.append(here)
        for note in found.values():
            self._moved.update((node.mem_id, note) for node in note.nodes)
        self.notes = list(found.values())

    def _is_note(self, link: Link, block: LexborNode, back: Collection[tuple[int, int]]) -> bool:
        """Whether the link leads to a note: it is called one, or it follows and leads back."""
        if not self._leads_on(link):
            return False
        here = self._chapter(link.sheet, link.node)
        if here == self._chapter(link.target_sheet, link.target):
            return block.tag == "aside" and is_marked_note(link.target, block)
        return leads_to_note(link, block, back)

    def _leads_on(self, link: Link) -> bool:
        """Whether the link leads to what is read later; those of a note lead back."""
        here = (link.sheet, self._order(link.sheet, link.node))
        return here < (link.target_sheet, self._order(link.target_sheet, link.target))

    def _stands_in_one(self, sheet: int, nodes: Sequence[LexborNode]) -> bool:
        """Whether no chapter begins at or inside of these elements."""
        inner = [node.mem_id for node in descendants(nodes[-1]) if node.is_element_node]
        last = self._sheets[sheet].order[inner[-1] if inner else nodes[-1].mem_id]
        before = self._order(sheet, nodes[0]) - 1
        return self._layout.chapter_of(sheet, before) == self._layout.chapter_of(sheet, last)

    def _order(self, sheet: int, node: LexborNode) -> int:
        return self._sheets[sheet].order[node.mem_id]

    def _chapter(self, sheet: int, node: LexborNode) -> int:
        return self._layout.chapter_of(sheet, self._order(sheet, node))

    # -- names ------------------------------------------------------------------------------

    def _name(self) -> None:
        taken: set[tuple[int, str]] = set()
        for link in self._links:
            self._targets[link.node.mem_id] = link.target.mem_id
            there = set(self._where(link.target_sheet, link.target))
            for chapter in self._where(link.sheet, link.node):
                key = (chapter, link.target.mem_id)
                if chapter not in there or key in self._names:
                    continue
                name, count = link.fragment, 2
                while (chapter, name) in taken:
                    name, count = f"{link.fragment}-{link.target_sheet}-{count}", count + 1
                taken.add((chapter, name))
                self._names[key] = name

    def _where(self, sheet: int, node: LexborNode) -> Sequence[int]:
        """The chapters an element stands in: one, or those that its note was taken to."""
        for above in with_parents(node):
            note = self._moved.get(above.mem_id)
            if note is not None:
                return note.chapters
        return (self._chapter(sheet, node),)


def _extent(block: LexborNode, inside: Mapping[int, int]) -> list[LexborNode]:
    """A note of several paragraphs goes on until the next note, a heading or a rule."""
    nodes = [block]
    after = block.next if block.tag == "p" else None
    while after is not None:
        if after.is_element_node:
            if after.tag not in _GOES_ON or inside.get(after.mem_id):
                break
            nodes.append(after)
        elif after.is_text_node and (after.text_content or "").strip():
            break
        after = after.next
    return nodes
