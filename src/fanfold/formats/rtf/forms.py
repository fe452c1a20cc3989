"""How a paragraph of RTF stands: its own settings, its style, and the bullet before its words."""

import re

from fanfold.formats.office.look import Form, Item, Meaning
from fanfold.formats.rtf.state import Paper

__all__ = ["form_of"]

_NUMBER = re.compile(r"[\s(]*(?:(?:\d{1,4}\.)*(\d{1,6})|[a-zA-Z]{1,7}(?=[.)]))[.)\s]*")
_LONGEST_MARKER = 100


def form_of(paper: Paper, style: Meaning, marker: str) -> Form:
    """`marker` is what a writer put before the words for readers without lists, or ""."""
    heading = paper.heading or style.heading
    right = paper.alignment == "right" and paper.from_right  # Where such text begins anyway.
    boxed = paper.borders & {"left", "right"}
    return Form(
        heading=heading,
        title=style.title,
        quote=style.quote,
        alignment="" if right else paper.alignment,
        indented=paper.indented,
        rule_before="top" in paper.borders and not boxed,
        rule_after="bottom" in paper.borders and not boxed,
        item=None if heading or not marker.strip() else _item(paper, marker[:_LONGEST_MARKER]),
    )


def _item(paper: Paper, marker: str) -> Item:
    number = _NUMBER.fullmatch(marker)
    start = int(number[1]) if number and number[1] else 1
    key = f"{paper.list_key} {'ordered' if number else ''}"
    return Item(key, paper.list_level, number is not None, start)
