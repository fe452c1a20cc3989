"""Names in the order that people expect: “Chapter 2” before “Chapter 10”."""

import re
import unicodedata

__all__ = ["natural_key"]

_DIGITS = re.compile(r"(\d+)")


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """What to sort by. Numbers count as numbers, in the digits of any script; case does not."""
    pieces = filter(None, _DIGITS.split(name.casefold()))
    return [_number(piece) if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def _number(digits: str) -> tuple[int, int, str]:
    # Not int(): a name may be longer than any number that Python reads.
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return 0, len(plain), plain
