"""Empty paragraphs of a word processor's text: a habit of the author's, or scene breaks."""

import re
from collections import Counter

__all__ = ["settle_blank_lines"]

_EMPTY = r"(?:<p[^>]{0,80}>\s*</p>)"
_GAP = re.compile(rf"</p>({_EMPTY}*)(?=<p)")
_RUN = re.compile(rf"{_EMPTY}+")
_ONE = re.compile(_EMPTY)
_HABIT = 3


def settle_blank_lines(html: str) -> tuple[str, int]:
    """(HTML without empty paragraphs, scene breaks made of them).

    They are dropped where the author always types them, else they become scene breaks.
    """
    counts = Counter(len(_ONE.findall(match[1])) for match in _GAP.finditer(html))
    none = counts.pop(0, 0)
    habit = 0
    if counts:
        most = max(counts.values())
        run = min(length for length, count in counts.items() if count == most)
        habit = run if most >= _HABIT and most > none else 0
    breaks = 0

    def settle(match: re.Match[str]) -> str:
        nonlocal breaks
        is_between = html[max(0, match.start() - 4) : match.start()] == "</p>"
        follows = html[match.end() : match.end() + 2] == "<p"
        if len(_ONE.findall(match[0])) <= habit or not is_between or not follows:
            return ""
        breaks += 1
        return '<hr class="ff-break">'

    return _RUN.sub(settle, html), breaks
