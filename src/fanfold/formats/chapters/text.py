"""The texts of a book's chapters: every sheet written once, each note where it is linked from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.notes import Links
from fanfold.formats.chapters.sheets import Sheet
from fanfold.formats.chapters.spelling import spelled
from fanfold.formats.chapters.starts import Layout
from fanfold.formats.chapters.styling import Styles
from fanfold.formats.chapters.writing import Spelling, children, write, write_pieces

__all__ = ["BookText", "Draft"]


@dataclass(slots=True)
class Draft:
    """A chapter under way: its text, and the notes that will stand below it."""

    label: str
    is_part: bool
    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost_notes: bool = False
    """Whether notes were taken from it."""

    def html(self) -> str:
        return "\n".join((*self.pieces, *self.notes)).strip()


class BookText:
    """What stands in the sheets of a book, as the markup of its chapters."""

    def __init__(self, sheets: Sequence[Sheet], layout: Layout, css: str) -> None:
        self._sheets = sheets
        self._layout = layout
        self._styles = Styles(css)
        self._styles.learn(node for sheet in sheets for node in sheet.body.css("p"))
        self._links = Links(sheets, layout)
        self.notes_moved = len(self._links.notes)

    def markup(self, chapter: int, nodes: Iterable[LexborNode]) -> str:
        """Some elements as they stand in a chapter."""
        return write(nodes, partial(self._spelled, chapter)).strip()

    def chapter_of(self, node: LexborNode) -> int:
        """The chapter that an element stands in."""
        number = next(at for at, one in enumerate(self._sheets) if node.mem_id in one.order)
        return self._chapter_of(number, node)

    def drafts(self, left_out: Collection[int] = ()) -> list[Draft]:
        """All chapters in order, without the elements whose mem_id is in `left_out`."""
        drafts = [Draft(start.title, start.is_part) for start in self._layout.starts]
        for number, sheet in enumerate(self._sheets):
            spell = partial(self._in_place, number, left_out)
            cuts = {start.node_id for start in self._layout.starts if start.sheet == number} - {0}
            pieces = write_pieces(children(sheet.body), spell, cuts)
            for chapter, piece in enumerate(pieces, self._layout.chapter_of(number, 0)):
                drafts[chapter].pieces.append(piece)
        numbers = _ItemNumbers()
        for note in self._links.notes:
            home = self._chapter_of(note.sheet, note.nodes[0])
            drafts[home].lost_notes |= home not in note.chapters
            for chapter in note.chapters:
                text = self.markup(chapter, note.nodes)
                drafts[chapter].notes.append(numbers.listed(note.nodes[0], text))
        return drafts

    def _in_place(self, sheet: int, left_out: Collection[int], node: LexborNode) -> Spelling | None:
        if node.mem_id in left_out or self._links.moved(node):
            return None
        return self._spelled(self._chapter_of(sheet, node), node)

    def _spelled(self, chapter: int, node: LexborNode) -> Spelling:
        return spelled(node, self._styles, self._links, chapter)

    def _chapter_of(self, sheet: int, node: LexborNode) -> int:
        return self._layout.chapter_of(sheet, self._sheets[sheet].order[node.mem_id])


class _ItemNumbers:
    """The numbers of the items of ordered lists, each list counted once."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def listed(self, node: LexborNode, text: str) -> str:
        """`text` of the element; an item taken from a list keeps its number in one of its own."""
        parent = node.parent
        if node.tag != "li" or parent is None:
            return text
        if parent.tag != "ol":
            return f"<ul>{text}</ul>"
        if node.mem_id not in self._numbers:
            items = (item for item in children(parent) if item.tag == "li")
            self._numbers.update((item.mem_id, at) for at, item in enumerate(items, 1))
        return f'<ol start="{self._numbers[node.mem_id]}">{text}</ol>'
