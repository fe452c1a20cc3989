"""What stands before the story: title, byline and "Label: value" headers of old archives."""

import re
from dataclasses import dataclass, field

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.headers import Entry, read_entries
from fanfold.prose.dividing.labels import LONG_VALUES, LOOSE_LABELS, find_label, find_note
from fanfold.prose.dividing.lines import unquoted
from fanfold.prose.dividing.notes import take_note

__all__ = ["Front", "take_front"]

_BYLINE = re.compile(
    r"(?P<label>(?:written\s+)?by:?|von|par|por|di|автор:?|作者[:：]?)\s+(?P<name>\S.{0,78})",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(from|to|cc|subject|date|sent|newsgroups|reply-to|message-id|sender|organi[sz]ation|lines|"
    r"path|xref|references|mime-version|content-[a-z-]+|x-[a-z-]+):\s*\S",
    re.IGNORECASE,
)
# Below the head of an e-mail, a letter may have one.
_FEW_HEADERS = 2
_SENTENCE_END = tuple(".!?…,;:”\"»'’")
_LONGEST_TITLE = 120
_BYLINE_WORDS = 8
_PARTICLES = frozenset(
    (
        "of",
        "the",
        "and",
        "von",
        "van",
        "der",
        "den",
        "de",
        "du",
        "da",
        "do",
        "di",
        "del",
        "la",
        "le",
    )
)
_PARAGRAPHS_TO_A_RULE = 4


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
    mail = _mail_end(desk, start, stop)
    if mail > start:
        lead = [mail - 1]
    entries = read_entries(desk, lead[-1] + 1 if lead else start, stop)
    keys = {entry.key for entry in entries if entry.key}
    strong = keys - LOOSE_LABELS
    if mail > start:
        if len(keys) < _FEW_HEADERS:
            desk.ask("maybe_header", text=excerpt(desk.text(start, mail)), key="")
            return start
        lines = desk.lines[start:mail]
        remarks = [Entry("", "", at, at + 1, one.text) for at, one in enumerate(lines, start)]
        entries, lead = [*remarks, *entries], []
    byline = _byline(desk, lead, stop, is_sure=bool(strong) or before_heading)
    if entries and len(keys) < 2 and not strong and not byline:
        first = entries[0]
        desk.ask("maybe_header", text=excerpt(desk.text(first.start, first.end)), key=first.key)
        entries = []
    after = lead[-1] + 1 if lead else start
    is_all = all(desk.is_separator(index) for index in range(after, stop))
    has_title = "title" in keys or "title" in front.values
    is_alone = before_heading and is_all and len(lead) == 1 and not has_title
    is_title = is_alone or _is_highest_heading(desk, lead)
    if lead and not entries and not byline and not is_title:
        return start
    if lead and not _take_lead(desk, lead, front, has_title):
        return start
    for entry in entries:
        _take_entry(desk, entry, front)
        after = entry.end
    if entries:
        _ask_whether_it_goes_on(desk, entries[-1], stop)
    return after


def _mail_end(desk: Desk, start: int, stop: int) -> int:
    """The line after the head of an e-mail or a posting, which says whom it is from or what on."""
    end = start
    names = set()
    while end < stop and (match := _MAIL.match(desk.lines[end].text)):
        names.add(match[1].lower())
        end += 1
    return end if len(names) > 1 and names & {"from", "subject"} else start


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


def _byline(desk: Desk, lead: list[int], stop: int, *, is_sure: bool) -> bool:
    """Whether the second line certainly names the author; in a poem it may go on with the first.

    `is_sure`: headers follow, or where nothing else does, a chapter.
    """
    if len(lead) < 2:
        return False
    match = _BYLINE.fullmatch(desk.lines[lead[1]].text.strip("*_ "))
    if match is None or len(match.string.split()) > _BYLINE_WORDS:
        return False
    after = lead[1] + 1
    is_parted = after >= stop or desk.is_parted(after) or desk.is_separator(after)
    is_named = _is_name(match["name"])
    if is_parted and (is_named or is_sure):
        return True
    if is_sure and find_label(desk.lines[after].text) is not None:
        return True
    if is_parted or is_named:
        desk.ask("maybe_header", text=excerpt(match.string), key="author")
    return False


def _is_name(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _PARTICLES]
    return bool(words) and not any(word[0].islower() and word.isalpha() for word in words)


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


def _ask_whether_it_goes_on(desk: Desk, last: Entry, stop: int) -> None:
    """What follows without a blank line, or is soon parted from the story, may be the header's."""
    if last.key not in LONG_VALUES or last.end >= stop:
        return
    text = desk.lines[last.end].text
    if desk.is_separator(last.end) or find_label(text) or find_note(text):
        return
    paragraphs = desk.paragraphs(last.end, stop, _PARAGRAPHS_TO_A_RULE)
    is_ruled = any(desk.is_separator(one) for one, _ in paragraphs[1:])
    is_labelled = any(find_label(desk.lines[one].text) for one, _ in paragraphs[1:])
    if not desk.is_parted(last.end) or is_labelled or (is_ruled and last.key == "summary"):
        code = "maybe_summary_goes_on" if last.key == "summary" else "maybe_disclaimer_goes_on"
        desk.ask(code, text=excerpt(desk.text(*paragraphs[0])))


def _take_entry(desk: Desk, entry: Entry, front: Front) -> None:
    key, label, value = entry.key, entry.label, entry.value
    if key == "summary" and entry.is_whole and unquoted(value):
        label_width = len(desk.lines[entry.start].text)
        front.summary.append(desk.script.note(entry.start, entry.end, label_width, 0))
        desk.apply("header", key=key, label=label, text=excerpt(unquoted(value)))
    elif key:
        value = unquoted(value) or value
        front.put(key, value)
        desk.apply("header", key=key, label=label, text=excerpt(value))
    elif not entry.is_whole:
        front.notes.append(f"<p>{_safe(value)}</p>")
        desk.apply("work_notes", label="", text=excerpt(value))
    elif (note := take_note(desk, entry.start, entry.end)) is not None:
        front.notes.append(note.html)
        desk.apply("work_notes", label=note.label, text=note.text)
    else:
        front.notes.append(desk.script.note(entry.start, entry.end, 0, 0))
        desk.apply("work_notes", label="", text=excerpt(value))
