"""An EPUB opened: what its package says, its pages in reading order, its contents, its styles.

EPUB 2 (OPF 2.0.1, NCX) and EPUB 3.3. Nothing is run, resolved or fetched; no chapters yet.
"""

from fanfold.formats.opened.contents import Entry
from fanfold.formats.opened.opening import OpenedBook, open_book
from fanfold.formats.opened.package import Identifier, Metadata
from fanfold.formats.opened.pages import Page

__all__ = ["Entry", "Identifier", "Metadata", "OpenedBook", "Page", "open_book"]
