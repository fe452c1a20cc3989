"""The text of a Word document, walked through once from its first element to its last.

Source: ECMA-376 part 1, chapter 17. Styles and lists are looked up in styles.py.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from lxml import etree

from fanfold.formats.document import DocumentComment
from fanfold.formats.docx.fields import Fields
from fanfold.formats.docx.names import MC, WP, M, O, R, V, W, is_on, number, of, value
from fanfold.formats.docx.styles import Styles
from fanfold.formats.office.fields import link_of
from fanfold.formats.office.look import Face
from fanfold.formats.office.manuscript import (
    Anchor,
    Cell,
    LineBreak,
    Manuscript,
    Note,
    Ruby,
)
from fanfold.formats.office.scripts import say
from fanfold.formats.office.symbols import shown

__all__ = ["Walker"]

_MADE_BY_MACHINE = re.compile(
    r"Description automatically generated|AI-generated content may be incorrect", re.IGNORECASE
)
_SKIPPED = frozenset(
    W + name
    for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr",
                 "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "delText", "delInstrText",
                 "object")
)  # fmt: skip


@dataclass(slots=True)
class _Table:
    """The row that is being read, and the cells above it that may reach down into it."""

    column: int = 0
    header: bool = False
    above: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class _Outside:
    """What waits while a box is read."""

    style: str
    face: Face
    links: list[str]
    fields: Fields
    merging: bool


class Walker:
    """Walks the body, then the notes it met. `addresses` are where the ids of links lead."""

    def __init__(
        self, styles: Styles, manuscript: Manuscript, addresses: Mapping[str, str]
    ) -> None:
        self._styles = styles
        self._to = manuscript
        self._addresses = addresses
        self._style = ""
        self._face = styles.face("", None)
        self._links: list[str] = []
        self._fields = Fields()
        self._tables: list[_Table] = []
        self._outside: list[_Outside] = []
        self._anchors: list[str] = []
        self._notes: dict[tuple[str, str], Note] = {}
        self._quotes: dict[str, str] = {}
        self._merging = False
        self._page_after: list[bool] = []
        self._starts: dict[str, Callable[[Any], bool | None]] = {
            f"{W}p": self._start_paragraph,
            f"{W}r": self._start_run,
            f"{W}t": lambda element: self._say(element.text or ""),
            f"{M}t": lambda element: self._say(element.text or ""),
            f"{W}tab": lambda _: self._say("\t"),
            f"{W}ptab": lambda _: self._say("\t"),
            f"{W}noBreakHyphen": lambda _: self._say("\u2011"),
            f"{W}softHyphen": lambda _: self._say("\u00ad"),
            f"{W}cr": lambda _: self._to.add(LineBreak()),
            f"{W}br": self._break,
            f"{W}sym": self._symbol,
            f"{W}ins": lambda _: self._count("insertions"),
            f"{W}moveTo": lambda _: self._count("insertions"),
            f"{W}del": lambda _: self._deletion(),
            f"{W}moveFrom": lambda _: self._deletion(),
            f"{W}hyperlink": self._start_link,
            f"{W}fldSimple": self._start_simple_field,
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._instruction,
            f"{W}footnoteReference": lambda element: self._note(element, "footnote"),
            f"{W}endnoteReference": lambda element: self._note(element, "endnote"),
            f"{W}bookmarkStart": self._bookmark,
            f"{W}commentRangeStart": self._quote_begins,
            f"{W}commentRangeEnd": self._quote_ends,
            f"{W}ruby": self._ruby,
            f"{W}sdt": self._content_control,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._picture,
            f"{W}txbxContent": self._start_box,
            f"{W}tbl": self._start_table,
            f"{W}tr": self._start_row,
            f"{W}tc": self._start_cell,
            f"{MC}Fallback": self._fallback,
            **dict.fromkeys(_SKIPPED, lambda _: True),
            f"{W}object": lambda _: self._count("images", skip=True),
        }
        self._ends: dict[str, Callable[[Any], None]] = {
            f"{W}p": self._end_paragraph,
            f"{W}hyperlink": lambda _: self._drop_link(),
            f"{W}fldSimple": lambda _: self._drop_link(),
            f"{W}txbxContent": self._end_box,
            f"{W}tbl": self._end_table,
            f"{W}tr": lambda _: self._to.edge("tr", closing=True),
            f"{W}tc": lambda _: self._to.edge("td", closing=True),
        }

    def walk(self, root: Any) -> None:
        """A start that returns True passes over everything inside its element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                start = self._starts.get(element.tag)
                if start is not None and start(element):
                    walker.skip_subtree()
                    skipped = element
            elif element is skipped:
                skipped = None
            elif (end := self._ends.get(element.tag)) is not None:
                end(element)

    def notes(self, kind: str, part: Any) -> None:
        """The texts of the notes that were met, from the part that holds those of that kind."""
        for element in part.iterchildren(W + kind) if part is not None else ():
            note = self._notes.pop((kind, element.get(f"{W}id") or ""), None)
            if note is not None:
                self._to.begin_note(note)
                self._start_aside()
                self.walk(element)
                self._to.leave()
                self._end_aside()

    def comments(self, part: Any) -> None:
        """The comments, with the words that the text gave them."""
        for element in part.iterchildren(f"{W}comment") if part is not None else ():
            lines = (
                " ".join("".join(text.text or "" for text in line.iter(f"{W}t")).split())
                for line in element.iter(f"{W}p")
            )
            self._to.comments.append(
                DocumentComment(
                    author=" ".join((element.get(f"{W}author") or "").split()),
                    text="\n".join(filter(None, lines)),
                    quote=self._quotes.pop(element.get(f"{W}id") or "", ""),
                )
            )

    # Words.

    def _say(self, text: str) -> None:
        if not self._fields.hide:
            link = self._fields.link or (self._links[-1] if self._links else "")
            say(self._to, text, self._face, link)

    def _count(self, name: str, *, skip: bool = False) -> bool:
        self._to.counts[name] += 1
        return skip

    def _deletion(self) -> bool:
        self._to.left_out()
        return self._count("deletions", skip=True)

    def _instruction(self, element: Any) -> None:
        self._to.left_out()
        self._fields.instruct(element.text or "")

    def _start_run(self, element: Any) -> None:
        self._face = self._styles.face(self._style, of(element, "rPr"))

    def _break(self, element: Any) -> None:
        if element.get(f"{W}type") in {"page", "column"}:
            self._to.page_break()
        else:
            self._to.add(LineBreak())

    def _symbol(self, element: Any) -> None:
        try:
            sign = chr(int((element.get(f"{W}char") or "")[:6], 16))
        except (ValueError, OverflowError):
            return
        font = element.get(f"{W}font") or self._face.font
        self._say(shown(sign, font))

    def _start_link(self, element: Any) -> None:
        address = self._addresses.get(element.get(f"{R}id") or "", "")
        anchor = element.get(f"{W}anchor")
        if anchor:
            address = f"{address}#{anchor}" if address else f"#n-{anchor}"
        self._links.append(address)

    def _start_simple_field(self, element: Any) -> None:
        self._links.append(link_of(element.get(f"{W}instr") or ""))

    def _drop_link(self) -> None:
        if self._links:
            self._links.pop()

    def _field_mark(self, element: Any) -> bool:
        ruby = self._fields.mark(element.get(f"{W}fldCharType") or "")
        if ruby is not None:
            self._to.add(Ruby(*ruby))
        return True

    def _ruby(self, element: Any) -> bool:
        base, reading = (
            "".join(text.text or "" for one in element.iterchildren(W + name)
                    for text in one.iter(f"{W}t"))
            for name in ("rubyBase", "rt")
        )  # fmt: skip
        if base and reading:
            self._to.add(Ruby(base, reading))
        else:
            self._say(base)
        return True

    # Paragraphs.

    def _start_paragraph(self, element: Any) -> bool:
        properties = of(element, "pPr")
        style = self._styles.paragraph(properties)
        if style.contents:
            return self._count("contents", skip=True)
        form = style.form
        if style.numbering is not None and not (form.heading or form.title):
            form = replace(form, item=self._styles.item(style.numbering))
        if self._merging:
            self._to.reform(form)
        else:
            if style.page_before:
                self._to.end()
                self._to.page_break()
            self._to.begin(form)
        self._style = value(properties, "pStyle")
        self._face = self._styles.face(self._style, None)
        mark = of(properties, "rPr")
        gone = of(mark, "del") is not None or of(mark, "moveFrom") is not None
        self._to.counts["insertions"] += of(mark, "ins") is not None
        self._to.counts["deletions"] += gone
        self._merging = gone
        section = of(properties, "sectPr")
        breaks = section is not None and value(section, "type") != "continuous"
        self._page_after.append(breaks)
        for name in self._anchors:
            self._to.add(Anchor(name))
        self._anchors.clear()
        return False

    def _end_paragraph(self, _: Any) -> None:
        self._fields.end_instructions()
        page_after = self._page_after.pop()
        if not self._merging:
            self._to.end()
        if page_after:
            self._to.end()
            self._to.page_break()

    def _bookmark(self, element: Any) -> None:
        name = element.get(f"{W}name") or ""
        if name and name != "_GoBack":
            if self._to.writes:
                self._to.add(Anchor(name))
            else:
                self._anchors.append(name)

    def _content_control(self, element: Any) -> bool:
        properties = of(element, "sdtPr")
        if is_on(properties, "showingPlcHdr"):
            return True
        if value(properties, "docPartObj", "docPartGallery") == "Table of Contents":
            self._to.counts["contents"] += sum(1 for _ in element.iter(f"{W}p"))
            return True
        return False

    # What stands beside the text.

    def _note(self, element: Any, kind: Literal["footnote", "endnote"]) -> None:
        """A second reference to the same note is no second note."""
        key = (kind, element.get(f"{W}id") or "")
        if key in self._notes:
            self._to.add(self._notes[key].mark)
        else:
            self._notes[key] = self._to.note(kind)

    def _quote_begins(self, element: Any) -> None:
        self._to.begin_quote(element.get(f"{W}id") or "")

    def _quote_ends(self, element: Any) -> None:
        name = element.get(f"{W}id") or ""
        self._quotes[name] = self._to.end_quote(name)

    def _fallback(self, element: Any) -> bool:
        """The same again for older programs."""
        return element.getparent().find(f"{MC}Choice") is not None

    def _drawing(self, element: Any) -> bool:
        if next(element.iter(f"{W}txbxContent"), None) is not None:
            return False
        described = next(element.iter(f"{WP}docPr"), None)
        self._picture_left_out("" if described is None else described.get("descr") or "")
        return True

    def _picture(self, element: Any) -> bool:
        if next(element.iter(f"{W}txbxContent"), None) is not None:
            return False
        if any(shape.get(f"{O}hr") in {"t", "true"} for shape in element.iterchildren()):
            self._to.rule()
            return True
        for art in element.iter(f"{V}textpath"):
            self._say(art.get("string") or "")
        image = next(element.iter(f"{V}imagedata"), None)
        if image is not None:
            self._picture_left_out(image.getparent().get("alt") or "")
        return True

    def _picture_left_out(self, alt: str) -> None:
        self._to.counts["images"] += 1
        if not _MADE_BY_MACHINE.search(alt):
            self._say(" ".join(alt.split()))

    def _start_box(self, _: Any) -> None:
        self._to.begin_box()
        self._start_aside()

    def _end_box(self, _: Any) -> None:
        self._to.leave()
        self._end_aside()

    def _start_aside(self) -> None:
        self._outside.append(
            _Outside(self._style, self._face, self._links, self._fields, self._merging)
        )
        self._links, self._fields, self._merging = [], Fields(), False

    def _end_aside(self) -> None:
        outside = self._outside.pop()
        self._style, self._face, self._merging = outside.style, outside.face, outside.merging
        self._links, self._fields = outside.links, outside.fields

    # Tables.

    def _start_table(self, _: Any) -> None:
        self._merging = False
        self._to.edge("table")
        self._tables.append(_Table())

    def _end_table(self, _: Any) -> None:
        self._tables.pop()
        self._to.edge("table", closing=True)

    def _start_row(self, element: Any) -> bool:
        properties = of(element, "trPr")
        if of(properties, "del") is not None:
            return self._count("deletions", skip=True)
        self._to.counts["insertions"] += of(properties, "ins") is not None
        if self._tables:
            self._tables[-1].column = number(value(properties, "gridBefore"))
            self._tables[-1].header = is_on(properties, "tblHeader")
        self._to.edge("tr")
        return False

    def _start_cell(self, element: Any) -> bool:
        self._merging = False
        properties = of(element, "tcPr")
        table = self._tables[-1] if self._tables else _Table()
        columns = max(number(value(properties, "gridSpan"), 1), 1)
        place = table.column
        table.column += columns
        merge = of(properties, "vMerge")
        if merge is not None and merge.get(f"{W}val") != "restart" and place in table.above:
            table.above[place].rows += 1
            return True
        cell = self._to.cell(Cell(table.header, columns))
        if merge is not None:
            table.above[place] = cell
        else:
            table.above.pop(place, None)
        return False
