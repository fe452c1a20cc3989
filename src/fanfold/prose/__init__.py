"""Workshop: an author's text between the paste and the page. Pure functions, no Django.

Cleaning, counting, scene breaks and the structure of a manuscript. Reading files is `formats`.
"""

from fanfold.prose.anchoring import Passage, Place, find_passage, mark_passage, reading_text
from fanfold.prose.breaks import is_scene_break
from fanfold.prose.cleaning import CLEANER_VERSION, Cleaned, SourceFormat, clean
from fanfold.prose.codes import CODES
from fanfold.prose.comparing import Comparison, Stretch, Summary, compare, show
from fanfold.prose.counting import Count, count, count_words, count_words_in_text, reading_time
from fanfold.prose.dividing import HEADER_KEYS, Manuscript, Part, divide, divide_chapter, header_key
from fanfold.prose.guessing import LanguageGuess, guess_language
from fanfold.prose.plain import escape_text, plain_text, scene_breaks
from fanfold.prose.recognising import Match, Resemblance, SketchIndex, compare_sketches
from fanfold.prose.sketching import SKETCH_VERSION, Sketch, sketch
from fanfold.prose.writing import to_markdown, to_text

__all__ = [
    "CLEANER_VERSION",
    "CODES",
    "HEADER_KEYS",
    "SKETCH_VERSION",
    "Cleaned",
    "Comparison",
    "Count",
    "LanguageGuess",
    "Manuscript",
    "Match",
    "Part",
    "Passage",
    "Place",
    "Resemblance",
    "Sketch",
    "SketchIndex",
    "SourceFormat",
    "Stretch",
    "Summary",
    "clean",
    "compare",
    "compare_sketches",
    "count",
    "count_words",
    "count_words_in_text",
    "divide",
    "divide_chapter",
    "escape_text",
    "find_passage",
    "guess_language",
    "header_key",
    "is_scene_break",
    "mark_passage",
    "plain_text",
    "reading_text",
    "reading_time",
    "scene_breaks",
    "show",
    "sketch",
    "to_markdown",
    "to_text",
]
