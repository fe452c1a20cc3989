"""Which line of a text `divide` could take for a heading, a label or a note."""

from fanfold.prose.dividing.headings import read_heading
from fanfold.prose.dividing.labels import find_label, find_note

__all__ = ["reads_as_structure"]


def reads_as_structure(line: str) -> bool:
    """Whether this line, at the right place of a file, would be taken out of its chapter."""
    text = line.strip().strip("#").strip()
    return bool(read_heading(text) or find_label(text) or find_note(text))
