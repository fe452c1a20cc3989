"""The encodings in which UTF-8 is read by mistake, as patterns over the signs that come of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["TABLES", "Table"]

# Where two explain a text equally well, the first one counts.
_ENCODINGS = (
    "cp1252", "cp1251", "cp1250", "iso8859-1", "iso8859-2", "cp1254", "mac_roman", "cp437", "cp850",
)  # fmt: skip
# UTF-8 as RFC 3629 has it: ranges of the first byte, of the second, and how many follow.
_SEQUENCES = (
    ((0xC2, 0xDF), (0x80, 0xBF), 0),
    ((0xE0, 0xE0), (0xA0, 0xBF), 1),
    ((0xE1, 0xEC), (0x80, 0xBF), 1),
    ((0xED, 0xED), (0x80, 0x9F), 1),
    ((0xEE, 0xEF), (0x80, 0xBF), 1),
    ((0xF0, 0xF0), (0x90, 0xBF), 2),
    ((0xF1, 0xF3), (0x80, 0xBF), 2),
    ((0xF4, 0xF4), (0x80, 0x8F), 2),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One encoding: the byte of each sign, and patterns of its letters, of a sequence, of a run."""

    name: str
    bytes_as_signs: dict[int, int]
    letter: re.Pattern[str]
    sequence: re.Pattern[str]
    run: re.Pattern[str]

    def meant(self, run: str) -> str:
        """What these signs are in UTF-8. They must match `self.run`."""
        return run.translate(self.bytes_as_signs).encode("latin-1").decode("utf-8")


def _table(name: str) -> Table:
    byte_of: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            sign = bytes([byte]).decode(name)
        except UnicodeDecodeError:
            sign = chr(byte)  # As browsers do, a byte without a sign goes through as a control.
        byte_of[sign] = byte

    def among(first: int, last: int) -> str:
        return _one_of(sign for sign, byte in byte_of.items() if first <= byte <= last)

    rest = among(0x80, 0xBF)
    sequence = "|".join(
        among(*first) + among(*second) + rest * more for first, second, more in _SEQUENCES
    )
    return Table(
        name,
        bytes_as_signs={ord(sign): byte for sign, byte in byte_of.items()},
        letter=re.compile(_one_of(filter(str.isalpha, byte_of))),
        sequence=re.compile(sequence),
        run=re.compile(f"(?:{sequence})+"),
    )


def _one_of(signs: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(signs)))}]"


TABLES = tuple(map(_table, _ENCODINGS))
