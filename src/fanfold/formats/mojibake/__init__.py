"""Text that was encoded twice ("cafÃ©" for "café"): found, and repaired without any loss.

tables.py knows the encodings, signs.py what honest text looks like, repairing.py mends texts,
mending.py a whole document.
"""

from fanfold.formats.mojibake.mending import settle_encoding
from fanfold.formats.mojibake.repairing import Repair, repair_mojibake

__all__ = ["Repair", "repair_mojibake", "settle_encoding"]
