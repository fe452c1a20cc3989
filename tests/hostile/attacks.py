"""The list of attacks.txt as strings, by family. New ones are written there, not here."""

import re
from pathlib import Path

__all__ = ["ATTACKS", "FAMILIES"]

_FILE = Path(__file__).with_name("attacks.txt")
_DEEP = 512
_HIDDEN = re.compile("⟦(?:deep:(?P<unit>[^⟧]+)|(?P<sign>[0-9a-f]+))⟧")


def _shown(line: str) -> str:
    """The string that a line stands for."""
    return _HIDDEN.sub(
        lambda match: match["unit"] * _DEEP if match["unit"] else chr(int(match["sign"], 16)),
        line.replace("¶", "\n"),
    )


def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ").partition(":")[0]
        elif line and (name or not line.startswith("#")):
            found.setdefault(name, []).append(_shown(line))
    return {name: tuple(attacks) for name, attacks in found.items()}


FAMILIES = _families()
"""Attacks by the name of their family."""

ATTACKS = tuple(attack for attacks in FAMILIES.values() for attack in attacks)
"""All of them, in the order of the file."""
