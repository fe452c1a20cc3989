"""The “Label: value” lines at the top of a story: which there are, and how far each goes on."""

import re
from dataclasses import dataclass

from fanfold.prose.dividing.desk import Desk
from fanfold.prose.dividing.headings import read_heading
from fanfold.prose.dividing.labels import (
    LONG_VALUES,
    LOOSE_LABELS,
    find_label,
    find_labels,
    find_note,
)
from fanfold.prose.dividing.wrapping import ends_sentence, has_speech, runs_on

__all__ = ["Entry", "read_entries"]

_UNKNOWN_LABEL = re.compile(r"[*_]{0,2}[^\W\d_][^:.!?\n]{0,24}:\s*\S")
_LONGEST_REMARK = 300
# How far a header may go on: lines without a blank one between them, and paragraphs.
_MOST_LINES, _MOST_PARAGRAPHS = 15, 4
# Lines that a program wrapped are about as long as one another.
_WRAPPED = 50
_HANGING = 8
_FEW_WORDS = 3
# No story says these at the beginning of a line.
_NEVER_TOLD = frozenset({"rating", "pairing", "people", "fandom"})


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
    """The labelled lines from `start`; a line without a label belongs where it certainly does."""
    entries: list[Entry] = []
    seen: set[str] = set()
    index = start
    while index < stop:
        line = desk.lines[index]
        if desk.is_separator(index):
            index += 1
            continue
        labels = find_labels(line.text) if find_note(line.text) is None else []
        if not labels:
            if not entries or not _belongs(desk, index, stop):
                following = _before_a_label(desk, index, stop, seen) if entries else index
                if following == index:
                    break
                entries += [
                    Entry("", "", at, at + 1, desk.lines[at].text) for at in range(index, following)
                ]
                index = following
                continue
            entries.append(Entry("", "", index, index + 1, line.text))
            index += 1
            continue
        *others, (key, label, value) = labels
        seen |= {one[0] for one in labels}
        entries += [Entry(*one[:2], index, index + 1, one[2], False) for one in others]
        end = _end(desk, index, stop, key, seen, has_value=bool(value))
        value = _value(desk, index, end, value)
        entries.append(Entry(key, label, index, end, value, is_whole=not others))
        index = end
    while entries and not entries[-1].key and entries[-1].is_whole:
        entries.pop()
    return entries


def _end(desk: Desk, index: int, stop: int, key: str, seen: set[str], *, has_value: bool) -> int:
    """The line after the last one that certainly belongs to the header at `index`."""
    end, is_long = index + 1, key in LONG_VALUES
    if not has_value:
        end = _below(desk, index, stop, is_long=is_long)
    elif end < stop and desk.lines[end].quoted:
        while end < stop and desk.lines[end].quoted:
            end += 1
        return end
    first = index if has_value else index + 1
    while first < end < stop and _is_plain(desk, end) and not desk.is_parted(end):
        if _belongs(desk, end, stop):
            break
        is_hanging = desk.indent(end) >= _HANGING
        if not runs_on(desk, first, end, short=not (is_long or is_hanging)):
            break
        end += 1
    if not is_long or end == first:
        return _over_a_comma(desk, end, stop, seen) if end > first else end
    longer = _before_a_label(desk, end, stop, seen)
    return longer if longer > end else _before_a_parted_label(desk, end, stop, seen)


def _below(desk: Desk, index: int, stop: int, *, is_long: bool) -> int:
    """The line after the first one of a value that begins below its label."""
    end = index + 1
    if end < stop and desk.lines[end].text.startswith(">"):
        end += 1
        while end < stop and desk.lines[end].quoted:
            end += 1
        return end
    if end >= stop or not _is_plain(desk, end):
        return end
    after = end + 1
    is_labelled = after < stop and find_label(desk.lines[after].text) is not None
    return after if is_long or is_labelled or not desk.is_parted(end) else end


def _is_plain(desk: Desk, index: int) -> bool:
    """Whether nothing of its own begins with the line."""
    line = desk.lines[index]
    if desk.is_separator(index) or find_label(line.text) or find_note(line.text) or line.level:
        return False
    heading = read_heading(line.text, line.mark)
    return heading is None or heading.kind == "numeric"


def _over_a_comma(desk: Desk, end: int, stop: int, seen: set[str]) -> int:
    """A list goes on over short lines too, where another header is below it."""
    longer = _before_a_label(desk, end, stop, seen)
    before = [desk.lines[at - 1].text for at in range(end, longer)]
    return longer if all(text.endswith((",", "，", "、")) for text in before) else end


def _before_a_label(desk: Desk, end: int, stop: int, seen: set[str]) -> int:
    """The line of the next header when no blank line and no speech is before it; else `end`."""
    last = end
    while last < stop and last - end < _MOST_LINES and not desk.is_parted(last):
        text = desk.lines[last].text
        if find_label(text) is not None:
            return last if last > end and _is_sure(desk, last, stop, seen, alone=False) else end
        if not _is_plain(desk, last) or has_speech(text):
            return end
        last += 1
    return end


def _before_a_parted_label(desk: Desk, end: int, stop: int, seen: set[str]) -> int:
    """The line of the next header, when only a few paragraphs of no story are before it."""
    if end >= stop or not desk.is_parted(end) or not _is_plain(desk, end):
        return end
    for begin, after in desk.paragraphs(end, stop, _MOST_PARAGRAPHS + 1):
        if find_label(desk.lines[begin].text) is not None:
            return begin if _is_sure(desk, begin, stop, seen, alone=True) else end
        if not _is_plain(desk, begin) or has_speech(desk.text(begin, after)):
            return end
    return end


def _is_sure(desk: Desk, index: int, stop: int, seen: set[str], *, alone: bool) -> bool:
    """Whether a line with a label is a header of the block above it, and not the story's.

    No header stands twice. `alone`: a blank line parts it from the block.
    """
    text = desk.lines[index].text
    labels = find_labels(text)
    if not labels or labels[0][0] in seen or has_speech(text):
        return False
    key, _, value = labels[0]
    following = index + 1
    if following < stop:
        below = find_label(desk.lines[following].text)
        is_noted = find_note(desk.lines[following].text) is not None
        if (below is not None and below[0] not in seen) or is_noted:
            return True
    if key in LONG_VALUES:
        return key == "disclaimer" or not alone
    if len(value) > _LONGEST_REMARK or (ends_sentence(value) and len(value.split()) > _FEW_WORDS):
        return False
    is_ruled = following < stop and desk.is_separator(following)
    return is_ruled or (key in _NEVER_TOLD if alone else key not in LOOSE_LABELS)


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
