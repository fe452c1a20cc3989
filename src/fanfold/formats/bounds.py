"""What may be handed to a parser of HTML: depth and number of tags, in one linear pass.

Such a parser is quadratic in depth, and opens unclosed formatting anew in every block.
"""

import re

__all__ = ["MAX_DEPTH", "MAX_TAGS", "is_bounded", "may_be_parsed", "tags_of"]

MAX_DEPTH = 100
MAX_TAGS = 300_000
"""A novel of 100,000 words has some 10,000."""
# Formatting that is open while a block begins; sloppy pages have some hundred such places.
_REOPENINGS = 200_000

_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/<>]{0,40})((?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')*)>"
)
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small",
                         "strike", "strong", "tt", "u"})  # fmt: skip
# Elements without an end, and those whose end may be left out: nobody nests them by accident.
_FLAT = frozenset({"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link",
                   "meta", "param", "source", "track", "wbr", "image", "p", "li", "dd", "dt",
                   "tr", "td", "th", "tbody", "thead", "tfoot", "option", "html", "head",
                   "body"})  # fmt: skip


def is_bounded(html: str) -> bool:
    """Whether `html` stays within MAX_DEPTH and within what its unclosed formatting may cost."""
    depth = formatting = cost = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _FLAT:
            cost += formatting
            if cost > _REOPENINGS:
                return False
            continue
        step = -1 if match[1] else 0 if match[3].endswith("/") else 1
        depth = max(0, depth + step)
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if depth > MAX_DEPTH:
            return False
    return True


def may_be_parsed(html: str) -> bool:
    """Whether a whole page of unknown origin may be parsed: tags, depth and formatting."""
    return tags_of(html) <= MAX_TAGS and is_bounded(html)


def tags_of(html: str) -> int:
    """How many tags `html` may hold, at most."""
    return html.count("<")
