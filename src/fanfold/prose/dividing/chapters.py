"""Where chapters begin. Headings that count on are certain; doubtful ones are asked."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.headings import Heading
from fanfold.prose.dividing.labels import find_label, find_note
from fanfold.prose.dividing.runs import Numbered, best_run
from fanfold.prose.dividing.starts import Start, find_candidates, has_text_below
from fanfold.prose.dividing.titles import with_parts, with_titles
from fanfold.prose.dividing.wrapping import ends_sentence

__all__ = ["find_starts"]

_LONGEST_TITLE = 80
# Signs on the page of a part: its name and perhaps a motto. More is a chapter.
_LONGEST_PART = 600
# Behind these a heading is read out, or stands on a door.
_ANNOUNCING = (":", "：", ",", "，")


def find_starts(desk: Desk) -> list[Start]:
    """The chapters' headings in reading order; empty when the text is one piece."""
    found = find_candidates(desk)
    starts = _choose(desk, found)
    return with_parts(desk, with_titles(desk, starts), found)


def _choose(desk: Desk, found: list[Start]) -> list[Start]:
    """Which of the candidates are chapters."""
    chapters = _of_kind(found, "chapter")
    parts = _of_kind(found, "part")
    named = _of_kind(found, "named")
    run = _run(desk, chapters, parts)
    if len(run) == 1 and not named and not _is_at_start(desk, run[0].line):
        run = []
    _ask_about(desk, chapters, run)
    run = run or _counted(desk, found, parts)
    if not run and len(run := _run(desk, parts, [])) == 1 and not named:
        run = run if _is_at_start(desk, run[0].line) else []
    if not run and not named:
        return _levels(desk, found)
    everything = _with_levels(desk, found, [*run, *named])
    if len(everything) == 1 and not _is_at_start(desk, everything[0].line):
        _ask_about(desk, everything, [])
        return []
    return everything


def _of_kind(found: Sequence[Start], kind: str) -> list[Start]:
    return [start for start in found if start.heading.kind == kind]


def _run(desk: Desk, starts: list[Start], parts: list[Start]) -> list[Start]:
    """The headings that count on best; the heading of a part lets them begin anew."""
    lines = [part.line for part in parts]
    followers = [*starts[1:], None]
    numbered = [
        Numbered(
            start.heading.number or 0,
            start.heading.minor,
            bisect_left(lines, start.line),
            _weight(desk, start, following),
        )
        for start, following in zip(starts, followers, strict=False)
    ]
    return [starts[place] for place in best_run(numbered)]


def _weight(desk: Desk, start: Start, following: Start | None) -> int:
    """What speaks for a heading beside its number, from 0 to MOST_WEIGHT."""
    before = desk.lines[start.line - 1].text if start.line else ""
    return (
        has_text_below(desk, start, following)
        + bool(desk.lines[start.line].level)
        + (not before.endswith(_ANNOUNCING))
    )


def _ask_about(desk: Desk, starts: list[Start], run: list[Start]) -> None:
    """Asks about the headings that are in no run: they stay in the text."""
    chosen = {start.line for start in run}
    numbers = {(start.heading.number, start.heading.minor) for start in run}
    for start in starts:
        if start.line in chosen:
            continue
        text = excerpt(desk.lines[start.line].text)
        number = start.heading.number
        if number is not None and (number, start.heading.minor) in numbers:
            desk.ask("chapter_number_repeats", text=text, number=number)
        else:
            desk.ask("maybe_heading", text=text)


def _counted(desk: Desk, found: list[Start], parts: list[Start]) -> list[Start]:
    """Bare numbers 1, 2, 3 … with text between them. One alone, or a list, is none."""
    bare = _of_kind(found, "numeric")
    listed = {
        line
        for one, other in pairwise(bare)
        if other.line == one.line + 1 and not desk.lines[one.line].level
        for line in (one.line, other.line)
    }
    bare = [start for start in bare if start.line not in listed]
    run = _run(desk, bare, parts)
    if len(run) < 2 or run[-1].text >= len(desk.lines):
        return []
    if run[0].heading.number not in {0, 1} and not all(desk.lines[one.line].level for one in run):
        return []
    if parts and not _are_pages(desk, parts, run):
        return []
    if len(run) == 2 and not _of_kind(found, "named") and not _is_below_titles(desk, run[0].line):
        run = []  # A list in the text is as likely.
    _ask_about(desk, bare, run)
    return run


def _is_below_titles(desk: Desk, line: int) -> bool:
    """Whether headings have no sentence of a story above them."""
    return _is_at_start(desk, line) and not any(
        ends_sentence(one.text) and not (find_label(one.text) or find_note(one.text))
        for one in desk.lines[:line]
        if not (one.is_separator or one.level or one.text.startswith(">"))
    )


def _are_pages(desk: Desk, parts: list[Start], run: list[Start]) -> bool:
    """Whether most parts have little more than a motto before their first numbered chapter."""
    lines = [start.line for start in run]
    pages = 0
    for part in parts:
        after = bisect_left(lines, part.line)
        signs = 0
        for index in range(part.text, lines[after] if after < len(lines) else len(desk.lines)):
            signs += max(1, len(desk.lines[index].text))
            if signs > _LONGEST_PART:
                break
        pages += after < len(lines) and signs <= _LONGEST_PART
    return 2 * pages >= len(parts)


def _with_levels(desk: Desk, found: list[Start], chosen: list[Start]) -> list[Start]:
    """Adds headings that stand on the same level of the document as the chosen ones.

    Not one right above a chapter: that is a part, or the title of the work.
    """
    by_line = {start.line: start for start in chosen}
    levels = {desk.lines[line].level for line in by_line} - {0}
    for start in found:
        line = desk.lines[start.line]
        if line.level in levels and start.line not in by_line and start.text not in by_line:
            if start.heading.kind == "level":
                by_line[start.line] = start
            elif start.heading.kind == "numeric":
                title = line.text.removesuffix(line.mark).strip("*_ ")
                by_line[start.line] = replace(start, heading=Heading("level", None, title, ""))
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
