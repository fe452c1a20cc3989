"""Workshop: an author's text between the paste and the page. Pure functions, no Django.

Cleaning, counting, scene breaks and the structure of a manuscript. Reading files is `formats`.
"""

from fanfold.prose.anchoring import Passage, Place, find_passage, mark_passage, reading_text
from fanfold.prose.breaks import is_scene_break
from fanfold.prose.cleaning import CLEANER_VERSION, Cleaned, SourceFormat, clean
from fanfold.prose.codes import CODES
from fanfold.prose.comparing import Comparison, Summary, compare, show
from fanfold.prose.counting import count_words
from fanfold.prose.dividing import HEADER_KEYS, Manuscript, Part, divide
from fanfold.prose.plain import escape_text, plain_text, scene_breaks

__all__ = [
    "CLEANER_VERSION",
    "CODES",
    "HEADER_KEYS",
    "Cleaned",
    "Comparison",
    "Manuscript",
    "Part",
    "Passage",
    "Place",
    "SourceFormat",
    "Summary",
    "clean",
    "compare",
    "count_words",
    "divide",
    "escape_text",
    "find_passage",
    "is_scene_break",
    "mark_passage",
    "plain_text",
    "reading_text",
    "scene_breaks",
    "show",
]
