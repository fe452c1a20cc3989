"""Prose as text that people read and edit elsewhere, so that reading it back gives the same prose.

Markdown is exact; plain text says exactly what it cannot keep.
"""

from fanfold.prose.writing.blocks import to_markdown
from fanfold.prose.writing.plain import to_text

__all__ = ["to_markdown", "to_text"]
