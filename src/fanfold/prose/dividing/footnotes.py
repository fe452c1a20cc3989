"""Footnotes which a word processor put behind the last chapter: each goes to its own.

And the marks that lead to them, where a heading ends with one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from fanfold.prose.tree import Element, text_of

__all__ = ["Footnotes", "find_footnotes", "mark_at_the_end"]

_NUMBERED = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?(?:[.:\s]|$)")
_LONGEST_MARK = 6
# Raised letters are ordinals (3rd, 1er): without a link, only these are marks.
_RAISED = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?")
# A note has no more blocks than this behind its first.
_BLOCKS_BEHIND = 6
_NO_NOTE = frozenset({"hr", "table", "h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class _Footnote:
    """Blocks from `start` up to `end`, or an item of the list at `start`."""

    reference: int  # the first block with a link to it
    start: int
    end: int
    item: Element | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes behind a text, from the block `first` to the end; a rule may stand before them.

    `notes` stand in the order of the blocks that lead to them.
    """

    first: int
    has_rule: bool
    notes: tuple[_Footnote, ...]
    blocks: list[Element]

    def of(self, start: int, end: int, glue: Callable[[int, int], list[Element]]) -> list[Element]:
        """The notes of the blocks from `start` up to `end`, with the rule. `glue` copies blocks."""
        out: list[Element] = []
        list_at = -1
        begin, stop = (bisect_left(self.notes, place, key=_reference) for place in (start, end))
        for note in sorted(self.notes[begin:stop], key=_place):
            if note.item is None:
                out += glue(note.start, note.end)
                list_at = -1
                continue
            if list_at != note.start:
                out.append(Element(self.blocks[note.start].name))
                out[-1].attributes |= self.blocks[note.start].attributes
                if out[-1].name == "ol" and note.number != 1:
                    out[-1].attributes["start"] = str(note.number)
                list_at = note.start
            _add(out[-1], note.item, note.number)
        return [*glue(self.first, self.first + 1), *out] if out and self.has_rule else out


def _reference(note: _Footnote) -> int:
    return note.reference


def _place(note: _Footnote) -> tuple[int, int]:
    return note.start, note.number


def _add(made: Element, item: Element, number: int) -> None:
    """An item goes into its list; where a number is skipped, it says its own."""
    copy = Element(item.name, dict(item.attributes))
    copy.children = item.children
    if made.name == "ol" and int(made.attributes.get("start", "1")) + len(made.children) != number:
        copy.attributes["value"] = str(number)
    made.children.append(copy)


def find_footnotes(blocks: list[Element]) -> Footnotes | None:
    """The notes at the very end of `blocks`, when links from above lead to all of them.

    A note links back, or begins with its number. Linear in the nodes.
    """
    reading = _Reading(blocks)
    notes: list[_Footnote] = []  # from the last to the first
    end = first = here = len(blocks)
    while here and blocks[here - 1].name not in _NO_NOTE and end - here < _BLOCKS_BEHIND:
        here -= 1
        found = reading.notes(here)
        if not found:
            continue
        if end - here > 1 and found[-1].item is not None:
            break
        notes += [replace(note, end=end) for note in reversed(found)]
        end = first = here
    if not notes:
        return None
    has_rule = first > 0 and blocks[first - 1].name == "hr"
    in_order = sorted(notes, key=_reference)
    return Footnotes(first - has_rule, has_rule, tuple(in_order), blocks)


def mark_at_the_end(line: Element) -> str:
    """The mark with which a line ends: what is raised there, or a link to a place in the text."""
    last: Element | str = line
    while isinstance(last, Element):
        is_link = bool(_link(last))
        if is_link or last.name == "sup":
            text = text_of(last).strip()
            is_short = 0 < len(text) <= _LONGEST_MARK
            return text if is_short and (is_link or _RAISED.fullmatch(text)) else ""
        filled = (one for one in reversed(last.children) if not _is_blank(one))
        last = next(filled, "")
    return ""


def _is_blank(child: Element | str) -> bool:
    return isinstance(child, str) and not child.strip()


class _Reading:
    """Where the places of a text are, and the first link to each."""

    def __init__(self, blocks: list[Element]) -> None:
        self.blocks = blocks
        self.places: dict[str, int] = {}
        self.links: dict[str, tuple[int, str]] = {}
        for index, block in enumerate(blocks):
            for element in _elements(block):
                if place := element.attributes.get("id"):
                    self.places.setdefault(place, index)
                if place := _link(element):
                    self.links.setdefault(place, (index, text_of(element).strip()))

    def notes(self, index: int) -> list[_Footnote]:
        """The notes that a block consists of; none when it is something else."""
        block = self.blocks[index]
        if block.name not in {"ol", "ul"}:
            reference = self._reference(block, index)
            return [] if reference is None else [_Footnote(reference, index, index + 1)]
        out = []
        number = int(block.attributes.get("start", "1"))
        for item in block.children:
            if not isinstance(item, Element):
                continue
            reference = self._reference(item, index)
            if reference is None:
                return []
            out.append(_Footnote(reference, index, index + 1, item, number))
            number += 1
        return out

    def _reference(self, note: Element, index: int) -> int | None:
        """The block above from which a link leads into `note`."""
        elements = _elements(note)
        own = [element.attributes["id"] for element in elements if "id" in element.attributes]
        leading = [self.links[place] for place in own if place in self.links]
        leads_back = any(self.places.get(_link(element), index) < index for element in elements)
        is_numbered = _NUMBERED.match(text_of(note)) is not None
        for at, text in leading:
            if at < index and (leads_back or (is_numbered and len(text) <= _LONGEST_MARK)):
                return at
        return None


def _link(element: Element) -> str:
    """The place inside the text that a link leads to, or ""."""
    href = element.attributes.get("href", "")
    return href[1:] if href.startswith("#") else ""


def _elements(root: Element) -> list[Element]:
    out: list[Element] = []
    todo: list[Element | str] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, Element):
            out.append(item)
            todo.extend(item.children)
    return out
