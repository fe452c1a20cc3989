"""Workshop: readers and writers of files. No Django, and nothing of `prose`.

Here the readers show themselves; the binders are in epub, page.py and written.py.
"""

from fanfold.formats.codes import CODES
from fanfold.formats.document import (
    Document,
    DocumentChapter,
    FileFormat,
    Limits,
    SavedWork,
    SourceFormat,
)
from fanfold.formats.reading import read
from fanfold.formats.unreadable import Unreadable

__all__ = [
    "CODES",
    "Document",
    "DocumentChapter",
    "FileFormat",
    "Limits",
    "SavedWork",
    "SourceFormat",
    "Unreadable",
    "read",
]
