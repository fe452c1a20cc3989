"""The “Label: value” lines at the top of a story: which there are, and how far each goes on."""

import re
from dataclasses import dataclass

from fanfold.prose.dividing.desk import Desk
from fanfold.prose.dividing.labels import (
    LONG_VALUES,
    LOOSE_LABELS,
    find_label,
    find_labels,
    find_note,
)

__all__ = ["Entry", "read_entries"]

_UNKNOWN_LABEL = re.compile(r"[*_]{0,2}[^\W\d_][^:.!?\n]{0,24}:\s*\S")
_LONGEST_REMARK = 300
# How far a header may go on: lines without a blank one between them, and paragraphs.
_MOST_LINES, _MOST_PARAGRAPHS = 15, 4
# Lines that a program wrapped are about as long as one another.
_WRAPPED = 50
_HANGING = 8
_SENTENCE_END = tuple('.!?…。！？"”»’)')


@dataclass(frozen=True, slots=True)
class Entry:
    """A header, or with the key "" a remark among headers, on the lines from `start` up to `end`.

    `is_whole`: no other header stands on its lines.
    """

    key: str
    label: str
    start: int
    end: int
    value: str
    is_whole: bool = True


def read_entries(desk: Desk, start: int, stop: int) -> list[Entry]:
    """The labelled lines from `start`; a line without a label goes on with the one before."""
    entries: list[Entry] = []
    index = start
    while index < stop:
        line = desk.lines[index]
        if desk.is_separator(index):
            index += 1
            continue
        labels = find_labels(line.text) if find_note(line.text) is None else []
        if not labels:
            if not entries or not _belongs(desk, index, stop):
                break
            entries.append(Entry("", "", index, index + 1, line.text))
            index += 1
            continue
        *others, (key, label, value) = labels
        entries += [Entry(*one[:2], index, index + 1, one[2], False) for one in others]
        end = _end(desk, index, stop, key, has_value=bool(value))
        value = _value(desk, index, end, value)
        entries.append(Entry(key, label, index, end, value, is_whole=not others))
        index = end
    while entries and not entries[-1].key and entries[-1].is_whole:
        entries.pop()
    return entries


def _end(desk: Desk, index: int, stop: int, key: str, *, has_value: bool) -> int:
    """The line after the last one of the header at `index`."""
    end = index + 1
    while end < stop and _goes_on(desk, end, has_value or end > index + 1):
        if key not in LONG_VALUES and _belongs(desk, end, stop):
            break
        end += 1
    longer = end
    while longer < stop and (has_value or end > index + 1):
        end, longer = longer, _longer(desk, longer, stop, key)
        if longer == end:
            break
    return end


def _goes_on(desk: Desk, index: int, has_value: bool) -> bool:
    line = desk.lines[index]
    if line.quoted or (line.text.startswith(">") and not has_value):
        return True
    return _is_plain(desk, index) and (not line.gap or not has_value)


def _is_plain(desk: Desk, index: int) -> bool:
    """Whether nothing of its own begins with the line."""
    line = desk.lines[index]
    return not (
        desk.is_separator(index) or find_label(line.text) or find_note(line.text) or line.level
    )


def _longer(desk: Desk, end: int, stop: int, key: str) -> int:
    """Where a header ends that seems to end before the line `end`, when it surely goes on."""
    if not _is_plain(desk, end) or _belongs(desk, end, stop):
        return end
    if desk.is_parted(end):
        return _before_a_label(desk, end, stop) if key in LONG_VALUES else end
    last = end + 1
    while last < stop and last - end < _MOST_LINES and _is_plain(desk, last):
        if desk.is_parted(last):
            break
        last += 1
    if last - end == _MOST_LINES:
        return end
    if last < stop and not desk.is_parted(last) and find_label(desk.lines[last].text):
        return last
    # Then a blank line, a rule, a note or a heading follows: it was one paragraph, if no new
    # sentence began it.
    is_hanging = all(desk.indent(index) >= _HANGING for index in range(end, last))
    in_sentence = not desk.lines[end - 1].text.endswith(_SENTENCE_END)
    return last if is_hanging or in_sentence else end


def _before_a_label(desk: Desk, end: int, stop: int) -> int:
    """The line of the next header, when only a few paragraphs stand before it; else `end`."""
    here = end
    for begin, after in desk.paragraphs(end, stop, _MOST_PARAGRAPHS + 1):
        label = find_label(desk.lines[begin].text)
        if label is not None:
            below = begin + 1
            is_followed = below < stop and (
                desk.is_separator(below) or find_label(desk.lines[below].text) is not None
            )
            return here if is_followed or label[0] not in LOOSE_LABELS else end
        if not _is_plain(desk, begin):
            return end
        here = after
    return end


def _belongs(desk: Desk, index: int, stop: int) -> bool:
    """An unknown label or a note between known labels is part of the block."""
    line = desk.lines[index]
    following = index + 1
    if following >= stop or len(line.text) > _LONGEST_REMARK:
        return False
    is_labelled = bool(_UNKNOWN_LABEL.match(line.text)) or find_note(line.text) is not None
    return is_labelled and find_label(desk.lines[following].text) is not None


def _value(desk: Desk, index: int, end: int, first: str) -> str:
    """The words of a header: blank lines part its paragraphs, wrapped lines are joined."""
    out = first
    is_wrapped = desk.lines[index].end > 0 and all(
        len(desk.lines[at].text) >= _WRAPPED or desk.is_parted(at + 1)
        for at in range(index, end - 1)
    )
    for at in range(index + 1, end):
        line = desk.lines[at]
        parting = "\n\n" if desk.is_parted(at) else "\n"
        if is_wrapped and parting == "\n" and not line.text.startswith(">"):
            parting = " "
        out += parting + line.text
    return out.strip()
