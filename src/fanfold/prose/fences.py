"""Which lines of a Markdown source are code between fences. Only backticks are fences here."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.html_block import HTML_SEQUENCES

__all__ = ["fences_pair", "in_fences", "is_fence"]

# A line of ~~~ is an ornament in every archive.
_FENCE = re.compile(r" {0,3}(```+)[^`]*$")
_INDENT = re.compile(r" {0,3}(?=<)")


def is_fence(line: str) -> bool:
    """Whether the line could open or close code."""
    return _FENCE.match(line) is not None


def fences_pair(lines: Sequence[str]) -> bool:
    """Whether as many fences may close as open; else nobody knows where code ends."""
    return sum(mark is not None for mark in _marks(lines)) % 2 == 0


def in_fences(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is code or a fence; none is where the fences make no pairs."""
    if not any(map(is_fence, lines)) or not fences_pair(lines):
        return [False] * len(lines)
    out: list[bool] = []
    fence = ""
    for mark in _marks(lines):
        if mark and (not fence or mark.startswith(fence)):
            out.append(True)
            fence = "" if fence else mark
        else:
            out.append(bool(fence))
    return out


def _marks(lines: Sequence[str]) -> Iterator[str | None]:
    """For each line the backticks of its fence, if it is one. Within HTML, which begins and ends as
    CommonMark says, a line of backticks is text."""
    fence = ""
    html_ends: re.Pattern[str] | None = None
    is_after_blank = True
    for line in lines:
        mark = _FENCE.match(line) if html_ends is None else None
        if html_ends is None and mark is None and not fence and (indent := _INDENT.match(line)):
            text = line[indent.end() :]
            html_ends = next(
                (
                    ends
                    for begins, ends, interrupts in HTML_SEQUENCES
                    if begins.search(text) and (interrupts or is_after_blank)
                ),
                None,
            )
        if html_ends is not None and html_ends.search(line.strip()):
            html_ends = None
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        is_after_blank = not line.strip()
        yield mark[1] if mark else None
