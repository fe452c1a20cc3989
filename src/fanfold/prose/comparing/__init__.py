"""Comparing two revisions: what became of each paragraph, in numbers, and as prose to read."""

from fanfold.prose.comparing.comparison import (
    Comparison,
    Gone,
    Kept,
    Moved,
    New,
    Step,
    Summary,
    Turned,
    compare,
)
from fanfold.prose.comparing.page import Stretch
from fanfold.prose.comparing.showing import show

__all__ = [
    "Comparison",
    "Gone",
    "Kept",
    "Moved",
    "New",
    "Step",
    "Stretch",
    "Summary",
    "Turned",
    "compare",
    "show",
]
