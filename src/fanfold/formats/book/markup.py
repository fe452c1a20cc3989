"""The author's HTML, rebuilt as markup that is both well-formed XML and conforming HTML.

Parsed as browsers parse it (Lexbor), then written anew element by element, so that nothing an
unforeseen fragment holds can break a book. Cleaning for safety is not done here.
"""

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.book.attributes import Attributes, dress, mark_was, place
from fanfold.formats.book.elements import (
    BLOCKS,
    DROPPED,
    HEADINGS,
    INLINE,
    LINES,
    MARKED,
    RENAMED,
    ROWS,
    VOID,
)
from fanfold.formats.book.nodes import children, inlines_around_blocks, is_sound, is_table
from fanfold.formats.book.wording import clean, line, web_address

ORNAMENT = "* * *"

# Reading systems build on parsers that give up at 256 levels; nobody writes a hundred.
_DEEPEST = 100

# An address of the web without a password in it.
_OPEN_ADDRESS = re.compile(r"mailto:|https?://(?![^/?#]*@)", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


# The inlines that stand open around a block, outermost first.
_Around = tuple[LexborNode, ...]


class Breaks(Enum):
    """How a scene break is written."""

    RULE = "hr"
    """`<hr>` with its ornament as data: for pages, whose style sheet shows it."""
    WORDS = "p"
    """A paragraph of the ornament itself: for readers that ignore `hr::before`, Kindle first."""


class Ids:
    """The ids of one file, each given out once."""

    def __init__(self, *reserved: str) -> None:
        self._taken = set(reserved)
        self._next: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """`wanted` while it is free and a name XML allows, else the nearest free one."""
        base = wanted if _ID.fullmatch(wanted) else "id"
        found, count = base, self._next.get(base, 2)
        while found in self._taken:
            found, count = f"{base}-{count}", count + 1
        self._next[base] = count
        self._taken.add(found)
        return found


class _Place(NamedTuple):
    """Where in the tree the writer stands, as far as the content model asks."""

    depth: int = 0
    in_link: bool = False
    no_headings: bool = False

    def deeper(self) -> "_Place":
        return self._replace(depth=self.depth + 1)


class Fragments:
    """The texts of one chapter (or one preface), among which links may point.

    Add every text first, then `finish()`, then take each with `markup()`.
    """

    def __init__(self, ids: Ids, *, breaks: Breaks, scene_break: str, xml: bool) -> None:
        self._ids = ids
        self._breaks = breaks
        self._scene_break = line(scene_break)
        self._xml = xml
        self._targets: dict[str, str] = {}
        self._links: list[tuple[etree._Element, str]] = []
        self._split: set[int] = set()
        self._named: set[int] = set()

    def add(self, html: str) -> etree._Element:
        """A holder of the rebuilt text; hand it to `markup` when all are added."""
        holder = etree.Element("div")
        # A doctype, or the parser falls into quirks and lets tables stand in paragraphs.
        body = LexborHTMLParser(f"<!DOCTYPE html><body>{clean(html)}").body
        if body is not None:
            self._named.clear()
            self._split = inlines_around_blocks(body)
            self._flow(holder, children(body), (), _Place())
        return holder

    def finish(self) -> None:
        """Join the links within the chapter; those that lead nowhere become plain words."""
        for link, wanted in self._links:
            target = self._targets.get(wanted) or self._targets.get(unquote(wanted))
            if target is None:
                link.tag = "span"
            else:
                link.set("href", f"#{target}")
                if target != wanted:
                    mark_was(link, "href", f"#{wanted}")
        self._links.clear()

    @staticmethod
    def markup(holder: etree._Element) -> str:
        """What the holder holds, as text; empty when nothing in it can be seen or linked to."""
        silent = not any(str(said).strip() for said in holder.itertext())
        if silent and not holder.xpath(".//hr | .//@id"):
            return ""
        text = etree.tostring(holder, encoding="unicode")
        return text[text.index(">") + 1 : text.rindex("<")].strip()

    # -- blocks -----------------------------------------------------------------------------

    def _flow(
        self, parent: etree._Element, nodes: Iterable[LexborNode], around: _Around, at: _Place
    ) -> None:
        """Write `nodes` where blocks are allowed, words wrapped in `around`."""
        for child in nodes:
            if child.is_text_node:
                text = child.text_content or ""
                _say(self._open(parent, around, at) if text.strip() else parent, text)
                continue
            name = child.tag or ""
            if name in DROPPED:
                continue
            if name in BLOCKS:
                self._block(parent, child, around, at)
            elif name == "img":
                _say(self._open(parent, around, at), child.attributes.get("alt") or "")
            elif child.mem_id in self._split and at.depth < _DEEPEST:
                # <em>a<p>b</p></em> means <em>a</em><p><em>b</em></p>.
                inner = (*around, child) if _is_known_inline(name) else around
                self._flow(parent, children(child), inner, at.deeper())
            else:
                self._inline(self._open(parent, around, at), child, at)

    def _block(self, parent: etree._Element, node: LexborNode, around: _Around, at: _Place) -> None:
        if at.depth >= _DEEPEST:
            _say(parent, node.text(deep=True))
            return
        original = node.tag or ""
        name, look = RENAMED.get(original, (original, ""))
        if name == "hr":
            self._rule(parent, node)
        elif name in {"ul", "ol"}:
            self._list(self._element(parent, name, node, look), node, around, at)
        elif name == "table" and is_table(node):
            self._table(self._element(parent, "table", node), node, around, at)
        elif name == "dl" and is_sound(node):
            self._keep(parent, "dl", node, {"dt", "dd"}, around, at)
        elif name in {"figure", "details"} and is_sound(node) and not at.in_link:
            self._keep(parent, name, node, {"figcaption", "summary"}, around, at)
        elif name in LINES and name not in {"summary", "caption"}:
            spoken = "p" if name in HEADINGS and at.no_headings else name
            element = self._element(parent, spoken, node)
            self._words(self._open(element, around, at), node, at.deeper())
        else:
            spoken = "blockquote" if name == "blockquote" else "div"
            self._flow(
                self._element(parent, spoken, node, look), children(node), around, at.deeper()
            )

    def _keep(
        self,
        parent: etree._Element,
        name: str,
        node: LexborNode,
        parts: set[str],
        around: _Around,
        at: _Place,
    ) -> None:
        """A structure found sound: its own parts keep their names, all else flows."""
        element = self._element(parent, name, node)
        for child in children(node):
            part = child.tag or ""
            if part == "summary":
                inner = self._element(element, part, child)
                self._words(
                    self._open(inner, around, at), child, at.deeper()._replace(in_link=True)
                )
            elif part in parts:
                inside = at.deeper()._replace(no_headings=at.no_headings or part == "dt")
                self._flow(self._element(element, part, child), children(child), around, inside)
            else:
                self._flow(element, (child,), around, at.deeper())

    def _list(self, element: etree._Element, node: LexborNode, around: _Around, at: _Place) -> None:
        for child in children(node):
            if child.tag == "li":
                item = self._element(element, "li", child)
                self._flow(item, children(child), around, at.deeper())
            elif not child.is_text_node or (child.text_content or "").strip():
                item = etree.SubElement(element, "li")
                self._flow(item, (child,), around, at.deeper())

    def _table(self, table: etree._Element, node: LexborNode, around: _Around, at: _Place) -> None:
        """Caption, one head, bodies, one foot: in the only order HTML knows."""
        sections = [child for child in children(node) if child.tag in ROWS]
        heads = [section for section in sections if section.tag == "thead"][:1]
        feet = [section for section in sections if section.tag == "tfoot"][:1]
        ends = {section.mem_id for section in (*heads, *feet)}
        bodies = [section for section in sections if section.mem_id not in ends]
        for caption in (child for child in children(node) if child.tag == "caption"):
            inner = self._element(table, "caption", caption)
            self._words(self._open(inner, around, at), caption, at.deeper())
        for section in (*heads, *bodies, *feet):
            name = (section.tag or "") if section.mem_id in ends else "tbody"
            part = self._element(table, name, section)
            for row in (child for child in children(section) if child.tag == "tr"):
                line_of_cells = self._element(part, "tr", row)
                for cell in children(row):
                    if cell.tag in {"td", "th"}:
                        inside = at.deeper()._replace(
                            no_headings=at.no_headings or cell.tag == "th"
                        )
                        element = self._element(line_of_cells, cell.tag or "td", cell)
                        self._flow(element, children(cell), around, inside)

    def _rule(self, parent: etree._Element, node: LexborNode) -> None:
        if "ff-break" not in (node.attributes.get("class") or "").split():
            self._element(parent, "hr", node)
            return
        ornament = clean(node.attributes.get("data-ornament") or "")
        if self._breaks is Breaks.WORDS:
            element = self._element(parent, "p", node)
            element.set("role", "separator")
            element.text = line(ornament) or ORNAMENT
        else:
            element = self._element(parent, "hr", node)
        if ornament:
            element.set("data-ornament", ornament)
        element.set("aria-label", self._scene_break)

    # -- words ------------------------------------------------------------------------------

    def _words(self, parent: etree._Element, node: LexborNode, at: _Place) -> None:
        """Write `node`'s children where only words are allowed; blocks become lines."""
        break_due = False
        for child in children(node):
            if child.is_text_node:
                text = child.text_content or ""
                if break_due and text.strip():
                    etree.SubElement(parent, "br")
                    break_due = False
                _say(parent, text)
                continue
            name = child.tag or ""
            if name in DROPPED:
                continue
            is_block = name in BLOCKS
            if (is_block or break_due) and (len(parent) or (parent.text or "").strip()):
                etree.SubElement(parent, "br")
            break_due = is_block
            if is_block and at.depth < _DEEPEST:
                self._words(parent, child, at.deeper())
            else:
                self._inline(parent, child, at)

    def _inline(self, parent: etree._Element, node: LexborNode, at: _Place) -> None:
        if at.depth >= _DEEPEST:
            _say(parent, node.text(deep=True))
            return
        name, look = RENAMED.get(node.tag or "", (node.tag or "", ""))
        if name == "img":
            _say(parent, node.attributes.get("alt") or "")
        elif name == "ruby" and is_sound(node):
            self._ruby(self._element(parent, "ruby", node), node, at)
        elif name == "a":
            self._words(self._link(parent, node, at), node, at.deeper()._replace(in_link=True))
        elif name in INLINE or name in MARKED:
            spoken = name if _may_stand(name, node) else "span"
            element = self._element(parent, spoken, node, look)
            if name not in VOID:
                self._words(element, node, at.deeper())
        else:
            self._words(parent, node, at.deeper())

    def _ruby(self, ruby: etree._Element, node: LexborNode, at: _Place) -> None:
        opened, reading = "", None
        for child in children(node):
            if child.tag == "rp" and self._xml:
                # EPUB 3.3 advises against it: its readers all know ruby. It stays as a mark.
                said = clean(child.text(deep=True))
                if reading is None:
                    opened = said
                else:
                    reading.set("data-close", said)
            elif child.tag in {"rt", "rp"}:
                element = self._element(ruby, child.tag, child)
                self._words(element, child, at.deeper())
                if child.tag == "rt":
                    reading = element
                if opened:
                    element.set("data-open", opened)
                    opened = ""
            elif child.is_text_node:
                _say(ruby, child.text_content or "")
                if (child.text_content or "").strip():
                    reading = None
            else:
                self._inline(ruby, child, at.deeper())
                reading = None

    def _link(self, parent: etree._Element, node: LexborNode, at: _Place) -> etree._Element:
        address = (node.attributes.get("href") or "").strip()
        printed = web_address(address) if address and address[:1] != "#" else None
        is_lost = bool(address) and address[:1] != "#" and not printed
        element = self._element(parent, "span" if at.in_link or is_lost else "a", node)
        if element.tag == "a" and address[:1] == "#":
            self._links.append((element, address[1:]))
        elif element.tag == "a" and printed:
            element.set("href", printed)
        if address != element.get("href") and _OPEN_ADDRESS.match(address):
            mark_was(element, "href", address)
        return element

    def _open(self, parent: etree._Element, around: _Around, at: _Place) -> etree._Element:
        """The inlines that were open around a block, opened again inside it."""
        for node in around:
            name, look = RENAMED.get(node.tag or "", (node.tag or "", ""))
            if name == "a":
                parent = self._link(parent, node, at)
                at = at._replace(in_link=True)
            else:
                parent = self._element(parent, "span" if name == "ruby" else name, node, look)
        return parent

    # -- elements ---------------------------------------------------------------------------

    def _element(
        self, parent: etree._Element, name: str, node: LexborNode, look: str = ""
    ) -> etree._Element:
        element = etree.SubElement(parent, name)
        if name not in VOID:
            element.text = ""  # <p></p>, for readers that take XHTML for HTML.
        if node.tag != name and node.tag in MARKED:
            mark_was(element, "", node.tag)
        attributes = node.attributes
        if attributes or look:
            self._identify(element, node, attributes)
            dress(element, attributes, look)
            place(element, attributes, node.tag or "", xml=self._xml)
        return element

    def _identify(self, element: etree._Element, node: LexborNode, attributes: Attributes) -> None:
        """Its id, if it has one and this is the first piece of it."""
        wanted = attributes.get("id") or (attributes.get("name") if element.tag == "a" else None)
        if wanted and node.mem_id not in self._named:
            self._named.add(node.mem_id)
            given = self._ids.give(wanted)
            self._targets.setdefault(wanted, given)
            element.set("id", given)
            if given != wanted:
                mark_was(element, "id", wanted)


def _say(parent: etree._Element, text: str) -> None:
    """Append `text` after all that `parent` holds. References such as &#12; are undone first."""
    text = clean(text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _may_stand(name: str, node: LexborNode) -> bool:
    """Whether an inline may be written under its own name where it stands."""
    if name == "bdo":  # Without a direction it has no meaning.
        return (node.attributes.get("dir") or "").lower() in {"ltr", "rtl"}
    return name in INLINE and name != "ruby"


def _is_known_inline(name: str) -> bool:
    return RENAMED.get(name, (name, ""))[0] in INLINE
