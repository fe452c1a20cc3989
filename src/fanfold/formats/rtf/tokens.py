"""RTF as a flow of tokens: words of control with a number, bytes, braces and text.

Source: Rich Text Format Specification 1.9.1, “Conventions of an RTF reader”.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    rb"\\([A-Za-z]+)(-?[0-9]+)? ?|((?:\\'[0-9A-Fa-f]{2})+)|\\([^A-Za-z])"
    rb"|({)|(})|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_WORD, _ESCAPED, _SIGN, _OPEN, _CLOSE, _PLAIN = 1, 3, 4, 5, 6, 7
_MOST_DIGITS = 10


class Token(NamedTuple):
    """A tuple, because a file has millions. `end` is where the next token begins.

    `raw` holds the bytes of text, the letters of a word, or a sign; "cut" is a \\bin that is
    longer than the file.
    """

    kind: Literal["word", "sign", "open", "close", "plain", "escaped", "cut"]
    end: int
    raw: bytes = b""
    number: int | None = None


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
        if kind == _PLAIN:
            yield Token("plain", place, match[_PLAIN])
        elif kind == _OPEN:
            yield Token("open", place)
        elif kind == _CLOSE:
            yield Token("close", place)
        elif kind == _ESCAPED:
            digits = match[_ESCAPED].replace(b"\\'", b"")
            yield Token("escaped", place, bytes.fromhex(digits.decode("ascii")))
        elif kind == _SIGN:
            yield Token("sign", place, match[_SIGN])
        elif kind is not None:
            number = int(match[2][:_MOST_DIGITS]) if match[2] else None
            if match[_WORD] != b"bin" or number is None or number < 0:
                yield Token("word", place, match[_WORD], number)
            elif place + number > size:
                yield Token("cut", place)
            else:
                place += number
