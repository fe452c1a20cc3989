"""Files saved from an archive, recognised and read with all that they say of their work.

The order matters: Fanfold's own page carries AO3's marks too.
"""

import re

from fanfold.formats.document import Document
from fanfold.formats.opened import OpenedBook
from fanfold.formats.saved.ao3 import read_ao3
from fanfold.formats.saved.fanficfare import read_fanficfare_book, read_fanficfare_page
from fanfold.formats.saved.fanficfare_text import read_fanficfare_text
from fanfold.formats.saved.fanfold import read_fanfold_book, read_fanfold_page

__all__ = ["recognise_book", "recognise_page", "recognise_text"]

_BODY = re.compile(r"<body\b[^>]*+>(.*)</body\s*>", re.IGNORECASE | re.DOTALL)


def recognise_page(html: str) -> Document | None:
    """The work in a saved HTML file, or None for a page of another origin."""
    return read_fanfold_page(html) or read_fanficfare_page(html) or read_ao3(html)


def recognise_book(book: OpenedBook) -> Document | None:
    """The work in an EPUB that an archive or a saving tool has made, or None for another book."""
    return (
        read_fanfold_book(book)
        or read_fanficfare_book(book)
        or read_ao3(_bodies(book), styles=book.styles)
    )


def recognise_text(text: str) -> Document | None:
    """The work in a text file that a saving tool has made, or None for any other text."""
    return read_fanficfare_text(text)


def _bodies(book: OpenedBook) -> str:
    """What the pages hold, one after the other: AO3's converter cuts the work anywhere."""
    bodies = (_BODY.search(page.html) for page in book.pages)
    return "\n".join(body[1] for body in bodies if body)
