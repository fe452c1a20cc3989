"""Footnotes of Markdown: `[^1]` in a text and `[^1]: a note` in lines of their own.

They become links and a list at the end, in the form that notes of office files have.
"""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.fences import fences_pair, in_fences

__all__ = ["REFERENCE", "Definition", "NoteNames", "find_definitions", "opens_note", "with_notes"]

# No two signs in a row, so that no emphasis hides in a label.
_LABEL = r"[^\W_]{1,40}(?:[-_.:][^\W_]{1,40}){0,8}"
REFERENCE = re.compile(rf"\[\^({_LABEL})\]")
"""What refers to a note; the group is its label."""
_OPENS = re.compile(rf"\[\^({_LABEL})\]:[ \t]*")
_INDENT = re.compile(r" {4}|\t")
# What ends a paragraph though no blank line stands before it.
_BLOCK = re.compile(r"#{1,6}[ \t]|>|```|\||<|[-+*][ \t]|\d{1,9}[.)][ \t]")
_STEMS = re.compile(r"\bfn(\d{0,6})-")


@dataclass(frozen=True, slots=True)
class Definition:
    """A note: its label, the lines from `start` up to `end`, and its text without label and indent.

    One without a text, or with half a fence, has none here, and stays as it was typed.
    """

    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NoteNames:
    """The numbers of the notes by their labels, in the order of the text; what ids begin with."""

    numbers: Mapping[str, int]
    stem: str = "fn"

    def reference(self, label: str, *, is_first: bool) -> str:
        """The link that leads to a note; the note leads back to the first one."""
        number = self.numbers[label]
        place = f' id="{self.stem}-ref-{number}"' if is_first else ""
        return f'<sup><a href="#{self.stem}-{number}"{place}>[{number}]</a></sup>'

    def item(self, label: str, text: str) -> str:
        """The note as an item of a list, its text still Markdown."""
        number = self.numbers[label]
        back = f'<a href="#{self.stem}-ref-{number}">↑</a>'
        last = text.rpartition("\n\n")[2]
        between = "\n\n" if _BLOCK.match(last) or last[:1].isspace() or "```" in text else " "
        return f'<li id="{self.stem}-{number}">\n\n{text}{between}{back}\n\n</li>'


def opens_note(line: str) -> bool:
    """Whether a note begins with this line, if anything refers to it."""
    return _OPENS.match(line) is not None


def find_definitions(lines: Sequence[str]) -> list[Definition]:
    """The notes of a text, each with the lines that belong to it. Code holds none.

    A paragraph goes on to the blank line; paragraphs indented by four are the note's too.
    """
    if not any(map(opens_note, lines)) or not fences_pair(lines):
        return []
    out: list[Definition] = []
    is_code = in_fences(lines)
    at = 0
    while at < len(lines):
        opened = None if is_code[at] else _OPENS.match(lines[at])
        if opened is None or is_scene_break(lines[at]):
            at += 1
            continue
        end = _end(lines, is_code, at + 1)
        others = [_INDENT.sub("", line, count=1) for line in lines[at + 1 : end]]
        text = "\n".join([lines[at][opened.end() :].rstrip(), *map(str.rstrip, others)]).strip("\n")
        is_note = bool(text.strip()) and fences_pair(text.split("\n"))
        out.append(Definition(opened[1], at, end, text if is_note else ""))
        at = end
    return out


def _end(lines: Sequence[str], is_code: Sequence[bool], at: int) -> int:
    """The line after the last one of a note whose second line is `at`."""
    end = at
    is_after_blank = False
    while at < len(lines) and not is_code[at]:
        line = lines[at]
        if not line.strip():
            is_after_blank = True
        elif _INDENT.match(line):
            end, is_after_blank = at + 1, False
        elif is_after_blank or opens_note(line) or _BLOCK.match(line) or is_scene_break(line):
            break
        else:
            end = at + 1
        at += 1
    return end


def with_notes(source: str, among: frozenset[str] | None = None) -> tuple[str, NoteNames]:
    """The source with its notes in a list at the end, and their names.

    Only notes that something refers to are moved, and of these only the ones `among` the labels
    when it is given. Two notes of one label stay as typed: nobody knows which is meant.
    """
    if "[^" not in source:
        return source, NoteNames({})
    lines = source.split("\n")
    found = find_definitions(lines)
    times = Counter(one.label for one in found)
    notes = {
        one.label: one
        for one in found
        if one.text and times[one.label] == 1 and (among is None or one.label in among)
    }
    moved = {at for one in notes.values() for at in range(one.start, one.end)}
    body = "\n".join(line for at, line in enumerate(lines) if at not in moved)
    numbers: dict[str, int] = {}
    texts = [body]
    for text in texts:  # A note may refer to another one.
        for label in REFERENCE.findall(text):
            if label in notes and label not in numbers:
                numbers[label] = len(numbers) + 1
                texts.append(notes[label].text)
    if not numbers:
        return source, NoteNames({})
    if len(numbers) < len(notes):
        return with_notes(source, frozenset(numbers))
    taken = set(_STEMS.findall(source))
    free = next(
        number
        for number in itertools.chain([""], map(str, itertools.count(2)))
        if number not in taken
    )
    names = NoteNames(numbers, f"fn{free}")
    items = (names.item(label, notes[label].text) for label in numbers)
    return "\n".join([body.rstrip("\n"), "", "<ol>", *items, "</ol>", ""]), names
