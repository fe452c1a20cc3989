"""Which tables only place text on a page, as old archives did with whole stories.

Tables of data stay tables. Judged before prose is built: in a cell newlines and rules mean less.
"""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from fanfold.prose.tree import walk_with_depth
from fanfold.prose.vocabulary import REMOVED

__all__ = ["layout_parts"]

_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
_BREAKS = frozenset({"p", "br", "div", "hr", "li"})
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
    """`mem_id` of every table that is only layout, and of its rows and cells. One walk."""
    parts: set[int] = set()
    open_tables: list[_Table] = []
    removed_from = 0  # depth of the element whose content is no text
    for node, depth in walk_with_depth(body):
        while open_tables and depth <= open_tables[-1].depth:
            _close(open_tables, parts)
        removed_from = removed_from if removed_from and depth > removed_from else 0
        if node.is_text_node:
            if open_tables and not removed_from:
                _count(open_tables[-1], len((node.text_content or "").strip()), 0)
        elif node.is_element_node:
            name = (node.tag or "").lower()
            if name in REMOVED:
                removed_from = removed_from or depth
            elif name in _PARTS:
                _part(open_tables, node, name, depth)
            elif open_tables and name in _BREAKS:
                _count(open_tables[-1], 0, 1)
            elif open_tables and name == "img":
                _count(open_tables[-1], len((node.attributes.get("alt") or "").strip()), 0)
    while open_tables:
        _close(open_tables, parts)
    return frozenset(parts)


def _part(open_tables: list[_Table], node: LexborNode, name: str, depth: int) -> None:
    if name == "table":
        role = (node.attributes.get("role") or "").strip().lower()
        table = _Table(depth, [node.mem_id], is_presentation=role in {"presentation", "none"})
        if open_tables:
            open_tables[-1].holds_tables = True
        open_tables.append(table)
        return
    if not open_tables:
        return
    table = open_tables[-1]
    table.parts.append(node.mem_id)
    if name == "tr":
        table.rows.append([])
    elif name in {"td", "th"} and table.rows:
        table.rows[-1].append(_Cell())
    table.is_marked = table.is_marked or name in {"caption", "thead", "th"}


def _count(table: _Table, length: int, breaks: int) -> None:
    if table.rows and table.rows[-1]:
        cell = table.rows[-1][-1]
        cell.length += length
        cell.breaks += breaks


def _close(open_tables: list[_Table], parts: set[int]) -> None:
    """A table ends: what it says belongs to the cell around it as well."""
    table = open_tables.pop()
    if table.is_layout():
        parts.update(table.parts)
    if open_tables:
        for row in table.rows:
            for cell in row:
                _count(open_tables[-1], cell.length, cell.breaks)
