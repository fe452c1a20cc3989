"""A comparison as prose that a reader can follow: the new text, with what is gone still in it.

The structure is the new prose's; marks stand around text only, inside of all other inline markup,
so nothing can cross. The classes are none that an author's own prose can have.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fanfold.prose.comparing.comparison import (
    Comparison,
    Gone,
    Kept,
    Moved,
    New,
    Turned,
)
from fanfold.prose.comparing.units import Unit, is_tag, split, tag_name, tokens
from fanfold.prose.comparing.wording import Edit
from fanfold.prose.safety import secure_comparison
from fanfold.prose.vocabulary import CONTAINERS, LINE_BLOCKS

__all__ = ["show"]

_MARKS = {
    "new": ('<ins class="ff-new">', "</ins>"),
    "gone": ('<del class="ff-gone">', "</del>"),
    "came": ('<ins class="ff-came">', "</ins>"),
    "left": ('<del class="ff-left">', "</del>"),
    "restyled": ('<span class="ff-restyled">', "</span>"),
    "": ("", ""),
}
_BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
_VOID = frozenset({"br", "hr", "wbr"})
# What may stand directly inside of what; anything else that is gone is shown as one of these.
_FITTING = {
    "ul": "li", "ol": "li", "dl": "dd", "table": "tr", "thead": "tr", "tbody": "tr", "tfoot": "tr",
    "tr": "td",
}  # fmt: skip
_PILCROW, _RETURN = "¶", "↵"
_ID = re.compile(r' id="[^"]*"')


class _Page:
    """Writes text and tags; opens and closes inline tags and marks as they change."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.holders: list[str] = []  # the block elements that are open
        self.after_block = True
        self._frames: tuple[str, ...] = ()
        self._mark = ""
        self._ids: set[str] = set()

    @property
    def takes_text(self) -> bool:
        """Whether text may stand here."""
        return bool(self.holders) and self.holders[-1] not in _FITTING

    def text(self, token: str, mark: str, frames: Sequence[str]) -> None:
        """A piece of text, or a line break, with the inline tags around it, outermost first."""
        self._turn_to(tuple(frames), mark)
        self.out.append(token)
        self.after_block = False

    def block(self, tag: str) -> None:
        """The tag of a block."""
        name = tag_name(tag)
        if not tag.startswith("</"):
            self.holders.append(name)
        elif name in self.holders:
            while self.holders.pop() != name:
                pass
        self.raw(tag)

    def raw(self, html: str) -> None:
        """Between texts: white space, or a block with its marks."""
        self._turn_to((), "")
        self.out.append(html)
        self.after_block = True

    def _turn_to(self, frames: tuple[str, ...], mark: str) -> None:
        if frames == self._frames and mark == self._mark:
            return
        self.out.append(_MARKS[self._mark][1])
        common = 0
        while common < min(len(frames), len(self._frames)) and (
            frames[common] == self._frames[common]
        ):
            common += 1
        self.out += [f"</{tag_name(tag)}>" for tag in reversed(self._frames[common:])]
        self.out += [self._opened(tag) for tag in frames[common:]]
        self.out.append(_MARKS[mark][0])
        self._frames, self._mark = frames, mark

    def _opened(self, tag: str) -> str:
        """The tag with its id only the first time: marks may part an element."""
        if tag in self._ids:
            return _without_id(tag)
        if " id=" in tag:
            self._ids.add(tag)
        return tag


def show(comparison: Comparison, a: str) -> str:
    """The comparison as HTML; `a` is the first prose. Without our marks and what is in `del`, b.

    Only text and tags of the two proses and the marks of COMPARISON_CLASSES are written.
    """
    units = split(a + "\n")
    page = _Page()
    moved = {step.source for step in comparison.steps if isinstance(step, Moved)}
    position = 0
    for step in comparison.steps:
        match step:
            case Kept(count):
                for unit in units[position : position + count]:
                    _write(page, unit.tokens, "")
                position += count
            case Turned(count, row):
                before = [
                    token for unit in units[position : position + count]
                    for token in unit.tokens
                ]  # fmt: skip
                _write_edited(page, row, before, "")
                position += count
            case Gone(count):
                _write_gone(page, units, position, position + count, moved)
                position += count
            case New(html):
                for one in html:
                    _write(page, tokens(one), "new")
            case Moved(source, row):
                _write_edited(page, row, units[source].tokens, "came")
    page.raw("")
    return secure_comparison("".join(page.out))


def _write(page: _Page, row: Sequence[str], mark: str) -> None:
    """A unit as it is, its text under one mark."""
    frames: list[str] = []
    for token in row:
        if not is_tag(token):
            _text(page, token, mark, frames)
        elif tag_name(token) == "hr":
            page.raw(_MARKS[mark][0] + token + _MARKS[mark][1])
        elif tag_name(token) in _BLOCKS:
            page.block(token)
        else:
            _inline(page, token, mark, frames)


def _text(page: _Page, token: str, mark: str, frames: Sequence[str]) -> None:
    if token.isspace() and page.after_block:
        page.raw(token)
    else:
        page.text(token, mark, frames)


def _inline(page: _Page, token: str, mark: str, frames: list[str]) -> None:
    """An inline tag: a <br> is text, the others change what stands around the text."""
    name = tag_name(token)
    if name in _VOID:
        page.text(token, mark, frames)
    elif not token.startswith("</"):
        frames.append(token)
    elif any(tag_name(frame) == name for frame in frames):
        while tag_name(frames.pop()) != name:
            pass


def _write_edited(page: _Page, row: Sequence[Edit], before: Sequence[str], kept: str) -> None:
    """Tokens with their edits: kept text, then what is gone, then what is new."""
    change = _Change(page, row, before, kept)
    for kind, token in _marked(row, before):
        if not is_tag(token) or tag_name(token) in _VOID - _BLOCKS:
            change.text(kind, token)
        elif tag_name(token) in _BLOCKS:
            change.block(kind, token)
        else:
            change.inline(kind, token)


class _Change:
    """Writes units that were changed, following the markup of both proses at once."""

    def __init__(self, page: _Page, row: Sequence[Edit], before: Sequence[str], kept: str) -> None:
        self.page = page
        self.kept = kept  # the mark of text that both have
        self.old: list[str] = []  # inline tags open in the old prose
        self.now: list[str] = []  # and in the new one
        self.in_old = True  # not between two paragraphs of the old prose
        self.waiting: list[tuple[str, list[str]]] = []  # gone text that came before its paragraph
        self.parted = _closings(row, before)
        self.is_other = False  # the paragraph is one of another kind now

    def block(self, kind: str, token: str) -> None:
        """The new prose has the blocks; where a paragraph was parted or joined, a ¶ says so."""
        closes = token.startswith("</")
        if kind != "new":
            self.in_old = not closes
            self.old.clear()
        parts = (kind == "new" and self.parted > 0) or (kind == "gone" and self.parted < 0)
        if closes and parts and self.page.takes_text:
            self.page.text(_PILCROW, kind, ())
        if kind == "gone":
            return
        if not closes:
            self.is_other = kind == "new" and not self.parted
        self.now.clear()
        self.page.block(token)
        if not closes:
            for text, frames in self.waiting:
                self.page.text(text, "gone", frames)
            self.waiting.clear()

    def inline(self, kind: str, token: str) -> None:
        """An inline tag of either prose, or of both."""
        if kind != "new":
            _inline(self.page, token, "", self.old)
        if kind != "gone":
            _inline(self.page, token, "", self.now)

    def text(self, kind: str, token: str) -> None:
        """Text or a line break."""
        if kind == "gone":
            # What a moved paragraph lost is read where it stood.
            if self.in_old and not self.kept:
                # A line break that is gone must not part what stands together now.
                text = _RETURN if is_tag(token) else token
                frames = [_without_id(tag) for tag in self.old]
                if self.page.takes_text:
                    self.page.text(text, "gone", frames)
                else:
                    self.waiting.append((text, frames))
            return
        mark = kind if kind == "new" else self.kept
        is_restyled = self.is_other or _looks(self.old) != _looks(self.now)
        if not mark and not is_tag(token) and is_restyled:
            mark = "restyled"
        if is_tag(token):
            self.page.text(token, mark, self.now)
        else:
            _text(self.page, token, mark, self.now)


def _looks(frames: Sequence[str]) -> list[str]:
    return [_without_id(tag) for tag in frames]


def _closings(row: Sequence[Edit], before: Sequence[str]) -> int:
    """How many blocks the edits make more than there were."""
    counts = Counter(
        kind
        for kind, token in _marked(row, before)
        if token.startswith("</") and tag_name(token) in _BLOCKS
    )
    return counts["new"] - counts["gone"]


def _marked(row: Sequence[Edit], before: Sequence[str]) -> Iterator[tuple[str, str]]:
    position = 0
    for edit in row:
        yield from (("kept", token) for token in before[position : position + edit.keep])
        position += edit.keep
        yield from (("gone", token) for token in before[position : position + edit.drop])
        position += edit.drop
        yield from (("new", token) for token in edit.put)


def _write_gone(page: _Page, units: Sequence[Unit], start: int, end: int, moved: set[int]) -> None:
    """Units that are not here any more, in whatever the new prose has open at this place."""
    closing = _holders(units, start, end)
    opened: set[int] = set()
    for index in range(start, end):
        unit = units[index]
        mark = "left" if index in moved else "gone"
        if unit.kind == "open" and index in closing and _fits(page, unit.name):
            opened.add(closing[index])
        elif unit.kind != "leaf" and index not in opened:
            continue
        if unit.kind == "leaf" and unit.name != "hr":
            _write_gone_leaf(page, unit, mark)
        elif unit.name != "hr" or _fits(page, "hr"):
            _write(page, [_without_id(token) for token in unit.tokens], mark)


def _write_gone_leaf(page: _Page, unit: Unit, mark: str) -> None:
    row = [_without_id(token) for token in unit.tokens]
    inner = [token for token in row if not (is_tag(token) and tag_name(token) in _BLOCKS)]
    while inner and inner[-1].isspace():
        inner.pop()
    if not inner:
        return
    if unit.name and _fits(page, unit.name):
        _write(page, row, mark)
        return
    shells = []
    while not page.holders or page.holders[-1] in _FITTING:
        shell = _FITTING[page.holders[-1]] if page.holders else "p"
        shells.append(shell)
        page.block(f"<{shell}>")
        if shell == "p":
            break
    if not shells and page.holders[-1] not in {"p", *LINE_BLOCKS}:
        shells = ["p"]
        page.block("<p>")
    _write(page, inner, mark)
    for shell in reversed(shells):
        page.block(f"</{shell}>")


def _holders(units: Sequence[Unit], start: int, end: int) -> dict[int, int]:
    """Where the tags that open among these units close, if they do so among them."""
    out: dict[int, int] = {}
    opened: list[int] = []
    for index in range(start, end):
        if units[index].kind == "open":
            opened.append(index)
        elif units[index].kind == "close" and opened and units[index].name:
            begin = opened.pop()
            if units[begin].name == units[index].name:
                out[begin] = index
    return out


def _fits(page: _Page, name: str) -> bool:
    """Whether an element may stand where the page is."""
    holder = page.holders[-1] if page.holders else "root"
    if holder in {"p", *LINE_BLOCKS}:
        return False
    if holder in _FITTING:
        return (
            name == _FITTING[holder]
            or (holder == "dl" and name == "dt")
            or (holder == "tr" and name == "th")
            or (holder == "table" and name in {"thead", "tbody", "tfoot", "caption"})
        )
    return name not in {"li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "caption",
                        "summary"}  # fmt: skip


def _without_id(tag: str) -> str:
    """A tag without its id: the new prose has the place."""
    return _ID.sub("", tag) if is_tag(tag) else tag
