"""The rules of a style sheet, as text. What they mean is the matter of who asks."""

import re
from collections.abc import Iterator

__all__ = ["style_rules"]

_MARKS = re.compile(r"[{}]")
_LONGEST_RULE = 5_000


def style_rules(css: str) -> Iterator[tuple[list[str], str]]:
    """Selectors and declarations of the rules that stand under no condition (@media and such)."""
    css = _without_comments(css)
    heads: list[str] = []
    at = 0
    for mark in _MARKS.finditer(css):
        between = css[at : mark.start()]
        at = mark.end()
        if mark[0] == "{":
            heads.append(between.rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not heads and not head.startswith("@") and len(head) < _LONGEST_RULE:
                yield [one.strip() for one in head.split(",")], between[:_LONGEST_RULE]


def _without_comments(css: str) -> str:
    first, *others = css.split("/*")
    return " ".join((first, *(other.partition("*/")[2] for other in others)))
