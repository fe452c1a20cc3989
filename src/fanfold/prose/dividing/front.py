"""What stands before the story: title, byline and "Label: value" headers of old archives."""

import re
from dataclasses import dataclass, field

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.labels import LOOSE_LABELS, find_label, find_note
from fanfold.prose.dividing.lines import unquoted
from fanfold.prose.dividing.notes import take_note

__all__ = ["Front", "take_front"]

_BYLINE = re.compile(
    r"(?P<label>(?:written\s+)?by:?|von|par|por|di|автор:?|作者[:：]?)\s+(?P<name>\S.{0,78})",
    re.IGNORECASE,
)
_UNKNOWN_LABEL = re.compile(r"[*_]{0,2}[^\W\d_][^:.!?\n]{0,24}:\s*\S")
# What may itself hold lines like “Remember: …”.
_LONG_VALUES = frozenset({"summary", "disclaimer", "dedication", "warnings"})
_SENTENCE_END = tuple(".!?…,;:”\"»'’")
_LONGEST_TITLE = 120


@dataclass(slots=True)
class Front:
    """Headers found so far; notes and summaries (HTML) that belong to the whole work."""

    values: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)

    def put(self, key: str, value: str) -> None:
        """A header; when the label stands twice, both values are kept."""
        self.values.setdefault(key, []).append(value)

    @property
    def headers(self) -> dict[str, str]:
        """Each key with all its values, on lines of their own."""
        return {key: "\n".join(filter(None, values)) for key, values in self.values.items()}


def take_front(desk: Desk, start: int, stop: int, front: Front, *, before_heading: bool) -> int:
    """Takes what is certainly front matter off the beginning; returns where the rest begins.

    With `before_heading` the lines end at a chapter heading, so a lone line is the title.
    """
    start, lead = _lead(desk, start, stop)
    entries = _entries(desk, lead[-1] + 1 if lead else start, stop)
    keys = {key for key, *_ in entries if key}
    strong = keys - LOOSE_LABELS
    byline = _byline(desk, lead)
    if entries and len(keys) < 2 and not strong and not byline:
        first = entries[0]
        desk.ask("maybe_header", text=excerpt(desk.text(first[2], first[3])), key=first[0])
        entries = []
    after = lead[-1] + 1 if lead else start
    is_all = all(desk.is_separator(index) for index in range(after, stop))
    is_title = (before_heading and is_all and len(lead) == 1) or _is_highest_heading(desk, lead)
    if lead and not entries and not byline and not is_title:
        return start
    if lead and not _take_lead(desk, lead, front, "title" in keys):
        return start
    for entry in entries:
        _take_entry(desk, entry, front)
        after = entry[3]
    return after


def _lead(desk: Desk, start: int, stop: int) -> tuple[int, list[int]]:
    """Up to two short lines at the very top that could be title and byline."""
    while start < stop and desk.is_separator(start):
        start += 1
    lead: list[int] = []
    index = start
    while index < stop and len(lead) < 2:
        line = desk.lines[index]
        if desk.is_separator(index) or find_label(line.text) or find_note(line.text):
            break
        if len(line.text) > _LONGEST_TITLE:
            break
        if (
            line.text.endswith(_SENTENCE_END)
            and not _BYLINE.fullmatch(line.text)
            and not line.level
        ):
            break
        lead.append(index)
        index += 1
    if len(lead) == 2 and not _BYLINE.fullmatch(desk.lines[lead[1]].text.strip("*_ ")):
        lead.pop()
    return start, lead


def _is_highest_heading(desk: Desk, lead: list[int]) -> bool:
    """Whether the first line is a heading above all others, as a title is: the one of its level."""
    if len(lead) != 1 or not (level := desk.lines[lead[0]].level):
        return False
    levels = [line.level for line in desk.lines if line.level]
    return level == min(levels) and levels.count(level) == 1


def _byline(desk: Desk, lead: list[int]) -> bool:
    if not lead:
        return False
    text = desk.lines[lead[-1]].text.strip("*_ ")
    return len(lead) == 2 and bool(_BYLINE.fullmatch(text)) and len(text.split()) <= 8


def _take_lead(desk: Desk, lead: list[int], front: Front, has_title: bool) -> bool:
    title = desk.lines[lead[0]].text.strip("*_ ")
    known = [one.casefold() for one in front.values.get("title", [title])[:2]]
    if has_title and known != [title.casefold()]:
        return False
    front.put("title", title) if not has_title else front.notes.append(f"<p>{_safe(title)}</p>")
    desk.apply("title_line", text=excerpt(title), label="")
    if len(lead) == 2:
        match = _BYLINE.fullmatch(desk.lines[lead[1]].text.strip("*_ "))
        if match:
            front.put("author", match["name"].strip())
            desk.apply("byline", text=excerpt(match["name"]), label=match["label"])
    return True


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# (key or "", label, first line, line after the last, value)
_Entry = tuple[str, str, int, int, str]


def _entries(desk: Desk, start: int, stop: int) -> list[_Entry]:
    """The labelled lines from `start`; a line without a label goes on with the one before."""
    entries: list[_Entry] = []
    index = start
    while index < stop:
        line = desk.lines[index]
        if desk.is_separator(index):
            index += 1
            continue
        label = find_label(line.text) if find_note(line.text) is None else None
        if label is None:
            if not entries or not _belongs(desk, index, stop):
                break
            entries.append(("", "", index, index + 1, line.text))
            index += 1
            continue
        end = index + 1
        while end < stop and _goes_on(desk, end, bool(label[2]) or end > index + 1):
            if label[0] not in _LONG_VALUES and _belongs(desk, end, stop):
                break
            end += 1
        value = "\n".join([label[2], *(line.text for line in desk.lines[index + 1 : end])]).strip()
        entries.append((label[0], label[1], index, end, value))
        index = end
    while entries and not entries[-1][0]:
        entries.pop()
    return entries


def _goes_on(desk: Desk, index: int, has_value: bool) -> bool:
    line = desk.lines[index]
    if line.quoted or (line.text.startswith(">") and not has_value):
        return True
    if desk.is_separator(index) or find_label(line.text) or find_note(line.text) or line.level:
        return False
    return not line.gap or not has_value


def _belongs(desk: Desk, index: int, stop: int) -> bool:
    """An unknown label or a note between known labels is part of the block."""
    line = desk.lines[index]
    following = index + 1
    if following >= stop or len(line.text) > 300:
        return False
    is_labelled = bool(_UNKNOWN_LABEL.match(line.text)) or find_note(line.text) is not None
    return is_labelled and find_label(desk.lines[following].text) is not None


def _take_entry(desk: Desk, entry: _Entry, front: Front) -> None:
    key, label, start, end, value = entry
    if key == "summary" and unquoted(value):
        front.summary.append(desk.script.note(start, end, len(desk.lines[start].text), 0))
        desk.apply("header", key=key, label=label, text=excerpt(unquoted(value)))
    elif key:
        value = unquoted(value) or value
        front.put(key, value)
        desk.apply("header", key=key, label=label, text=excerpt(value))
    elif (note := take_note(desk, start, end)) is not None:
        front.notes.append(note.html)
        desk.apply("work_notes", label=note.label, text=note.text)
    else:
        front.notes.append(desk.script.note(start, end, 0, 0))
        desk.apply("work_notes", label="", text=excerpt(value))
