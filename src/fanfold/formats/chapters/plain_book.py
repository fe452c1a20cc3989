"""From an opened book to a document with chapters."""

import re
from collections.abc import Sequence
from html import unescape

from fanfold.formats.chapters.sheets import Sheet, only_names, parsed, why_left_out
from fanfold.formats.chapters.starts import lay_out
from fanfold.formats.chapters.text import BookText, Draft
from fanfold.formats.chapters.titles import take_heading
from fanfold.formats.document import Document, DocumentChapter
from fanfold.formats.opened import Metadata, OpenedBook
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["left_out_finding", "read_plain_book"]

_TAG = re.compile(r"<[^<>]{0,5000}>")
_INLINE = re.compile(r"</?(?:a|b|em|i|s|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,2000}>.*?</h\1>", re.DOTALL)
_NAMES = 300
# The page of a part: its name and perhaps a motto. Longer ones are chapters. In letters.
_LONGEST_PART = 600


def read_plain_book(book: OpenedBook) -> Document:
    """The book with its chapters. Raises Unreadable when there is not one word in it."""
    titles = {entry.path: entry.title for entry in reversed(book.contents) if not entry.fragment}
    listed = len({entry.path for entry in book.contents}) or len(book.pages)
    sheets: list[Sheet] = []
    left_out: list[str] = []
    for page in book.pages:
        sheet = parsed(page)
        name = why_left_out(sheet, book.metadata, titles, listed) if sheet else page.path
        if sheet is None or name:
            left_out.append(name)
        else:
            sheets.append(sheet)
    if not sheets:
        raise Unreadable("no_words")
    layout = lay_out(sheets, book.contents)
    text = BookText(sheets, layout, book.styles)
    chapters = _settled(text.drafts(), book.metadata, left_out)
    warnings = list(book.warnings)
    if left_out:
        warnings.append(left_out_finding(left_out))
    if text.notes_moved:
        warnings.append(Finding("notes_moved", {"count": text.notes_moved}))
    about = book.metadata
    return Document(
        "epub",
        None,
        "html",
        "",
        title=about.title,
        author=", ".join(about.creators),
        language="" if about.language.lower() in {"und", "mul", "zxx"} else about.language,
        warnings=tuple(warnings),
        headers=_headers(about),
        chapters=chapters,
    )


def _headers(about: Metadata) -> dict[str, str]:
    """What else the package says, by the names that headers of story files have."""
    said = {
        "summary": " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", about.description))).split()),
        "keywords": ", ".join(about.subjects),
        "series": ", ".join(
            f"{one.name} {one.position}" if one.position else one.name for one in about.series
        ),
        "date": about.dates.get("publication") or about.dates.get("", ""),
        "publisher": about.publisher,
        "source": about.source,
    }
    return {key: value for key, value in said.items() if value}


def left_out_finding(names: Sequence[str]) -> Finding:
    """What says which pages were left out."""
    joined = ", ".join(names)
    shown = joined if len(joined) <= _NAMES else joined[:_NAMES] + "…"
    return Finding("pages_left_out", {"count": len(names), "names": shown})


def _settled(
    drafts: Sequence[Draft], metadata: Metadata, left_out: list[str]
) -> tuple[DocumentChapter, ...]:
    """The chapters that have text. The page of a part goes to the top of its first chapter."""
    chapters: list[DocumentChapter] = []
    waiting = ""
    for draft in drafts:
        whole = draft.html()
        words = _words(whole)
        if (draft.lost_notes and not _words(_HEADING.sub("", whole))) or not words:
            left_out += filter(None, [words or draft.label])
            continue
        title, text = take_heading(whole, draft.label)
        count = len("".join(_words(text).split()))
        if not count and only_names(words, metadata):
            left_out.append(words)
        elif not count or (draft.is_part and count <= _LONGEST_PART):
            waiting += f"{whole}\n"
        else:
            chapters.append(DocumentChapter(source=waiting + text, title=title))
            waiting = ""
    if waiting:
        chapters.append(DocumentChapter(source=waiting))
    return tuple(chapters)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
