"""Texts that are made to cost more than they weigh, by name; each grows to any size.

What they may cost is asked in test_bounds.py; strings that want to run are in attacks.txt.
"""

from collections.abc import Mapping

from tests.hostile.bombs.html import HTML, MARKS
from tests.hostile.bombs.markdown import MARKDOWN
from tests.hostile.bombs.shapes import Bomb
from tests.hostile.bombs.text import TEXT

from fanfold.prose import SourceFormat

__all__ = ["BOMBS", "Bomb"]

BOMBS: Mapping[SourceFormat, Mapping[str, Bomb]] = {
    "html": {**HTML, **MARKS},
    "markdown": MARKDOWN,
    "text": TEXT,
}
"""By the format they are written for, then by name."""
