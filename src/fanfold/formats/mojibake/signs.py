"""Which signs stories are written in, and which neighbours honest text puts side by side.

“IRMÃ” and ‘café’” are UTF-8 byte for byte too: alone they must prove nothing.
"""

import unicodedata
from itertools import pairwise

__all__ = ["breaks_case", "is_certain", "is_drawing", "is_usual"]

# What honest text sets right behind a letter; all else there is a sign of double encoding.
_CLOSING = frozenset("”“’‘»›«‹…–—•™º°ª²³¹·¿¡´\u00a0\u00ad")
# Of these, what honest text also sets between two letters.
_JOINING = frozenset("’…–—·\u00a0\u00ad")
_OPENING = frozenset("“‘„«‹([")
# Blocks and letters that occur in stories and take two bytes.
_TWO_BYTES = (
    (0x80, 0x17F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x218, 0x21B),
    (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x30C), (0x31B, 0x31B),
    (0x323, 0x323), (0x326, 0x328), (0x384, 0x3CE),
    (0x401, 0x45F), (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB),
    (0x4D8, 0x4D9), (0x4E8, 0x4E9), (0x5B0, 0x5EA), (0x60C, 0x6D5),
)  # fmt: skip
_USUAL = frozenset(
    chr(code)
    for first, last in _TWO_BYTES
    for code in range(first, last + 1)
    if code <= 0xAD or unicodedata.category(chr(code)) not in {"Cn", "Cf"}
)
_PUNCTUATION = ("\u2010", "\u2044")
_MARK = "\ufeff"
_APPLE = "\uf8ff"  # What Macs have in place of the byte F0, with which emoji begin.


def is_usual(sign: str) -> bool:
    """Whether stories hold this sign (beyond ASCII) at all. Controls may be half the way."""
    if sign < "\u0800":
        return sign in _USUAL
    is_emoji = "\U0001f000" <= sign <= "\U0001faff"  # New ones are known here later than there.
    return is_emoji or sign == _APPLE or unicodedata.category(sign) not in {"Cn", "Co"}


def is_certain(sequence: str, meant: str, before: str, after: str) -> bool:
    """Whether no honest text has these signs in a row, which mean `meant` when decoded.

    `before` and `after` are the neighbours, "" at the ends.
    """
    if _PUNCTUATION[0] <= meant <= _PUNCTUATION[1] or meant == _MARK:
        return True
    if is_drawing(sequence):
        return False
    lead, rest = sequence[0], sequence[1:]
    kind = unicodedata.category(lead)
    if kind[0] in "PZ":
        return False  # “é, –£: quotation marks and dashes stand before anything.
    if kind[0] == "S":
        return before.isalpha() or after.isalpha() or not all(map(_may_follow, rest))
    if not all(map(_may_follow, rest)) or breaks_case(before + sequence):
        return True
    closes = not any(sign.isalpha() for sign in rest)
    if lead in "ÂÃ" and not before.isalpha():
        # No word is one of these letters alone; a quoted letter is.
        return after.isalpha() or before not in _OPENING or not before
    return len(rest) == 1 and closes and rest not in _JOINING and after.isalpha()


def _may_follow(sign: str) -> bool:
    return sign in _CLOSING or sign.isalpha()


def is_drawing(sequence: str) -> bool:
    """Whether these are lines drawn with ├ and ─, as tables and trees have them."""
    return all("\u2500" <= sign <= "\u259f" for sign in sequence)


def breaks_case(text: str) -> bool:
    """Whether a capital letter follows a small one."""
    return any(one.islower() and other.isupper() for one, other in pairwise(text))
