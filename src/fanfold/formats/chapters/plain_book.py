"""From an opened book to a document with chapters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.notes import Links
from fanfold.formats.chapters.sheets import Sheet, parsed, why_left_out
from fanfold.formats.chapters.spelling import spelled
from fanfold.formats.chapters.starts import Layout, lay_out
from fanfold.formats.chapters.styling import Styles
from fanfold.formats.chapters.titles import take_heading
from fanfold.formats.chapters.writing import Spelling, children, write, write_pieces
from fanfold.formats.document import Document, DocumentChapter
from fanfold.formats.opened import OpenedBook
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["read_plain_book"]

_TAG = re.compile(r"<[^<>]{0,5000}>")
_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,2000}>.*?</h\1>", re.DOTALL)
_NAMES = 300
# The page of a part: its name and perhaps a motto. Longer ones are chapters. In letters.
_LONGEST_PART = 600


@dataclass(slots=True)
class _Draft:
    """A chapter under way: its text, and the notes that will stand below it."""

    label: str
    is_part: bool
    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost_notes: bool = False
    """Whether notes were taken from it."""

    def html(self) -> str:
        return "\n".join((*self.pieces, *self.notes)).strip()


def read_plain_book(book: OpenedBook) -> Document:
    """The book with its chapters. Raises Unreadable when there is not one word in it."""
    titles = {entry.path: entry.title for entry in reversed(book.contents) if not entry.fragment}
    sheets: list[Sheet] = []
    left_out: list[str] = []
    for page in book.pages:
        sheet = parsed(page)
        name = why_left_out(sheet, book.metadata, titles) if sheet else page.path
        if sheet is None or name:
            left_out.append(name)
        else:
            sheets.append(sheet)
    if not sheets:
        raise Unreadable("no_words")
    layout = lay_out(sheets, book.contents)
    drafts, moved = _written(sheets, layout, book.styles)
    chapters = _settled(drafts, left_out)
    warnings = list(book.warnings)
    if left_out:
        names = ", ".join(left_out)
        shown = names if len(names) <= _NAMES else names[:_NAMES] + "…"
        warnings.append(Finding("pages_left_out", {"count": len(left_out), "names": shown}))
    if moved:
        warnings.append(Finding("notes_moved", {"count": moved}))
    about = book.metadata
    summary = " ".join(unescape(_TAG.sub(" ", about.description)).split())
    return Document(
        "epub",
        None,
        "html",
        "",
        title=about.title,
        author=", ".join(about.creators),
        language="" if about.language.lower() in {"und", "mul", "zxx"} else about.language,
        warnings=tuple(warnings),
        headers={"summary": summary} if summary else {},
        chapters=chapters,
    )


def _written(sheets: Sequence[Sheet], layout: Layout, css: str) -> tuple[list[_Draft], int]:
    """Every chapter's text and the number of notes that were moved."""
    styles = Styles(css)
    styles.learn(node for sheet in sheets for node in sheet.body.css("p"))
    links = Links(sheets, layout)
    drafts = [_Draft(start.title, start.is_part) for start in layout.starts]
    for number, sheet in enumerate(sheets):
        chapters = partial(_chapter_of, layout, number, sheet)

        def spell(node: LexborNode, of: Callable[[LexborNode], int] = chapters) -> Spelling | None:
            return None if links.moved(node) else spelled(node, styles, links, of(node))

        cuts = {start.node_id for start in layout.starts if start.sheet == number} - {0}
        pieces = write_pieces(children(sheet.body), spell, cuts)
        for chapter, piece in enumerate(pieces, layout.chapter_of(number, 0)):
            drafts[chapter].pieces.append(piece)
    numbers = _ItemNumbers()
    for note in links.notes:
        home = _chapter_of(layout, note.sheet, sheets[note.sheet], note.nodes[0])
        drafts[home].lost_notes |= home not in note.chapters
        for chapter in note.chapters:
            spell = partial(spelled, styles=styles, links=links, chapter=chapter)
            drafts[chapter].notes.append(numbers.listed(note.nodes[0], write(note.nodes, spell)))
    return drafts, len(links.notes)


def _chapter_of(layout: Layout, number: int, sheet: Sheet, node: LexborNode) -> int:
    return layout.chapter_of(number, sheet.order[node.mem_id])


class _ItemNumbers:
    """The numbers of the items of ordered lists, each list counted once."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def listed(self, node: LexborNode, text: str) -> str:
        """`text` of the element; an item taken from a list keeps its number in one of its own."""
        parent = node.parent
        if node.tag != "li" or parent is None:
            return text
        if parent.tag != "ol":
            return f"<ul>{text}</ul>"
        if node.mem_id not in self._numbers:
            items = (item for item in children(parent) if item.tag == "li")
            self._numbers.update((item.mem_id, at) for at, item in enumerate(items, 1))
        return f'<ol start="{self._numbers[node.mem_id]}">{text}</ol>'


def _settled(drafts: Sequence[_Draft], left_out: list[str]) -> tuple[DocumentChapter, ...]:
    """The chapters that have text. The page of a part goes to the top of its first chapter."""
    chapters: list[DocumentChapter] = []
    waiting = ""
    for draft in drafts:
        whole = draft.html()
        if draft.lost_notes and not _words(_HEADING.sub("", whole)):
            left_out.append(draft.label or _words(whole))
            continue
        if not _words(whole):
            if draft.label:
                left_out.append(draft.label)
            continue
        title, text = take_heading(whole, draft.label)
        count = len("".join(_words(text).split()))
        if not count or (draft.is_part and count <= _LONGEST_PART):
            waiting += f"{whole}\n"
            continue
        chapters.append(DocumentChapter(source=waiting + text, title=title))
        waiting = ""
    if waiting:
        chapters.append(DocumentChapter(source=waiting))
    return tuple(chapters)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
