"""A document on its way to HTML: a flat list of paragraphs and marks that a reader fills in order.

Nothing here nests in Python: tables are opening and closing marks, notes and text boxes are lists.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

from fanfold.formats.document import DocumentComment
from fanfold.formats.office.look import Form, Look
from fanfold.formats.unreadable import Unreadable

__all__ = ["Anchor", "Cell", "Edge", "LineBreak", "Manuscript", "Note", "NoteMark", "Paragraph",
           "Part", "Piece", "Ruby", "Rule", "Words"]  # fmt: skip

_LONGEST_QUOTE = 300
_MOST_NOTES = 20_000
_MOST_PIECES = 1_000_000  # Several times what the longest novels have.


@dataclass(frozen=True, slots=True)
class Words:
    """Letters of one look; `link` is where they lead."""

    text: str
    look: Look
    link: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within the paragraph."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a link may name."""

    name: str


@dataclass(frozen=True, slots=True)
class Ruby:
    """A base with its reading above it."""

    base: str
    reading: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a note belongs."""

    kind: Literal["footnote", "endnote"]
    number: int


Piece = Words | LineBreak | Anchor | Ruby | NoteMark


@dataclass(slots=True)
class Paragraph:
    """`leftover` is what a page break or a deletion left: it goes when nothing stands in it."""

    form: Form
    pieces: list[Piece] = field(default_factory=list)
    leftover: bool = False

    def is_blank(self) -> bool:
        """Whether a reader would see nothing but space."""
        return not any(
            isinstance(piece, NoteMark | Ruby) or (isinstance(piece, Words) and piece.text.strip())
            for piece in self.pieces
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page: a scene break by itself, or the end of a page."""

    page: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning or end of a table, of its row, or the end of a cell."""

    name: Literal["table", "tr", "td"]
    closing: bool = False


@dataclass(slots=True)
class Cell:
    """The beginning of a cell; a reader may widen it as long as it reads."""

    header: bool = False
    columns: int = 1
    rows: int = 1


Part = Paragraph | Rule | Edge | Cell


@dataclass(slots=True)
class Note:
    """A footnote or endnote, numbered through the document."""

    mark: NoteMark
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """Where parts go: the text itself, a note or a box."""

    parts: list[Part]
    paragraph: Paragraph | None = None
    boxes: list[Part] = field(default_factory=list)
    places: list[Anchor] = field(default_factory=list)
    """Of a paragraph that is gone; they move to the next one."""
    tables: int = 0


class Manuscript:
    """Filled from the first word to the last; `counts` are what the reader wants to report.

    Raises Unreadable for more than 20,000 notes, or a million paragraphs and pieces of text.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.notes: list[Note] = []
        self.comments: list[DocumentComment] = []
        self.counts: Counter[str] = Counter()
        self._frames = [_Frame(self.parts)]
        self._spoken: list[str] = []
        self._quotes: dict[str, int] = {}
        self._hiding = False
        self._pieces = 0

    @property
    def depth(self) -> int:
        """How many notes and boxes are open."""
        return len(self._frames) - 1

    @property
    def writes(self) -> bool:
        """Whether a paragraph is open here."""
        return self._frames[-1].paragraph is not None

    def begin(self, form: Form) -> None:
        """A paragraph begins; one that is still open ends before it."""
        self.end()
        self._count()
        frame = self._frames[-1]
        frame.paragraph = Paragraph(form, list(frame.places))
        frame.places.clear()

    def reform(self, form: Form) -> None:
        """The open paragraph gets another form: its end is what decides. Without one, begins it."""
        paragraph = self._frames[-1].paragraph
        if paragraph is None:
            self.begin(form)
        else:
            paragraph.form = form

    def end(self) -> None:
        """The open paragraph, if any, is complete. What stood in boxes follows it."""
        frame = self._frames[-1]
        paragraph, frame.paragraph = frame.paragraph, None
        if paragraph is not None:
            if paragraph.leftover and paragraph.is_blank():
                frame.places += [one for one in paragraph.pieces if isinstance(one, Anchor)]
            else:
                frame.parts.append(paragraph)
        if frame.boxes:
            frame.parts += frame.boxes
            frame.boxes = []
        if paragraph is not None and self._spoken:
            self._spoken.append("\n")

    def left_out(self) -> None:
        """Words of the open paragraph were no part of the text: without others, nor is it."""
        paragraph = self._frames[-1].paragraph
        if paragraph is not None:
            paragraph.leftover = True

    def discard(self) -> None:
        """The open paragraph was no part of the text."""
        self._frames[-1].paragraph = None

    def add(self, piece: Piece) -> None:
        """A piece other than words goes into the open paragraph; a plain one begins if none is."""
        self._count()
        self._open().pieces.append(piece)

    def say(self, text: str, look: Look, link: str = "") -> None:
        """Words follow. Hidden ones are left out and counted, a passage at a time."""
        if not text:
            return
        if look.hidden:
            self.left_out()
            if text.strip() and not self._hiding:
                self._hiding = True
                self.counts["hidden"] += 1
            return
        self._hiding = False
        self._count()
        self._spoken.append(text)
        self._open().pieces.append(Words(text, look, link))

    def page_break(self) -> None:
        """A new page, as far as a page of text has pages: not in tables, notes or boxes."""
        frame = self._frames[-1]
        if frame.tables or self.depth:
            return
        paragraph = frame.paragraph
        if paragraph is None:
            frame.parts.append(Rule(page=True))
            return
        form = paragraph.form
        paragraph.leftover = True
        self.end()
        frame.parts.append(Rule(page=True))
        item = replace(form.item, opens=False) if form.item else None
        frame.paragraph = Paragraph(replace(form, item=item, rule_before=False), leftover=True)

    def rule(self) -> None:
        """A drawn line; it follows the open paragraph when there is one."""
        frame = self._frames[-1]
        (frame.parts if frame.paragraph is None else frame.boxes).append(Rule())

    def edge(self, name: Literal["table", "tr", "td"], *, closing: bool = False) -> None:
        """A table, a row or a cell begins or ends, and with it any paragraph."""
        self.end()
        self._count()
        frame = self._frames[-1]
        if name == "table":
            frame.tables += -1 if closing else 1
        frame.parts.append(Edge(name, closing))

    def cell(self, cell: Cell) -> Cell:
        """A cell begins; it is given back so that it can grow."""
        self.end()
        self._count()
        self._frames[-1].parts.append(cell)
        return cell

    def note(self, kind: Literal["footnote", "endnote"]) -> Note:
        """A note belongs here. Its text may come at once or later, by `begin_note`."""
        if len(self.notes) >= _MOST_NOTES:
            raise Unreadable("too_many_notes", limit=_MOST_NOTES)
        note = Note(NoteMark(kind, len(self.notes) + 1))
        self.notes.append(note)
        self.add(note.mark)
        return note

    def begin_note(self, note: Note) -> None:
        """What follows is the text of the note, until `leave`."""
        self._frames.append(_Frame(note.parts))

    def begin_box(self) -> None:
        """What follows stands in a box beside the text; it is shown after the open paragraph."""
        self.counts["boxes"] += 1
        frame = self._frames[-1]
        if frame.paragraph is None:
            frame.paragraph = Paragraph(Form(), leftover=True)
        self._frames.append(_Frame(frame.boxes))

    def leave(self) -> None:
        """The note or box ends."""
        self.end()
        if self.depth:
            self._frames.pop()

    def finish(self) -> None:
        """The text ends, and with it whatever a broken file left open."""
        while self.depth:
            self.leave()
        self.end()

    def begin_quote(self, name: str) -> None:
        """The words from here on are what the comment `name` speaks of."""
        self._quotes[name] = len(self._spoken)

    def end_quote(self, name: str) -> str:
        """The words since `begin_quote`, at most 300 characters on one line; "" without one."""
        start = self._quotes.pop(name, None)
        out: list[str] = []
        length = 0
        for place in range(len(self._spoken) if start is None else start, len(self._spoken)):
            out.append(self._spoken[place])
            length += len(self._spoken[place])
            if length > _LONGEST_QUOTE:
                break
        return " ".join("".join(out)[:_LONGEST_QUOTE].split())

    def _count(self) -> None:
        self._pieces += 1
        if self._pieces > _MOST_PIECES:
            raise Unreadable("too_many_pieces", limit=_MOST_PIECES)

    def _open(self) -> Paragraph:
        frame = self._frames[-1]
        if frame.paragraph is None:
            frame.paragraph = Paragraph(Form())
        return frame.paragraph
