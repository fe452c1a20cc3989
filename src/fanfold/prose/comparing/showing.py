"""A comparison as prose that a reader can follow: the new text, with what is gone still in it.

The structure is the new prose's; marks stand around text only, inside of all other inline markup,
so nothing can cross. The classes are none that an author's own prose can have.
"""

from collections.abc import Iterable, Iterator, Sequence

from fanfold.prose.comparing.comparison import (
    Comparison,
    Gone,
    Kept,
    Moved,
    New,
    Turned,
    along,
    what_became,
)
from fanfold.prose.comparing.page import FITTING, TEXT_BLOCKS, Page, Stretch
from fanfold.prose.comparing.units import (
    BLOCKS,
    Unit,
    is_tag,
    look_of,
    split,
    tag_name,
    without_id,
)
from fanfold.prose.comparing.wording import Edit

__all__ = ["show"]

_PILCROW, _RETURN = "¶", "↵"
_BLANK = "\u00a0"  # all that a deliberate blank line holds
_VOID = frozenset({"br", "wbr"})
# What may stand nowhere but directly in these.
_PLACES = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"}, "th": {"tr"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
    "caption": {"table"}, "summary": set[str](),
}  # fmt: skip

Marked = tuple[str, str]
"""A token, and before it "kept", "gone", "new", or "alike": new, and looks like what is gone."""


def show(comparison: Comparison, a: str) -> list[Stretch]:
    """The comparison as HTML in stretches; `a` is the first prose.

    Joined, and without our marks and what is in `del`, b; but a deliberate blank line that is new
    shows a ¶. Of what looks alike only the new is there. Only text and tags of the two proses and
    the marks of COMPARISON_CLASSES are written.
    """
    page = Page()
    moved = {step.source for step in comparison.steps if isinstance(step, Moved)}
    for step, here, first in along(comparison.steps, split(a)):
        match step:
            case Kept(_, False):
                for unit in here:
                    page.keep(unit)
            case Kept():
                _write_units(page, here, "restyled")
            case Turned(_, row):
                before = [token for unit in here for token in unit.tokens]
                became = what_became(row, before)
                _Writer(page, "", became, _parted(row, before)).write(_marked(row, before))
            case Gone():
                _write_gone(page, here, first, moved)
            case New(fresh):
                _write_units(page, fresh, "new")
            case Moved(_, row):
                # What it lost is read where it stood.
                marked = (one for one in _marked(row, here[0].tokens) if one[0] != "gone")
                _Writer(page, "came", "came").write(marked)
    return page.stretches()


def _write_units(page: Page, units: Sequence[Unit], mark: str) -> None:
    """Units whose text is under one mark."""
    for unit in units:
        _write(page, _seen(unit), mark)


def _seen(unit: Unit) -> Sequence[str]:
    """The tokens of a unit; a blank line shows a sign, that its mark may be seen."""
    if unit.is_break:
        return [
            _PILCROW if token.strip() == "" and not token.isascii() else token
            for token in unit.tokens
        ]
    return unit.tokens


def _write(page: Page, row: Iterable[str], mark: str) -> None:
    _Writer(page, mark, mark).write(("kept", token) for token in row)


def _marked(row: Sequence[Edit], before: Sequence[str]) -> Iterator[Marked]:
    """Kept text, then what is gone, then what is new."""
    position = 0
    for edit in row:
        yield from (("kept", token) for token in before[position : position + edit.keep])
        position += edit.keep
        dropped = before[position : position + edit.drop]
        position += edit.drop
        if any(map(is_tag, (*dropped, *edit.put))) or (
            look_of("".join(dropped)) != look_of("".join(edit.put))
        ):
            yield from (("gone", token) for token in dropped)
            yield from (("new", token) for token in edit.put)
        else:
            yield from (("alike", token) for token in edit.put)


def _parted(row: Sequence[Edit], before: Sequence[str]) -> int:
    """How many paragraphs the edits make more than there were."""
    return sum(
        (kind == "new") - (kind == "gone")
        for kind, token in _marked(row, before)
        if token.startswith("</") and tag_name(token) in BLOCKS
    )


class _Writer:
    """Writes units, following the markup of both proses at once."""

    def __init__(self, page: Page, kept: str, became: str, parted: int = 0) -> None:
        self.page = page
        self.kept = kept  # the mark of text that both have
        self.became = became  # what is said of each paragraph
        self.parted = parted  # how many paragraphs more there are than there were
        self.old: list[str] = []  # inline tags open in the old prose
        self.now: list[str] = []  # and in the new one
        self.in_old = True  # not between two paragraphs of the old prose
        self.waiting: list[tuple[str, list[str]]] = []  # gone text that came before its paragraph
        self.is_other = False  # the paragraph is one of another kind now

    def write(self, marked: Iterable[Marked]) -> None:
        """Writes the tokens in order."""
        self.page.begin(self.became)
        for kind, token in marked:
            name = tag_name(token) if is_tag(token) else ""
            if not name or name in _VOID:
                self._text(kind, token)
            elif name in BLOCKS:
                self._block(kind, token, name)
            else:
                self._inline(kind, token, name)

    def _block(self, kind: str, token: str, name: str) -> None:
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
        self.now.clear()
        if name == "hr":
            self.page.rule(token, self.kept)
            return
        if not closes:
            self.page.begin(self.became)
        self.page.block(token)
        if not closes:
            self.is_other = kind == "new" and not self.parted
            for text, frames in self.waiting:
                self.page.text(text, "gone", frames)
            self.waiting.clear()

    def _inline(self, kind: str, token: str, name: str) -> None:
        """An inline tag of either prose, or of both."""
        for frames, other in ((self.old, "new"), (self.now, "gone")):
            if kind == other:
                continue
            if not token.startswith("</"):
                frames.append(token)
            elif any(tag_name(frame) == name for frame in frames):
                while tag_name(frames.pop()) != name:
                    pass

    def _text(self, kind: str, token: str) -> None:
        """Text or a line break."""
        if kind == "gone":
            self._gone(token)
            return
        mark = self.kept if kind == "kept" else kind
        if not mark and not is_tag(token) and (self.is_other or self._is_restyled()):
            mark = "restyled"
        if token.isspace() and self.page.after_block:
            self.page.raw(token)
        else:
            self.page.text(token, mark, self.now)

    def _gone(self, token: str) -> None:
        if not self.in_old:
            return
        # A line break that is gone must not part what stands together now.
        text = _RETURN if is_tag(token) else token
        frames = [without_id(tag) for tag in self.old]
        if self.page.takes_text:
            self.page.text(text, "gone", frames)
        else:
            self.waiting.append((text, frames))

    def _is_restyled(self) -> bool:
        return self.old != self.now and list(map(without_id, self.old)) != list(
            map(without_id, self.now)
        )


def _write_gone(page: Page, units: Sequence[Unit], first: int, moved: set[int]) -> None:
    """Units that are not here any more, in whatever the new prose has open at this place."""
    ends = _ends(units)
    shown: set[int] = set()
    for index, unit in enumerate(units):
        mark = "left" if first + index in moved else "gone"
        row = [without_id(token) if is_tag(token) else token for token in _seen(unit)]
        if unit.kind == "leaf" and unit.name != "hr":
            _write_gone_leaf(page, unit, row, mark)
        elif unit.kind == "open" and index in ends and _fits(page, unit.name):
            shown.add(ends[index])
            _write(page, row, mark)
        elif index in shown or (unit.kind == "leaf" and _fits(page, "hr")):
            _write(page, row, mark)


def _write_gone_leaf(page: Page, unit: Unit, row: Sequence[str], mark: str) -> None:
    if unit.name and _fits(page, unit.name):
        _write(page, row, mark)
        return
    inner = [token for token in row if not (is_tag(token) and tag_name(token) in BLOCKS)]
    if not "".join(inner).strip():
        return
    page.begin("")
    shells = []
    while page.holder in FITTING:
        shells.append(FITTING[page.holder])
        page.block(f"<{shells[-1]}>")
    if not shells and page.holder not in TEXT_BLOCKS:
        shells.append("p")
        page.block("<p>")
    _write(page, inner, mark)
    for shell in reversed(shells):
        page.block(f"</{shell}>")


def _ends(units: Sequence[Unit]) -> dict[int, int]:
    """Where what opens among these units closes, if it does so among them."""
    out: dict[int, int] = {}
    opened: list[int] = []
    for index, unit in enumerate(units):
        if unit.kind == "open":
            opened.append(index)
        elif unit.kind == "close" and opened and units[begin := opened.pop()].name == unit.name:
            out[begin] = index
    return out


def _fits(page: Page, name: str) -> bool:
    """Whether an element may stand where the page is."""
    if name in _PLACES:
        return page.holder in _PLACES[name]
    return page.holder not in TEXT_BLOCKS and page.holder not in FITTING
