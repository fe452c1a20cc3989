"""From parsed HTML to prose: one walk that keeps meaning, makes paragraphs and drops the rest.

Blocks stand on their own; inline elements are opened only when text arrives and opened anew in
each paragraph, so crossed, empty and misplaced markup cannot survive. Linear in nodes.
"""

from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from fanfold.prose.attributes import is_divider, kept_attributes
from fanfold.prose.bounding import safe_characters
from fanfold.prose.inlines import UNSEEN, Frame, Inlines
from fanfold.prose.languages import Main, language_of
from fanfold.prose.links import Links
from fanfold.prose.settling import settle
from fanfold.prose.sheets import Sheet
from fanfold.prose.styles import Wish, read_wish, was_asked_before
from fanfold.prose.tree import Element
from fanfold.prose.vocabulary import (
    CONTAINERS,
    DISSOLVED,
    INLINE,
    LINE_BLOCKS,
    REMOVED,
    RENAMED,
    SILENT,
)

__all__ = ["Builder", "Newlines", "Page"]

_PARENTS = {
    "li": {"ul", "ol"}, "dd": {"dl"}, "dt": {"dl"}, "summary": {"details"}, "caption": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"},
    "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Newlines:
    """What newlines mean: one and two or more, outside and inside of <p>. True: a break."""

    loose_single: bool = False
    loose_double: bool = False
    inner_single: bool = False
    inner_double: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What was learnt of a whole source before its text is walked. Sets hold `mem_id`s."""

    newlines: Newlines
    main: Main
    layout: frozenset[int]
    apart: frozenset[int]
    sheet: Sheet


@dataclass(slots=True)
class _Undo:
    """What to restore when the walk leaves an element."""

    closes: str = ""  # "", "p", "line", "container", "boundary"
    frames: int = 0
    align: str = ""
    indent: bool = False
    language: dict[str, str] = field(default_factory=dict)


class Builder:
    """Builds prose from one parsed body. Use once: `Builder(...).build(body)`."""

    def __init__(self, page: Page, links: Links, done: Counter[tuple[str, str]]) -> None:
        self.page = page
        self.links = links
        self.done = done
        self.root = Element("root")
        self.containers = [self.root]
        self.inlines = Inlines()
        self.align = ""
        self.indent = False
        self.inherited: dict[str, str] = {}
        self.paragraph: Element | None = None  # the open <p> or line block
        self.line_block: Element | None = None
        self.explicit: dict[str, str] | None = None  # attributes of the <p> we are inside of
        self.explicit_held = ""  # what a textless <p> held
        self.explicit_written = False

    def build(self, body: LexborNode) -> Element:
        """The root of the finished tree."""
        undo: list[_Undo] = []
        node: LexborNode | None = body.child
        while node is not None:
            if node.is_text_node:
                self._text(self._safe(node.text_content))
            elif node.is_element_node:
                entered = self._enter(node)
                if entered is not None:
                    undo.append(entered)
                    if node.child is not None:
                        node = node.child
                        continue
                    self._leave(undo.pop())
            while node is not None and node.next is None:
                node = node.parent
                if node is None or not undo:
                    node = None
                    break
                self._leave(undo.pop())
            node = node.next if node is not None else None
        self._end_paragraph()
        self._settle(self.root)
        if self.inlines.let_go:
            self.done["nesting_flattened", ""] += self.inlines.let_go
        return self.root

    # Elements

    def _enter(self, node: LexborNode) -> _Undo | None:
        tag = (node.tag or "").lower()
        if tag == "br":
            self.inlines.line_break()
            return None
        if tag in REMOVED:
            self.done["content_dropped", tag] += 1
        if tag in REMOVED or tag in SILENT:
            return None
        attributes: dict[str, str | None] = {
            key: self._safe(value) for key, value in node.attributes.items()
        }
        if tag == "hr":
            self._rule(attributes)
            return None
        if tag in {"img", "image"}:
            self._image(attributes)
            return None
        wish = read_wish(tag, attributes, self.page.sheet)
        if wish.dropped:
            self.done["style_dropped", ""] += 1
        undo = _Undo("", 0, self.align, self.indent, self.inherited)
        tag, name = self._read_as(node, tag, wish)
        if name == "span" and tag == "big":
            wish.inline.insert(0, ("span", "ff-big"))
        self._block_or_inline(tag, name, attributes, wish, undo)
        for element, style in wish.inline:
            undo.frames += self._push(element, {"class": style} if style else {}, "")
            if tag != "big" and not (tag == "span" and attributes.get("class") == style):
                self.done["style_as_markup", ""] += 1
        return undo

    def _read_as(self, node: LexborNode, tag: str, wish: Wish) -> tuple[str, str]:
        """The element's own name and the one it gets in prose."""
        if node.mem_id in self.page.layout:
            self.done["table_dissolved", ""] += tag == "table"
            return "div", "div"
        if node.mem_id in self.page.apart:
            wish.indent = wish.indent or tag == "p"
            return (tag, tag) if tag == "p" else ("blockquote", "blockquote")
        return tag, RENAMED.get(tag, tag)

    def _block_or_inline(
        self, tag: str, name: str, attributes: dict[str, str | None], wish: Wish, undo: _Undo
    ) -> None:
        is_block = name == "p" or name in CONTAINERS or name in LINE_BLOCKS or name in DISSOLVED
        misplaced = name in _PARENTS and self.containers[-1].name not in _PARENTS[name]
        if not is_block:
            self._inline(tag, name, attributes, wish, undo)
            return
        if self.line_block is not None:  # A heading or a verse holds no blocks: their edges break.
            self.inlines.break_if_text()
            undo.closes = "boundary"
            return
        self._end_paragraph()
        self._inherit(name, tag, attributes, wish)
        anchor = self.links.anchor(attributes)
        if name == "p":
            undo.closes = "p"
            self.explicit = self._block_attributes({}, anchor)
            if wish.blank:
                self.explicit["class"] = "ff-blank"
            self.explicit_held, self.explicit_written = "", False
        elif name in LINE_BLOCKS and not misplaced:
            undo.closes = "line"
            element = Element(name, self._block_attributes({}, anchor))
            self.containers[-1].children.append(element)
            self.paragraph = self.line_block = element
            self.inlines.start(element, raw=name == "pre")
        elif name in CONTAINERS and not misplaced:
            undo.closes = "container"
            element = Element(name, kept_attributes(name, attributes) | self.inherited)
            if anchor:
                element.attributes["id"] = anchor
            self.inherited = {}
            above = self.containers[-1]
            if name == "li" and above.name == "ol" and not above.children:
                above.attributes |= kept_attributes("ol", {"style": attributes.get("style")})
            above.children.append(element)
            self.containers.append(element)
        else:
            undo.closes = "boundary"
            if anchor:
                self.inlines.anchors.append(anchor)
            if tag not in {"div", "center"}:
                self.done["markup_dropped", tag] += 1

    def _inherit(self, name: str, tag: str, attributes: dict[str, str | None], wish: Wish) -> None:
        if tag == "center":
            self.align = "ff-center"
        if wish.align:
            self.align = "" if wish.align == "none" else wish.align
        if wish.indent and name in DISSOLVED | LINE_BLOCKS | {"p"}:
            self.indent = True
        if (wish.align or wish.indent or tag == "center") and not was_asked_before(
            attributes, wish
        ):
            self.done["align_as_class", ""] += 1
        own = language_of(attributes, self.page.main)
        if own:
            self.inherited = self.inherited | own

    def _inline(
        self, tag: str, name: str, attributes: dict[str, str | None], wish: Wish, undo: _Undo
    ) -> None:
        anchor = self.links.anchor(attributes)
        if (name in {"b", "strong"} and wish.plain_weight) or (
            name in {"i", "em"} and wish.plain_slant
        ):
            name = "span"  # Google Docs wraps a whole clipboard in <b style="font-weight:normal">.
        own = language_of(attributes, self.page.main)
        if name == "a":
            href = self.links.href(attributes, self.done)
            if href:
                own = own | {"href": href} | kept_attributes("a", attributes)
            else:
                name = "span"
        else:
            own = own | kept_attributes(name, attributes)
        if name == "span" and not own:
            if anchor:
                self.inlines.anchors.append(anchor)
            return
        if name in INLINE:
            undo.frames += self._push(name, own, anchor)
            return
        self.done["markup_dropped", tag[:40]] += 1
        if anchor:
            self.inlines.anchors.append(anchor)

    def _push(self, name: str, attributes: dict[str, str], anchor: str) -> int:
        self.inlines.push(Frame(name, attributes, anchor))
        return 1

    def _leave(self, undo: _Undo) -> None:
        for _ in range(undo.frames):
            self.inlines.pop()
        match undo.closes:
            case "p":
                self._end_explicit()
            case "line":
                self._end_line_block()
            case "container":
                self._end_paragraph()
                self._settle(self.containers.pop())
            case "boundary" if self.line_block is not None:
                self.inlines.break_if_text()
            case "boundary":
                self._end_paragraph()
        if undo.closes:
            self.align, self.indent, self.inherited = undo.align, undo.indent, undo.language

    def _settle(self, container: Element) -> None:
        settle(container, self.done)
        if not container.children and container is not self.root:
            parent = self.containers[-1]
            if container.name not in {"td", "th"} and parent.children[-1] is container:
                parent.children.pop()

    # Text

    def _safe(self, text: str | None) -> str:
        """References such as &#8232; bring what the source itself was freed from."""
        return safe_characters(text or "", self.done)

    def _text(self, data: str) -> None:
        if self.line_block is not None:
            self.inlines.write(data, single=False, double=False)
            return
        lines, inside = self.page.newlines, self.explicit is not None
        single, double = (
            (lines.inner_single, lines.inner_double)
            if inside
            else (lines.loose_single, lines.loose_double)
        )
        if self.containers[-1].name not in {"root", "blockquote", "details"}:
            single = double = False
        for text in self.inlines.pieces(data, single=single, double=double):
            if not text.strip(UNSEEN):
                if self.inlines.hold_space(text, in_text=self.paragraph is not None):
                    continue
                self.explicit_held = "space"
                continue
            breaks = self.inlines.breaks if self.paragraph is not None else 0
            if breaks >= 2:
                self.done["paragraphs_made", ""] += 1
                self.inlines.take_breaks()
                self._end_paragraph()
                if breaks >= 3:
                    self._blank(1)
            self._open_paragraph()
            self.inlines.put(text)

    def _open_paragraph(self) -> None:
        if self.paragraph is not None:
            return
        if self.inlines.lost_breaks and self.explicit is None:
            self._blank(self.inlines.lost_breaks)
        self.inlines.lost_breaks = 0
        if self.explicit is None:
            attributes = self._block_attributes({}, "")
        else:
            attributes = dict(self.explicit)
            if attributes.get("class") == "ff-blank":
                del attributes["class"]
            self.explicit.pop("id", None)
            self.explicit_written = True
        self.paragraph = Element("p", attributes)
        self.containers[-1].children.append(self.paragraph)
        self.inlines.start(self.paragraph)

    def _end_paragraph(self) -> None:
        if self.paragraph is None:
            lost = self.inlines.take_breaks()
            if self.explicit is None and lost:
                self._blank(lost)
            elif lost:
                self.explicit_held = "space"
            return
        trailing = self.inlines.end()
        self.paragraph = None
        if trailing >= 2:
            self._blank(trailing - 1)

    def _end_explicit(self) -> None:
        if self.explicit is None:
            return
        if not self.explicit_written:
            lost = self.inlines.take_breaks()
            deliberate = self.explicit.get("class") == "ff-blank"
            if lost or deliberate or self.explicit_held:
                self._blank(max(1, lost), deliberate=deliberate)
            if self.explicit.get("id"):
                self.inlines.anchors.append(self.explicit["id"])
        else:
            self._end_paragraph()
        self.explicit = None

    def _end_line_block(self) -> None:
        element = self.line_block
        self.inlines.end()
        self.paragraph = self.line_block = None
        if element is not None and not element.children:
            self.containers[-1].children.pop()  # Nothing can follow it while it is open.

    def _rule(self, attributes: dict[str, str | None]) -> None:
        if self.line_block is not None:
            self.inlines.break_if_text()
            return
        self._end_paragraph()
        self.containers[-1].children.append(
            Element("hr", {"data-ornament": attributes.get("data-ornament") or ""})
        )

    def _image(self, attributes: dict[str, str | None]) -> None:
        self.done["image_dropped", ""] += 1
        alt = " ".join((attributes.get("alt") or "").split())
        if alt:
            self._text(alt)
        elif self.paragraph is None and is_divider(attributes):
            self._rule({})

    def _blank(self, count: int, *, deliberate: bool = False) -> None:
        if self.containers[-1].name in {"root", "blockquote", "details"}:
            kind = "deliberate" if deliberate else "run"
            self.containers[-1].children.append(Element("blank", {kind: str(count)}))

    # Attributes

    def _block_attributes(self, attributes: dict[str, str], anchor: str) -> dict[str, str]:
        classes = [self.align] if self.align else []
        if self.indent:
            classes.append("ff-indent")
        if classes:
            attributes["class"] = " ".join(classes)
        attributes.update(self.inherited)
        if anchor:
            attributes["id"] = anchor
        return attributes
