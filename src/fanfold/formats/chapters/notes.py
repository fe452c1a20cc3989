"""Notes that stand elsewhere in the book, taken to the end of the chapters that link to them.

And the links of a book made links of a chapter: each place gets a name that is its own there.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.sheets import Sheet
from fanfold.formats.chapters.starts import Layout
from fanfold.formats.chapters.writing import descendants

__all__ = ["Links", "Note"]

_MARKS = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_REFERENCES = frozenset({"noteref", "doc-noteref"})
_BLOCKS = frozenset({"p", "li", "dd", "aside", "div", "section", "blockquote"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GOES_ON = frozenset({"p", "ul", "ol", "blockquote"})


@dataclass(slots=True)
class Note:
    """The elements of one note, side by side, and the chapters that link to it, in order."""

    sheet: int
    nodes: list[LexborNode]
    chapters: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    sheet: int
    node: LexborNode
    target_sheet: int
    target: LexborNode
    fragment: str


class Links:
    """Every link of the book that arrives. `notes` are those that move, in reading order."""

    def __init__(self, sheets: Sequence[Sheet], layout: Layout) -> None:
        self._sheets = sheets
        self._layout = layout
        self._links = list(_arriving(sheets))
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
        blocks = {link.target.mem_id: _block(link.target) for link in self._links}
        notes = {block.mem_id: block for block in blocks.values() if block is not None}
        inside: Counter[int] = Counter(
            above.mem_id for block in notes.values() for above in _with_parents(block)
        )
        back = {
            (above.mem_id, link.target_sheet)
            for link in self._links
            for above in _with_parents(link.node)
            if above.mem_id in notes
        }
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

    def _is_note(self, link: _Link, block: LexborNode, back: Collection[tuple[int, int]]) -> bool:
        """Whether the link leads to a note: it is called one, or it follows and leads back."""
        if not self._leads_on(link):
            return False
        is_called = bool((_marks(link.target) | _marks(block)) & _MARKS)
        here = self._chapter(link.sheet, link.node)
        if here == self._chapter(link.target_sheet, link.target):
            return is_called and block.tag == "aside"
        if not _begins(link.target, block):
            return False
        is_reference = bool(_marks(link.node) & _REFERENCES)
        return is_called or is_reference or (block.mem_id, link.sheet) in back

    def _leads_on(self, link: _Link) -> bool:
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
        for above in _with_parents(node):
            note = self._moved.get(above.mem_id)
            if note is not None:
                return note.chapters
        return (self._chapter(sheet, node),)


def _arriving(sheets: Sequence[Sheet]) -> Iterator[_Link]:
    numbers = {sheet.page.path: number for number, sheet in enumerate(sheets)}
    for number, sheet in enumerate(sheets):
        for node, path, fragment in sheet.links:
            there = numbers.get(path)
            target = sheets[there].ids.get(fragment) if there is not None and fragment else None
            if there is not None and target is not None:
                yield _Link(number, node, there, target, fragment)


def _with_parents(node: LexborNode) -> Iterator[LexborNode]:
    """The element and all around it, below the body."""
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        yield above
        above = above.parent


def _marks(node: LexborNode) -> frozenset[str]:
    attributes = node.attributes
    said = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}"
    return frozenset(said.split())


def _block(target: LexborNode) -> LexborNode | None:
    """The block that a place stands in, which is the note where there is one."""
    for above in _with_parents(target):
        if above.tag in _HEADINGS:
            return None
        if above.tag in _BLOCKS:
            return above
    return None


def _begins(target: LexborNode, block: LexborNode) -> bool:
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
