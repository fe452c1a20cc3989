"""Workshop: readers and writers of files. No Django, and nothing of `prose`.

Here the readers show themselves; the binders are in book/, epub/, page.py and written.py.
"""

from fanfold.formats.codes import CODES
from fanfold.formats.document import (
    Document,
    DocumentChapter,
    DocumentComment,
    FileFormat,
    Limits,
    SavedWork,
    SourceFormat,
)
from fanfold.formats.kinds import ENDINGS
from fanfold.formats.mojibake import Repair, repair_mojibake
from fanfold.formats.reading import read
from fanfold.formats.unreadable import Unreadable

__all__ = [
    "CODES",
    "ENDINGS",
    "Document",
    "DocumentChapter",
    "DocumentComment",
    "FileFormat",
    "Limits",
    "Repair",
    "SavedWork",
    "SourceFormat",
    "Unreadable",
    "read",
    "repair_mojibake",
]
