"""The rules of a style sheet, as text. What they mean is the matter of who asks."""

import re
from collections.abc import Iterator

__all__ = ["style_rules"]

_MARKS = re.compile(r"[{}]")
_LONGEST_RULE = 5_000


def style_rules(css: str) -> Iterator[tuple[list[str], str]]:
    """Selectors and declarations of the rules that stand under no condition (@media and such).

    A rule that the sheet breaks off in is one (CSS Syntax 3, §2.2).
    """
    css = _without_comments(css)
    heads: list[str] = []
    at = 0
    for mark in _MARKS.finditer(css):
        between = css[at : mark.start()]
        at = mark.end()
        if mark[0] == "{":
            heads.append(between.rpartition(";")[2].strip())
        elif heads:
            yield from _rule(heads, between)
            heads.pop()
    yield from _rule(heads, css[at:])


def _rule(heads: list[str], body: str) -> Iterator[tuple[list[str], str]]:
    if len(heads) == 1 and not heads[0].startswith("@") and len(heads[0]) < _LONGEST_RULE:
        yield [one.strip() for one in heads[0].split(",")], body[:_LONGEST_RULE]


def _without_comments(css: str) -> str:
    first, *others = css.split("/*")
    return " ".join((first, *(other.partition("*/")[2] for other in others)))
