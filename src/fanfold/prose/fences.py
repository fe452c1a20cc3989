"""Which lines of a Markdown source are code between fences. Only backticks are fences here."""

import re
from collections.abc import Sequence

__all__ = ["fences_pair", "in_fences", "is_fence"]

# A line of ~~~ is an ornament in every archive.
_FENCE = re.compile(r" {0,3}(```+)[^`]*$")


def is_fence(line: str) -> bool:
    """Whether the line could open or close code."""
    return _FENCE.match(line) is not None


def fences_pair(lines: Sequence[str]) -> bool:
    """Whether as many fences may close as open; else nobody knows where code ends."""
    return sum(map(is_fence, lines)) % 2 == 0


def in_fences(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is code or a fence; none is where the fences make no pairs."""
    if not fences_pair(lines):
        return [False] * len(lines)
    out: list[bool] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            out.append(True)
            fence = "" if fence else mark[1]
        else:
            out.append(bool(fence))
    return out
