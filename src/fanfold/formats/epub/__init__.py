"""Binding a book as EPUB 3.3. The one way in is `bind_epub`.

After EPUB 3.3 and EPUB Accessibility 1.1 (W3C Recommendations, May 2023), with what older reading
systems still want: toc.ncx, a cover named twice, calibre's series.
"""

from fanfold.formats.book import Book
from fanfold.formats.epub.cover import cover_image
from fanfold.formats.epub.package import CONTAINER, navigation, ncx, package
from fanfold.formats.epub.pages import afterword, chapters, cover_page, title_page
from fanfold.formats.epub.style import STYLE
from fanfold.formats.epub.zipped import zipped

__all__ = ["bind_epub"]


def bind_epub(book: Book) -> bytes:
    """The book as an EPUB file: same book, same bytes.

    EPUBCheck 5.3 finds nothing to say about it, whatever the texts hold: letters that XML forbids
    are left out, misplaced elements become plain ones, links that lead nowhere become words. The
    caller answers for `identifier` and for at least one chapter (ValueError without).
    """
    if not book.chapters:
        raise ValueError("A book needs at least one chapter.")
    front = [cover_page(book), title_page(book)]
    story = chapters(book)
    back = afterword(book)
    pages = [*front, *story, *([back] if back else [])]
    return zipped(
        {
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": package(book, pages),
            "EPUB/nav.xhtml": navigation(book, pages),
            "EPUB/toc.ncx": ncx(book, pages),
            "EPUB/cover.svg": cover_image(book),
            "EPUB/book.css": STYLE,
            **{f"EPUB/{page.name}": page.text for page in pages},
        }
    )
