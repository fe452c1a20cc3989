"""The list of attacks.txt as strings, by family. New ones are written there, not here."""

import re
from pathlib import Path

__all__ = ["ATTACKS", "FAMILIES", "read_strings"]

_FILE = Path(__file__).with_name("attacks.txt")
_DEEP = 512
_HIDDEN = re.compile("⟦(?:deep:(?P<unit>[^⟧]+)|(?P<sign>[0-9a-f]+))⟧")


def _shown(line: str) -> str:
    """The string that a line stands for."""
    return _HIDDEN.sub(
        lambda match: match["unit"] * _DEEP if match["unit"] else chr(int(match["sign"], 16)),
        line.replace("¶", "\n"),
    )


def read_strings(path: Path) -> list[str]:
    """The strings of a file, one a line; lines that begin with # say something about them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [_shown(line) for line in lines if line and not line.startswith("#")]


def _families() -> dict[str, tuple[str, ...]]:
    _preface, *parts = _FILE.read_text(encoding="utf-8").split("\n## ")
    found = {}
    for part in parts:
        about, *lines = part.split("\n")
        found[about.partition(":")[0]] = tuple(_shown(line) for line in lines if line)
    return found


FAMILIES = _families()
"""Attacks by the name of their family."""

ATTACKS = tuple(attack for attacks in FAMILIES.values() for attack in attacks)
"""All of them, in the order of the file."""
