"""The three kinds of writing that word processors give looks of their own."""

import re
from collections.abc import Iterator
from typing import Literal

from fanfold.formats.office.look import Face
from fanfold.formats.office.manuscript import Manuscript
from fanfold.formats.office.symbols import shown

__all__ = ["Script", "in_scripts", "say"]

Script = Literal["western", "asian", "complex"]
_PLACES: dict[Script, int] = {"western": 0, "asian": 1, "complex": 2}

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


def say(manuscript: Manuscript, text: str, face: Face, link: str) -> None:
    """The text goes into the manuscript, each piece in the look of its script."""
    for script, piece in in_scripts(shown(text, face.font)):
        manuscript.say(piece, face.looks[_PLACES[script]], link)
