"""Pages saved from other archives: who made this one, and what it says."""

from fanfold.formats.document import Document
from fanfold.formats.saved.ao3 import read_ao3

__all__ = ["recognise_page"]


def recognise_page(html: str, *, styles: str = "") -> Document | None:
    """What a page saved from an archive says, or None for any other page."""
    return read_ao3(html, styles=styles)
