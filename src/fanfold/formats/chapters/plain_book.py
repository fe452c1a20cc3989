"""From an opened book to a document with chapters."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from fanfold.formats.chapters.headers import book_headers
from fanfold.formats.chapters.listing import Listing, listings
from fanfold.formats.chapters.matter import is_called_matter, is_imprint
from fanfold.formats.chapters.references import pages_of_notes
from fanfold.formats.chapters.settling import Surroundings, holds_chapters, settle
from fanfold.formats.chapters.sheets import Sheet, first_line, kinds_of, parsed, why_left_out
from fanfold.formats.chapters.starts import Layout, lay_out
from fanfold.formats.chapters.text import BookText
from fanfold.formats.document import Document
from fanfold.formats.opened import Entry, OpenedBook
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["left_out_finding", "read_plain_book"]

_NAMES = 300
_NOTES = frozenset({"footnotes", "endnotes", "rearnotes", "notes"})


def read_plain_book(book: OpenedBook) -> Document:
    """The book with its chapters. Raises Unreadable when there is not one word in it.

    What stands around the story is in the document's notes. A book that sets no chapters apart,
    and has some in its text, is one source.
    """
    about = book.metadata
    pages = [sheet for page in book.pages if (sheet := parsed(page)) is not None]
    titles = {entry.path: entry.title for entry in reversed(book.contents) if not entry.fragment}
    listed = len({entry.path for entry in book.contents}) or len(book.pages)
    left_out = [why_left_out(sheet, about, titles, listed) for sheet in pages]
    sheets = [sheet for sheet, name in zip(pages, left_out, strict=True) if not name]
    if not sheets:
        raise Unreadable("no_words")
    lists = listings(pages)
    contents = _contents(book.contents, sheets, lists)
    around = _surroundings(sheets)
    apart = {at for at, one in enumerate(sheets) if _is_apart(one, around[at], contents)}
    layout = lay_out(sheets, contents, apart)
    text = BookText(sheets, layout, book.styles)
    kept = {sheet.page.path for sheet in sheets}
    lines = {node.mem_id for one in lists if one.path in kept for node in one.lines}
    settled = settle(
        text.drafts(lines), tuple(_of_each(layout, around)), about, is_listed=bool(contents)
    )
    warnings = [*book.warnings]
    for code, names in (
        ("pages_left_out", [*filter(None, left_out), *settled.left_out]),
        ("pages_in_notes", settled.moved),
    ):
        if names:
            warnings.append(_naming(code, names))
    for code, count in (("contents_dropped", len(lines)), ("notes_moved", text.notes_moved)):
        if count:
            warnings.append(Finding(code, {"count": count}))
    chapters, source = settled.chapters, ""
    if len(chapters) == 1 and not contents and holds_chapters(settled.last):
        chapters, source = [], settled.last
    return Document(
        "epub",
        None,
        "html",
        source,
        title=about.title,
        author=", ".join(about.creators),
        language="" if about.language.lower() in {"und", "mul", "zxx"} else about.language,
        warnings=tuple(warnings),
        questions=tuple(settled.questions),
        headers=book_headers(about),
        chapters=tuple(chapters),
        notes=settled.notes.strip(),
        endnotes=settled.endnotes.strip(),
    )


def left_out_finding(names: Sequence[str]) -> Finding:
    """What says which pages were left out."""
    return _naming("pages_left_out", names)


def _naming(code: str, names: Sequence[str]) -> Finding:
    joined = ", ".join(names)
    shown = joined if len(joined) <= _NAMES else joined[:_NAMES] + "…"
    return Finding(code, {"count": len(names), "names": shown})


def _contents(
    own: Sequence[Entry], sheets: Sequence[Sheet], lists: Sequence[Listing]
) -> Sequence[Entry]:
    """The book's own contents, or those in its text where its own lead to one place at most."""
    pages = {sheet.page.path for sheet in sheets}
    if len({(one.path, one.fragment) for one in own if one.path in pages}) > 1:
        return own
    return max((one.entries for one in lists), key=len, default=())


def _surroundings(sheets: Sequence[Sheet]) -> list[Surroundings]:
    notes = pages_of_notes(sheets)
    return [
        Surroundings(
            kinds := kinds_of(sheet),
            PurePosixPath(sheet.page.path).stem,
            at in notes or bool(kinds & _NOTES),
        )
        for at, sheet in enumerate(sheets)
    ]


def _is_apart(sheet: Sheet, around: Surroundings, contents: Sequence[Entry]) -> bool:
    """Whether a page that no contents list does not go on with what stands before it."""
    if not sheet.page.linear or around.holds_notes:
        return True
    line = first_line(sheet)
    if is_called_matter(around.kinds, around.file, line):
        return True
    return bool(contents) and is_imprint(sheet.body.text(deep=True, separator=" "))


def _of_each(layout: Layout, around: Sequence[Surroundings]) -> Iterator[Surroundings]:
    """What is known of each chapter's page; of the part of a page only that it holds notes."""
    counts = Counter(start.sheet for start in layout.starts)
    for start in layout.starts:
        page = around[start.sheet]
        is_whole = counts[start.sheet] == 1 and not start.order
        yield page if is_whole else Surroundings(holds_notes=page.holds_notes)
