"""Which tables and <pre> only place blocks on a page, as old archives did with whole stories.

Tables of data stay. Judged before prose is built: in a cell newlines and rules mean less.
"""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from fanfold.prose.tree import walk_with_depth
from fanfold.prose.vocabulary import CONTAINERS, DISSOLVED, LINE_BLOCKS, REMOVED

__all__ = ["layout_parts"]

_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
_BREAKS = frozenset({"p", "br", "div", "hr", "li"})
_BLOCKS = CONTAINERS | LINE_BLOCKS | DISSOLVED | {"p"}
# A cell that holds a story rather than an entry: this many paragraphs or characters of text …
_STORY_BREAKS = 4
_STORY_LENGTH = 1_000
# … and this share of all that its table says.
_STORY_SHARE = 0.75


@dataclass(slots=True)
class _Cell:
    length: int = 0
    breaks: int = 0


@dataclass(slots=True)
class _Table:
    depth: int
    parts: list[int]
    rows: list[list[_Cell]] = field(default_factory=list)
    is_marked: bool = False  # a caption or a head: somebody meant a table
    is_presentation: bool = False
    holds_tables: bool = False

    def part(self, name: str, mem_id: int) -> None:
        """A row, a cell or the like of this table."""
        self.parts.append(mem_id)
        if name == "tr":
            self.rows.append([])
        elif name in {"td", "th"} and self.rows:
            self.rows[-1].append(_Cell())
        self.is_marked = self.is_marked or name in {"caption", "thead", "th"}

    def is_layout(self) -> bool:
        """Whether the table says nothing that its cells, one after another, would not say."""
        filled = [[cell for cell in row if cell.length] for row in self.rows]
        cells = [cell for row in filled for cell in row]
        if self.is_presentation or len(cells) < 2:
            return True
        largest = max(cells, key=lambda cell: cell.length)
        if (
            largest.length >= _STORY_SHARE * sum(cell.length for cell in cells)
            and (largest.breaks >= _STORY_BREAKS or largest.length >= _STORY_LENGTH)
        ):  # fmt: skip
            return True
        return not self.is_marked and (self.holds_tables or all(len(row) < 2 for row in filled))


def layout_parts(body: LexborNode) -> frozenset[int]:
    """`mem_id` of every table that is only layout, with its parts, and of <pre> around blocks."""
    reading = _Reading()
    for node, depth in walk_with_depth(body, without=REMOVED):
        reading.leave(depth)
        if node.is_text_node:
            reading.text(node.text_content or "")
        elif node.is_element_node:
            reading.element(node, (node.tag or "").lower(), depth)
    reading.leave(0)
    return frozenset(reading.parts)


class _Reading:
    """What one walk has seen: the tables and the <pre> it is inside of."""

    def __init__(self) -> None:
        self.parts: set[int] = set()
        self.tables: list[_Table] = []
        self.pre_depth = 0  # of the outermost <pre>
        self.pre_id = 0

    def leave(self, depth: int) -> None:
        """The walk has come to a node at `depth`: what was open there or deeper has ended."""
        while self.tables and depth <= self.tables[-1].depth:
            table = self.tables.pop()
            if table.is_layout():
                self.parts.update(table.parts)
            # What it says belongs to the cell around it as well.
            for cell in (cell for row in table.rows for cell in row):
                self._count(cell.length, cell.breaks)
        if depth <= self.pre_depth:
            self.pre_depth = 0

    def text(self, text: str) -> None:
        """A text node."""
        self._count(len(text.strip()), 0)

    def element(self, node: LexborNode, name: str, depth: int) -> None:
        """The beginning of an element."""
        if name == "pre" and not self.pre_depth:
            self.pre_depth, self.pre_id = depth, node.mem_id
        elif self.pre_depth and name in _BLOCKS:
            self.parts.add(self.pre_id)
        if name == "table":
            if self.tables:
                self.tables[-1].holds_tables = True
            role = (node.attributes.get("role") or "").strip().lower()
            is_presentation = role in {"presentation", "none"}
            self.tables.append(_Table(depth, [node.mem_id], is_presentation=is_presentation))
        elif name in _PARTS and self.tables:
            self.tables[-1].part(name, node.mem_id)
        elif name in _BREAKS:
            self._count(0, 1)
        elif name == "img":
            self._count(len((node.attributes.get("alt") or "").strip()), 0)

    def _count(self, length: int, breaks: int) -> None:
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            cell = self.tables[-1].rows[-1][-1]
            cell.length += length
            cell.breaks += breaks
