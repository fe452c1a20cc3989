"""Tables of RTF: rows are described before their cells, and cells only by where they end."""

from dataclasses import dataclass, field

from fanfold.formats.office.manuscript import Cell, Manuscript

__all__ = ["TABLE_WORDS", "Rows"]

_MERGES = frozenset(["clmgf", "clmrg", "clvmgf", "clvmrg"])
TABLE_WORDS = _MERGES | {"trowd", "trhdr", "cellx"}
_MOST_CELLS = 500


@dataclass(slots=True)
class Rows:
    """The table that is open, if one is. Words go into a cell after `enter`."""

    to: Manuscript
    covered: bool = False
    """Whether this cell is a part of the one above or beside it, so that its text is not shown."""
    in_row: bool = False
    _table: bool = False
    _row: bool = False
    _cell: bool = False
    _header: bool = False
    _place: int = 0
    _merges: frozenset[str] = frozenset()
    _defined: list[frozenset[str]] = field(default_factory=list)
    _above: dict[int, Cell] = field(default_factory=dict)
    _beside: Cell | None = None

    def define(self, word: str) -> None:
        """\\trowd, \\trhdr, \\cellx and the words that merge cells."""
        if word == "trowd":
            self.in_row = True
            self._defined = []
            self._merges, self._header = frozenset(), False
        elif word == "trhdr":
            self._header = True
        elif word == "cellx":
            if len(self._defined) < _MOST_CELLS:
                self._defined.append(self._merges)
            self._merges = frozenset()
        elif word in _MERGES:
            self._merges |= {word}

    def enter(self) -> None:
        """The next words stand in a cell."""
        if self._cell or self.covered:
            return
        if not self._table:
            self.to.edge("table")
            self._table, self._above = True, {}
        if not self._row:
            self.to.edge("tr")
            self._row, self._place, self._beside = True, 0, None
        defined = self._defined[self._place] if self._place < len(self._defined) else frozenset()
        above = self._above.get(self._place)
        if "clvmrg" in defined and above is not None:
            above.rows += 1
            self.covered = True
        elif "clmrg" in defined and self._beside is not None:
            self._beside.columns += 1
            self.covered = True
        else:
            self._beside = self._above[self._place] = self.to.cell(Cell(self._header))
            self._cell = True

    def end_cell(self) -> None:
        """\\cell."""
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
        self._table = False
