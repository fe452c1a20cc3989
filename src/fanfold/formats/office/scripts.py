"""Which of a word processor's three kinds of writing a letter belongs to; each has its own look."""

import re
from collections.abc import Iterator
from typing import Literal

__all__ = ["Script", "in_scripts"]

Script = Literal["western", "asian", "complex"]

_ASIAN = (
    "\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff"
)
_COMPLEX = "\u0590-\u0fff\u1780-\u17ff\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefe"
_LETTERS = re.compile(f"([{_ASIAN}])|([{_COMPLEX}])|([^\\W\\d_])")
_OTHERS = re.compile(f"[{_ASIAN}{_COMPLEX}]")


def in_scripts(text: str) -> Iterator[tuple[Script, str]]:
    """The text in pieces of one script; digits, space and signs stay with what is before them."""
    if text.isascii() or not _OTHERS.search(text):
        yield "western", text
        return
    script: Script | None = None
    start = 0
    for match in _LETTERS.finditer(text):
        found: Script = "asian" if match[1] else "complex" if match[2] else "western"
        if found != script and script is not None:
            yield script, text[start : match.start()]
            start = match.start()
        script = found
    yield script or "western", text[start:]
