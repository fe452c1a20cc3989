"""Whether a line certainly goes on with the one above it. What labels it has is not looked at."""

import re

from fanfold.prose.dividing.desk import Desk

__all__ = ["ends_sentence", "has_speech", "runs_on"]

_SENTENCE_END = tuple('.!?…。！？"”»’)」』')
# A shorter line met no edge.
_WRAPPED = 50
_WIDEST = 130
# Lines around that tell how wide a text was wrapped, and how many of them must be full.
_BEFORE, _BEHIND, _FULL = 5, 40, 3
_SPEECH = re.compile(r"^[\s*_]*(?:[\"“„«「『]|[-–—]\s?\w)|[,.!?…][\"”»]|[」』]")


def ends_sentence(text: str) -> bool:
    """Whether a line may be the last of its paragraph by its last sign."""
    return text.rstrip(" *_").endswith(_SENTENCE_END)


def has_speech(text: str) -> bool:
    """Whether somebody speaks in a line, as in stories."""
    return _SPEECH.search(text) is not None


def runs_on(desk: Desk, start: int, index: int, *, short: bool) -> bool:
    """Whether the line `index` certainly goes on with what began on the line `start`.

    A `short` value does so only behind a long line.
    """
    before, text = desk.lines[index - 1].text, desk.lines[index].text
    is_long = len(before) >= _WRAPPED
    if ends_sentence(before):
        return not short and index > start + 1 and _is_full(desk, index) and is_long
    is_list = before.rstrip().endswith((",", "，", "、"))
    if is_list or text[:1].islower():
        return is_long or not short or (is_list and not ends_sentence(text))
    return not short and is_long and _is_full(desk, index)


def _is_full(desk: Desk, index: int) -> bool:
    """Whether the first word of the line had no room on the line before it."""
    if not desk.lines[index].end:
        return False  # HTML breaks no line at an edge.
    around = desk.lines[max(0, index - _BEFORE) : index + _BEHIND]
    lengths = [len(line.text) for line in around]
    width = max(lengths)
    full = sum(1 for length in lengths if length >= 0.8 * width)
    word = desk.lines[index].text.split(None, 1)[0]
    room = len(desk.lines[index - 1].text) + 1 + len(word)
    return _WRAPPED <= width <= _WIDEST and full > _FULL and room > width
