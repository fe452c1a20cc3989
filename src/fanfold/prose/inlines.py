"""Inside one paragraph: text, line breaks and the inline elements that are open around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanfold.prose.tree import Element
from fanfold.prose.vocabulary import MERGING

__all__ = ["UNSEEN", "Frame", "Inlines"]

# From the first space of a run or not at all: else a long run is tried from each of its spaces.
_LINES = re.compile(r"((?<![ \t])[ \t]*+\n[ \t\n]*+)")
_SPACES = " \t"
# White space, and what takes no room at all: Reddit's empty paragraphs hold U+200B.
UNSEEN = "\t\n\r \x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005" + (
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u2060"
)
# What a reading is set above has no reading of its own.
_ONCE = frozenset({"ruby", "rt", "rp"})
# What the elements around many paragraphs may weigh when they are opened anew in each, in
# characters of markup: so much at first, and more for each run of text. Plenty for a chapter in
# italics; a link of two thousand characters around every letter would weigh gigabytes.
_PURSE = 100_000
_EARNED_BY_TEXT, _EARNED_BY_SIGN = 40, 4


@dataclass(slots=True, eq=False)
class Frame:
    """An inline element that the walk is inside of; written only when text arrives."""

    name: str
    attributes: dict[str, str]
    anchor: str = ""
    written: bool = False

    def same(self, other: "Frame") -> bool:
        """Whether text of both may stand in one element."""
        return self is other or (self.repeats(other) and not (self.anchor or other.anchor))

    def repeats(self, outer: "Frame") -> bool:
        """Whether it says nothing that `outer`, around it, has not said."""
        return (
            self.name == outer.name and self.name in MERGING and self.attributes == outer.attributes
        )

    @property
    def weight(self) -> int:
        """Characters of its two tags."""
        return 5 + 2 * len(self.name) + sum(len(k) + len(v) + 4 for k, v in self.attributes.items())


class Inlines:
    """Writes text into the current paragraph; holds back spaces and breaks until text follows."""

    def __init__(self) -> None:
        self.anchors: list[str] = []  # places to link to that have no element yet
        self.lost_breaks = 0
        self.let_go = 0  # elements that were not opened again because the purse was empty
        self._purse = _PURSE
        self._frames: list[Frame] = []
        self._wanted: list[Frame] = []  # frames without those that repeat what an outer one says
        self._open: list[tuple[Frame, Element]] = []
        self._paragraph: Element | None = None
        self._raw = False
        self._space: list[str] = []
        self._tags = 0  # <br> since the last text
        self._newlines = 0

    @property
    def breaks(self) -> int:
        """How many line breaks stand between the last text and here."""
        return max(self._tags, self._newlines)

    def start(self, paragraph: Element, *, raw: bool = False) -> None:
        """From here on text goes into `paragraph`; `raw` keeps its white space (pre)."""
        self._paragraph, self._raw = paragraph, raw
        self._open = []
        self._space, self._tags, self._newlines = [], 0, 0
        if self.anchors and "id" not in paragraph.attributes:
            paragraph.attributes["id"] = self.anchors.pop(0)

    def end(self) -> int:
        """Closes the paragraph; returns how many <br> stood at its end."""
        if self._raw and self._paragraph is not None:
            _trim_end(self._paragraph)
            places: list[Element | str] = []
            while (place := _take_place(self._paragraph)) is not None:
                places.insert(0, place)
                _trim_end(self._paragraph)
            self._paragraph.children += places
        if self._paragraph is not None and self._paragraph.children:
            self._write_anchors(self._paragraph)
        trailing = self._tags
        self._paragraph, self._open, self._raw = None, [], False
        self._space, self._tags, self._newlines = [], 0, 0
        return trailing

    def take_breaks(self) -> int:
        """The <br> that stood where no paragraph was open; they are taken."""
        lost, self._tags, self._newlines, self._space = self._tags, 0, 0, []
        return lost

    def push(self, frame: Frame) -> None:
        """The walk enters an inline element."""
        self._frames.append(frame)
        if any(frame.repeats(outer) or _is_odd(frame, outer) for outer in self._wanted):
            if frame.anchor:
                self.anchors.append(frame.anchor)
                frame.written = True
            return
        if frame.name == "a":  # Of links in a link the inner one leads on.
            self._wanted = [outer for outer in self._wanted if outer.name != "a"]
        self._wanted.append(frame)

    def pop(self) -> None:
        """The walk leaves an inline element."""
        frame = self._frames.pop()
        if self._wanted and self._wanted[-1] is frame:
            self._wanted.pop()
            if frame.name == "a":
                self._wanted += [outer for outer in self._frames if outer.name == "a"][-1:]
        if frame.anchor and not frame.written:
            self.anchors.append(frame.anchor)

    def line_break(self) -> None:
        """A <br>."""
        if self._raw:
            self.write("\n", single=False, double=False)
            return
        self._tags += 1
        self._space = []

    def break_if_text(self) -> None:
        """The edge of a block inside a heading or verse: a line break when text came before."""
        if self._raw:
            if self._paragraph is not None and self._paragraph.children:
                self.write("\n", single=False, double=False)
        elif self._paragraph is not None and self._paragraph.children:
            self._tags = max(1, self._tags)

    def pieces(self, data: str, *, single: bool, double: bool) -> Iterator[str]:
        """The runs of text in `data`; newlines between them are noted as breaks or spaces."""
        for index, part in enumerate(_LINES.split(data)):
            if index % 2:
                count = part.count("\n")
                if (count == 1 and single) or (count > 1 and double):
                    self._newlines = max(self._newlines, count)
                    self._space = []
                elif not self._newlines and not self._tags:
                    self._space = self._space or [" "]
            elif part:
                core = part.strip(_SPACES)
                if not core:
                    self._hold(part)
                    continue
                start = part.index(core[0])
                self._hold(part[:start])
                yield core
                self._hold(part[start + len(core) :])

    def _hold(self, space: str) -> None:
        if space and not self._tags and not self._newlines:
            self._space.append(space)

    def hold_space(self, text: str, *, in_text: bool) -> bool:
        """Takes a run of no-break spaces inside a line; False when it is a line of its own."""
        if in_text and not self._tags and not self._newlines:
            self._space.append(text)
            return True
        return False

    def write(self, data: str, *, single: bool, double: bool) -> None:
        """Text of a heading, a verse or the like, which never splits into paragraphs."""
        if self._raw:
            if self._paragraph is not None and not self._paragraph.children:
                data = data.lstrip("\n")
            if data:
                self._append(data)
            return
        for text in self.pieces(data, single=single, double=double):
            if text.strip(UNSEEN):
                self.put(text)
            else:
                has_text = self._paragraph is not None and bool(self._paragraph.children)
                self.hold_space(text, in_text=has_text)

    def put(self, text: str) -> None:
        """Writes a run of text with whatever was held back before it."""
        self._append(text)

    def _append(self, text: str) -> None:
        if self._paragraph is None:
            return
        first = not self._paragraph.children
        wanted = self._wanted
        common = 0
        while common < min(len(wanted), len(self._open)) and self._open[common][0].same(
            wanted[common]
        ):
            common += 1
        del self._open[common:]
        parent = self._open[-1][1] if self._open else self._paragraph
        if self.breaks and not first:
            # Headings keep one break; in paragraphs two or more have already split it.
            parent.children.append(Element("br"))
        elif self._space and not first and not self._raw:
            parent.children.append("".join(self._space))
        self._space, self._tags, self._newlines = [], 0, 0
        self._write_anchors(parent)
        self._purse += _EARNED_BY_TEXT + _EARNED_BY_SIGN * len(text)
        for frame in wanted[common:]:
            if frame.written and not self._pays_for(frame):
                self._wanted = [one for one in self._wanted if one is not frame]
                continue
            element = Element(frame.name, dict(frame.attributes))
            if frame.anchor and not frame.written:
                element.attributes["id"] = frame.anchor
            frame.written = True
            parent.children.append(element)
            self._open.append((frame, element))
            parent = element
        parent.children.append(text)

    def _write_anchors(self, parent: Element) -> None:
        for anchor in self.anchors:
            parent.children.append(Element("span", {"id": anchor}))
        self.anchors = []

    def _pays_for(self, frame: Frame) -> bool:
        """Whether an element that was written once may be written again."""
        if frame.weight > self._purse:
            self.let_go += 1
            return False
        self._purse -= frame.weight
        return True


def _take_place(element: Element) -> Element | None:
    """Takes a place to link to off the end of verse: white space stood behind it, and went."""
    while element.children and isinstance(last := element.children[-1], Element):
        if set(last.attributes) == {"id"} and not last.children:
            element.children.pop()
            return last
        element = last
    return None


def _is_odd(frame: Frame, outer: Frame) -> bool:
    """Whether no parser reads the one inside the other as it was written."""
    return frame.name == outer.name and frame.name in _ONCE


def _trim_end(element: Element) -> None:
    """Takes white space from the end of verse, down into its last elements."""
    path = [element]
    while path:
        here = path[-1]
        if not here.children:
            path.pop()
            if path:
                path[-1].children.pop()
            continue
        last = here.children[-1]
        if isinstance(last, Element):
            if last.name == "br" or "id" in last.attributes:
                return
            path.append(last)
            continue
        last = last.rstrip(" \t\n")
        if last:
            here.children[-1] = last
            return
        here.children.pop()
