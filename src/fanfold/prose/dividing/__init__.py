"""The structure of a pasted or imported text: headers, chapters, titles, notes.

Certain things are applied and listed; uncertain ones stay in the text and become questions.
"""

from fanfold.prose.dividing.dividing import divide_chapter
from fanfold.prose.dividing.labels import HEADER_KEYS, header_key
from fanfold.prose.dividing.manuscript import Manuscript, Part
from fanfold.prose.dividing.notes_behind import divide

__all__ = ["HEADER_KEYS", "Manuscript", "Part", "divide", "divide_chapter", "header_key"]
