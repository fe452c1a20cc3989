"""The page a comparison is written on: text and tags in order, with marks that cannot cross them.

It also knows where nothing changed for long. What is written, and with which mark: showing.py.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from fanfold.prose.comparing.units import Unit, tag_name, without_id
from fanfold.prose.safety import secure_comparison
from fanfold.prose.vocabulary import LINE_BLOCKS

__all__ = ["FITTING", "TEXT_BLOCKS", "Page", "Stretch"]

_MARKS = {
    "new": ('<ins class="ff-new">', "</ins>"),
    "gone": ('<del class="ff-gone">', "</del>"),
    "came": ('<ins class="ff-came">', "</ins>"),
    "left": ('<del class="ff-left">', "</del>"),
    "restyled": ('<span class="ff-restyled">', "</span>"),
    "alike": ('<span class="ff-alike">', "</span>"),
    "": ("", ""),
}
# What stands directly inside of what.
FITTING = {
    "ul": "li", "ol": "li", "dl": "dd", "table": "tr", "thead": "tr", "tbody": "tr", "tfoot": "tr",
    "tr": "td",
}  # fmt: skip
TEXT_BLOCKS = LINE_BLOCKS | {"p"}
# Unchanged paragraphs that are shown before and after a change, and how many more make a stretch.
_AROUND = 2
_STRETCH = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a shown comparison as HTML, whole by itself: paragraphs in a row.

    `unchanged` is their number where neither they nor their neighbours changed, else 0.
    """

    html: str
    unchanged: int = 0


@dataclass(slots=True)
class _Chunk:
    """What stands between two places where the page can be parted."""

    html: str
    paragraphs: int
    is_marked: bool


class Page:
    """Writes text and tags; opens and closes inline tags and marks as they change."""

    def __init__(self) -> None:
        self.after_block = True
        self._out: list[str] = []
        self._holders: list[str] = []  # the block elements that are open
        self._frames: tuple[str, ...] = ()
        self._mark = ""
        self._ids: set[str] = set()
        self._became = ""
        self._paragraphs = 0
        self._is_marked = False
        self._chunks: list[_Chunk] = []

    @property
    def holder(self) -> str:
        """The innermost block that is open, or ""."""
        return self._holders[-1] if self._holders else ""

    @property
    def takes_text(self) -> bool:
        """Whether text may stand here."""
        return bool(self._holders) and self.holder not in FITTING

    def begin(self, became: str) -> None:
        """A paragraph begins; what became of it is said before its first text."""
        self._became = became
        if not self._holders:
            self._turn_to((), "")
            self._part()

    def keep(self, unit: Unit) -> None:
        """A unit as it is."""
        self.begin("")
        if unit.kind in {"open", "close"}:
            self.block(unit.html)
        else:
            self._paragraphs += unit.is_paragraph
            self.raw(unit.html)

    def text(self, token: str, mark: str, frames: Sequence[str]) -> None:
        """A piece of text, or a line break, with the inline tags around it, outermost first."""
        if self._became:
            self._turn_to((), "")
            self._say()
        self._turn_to(tuple(frames), mark)
        self._is_marked |= bool(mark)
        self._out.append(token)
        self.after_block = False

    def block(self, html: str) -> None:
        """The tag of a block, with the white space behind it."""
        tag = html.rstrip()
        name = tag_name(tag)
        if not tag.startswith("</"):
            self._holders.append(name)
        elif name in self._holders:
            while self._holders.pop() != name:
                pass
        self.raw(html)

    def rule(self, tag: str, mark: str) -> None:
        """A scene break."""
        self._turn_to((), mark)
        self._say()
        self._out.append(tag)
        self._is_marked |= bool(mark)
        self.raw("")

    def raw(self, html: str) -> None:
        """Between texts: white space and what brings its own tags."""
        self._turn_to((), "")
        self._out.append(html)
        self.after_block = True

    def stretches(self) -> list[Stretch]:
        """All that was written, parted where nothing changed for long."""
        self.begin("")
        out = []
        start = 0
        for begins, ends in self._unchanged():
            out += [self._stretch(start, begins), self._stretch(begins, ends, is_unchanged=True)]
            start = ends
        out.append(self._stretch(start, len(self._chunks)))
        return [stretch for stretch in out if stretch.html]

    def _unchanged(self) -> list[tuple[int, int]]:
        out = []
        start = 0
        for is_marked, group in itertools.groupby(self._chunks, lambda chunk: chunk.is_marked):
            end = start + sum(1 for _ in group)
            begins = start + _AROUND if start else 0
            ends = max(begins, end - _AROUND) if end < len(self._chunks) else end
            paragraphs = sum(chunk.paragraphs for chunk in self._chunks[begins:ends])
            if not is_marked and paragraphs >= _STRETCH:
                out.append((begins, ends))
            start = end
        return out

    def _stretch(self, start: int, end: int, *, is_unchanged: bool = False) -> Stretch:
        chunks = self._chunks[start:end]
        html = secure_comparison("".join(chunk.html for chunk in chunks))
        return Stretch(html, is_unchanged * sum(chunk.paragraphs for chunk in chunks))

    def _part(self) -> None:
        if self._out:
            self._chunks.append(_Chunk("".join(self._out), self._paragraphs, self._is_marked))
            self._out, self._paragraphs, self._is_marked = [], 0, False

    def _say(self) -> None:
        if self._became:
            self._out.append(f'<span class="ff-was-{self._became}"></span>')
            self._became, self._is_marked = "", True

    def _turn_to(self, frames: tuple[str, ...], mark: str) -> None:
        if frames == self._frames and mark == self._mark:
            return
        self._out.append(_MARKS[self._mark][1])
        common = 0
        while common < min(len(frames), len(self._frames)) and (
            frames[common] == self._frames[common]
        ):
            common += 1
        self._out += [f"</{tag_name(tag)}>" for tag in reversed(self._frames[common:])]
        self._out += [self._opened(tag) for tag in frames[common:]]
        self._out.append(_MARKS[mark][0])
        self._frames, self._mark = frames, mark

    def _opened(self, tag: str) -> str:
        """The tag with its id only the first time: marks may part an element."""
        if tag in self._ids:
            return without_id(tag)
        if " id=" in tag:
            self._ids.add(tag)
        return tag
