"""The text of an OpenDocument, walked through once from its first element to its last.

Source: ODF 1.3 part 3, chapters 5 to 10 and 14. Styles are looked up in styles.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from fanfold.formats.document import DocumentComment
from fanfold.formats.odt.names import (
    BOXED,
    DC,
    DRAW,
    INDEXES,
    OFFICE,
    SHAPES,
    SILENT,
    SKIPPED,
    SVG,
    TABLE,
    TEXT,
)
from fanfold.formats.odt.styles import Styles
from fanfold.formats.office.look import Face, Item
from fanfold.formats.office.manuscript import Anchor, Cell, LineBreak, Manuscript, Ruby
from fanfold.formats.office.scripts import say

__all__ = ["walk"]

_HREF = "{http://www.w3.org/1999/xlink}href"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100


@dataclass(slots=True)
class _List:
    """A list that is open: its item still waits for its first paragraph, or has had it."""

    key: str
    style: str
    fresh: bool = False
    start: int = 0


def walk(text: Any, styles: Styles, manuscript: Manuscript) -> None:
    """Everything that stands in the element office:text goes into the manuscript."""
    _Walker(styles, manuscript).walk(text)


class _Walker:
    def __init__(self, styles: Styles, manuscript: Manuscript) -> None:
        self._styles = styles
        self._to = manuscript
        self._faces: list[Face] = []
        self._links: list[str] = []
        self._lists: list[_List] = []
        self._outer_lists: list[list[_List]] = []
        self._list_keys: dict[str, str] = {}
        self._last_key = ""
        self._header_rows = 0
        self._remarks: dict[str, int] = {}
        self._spaced = True
        self._page_after = False
        self._ruby: list[str] | None = None
        self._starts: dict[str, Callable[[Any], bool | None]] = {
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}h": self._start_paragraph,
            f"{TEXT}span": self._start_span,
            f"{TEXT}a": self._start_link,
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda _: self._say("\t"),
            f"{TEXT}line-break": lambda _: self._break(),
            f"{TEXT}bookmark": self._anchor,
            f"{TEXT}bookmark-start": self._anchor,
            f"{TEXT}reference-mark": self._anchor,
            f"{TEXT}reference-mark-start": self._anchor,
            f"{TEXT}note": self._start_note,
            f"{TEXT}list": self._start_list,
            f"{TEXT}list-item": self._start_item,
            f"{TEXT}list-header": self._start_item,
            f"{TEXT}section": self._section,
            f"{TEXT}hidden-text": self._hidden_text,
            f"{TEXT}ruby-base": self._start_ruby,
            f"{TEXT}tracked-changes": self._changes,
            f"{TEXT}change": lambda _: self._to.left_out(),
            f"{OFFICE}annotation": self._annotation,
            f"{OFFICE}annotation-end": self._annotation_end,
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-header-rows": self._start_header,
            f"{TABLE}table-row": lambda _: self._to.edge("tr"),
            f"{TABLE}table-cell": self._start_cell,
            f"{DRAW}frame": self._frame,
            f"{DRAW}object": lambda _: True,
            **dict.fromkeys(SHAPES, self._start_box),
            **dict.fromkeys(SKIPPED, lambda _: True),
            **dict.fromkeys(INDEXES, self._index),
        }
        self._ends: dict[str, Callable[[Any], None]] = {
            f"{TEXT}p": self._end_paragraph,
            f"{TEXT}h": self._end_paragraph,
            f"{TEXT}span": lambda _: self._drop(self._faces),
            f"{TEXT}a": lambda _: self._drop(self._links),
            f"{TEXT}note": self._end_note,
            f"{TEXT}list": lambda _: self._drop(self._lists),
            f"{TEXT}ruby": self._end_ruby,
            f"{TABLE}table": lambda _: self._to.edge("table", closing=True),
            f"{TABLE}table-header-rows": self._end_header,
            f"{TABLE}table-row": lambda _: self._to.edge("tr", closing=True),
            f"{TABLE}table-cell": self._end_cell,
            **dict.fromkeys(SHAPES, self._end_box),
        }

    def walk(self, root: Any) -> None:
        """A start that returns True passes over everything inside its element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                start = self._starts.get(tag)
                if start is not None and start(element):
                    walker.skip_subtree()
                    skipped = element
                elif element.text and tag not in SILENT:
                    self._text(element.text)
                continue
            if element is skipped:
                skipped = None
            elif (end := self._ends.get(tag)) is not None:
                end(element)
            if element.tail and element is not root and element.getparent().tag not in SILENT:
                self._text(element.tail)

    # Words.

    def _text(self, text: str) -> None:
        """White space of any kind and length is one space, and none where a space was before."""
        if not self._faces:
            return
        text = _SPACE.sub(" ", text)
        if self._spaced:
            text = text.removeprefix(" ")
        if text:
            self._spaced = text.endswith(" ")
            self._say(text)

    def _say(self, text: str) -> None:
        if self._ruby is not None:
            self._ruby.append(text)
            return
        face = self._faces[-1] if self._faces else Face()
        link = self._links[-1] if self._links else ""
        say(self._to, text, face, link)

    def _spaces(self, element: Any) -> None:
        self._say(" " * _number(element.get(f"{TEXT}c"), most=_MOST_SPACES))
        self._spaced = False

    def _break(self) -> None:
        self._to.add(LineBreak())
        self._spaced = True

    def _drop(self, stack: list[Any]) -> None:
        if stack:
            stack.pop()

    def _start_span(self, element: Any) -> None:
        base = self._faces[-1] if self._faces else Face()
        name = element.get(f"{TEXT}style-name") or ""
        self._faces.append(self._styles.face(base, "text", name))

    def _start_link(self, element: Any) -> None:
        href = (element.get(_HREF) or "").strip()
        if href.startswith("#"):
            href = "" if href.endswith("|outline") else f"#n-{href[1:].partition('|')[0]}"
        self._links.append(href)

    def _anchor(self, element: Any) -> None:
        if name := element.get(f"{TEXT}name"):
            self._to.add(Anchor(name))

    def _start_ruby(self, _: Any) -> None:
        self._ruby = []

    def _end_ruby(self, element: Any) -> None:
        base, self._ruby = "".join(self._ruby or ()), None
        reading = element.find(f"{TEXT}ruby-text")
        spoken = "".join(reading.itertext()).strip() if reading is not None else ""
        if base and spoken:
            self._to.add(Ruby(base, spoken))
        else:
            self._say(base)

    def _hidden_text(self, element: Any) -> bool:
        hidden = bool(element.get(f"{TEXT}is-hidden") != "false")
        self._to.counts["hidden"] += hidden
        return hidden

    # Paragraphs.

    def _start_paragraph(self, element: Any) -> bool:
        name = element.get(f"{TEXT}style-name") or element.get(f"{TEXT}cond-style-name") or ""
        style = self._styles.paragraph(name)
        if style.contents:
            self._to.counts["contents"] += 1
            self._page_after = False
            return True
        form = style.form
        if element.tag == f"{TEXT}h":
            level = _number(element.get(f"{TEXT}outline-level"), most=9)
            form = replace(form, heading=level)
        if style.page_before and not self._lists:
            self._to.end()
            self._to.page_break()
        item = None if form.heading or form.title else self._item(style.list_style)
        self._to.begin(replace(form, item=item) if item else form)
        self._faces.append(self._styles.face(Face(), "paragraph", name))
        self._spaced = True
        self._page_after = style.page_after
        return False

    def _end_paragraph(self, _: Any) -> None:
        self._to.end()
        self._drop(self._faces)
        self._spaced = False
        if self._page_after:
            self._to.page_break()
            self._page_after = False

    def _item(self, paragraph_list: str) -> Item | None:
        if not self._lists:
            return None
        here = self._lists[-1]
        style = here.style or paragraph_list
        level = self._styles.level(style, len(self._lists) - 1)
        if not level.shown:
            return None
        opens, here.fresh = here.fresh, False
        return Item(
            here.key, len(self._lists) - 1, level.ordered, here.start or level.start, opens=opens
        )

    def _start_list(self, element: Any) -> None:
        style = element.get(f"{TEXT}style-name") or ""
        if self._lists:
            outer = self._lists[-1]
            self._lists.append(_List(outer.key, style or outer.style))
            return
        continued = self._list_keys.get(element.get(f"{TEXT}continue-list") or "")
        if element.get(f"{TEXT}continue-numbering") == "true":
            continued = continued or self._last_key
        key = continued or f"list {len(self._list_keys) + 1}"
        self._list_keys[element.get(_ID) or key] = key
        self._last_key = key
        self._lists.append(_List(key, style))

    def _start_item(self, element: Any) -> None:
        if self._lists:
            self._lists[-1].fresh = True
            start = element.get(f"{TEXT}start-value")
            self._lists[-1].start = _number(start, most=99_999) if start else 0

    # What stands beside the text.

    def _start_note(self, element: Any) -> None:
        is_end = element.get(f"{TEXT}note-class") == "endnote"
        self._to.begin_note(self._to.note("endnote" if is_end else "footnote"))
        self._leave_lists()

    def _end_note(self, _: Any) -> None:
        self._to.leave()
        self._return_to_lists()

    def _leave_lists(self) -> None:
        """What stands in a note, a box or a cell is in no list around it."""
        self._outer_lists.append(self._lists)
        self._lists = []

    def _return_to_lists(self) -> None:
        self._lists = self._outer_lists.pop()
        self._spaced = False

    def _frame(self, element: Any) -> bool:
        if element.find(f"{DRAW}text-box") is not None:
            return False
        self._to.counts["images"] += 1
        for name in ("title", "desc"):
            if alt := " ".join((element.findtext(f"{SVG}{name}") or "").split()):
                self._say(alt)
                break
        return True

    def _start_box(self, element: Any) -> bool:
        """Every shape may hold words; most hold an empty paragraph."""
        has_words = any(text.strip() for text in element.itertext())
        if not any(child.tag in BOXED for child in element) or not (
            has_words or element.find(f".//{DRAW}frame") is not None
        ):
            return True
        self._to.begin_box()
        self._leave_lists()
        return False

    def _end_box(self, _: Any) -> None:
        self._to.leave()
        self._return_to_lists()

    def _section(self, element: Any) -> bool:
        hidden = bool(element.get(f"{TEXT}display") == "none")
        self._to.counts["hidden"] += hidden
        return hidden

    def _index(self, element: Any) -> bool:
        lines = sum(1 for _ in element.iter(f"{TEXT}p"))
        self._to.counts["contents"] += lines
        return True

    def _changes(self, element: Any) -> bool:
        for kind in ("insertion", "deletion"):
            self._to.counts[f"{kind}s"] += sum(1 for _ in element.iter(f"{TEXT}{kind}"))
        return True

    def _annotation(self, element: Any) -> bool:
        author = " ".join((element.findtext(f"{DC}creator") or "").split())
        lines = ["".join(line.itertext()) for line in element.iter(f"{TEXT}p")]
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        if name := element.get(f"{OFFICE}name"):
            self._remarks[name] = len(self._to.comments)
            self._to.begin_quote(name)
        self._to.comments.append(DocumentComment(author=author, text=text))
        return True

    def _annotation_end(self, element: Any) -> None:
        name = element.get(f"{OFFICE}name") or ""
        place = self._remarks.pop(name, None)
        if place is not None:
            comments = self._to.comments
            comments[place] = replace(comments[place], quote=self._to.end_quote(name))

    # Tables.

    def _start_table(self, _: Any) -> None:
        self._to.edge("table")

    def _start_header(self, _: Any) -> None:
        self._header_rows += 1

    def _end_header(self, _: Any) -> None:
        self._header_rows -= 1

    def _start_cell(self, element: Any) -> None:
        # An empty cell that is repeated is as wide as all its copies.
        repeated = element.get(f"{TABLE}number-columns-repeated")
        columns = _number(element.get(f"{TABLE}number-columns-spanned") or repeated)
        rows = _number(element.get(f"{TABLE}number-rows-spanned"))
        self._to.cell(Cell(self._header_rows > 0, columns, rows))
        self._leave_lists()

    def _end_cell(self, _: Any) -> None:
        self._to.edge("td", closing=True)
        self._return_to_lists()


def _number(text: str | None, *, most: int = 100) -> int:
    """A positive number as written, 1 for anything else, never more than `most`."""
    text = (text or "").strip()
    if not (text.isdecimal() and text.isascii()):
        return 1
    return max(1, most if len(text) > 6 else min(int(text), most))
