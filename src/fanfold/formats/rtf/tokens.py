"""RTF as a flow of tokens: words of control with a number, bytes, braces and text.

Source: Rich Text Format Specification 1.9.1, “Conventions of an RTF reader”.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    rb"\\([A-Za-z]+)(-?[0-9]+)? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])"
    rb"|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_MOST_DIGITS = 10


@dataclass(slots=True)
class Token:
    """One of: `word` with its `number`, a single `sign`, a `brace`, or bytes of text.

    `end` is where the next token begins. `cut` is set on a \\bin that is longer than the file.
    """

    word: str = ""
    number: int | None = None
    sign: str = ""
    brace: str = ""
    raw: bytes = b""
    escaped: bool = False
    end: int = 0
    cut: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """Every token; lines of the file itself are none. What \\bin announces is passed over."""
    place = 0
    size = len(data)
    while place < size:
        match = _TOKEN.match(data, place)
        if match is None:  # Every byte begins a token.
            return
        place = match.end()
        kind = match.lastindex
        if kind == 6:
            yield Token(raw=match[6], end=place)
        elif kind == 3:
            yield Token(raw=bytes.fromhex(match[3].decode("ascii")), escaped=True, end=place)
        elif kind == 5:
            yield Token(brace=match[5].decode("ascii"), end=place)
        elif kind == 4:
            yield Token(sign=match[4].decode("latin-1"), end=place)
        elif kind is not None:
            number = int(match[2][:_MOST_DIGITS]) if match[2] else None
            token = Token(word=match[1].decode("ascii"), number=number, end=place)
            if token.word == "bin" and number and number > 0:
                token.cut = place + number > size
                place += 0 if token.cut else number
            yield token
