"""Where chapters begin. Several headings in rising order are certain; doubtful ones are asked."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.headings import Heading, read_heading, undecorated
from fanfold.prose.dividing.labels import find_label, find_note

__all__ = ["Start", "find_starts"]

_CONTENTS = 3
_LONGEST_TITLE = 80
# A whole paragraph in a heading's element was only meant to look big. Titles have up to 255 signs.
_LONGEST_HEADING = 255
_MOST_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Start:
    """A heading: its line, the first line of the text after it, and how it reads."""

    line: int
    text: int
    heading: Heading


def find_starts(desk: Desk) -> list[Start]:
    """The chapters' headings in reading order; empty when the text is one piece."""
    found = _without_contents(desk, _candidates(desk))
    starts = _choose(desk, found)
    return _with_titles(desk, _with_parts(desk, starts, found))


def _candidates(desk: Desk) -> list[Start]:
    out: list[Start] = []
    for index, line in enumerate(desk.lines):
        if line.is_separator or not (_gap_before(desk, index, out) or line.level):
            continue
        heading = read_heading(line.text)
        if line.level and (heading is None or (heading.kind == "numeric" and not heading.label)):
            heading = Heading("level", None, line.text.strip("*_ "), "")
        if heading is None or len(heading.title) > _LONGEST_HEADING:
            continue
        if heading.kind == "level" and find_note(line.text) is not None:
            continue  # "Author's Note" over a note is its label.
        if heading.kind in {"numeric", "named"} and not line.level and not _gap_after(desk, index):
            continue
        out.append(Start(index, index + 1, heading))
    return out


def _gap_before(desk: Desk, index: int, out: list[Start]) -> bool:
    line = desk.lines[index]
    if line.gap or index == 0 or desk.is_separator(index - 1):
        return True
    return bool(out) and out[-1].line == index - 1


def _gap_after(desk: Desk, index: int) -> bool:
    if index + 1 >= len(desk.lines):
        return False
    following = desk.lines[index + 1]
    return following.gap or following.is_separator


def _without_contents(desk: Desk, found: list[Start]) -> list[Start]:
    """Drops tables of contents: headings of one kind that follow each other without text."""
    out: list[Start] = []
    run: list[Start] = []
    for start in [*found, None]:
        if (
            start is not None
            and run
            and start.line == run[-1].line + 1
            and start.heading.kind == run[-1].heading.kind
            and (start.heading.number or 0) >= (run[-1].heading.number or 0)
        ):
            run.append(start)
            continue
        if len(run) >= _CONTENTS:
            text = desk.text(run[0].line, run[-1].line + 1)
            desk.ask("maybe_contents", text=excerpt(text))
        else:
            out += run
        run = [start] if start is not None else []
    return out


def _choose(desk: Desk, found: list[Start]) -> list[Start]:
    """Which of the candidates are chapters."""
    worded = [start for start in found if start.heading.kind == "chapter"]
    if not worded:
        worded = [start for start in found if start.heading.kind == "part"]
    named = [start for start in found if start.heading.kind == "named"]
    chosen = _rising(desk, worded, found)
    numeric = [] if chosen else _counted(desk, found)
    if not chosen and not numeric and not named:
        return _levels(desk, found)
    everything = _with_levels(desk, found, [*chosen, *numeric, *named])
    if len(everything) == 1 and not _is_at_start(desk, everything[0].line):
        if everything[0].heading.kind != "level":
            text = desk.lines[everything[0].line].text
            desk.ask("maybe_heading", text=excerpt(text))
        return []
    return everything


def _rising(desk: Desk, worded: list[Start], found: list[Start]) -> list[Start]:
    """The headings whose numbers rise; a heading of a part lets them begin anew."""
    parts = [start.line for start in found if start.heading.kind == "part"]
    out: list[Start] = []
    for start in worded:
        number = start.heading.number or 0
        if out and number <= (out[-1].heading.number or 0):
            above = bisect_left(parts, start.line)
            if not above or parts[above - 1] < out[-1].line:
                same = number == out[-1].heading.number
                code = "chapter_number_repeats" if same else "maybe_heading"
                text = excerpt(desk.lines[start.line].text)
                desk.ask(code, text=text, **({"number": number} if same else {}))
                continue
        out.append(start)
    return out


def _counted(desk: Desk, found: list[Start]) -> list[Start]:
    """Bare numbers 1, 2, 3 … with text between them. One alone, or a list, is none."""
    out: list[Start] = []
    for start in (item for item in found if item.heading.kind == "numeric"):
        expected = (out[-1].heading.number or 0) + 1 if out else 1
        if start.heading.number == expected and (not out or start.line > out[-1].line + 1):
            out.append(start)
    if len(out) >= 2 and out[-1].line + 1 < len(desk.lines):
        return out
    return []


def _with_levels(desk: Desk, found: list[Start], chosen: list[Start]) -> list[Start]:
    """Adds headings that stand on the same level of the document as the chosen ones."""
    levels = {desk.lines[start.line].level for start in chosen} - {0}
    beside = [
        start
        for start in found
        if start.heading.kind == "level" and desk.lines[start.line].level in levels
    ]
    by_line = {start.line: start for start in [*beside, *chosen]}
    return [by_line[line] for line in sorted(by_line)]


def _levels(desk: Desk, found: list[Start]) -> list[Start]:
    """Without numbers or names: the headings of the topmost level that occurs twice or more."""
    headed = [start for start in found if desk.lines[start.line].level]
    for level in range(1, 7):
        same = [start for start in headed if desk.lines[start.line].level == level]
        if len(same) >= 2:
            return same
    return []


def _is_at_start(desk: Desk, line: int) -> bool:
    """Whether only front matter (headers, notes, a title) can stand before this line."""
    before = [index for index in range(line) if not desk.is_separator(index)]
    if len(before) <= 2:
        return all(len(desk.lines[index].text) <= _LONGEST_TITLE for index in before)
    labelled = sum(
        1
        for index in before
        if desk.lines[index].text.startswith(">")
        or find_label(desk.lines[index].text)
        or find_note(desk.lines[index].text)
    )
    return labelled * 2 >= len(before)


def _with_parts(desk: Desk, starts: list[Start], found: list[Start]) -> list[Start]:
    """A part's heading right before a chapter's goes into that chapter's title."""
    chosen = {start.line for start in starts}
    parts = {s.line: s for s in found if s.heading.kind == "part" and s.line not in chosen}
    out = []
    for start in starts:
        above = start.line - 1
        while above >= 0 and desk.is_separator(above):
            above -= 1
        part = parts.pop(above, None)
        if part is None:
            out.append(start)
            continue
        text = undecorated(desk.lines[above].text)
        title = f"{text}: {start.heading.title}" if start.heading.title else text
        desk.apply("part_heading", chapter=len(out) + 1, text=excerpt(text), label="")
        out.append(Start(above, start.text, replace(start.heading, title=title)))
    if starts:
        for part in parts.values():
            desk.ask("maybe_heading", text=excerpt(desk.lines[part.line].text))
    return out


def _with_titles(desk: Desk, starts: list[Start]) -> list[Start]:
    """Takes the short line after a heading as its title when it surely is one."""
    stops = [*(start.line for start in starts[1:]), len(desk.lines)] if starts else []
    untitled = [
        (start, stop)
        for start, stop in zip(starts, stops, strict=True)
        if not start.heading.title and start.heading.kind in {"chapter", "numeric", "part"}
    ]
    possible = {start.line for start, stop in untitled if _may_be_title(desk, start.text, stop)}
    habit = len(untitled) >= 2 and len(possible) == len(untitled)
    out: list[Start] = []
    by_line = {start.line: start for start in starts}
    dropped: set[int] = set()
    for start, _stop in zip(starts, stops, strict=True):
        if start.line in dropped:
            continue
        heading = start.heading
        following = by_line.get(start.text)
        if (
            not heading.title
            and heading.kind == "chapter"
            and following is not None
            and following.heading.kind in {"named", "level"}
        ):
            # "Chapter 1", then "Prologue": one chapter, told twice.
            dropped.add(following.line)
            title = following.heading.title
            out.append(Start(start.line, following.text, replace(heading, title=title)))
        elif start.line in possible and (habit or _surely_title(desk, start.text)):
            title = desk.lines[start.text].text.strip("*_ ")
            out.append(Start(start.line, start.text + 1, replace(heading, title=title)))
        else:
            if start.line in possible:
                text = excerpt(desk.lines[start.text].text)
                desk.ask("maybe_title", chapter=len(out) + 1, text=text)
            out.append(start)
            continue
        desk.apply("chapter_title", chapter=len(out), text=excerpt(title), label="")
    return out


def _may_be_title(desk: Desk, index: int, stop: int) -> bool:
    """A short line that parts from what follows, begins like a title and ends like none."""
    if index + 1 >= stop or desk.is_separator(index):
        return False
    line, following = desk.lines[index], desk.lines[index + 1]
    text = line.text.strip("*_ ")
    if not (following.gap or following.is_separator) or find_label(text) or find_note(text):
        return False
    if not text or len(text) > _LONGEST_TITLE or len(text.split()) > _MOST_TITLE_WORDS:
        return False
    quoted = text[0] in '"“«„‘' and text[-1] in '"”»“’'
    if quoted:
        return text[-2:-1] not in {".", ",", "!", "?", "…", "-", "—"}
    return (
        text[-1] not in ".!?…,;:”\"»'’-—。！？，；：」』"
        and not text[0].islower()
        and text[0] not in '"“«-–—'
    )


def _surely_title(desk: Desk, index: int) -> bool:
    line = desk.lines[index]
    text = line.text.strip("*_ ")
    if line.level or line.strong or not line.gap or text.isupper():
        return True
    words = [word for word in text.split() if len(word) >= 4 or len(text.split()) == 1]
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)
