"""Lines that may begin a chapter, without those of a table of contents. Which do: chapters.py."""

from collections import Counter
from dataclasses import dataclass

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.headings import Heading, read_heading
from fanfold.prose.dividing.labels import find_label, find_note
from fanfold.prose.dividing.lines import Line
from fanfold.prose.dividing.wrapping import ends_sentence

__all__ = ["LONGEST_HEADING", "Start", "find_candidates", "has_text_below"]

LONGEST_HEADING = 255
"""Titles have up to 255 signs. A whole paragraph in a heading's element was meant to look big."""

_LINES_OF_CONTENTS = 3
_LINES_OF_A_TITLE = 2


@dataclass(frozen=True, slots=True)
class Start:
    """A heading: its line, the first line of the text after it, and how it reads."""

    line: int
    text: int
    heading: Heading
    added: tuple[tuple[str, str], ...] = ()  # what went into its title: a code, and the words
    doubtful: str = ""  # the line below it, which may be its title


def find_candidates(desk: Desk) -> list[Start]:
    """Every line that reads like a heading, in reading order. Contents are asked about."""
    out: list[Start] = []
    front = _front(desk)
    last: int | None = None  # the number of the chapter before
    for index, line in enumerate(desk.lines):
        if line.is_separator:
            continue
        if line.gap or line.level or _follows(desk, index, out):
            heading = _heading(desk, index, line)
        else:
            heading = _close_heading(desk, index, last, front)
        if heading is not None and len(heading.title) <= LONGEST_HEADING:
            out.append(Start(index, index + 1, heading))
            last = heading.number if heading.kind == "chapter" else last
    return _without_contents(desk, out)


def _front(desk: Desk) -> int:
    """The line after the first paragraphs, while each begins with a header."""
    front = 0
    for index, line in enumerate(desk.lines):
        if find_label(line.text) is not None:
            front = index + 1
        elif line.gap and index >= _LINES_OF_A_TITLE and not line.is_separator:
            break
    return front


def _close_heading(desk: Desk, index: int, last: int | None, front: int) -> Heading | None:
    """A heading with words, without a blank line above it: below headers, or when it counts on."""
    line = desk.lines[index]
    heading = read_heading(line.text, line.mark)
    if heading is None or heading.kind not in {"chapter", "named"} or line.quoted:
        return None
    if index <= front and find_label(desk.lines[index - 1].text) is not None:
        return heading
    if heading.kind == "named":
        return None
    counts_on = last is not None and heading.number == last + 1 and not heading.minor
    is_last, is_below_end = _gap_after(desk, index), ends_sentence(desk.lines[index - 1].text)
    if counts_on and is_last and is_below_end:
        return heading
    if is_last or is_below_end:
        desk.ask("maybe_heading", text=excerpt(line.text))
    return None


def has_text_below(desk: Desk, start: Start, following: Start | None) -> bool:
    """Whether anything stands between two headings that could be a chapter."""
    stop = following.line if following is not None else len(desk.lines)
    return any(
        not desk.is_separator(index) for index in range(start.text, min(stop, start.text + 3))
    )


def _follows(desk: Desk, index: int, out: list[Start]) -> bool:
    """Whether a line begins a paragraph because of what stands right above it."""
    if index == 0 or desk.is_separator(index - 1):
        return True
    return bool(out) and out[-1].line == index - 1


def _heading(desk: Desk, index: int, line: Line) -> Heading | None:
    heading = read_heading(line.text, line.mark)
    if heading is None and line.level:
        if find_note(line.text) is not None:
            return None  # "Author's Note" over a note is its label.
        title = line.text.removesuffix(line.mark).strip("*_ ")
        mark = line.mark if title else ""
        return Heading("level", None, title or line.text, "", mark=mark)
    if heading is not None and heading.kind in {"numeric", "named"} and not line.level:
        return heading if _gap_after(desk, index) else None
    return heading


def _gap_after(desk: Desk, index: int) -> bool:
    if index + 1 >= len(desk.lines):
        return False
    following = desk.lines[index + 1]
    return following.gap or following.is_separator


def _without_contents(desk: Desk, found: list[Start]) -> list[Start]:
    """Drops tables of contents: headings that follow each other without text, and count on."""
    out: list[Start] = []
    for run in _neighbours(found):
        kinds = Counter(start.heading.kind for start in run)
        most = max(kinds["chapter"], kinds["numeric"], kinds["named"])
        is_list = most >= 2 or max(kinds["part"], kinds["level"]) == len(run)
        if len(run) >= _LINES_OF_CONTENTS and is_list:
            text = desk.text(run[0].line, run[-1].line + 1)
            desk.ask("maybe_contents", text=excerpt(text))
        else:
            out += run
    return out


def _neighbours(found: list[Start]) -> list[list[Start]]:
    """Headings on lines in a row. Where one comes again, or numbers fall, something else begins."""
    runs: list[list[Start]] = []
    seen: dict[str, tuple[int, int]] = {}
    words: set[str] = set()
    for start in found:
        heading = start.heading
        place = heading.number or 0, heading.minor
        if (
            not runs
            or start.line != runs[-1][-1].line + 1
            or (heading.number is not None and place <= seen.get(heading.kind, (-1, 0)))
            or (heading.number is None and heading.title.casefold() in words)
        ):
            runs.append([])
            seen.clear()
            words.clear()
        if heading.kind == "part":
            seen.clear()
        seen[heading.kind] = place
        words.add(heading.title.casefold())
        runs[-1].append(start)
    return runs
