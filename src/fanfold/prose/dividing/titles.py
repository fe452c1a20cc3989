"""What belongs to a chapter's heading: the title on the line below it, the parts above it."""

from dataclasses import replace

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.headings import read_heading, undecorated
from fanfold.prose.dividing.labels import find_label, find_note
from fanfold.prose.dividing.starts import LONGEST_HEADING, Start

__all__ = ["with_parts", "with_titles"]

_LONGEST_TITLE = 80
_MOST_TITLE_WORDS = 12


def with_parts(desk: Desk, starts: list[Start], found: list[Start]) -> list[Start]:
    """The headings of parts right above a chapter's go into that chapter's title.

    A heading of a higher level is a part where there are several. The others are asked about.
    """
    if not starts:
        return []
    levels = [desk.lines[start.line].level for start in starts if desk.lines[start.line].level]
    # A line that is a chapter's title already is no part of the next.
    chosen = {line for start in starts for line in range(start.line, start.text)}
    lowest = min(levels, default=0)
    above = {
        one.line: one
        for one in found
        if one.line not in chosen and (one.heading.kind == "part" or _is_above(desk, one, lowest))
    }
    stacks = [_stack(desk, start, above) for start in starts]
    parts = _levels_of_parts(desk, stacks)
    out = []
    for start, stack in zip(starts, stacks, strict=True):
        mine: list[Start] = []
        for one in stack:
            if one.heading.kind != "part" and desk.lines[one.line].level not in parts:
                break
            mine.append(one)
        mine.reverse()
        words = [_words(desk, one) for one in mine]
        title = ": ".join(filter(None, [*words, start.heading.title]))
        if not mine or len(title) > LONGEST_HEADING:
            out.append(start)
            continue
        for one in mine:
            del above[one.line]
        heading = replace(start.heading, title=title)
        added = (*(("part_heading", one) for one in words), *start.added)
        out.append(replace(start, line=mine[0].line, heading=heading, added=added))
    for line, one in above.items():
        if one.heading.kind == "part" or line > out[0].line:
            desk.ask("maybe_heading", text=excerpt(desk.lines[line].text))
    return out


def _is_above(desk: Desk, start: Start, level: int) -> bool:
    """Whether a heading without a number stands on a level that is not below the chapters'."""
    return start.heading.kind == "level" and 0 < desk.lines[start.line].level <= level


def _stack(desk: Desk, start: Start, above: dict[int, Start]) -> list[Start]:
    """The headings right above another, from the lowest to the highest."""
    stack = []
    line = start.line - 1
    while line >= 0:
        if line in above:
            stack.append(above[line])
        elif not desk.is_separator(line):
            break
        line -= 1
    return stack


def _levels_of_parts(desk: Desk, stacks: list[list[Start]]) -> set[int]:
    """The levels on which different headings stand above chapters. The work's title is one."""
    words: dict[int, set[str]] = {}
    for stack in stacks:
        for one in stack:
            line = desk.lines[one.line]
            words.setdefault(line.level, set()).add(line.text)
    return {level for level, texts in words.items() if level and len(texts) > 1}


def _words(desk: Desk, start: Start) -> str:
    if start.heading.kind == "level":
        return start.heading.title
    return undecorated(desk.lines[start.line].text)


def with_titles(desk: Desk, starts: list[Start]) -> list[Start]:
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
    for start in starts:
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
            out.append(_titled(start, following.heading.title, following.text))
        elif start.line in possible:
            text = desk.lines[start.text].text
            if habit or _surely_title(desk, start.text):
                out.append(_titled(start, text.strip("*_ "), start.text + 1))
            else:
                out.append(replace(start, doubtful=text))
        else:
            out.append(start)
    return out


def _titled(start: Start, title: str, text: int) -> Start:
    heading = replace(start.heading, title=title)
    return replace(start, text=text, heading=heading, added=(("chapter_title", title),))


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
    numbered = read_heading(text)
    if numbered is not None and numbered.kind == "numeric" and not numbered.title:
        return False  # The first of a chapter's numbered sections.
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
