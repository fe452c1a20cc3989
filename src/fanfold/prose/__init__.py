"""Workshop: an author's text between the paste and the page. Pure functions, no Django.

Cleaning, counting, scene breaks and the structure of a manuscript. Reading files is `formats`.
"""

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.cleaning import CLEANER_VERSION, Cleaned, SourceFormat, clean
from fanfold.prose.codes import CODES
from fanfold.prose.counting import count_words
from fanfold.prose.dividing import HEADER_KEYS, Manuscript, Part, divide
from fanfold.prose.plain import escape_text, plain_text, scene_breaks
from fanfold.prose.writing import to_markdown, to_text

__all__ = [
    "CLEANER_VERSION",
    "CODES",
    "HEADER_KEYS",
    "Cleaned",
    "Manuscript",
    "Part",
    "SourceFormat",
    "clean",
    "count_words",
    "divide",
    "escape_text",
    "is_scene_break",
    "plain_text",
    "scene_breaks",
    "to_markdown",
    "to_text",
]
