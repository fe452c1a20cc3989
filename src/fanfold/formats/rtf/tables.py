"""Tables of RTF: rows are described before their cells, and cells only by where they end."""

from dataclasses import dataclass, field

from fanfold.formats.office.manuscript import Cell, Manuscript

__all__ = ["TABLE_WORDS", "Rows"]

_MERGES = frozenset(["clmgf", "clmrg", "clvmgf", "clvmrg"])
TABLE_WORDS = _MERGES | {"trowd", "trhdr", "cellx"}
_MOST_CELLS = 500
_SAME = 30  # twentieths of a point: edges so near are one, whatever a writer has rounded.
_START = -1_000_000


@dataclass(slots=True)
class _Span:
    """A cell between two edges of the table; it is as many columns wide as lie between them."""

    cell: Cell
    left: int
    right: int


@dataclass(slots=True)
class Rows:
    """The table that is open, if one is. Words go into a cell after `enter`."""

    to: Manuscript
    covered: bool = False
    """Whether this cell is a part of the one above or beside it, so that its text is not shown."""
    in_row: bool = False
    """Whether a row was described whose writer may have forgotten to say \\intbl."""
    _table: bool = False
    _row: bool = False
    _cell: bool = False
    _header: bool = False
    _place: int = 0
    _merges: frozenset[str] = frozenset()
    _defined: list[tuple[frozenset[str], int]] = field(default_factory=list)
    _edges: set[int] = field(default_factory=set)
    _spans: list[_Span] = field(default_factory=list)
    _above: dict[int, Cell] = field(default_factory=dict)

    def define(self, word: str, number: int) -> None:
        """\\trowd, \\trhdr, \\cellx and the words that merge cells."""
        if word == "trowd":
            self.in_row = True
            self._defined = []
            self._merges, self._header = frozenset(), False
        elif word == "trhdr":
            self._header = True
        elif word == "cellx":
            if len(self._defined) < _MOST_CELLS:
                self._defined.append((self._merges, number))
            self._merges = frozenset()
        elif word in _MERGES:
            self._merges |= {word}

    def enter(self) -> None:
        """The next words stand in a cell."""
        if self._cell or self.covered:
            return
        if not self._table:
            self.to.edge("table")
            self._table = True
        if not self._row:
            self.to.edge("tr")
            self._row, self._place = True, 0
        place = self._place
        if place >= len(self._defined):
            self.to.cell(Cell(self._header))
            self._cell = True
            return
        merges, right = self._defined[place]
        left = self._defined[place - 1][1] if place else _START
        self._edges.update((left, right))
        if "clvmrg" in merges and left in self._above:
            self._above[left].rows += 1
            self.covered = True
        elif "clmrg" in merges and place and self._spans:
            self._spans[-1].right = right
            self.covered = True
        else:
            cell = self._above[left] = self.to.cell(Cell(self._header))
            self._spans.append(_Span(cell, left, right))
            self._cell = True

    def end_cell(self) -> None:
        """\\cell. Some writers end more cells than the row has."""
        if self._row and not self._cell and 0 < len(self._defined) <= self._place:
            return
        self.enter()
        self.to.end()
        if self._cell:
            self.to.edge("td", closing=True)
        self._cell = self.covered = False
        self._place += 1

    def end_row(self) -> None:
        """\\row."""
        if self._cell:
            self.end_cell()
        if self._row:
            self.to.edge("tr", closing=True)
        self._row = self.covered = self.in_row = False

    def leave(self) -> None:
        """What follows stands below the table."""
        self.end_row()
        if self._table:
            self.to.edge("table", closing=True)
            self._widen()
        self._table = False

    def _widen(self) -> None:
        columns = {_START: 0}
        last, column = _START, 0
        for edge in sorted(self._edges):
            column += edge - last > _SAME
            columns[edge] = column
            last = edge
        for span in self._spans:
            span.cell.columns = max(1, columns[span.right] - columns[span.left])
        self._edges, self._spans, self._above = set(), [], {}
