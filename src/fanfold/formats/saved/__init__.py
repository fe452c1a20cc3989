"""Files saved from an archive, recognised and read with all that they say of their work.

The order matters: Fanfold's own page carries AO3's marks too.
"""

from fanfold.formats.document import Document
from fanfold.formats.opened import OpenedBook
from fanfold.formats.saved.fanficfare import read_fanficfare_book, read_fanficfare_page
from fanfold.formats.saved.fanficfare_text import read_fanficfare_text
from fanfold.formats.saved.fanfold import read_fanfold_book, read_fanfold_page

__all__ = ["recognise_book", "recognise_page", "recognise_text"]


def recognise_page(html: str) -> Document | None:
    """The work in a saved HTML file, or None for a page of another origin."""
    return read_fanfold_page(html) or read_fanficfare_page(html)


def recognise_book(book: OpenedBook) -> Document | None:
    """The work in an EPUB that an archive or a saving tool has made, or None for another book."""
    return read_fanfold_book(book) or read_fanficfare_book(book)


def recognise_text(text: str) -> Document | None:
    """The work in a text file that a saving tool has made, or None for any other text."""
    return read_fanficfare_text(text)
