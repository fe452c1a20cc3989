"""Prose as Markdown, block by block; what Markdown cannot say stands as HTML.

The promise is kept against our own reader, markdown.py, and tested against it.
"""

import re
from collections.abc import Sequence

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.markdown import HEADING_ATTRIBUTES, is_ornament_line
from fanfold.prose.tree import Element
from fanfold.prose.vocabulary import CONTAINERS, LINE_BLOCKS
from fanfold.prose.writing.inline import inline
from fanfold.prose.writing.raw import raw, tag
from fanfold.prose.writing.structure import reads_as_structure
from fanfold.prose.writing.walking import read_prose

__all__ = ["to_markdown"]

_BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
_BLANK = '<p class="ff-blank">&nbsp;</p>'
_RULE = "<hr>"
_FENCE = "```"
# Quotes and lists in each other beyond this are HTML; markdown-it itself stops at twenty.
_DEEPEST = 6
# A line of these makes a heading or a table of the line above.
_UNDERLINE = re.compile(r"[-:|=][-:|=\s]*")
_THEMATIC = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_CLOSING_HASHES = re.compile(r"(?<=[ \t])#+$")


def to_markdown(prose: str, *, guarded: bool = False) -> str:
    """Clean prose as Markdown for which `clean(text, "markdown").prose == prose`.

    Markdown where it can say it, HTML for the rest. A backslash stands only where Markdown would
    take a sign for more than itself. With `guarded`, for files, `divide` finds no heading and no
    note in it. Linear in the length of the prose.
    """
    written = _blocks(read_prose(prose).children, _Place(guarded=guarded))
    return "\n\n".join(written) + "\n" if written else ""


class _Place:
    """Where a block stands: how deep in quotes, lists and details, and whether inside a quote."""

    def __init__(self, *, guarded: bool, depth: int = 0, quoted: bool = False) -> None:
        self.guarded, self.depth, self.quoted = guarded, depth, quoted

    def inside(self, *, quoted: bool = False) -> "_Place":
        return _Place(guarded=self.guarded, depth=self.depth + 1, quoted=quoted or self.quoted)


def _blocks(items: Sequence[Element | str], place: _Place) -> list[str]:
    written: list[str] = []
    list_before = ""
    for item in items:  # Text without a block is in no clean prose.
        block = _paragraph_of([item]) if isinstance(item, str) else item
        text = _block(block, place) if block.name != list_before else None
        if text is None or (place.guarded and _reads_as_structure(text)):
            text, list_before = raw(block), ""
        else:
            list_before = block.name if block.name in {"ul", "ol"} else ""
        written.append(text)
    return written


def _reads_as_structure(text: str) -> bool:
    """Whether a line below a blank one, where a heading or a note may begin, looks like one."""
    return any(reads_as_structure(part.partition("\n")[0]) for part in text.split("\n\n"))


def _block(block: Element, place: _Place) -> str | None:
    """The block as Markdown, or None where only HTML can say it."""
    match block.name:
        case "p":
            return _paragraph(block, place)
        case "hr":
            return _scene_break(block)
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return _heading(block, place)
        case "pre":
            return _fenced(block, place)
        case "table":
            return _table(block)
    if place.depth >= _DEEPEST:
        return None
    match block.name:
        case "ul" | "ol":
            return _list(block, place)
        case "blockquote":
            return _quote(block, place)
        case "details":
            return _details(block, place)
    return None


def _paragraph(block: Element, place: _Place) -> str | None:
    if block.attributes == {"class": "ff-blank"}:
        return _BLANK
    if block.attributes:
        return None
    only = block.children[0] if len(block.children) == 1 else None
    if isinstance(only, str) and is_scene_break(only):
        # An ornament at the edge of a text is no scene break, and reads back as what it is.
        return only if is_ornament_line(only) and not place.guarded else None
    return _text(block.children)


def _text(items: Sequence[Element | str], item: str = "") -> str | None:
    text = inline(items, item=item)
    first, *others = text.split("\n")
    if _is_break(first) or any(
        is_scene_break(line) or _UNDERLINE.fullmatch(line) for line in others
    ):
        return None
    return text


def _is_break(line: str) -> bool:
    """Whether the line is an ornament to us or, however long, a rule to Markdown."""
    return is_scene_break(line) or _THEMATIC.fullmatch(line) is not None


def _paragraph_of(items: Sequence[Element | str]) -> Element:
    paragraph = Element("p")
    paragraph.children = list(items)
    return paragraph


def _scene_break(block: Element) -> str | None:
    ornament = block.attributes.get("data-ornament", "")
    if not ornament:
        return _RULE
    return ornament if is_ornament_line(ornament) else None


def _heading(block: Element, place: _Place) -> str | None:
    level = int(block.name[1])
    if block.attributes or (place.guarded and level == 1):
        return None
    line = f"{'#' * level} {inline(block.children, in_line=True)}"
    line = HEADING_ATTRIBUTES.sub(lambda match: f"\\{match[0]}", line)
    line = _CLOSING_HASHES.sub(lambda match: f"\\{match[0]}", line)
    return None if is_scene_break(line) else line


def _fenced(block: Element, place: _Place) -> str | None:
    """A fence, for a computer's words; a verse that an author laid out stays a <pre>."""
    code = block.children[0] if len(block.children) == 1 else None
    if place.quoted or place.guarded or not isinstance(code, Element) or code.name != "code":
        return None
    text = code.children[0] if len(code.children) == 1 else None
    if block.attributes or code.attributes or not isinstance(text, str) or _FENCE in text:
        return None
    return f"{_FENCE}\n{text}\n{_FENCE}"


def _quote(block: Element, place: _Place) -> str | None:
    inner = "\n\n".join(_blocks(block.children, place.inside(quoted=not block.attributes)))
    lines = [f"> {line}" if line else ">" for line in inner.split("\n")]
    # The reader knows that a line is quoted only by the line above.
    breaks = place.guarded and any(map(is_scene_break, inner.split("\n")))
    if block.attributes or breaks or is_scene_break(lines[0]):
        return f"{tag(block)}\n\n{inner}\n\n</blockquote>"
    return "\n".join(lines)


def _details(block: Element, place: _Place) -> str | None:
    if not block.children:
        return None
    opening, content = [tag(block)], block.children
    first = content[0]
    if isinstance(first, Element) and first.name == "summary":
        opening, content = [tag(block), raw(first)], content[1:]
    inner = _blocks(content, place.inside())
    return "\n\n".join(["\n".join(opening), *inner, "</details>"])


# Lists


def _list(block: Element, place: _Place) -> str | None:
    number = _first_number(block)
    if number is None:
        return None
    items: list[str] = []
    is_loose = False
    for position, item in enumerate(block.children):
        if isinstance(item, str) or item.name != "li" or item.attributes:
            return None
        marker = "-" if block.name == "ul" else f"{number + position}."
        parts = _item(item, marker, place)
        if parts is None:
            return None
        is_loose = is_loose or any(part.startswith("\n\n") for part in parts)
        indent = " " * (len(marker) + 1)
        lines = "".join(parts).split("\n")
        text = "\n".join([lines[0], *(line and indent + line for line in lines[1:])])
        items.append(f"{marker} {text}")
    text = ("\n\n" if is_loose else "\n").join(items)
    return None if any(is_scene_break(line) for line in text.split("\n")) else text


def _first_number(block: Element) -> int | None:
    """The number a list begins with, None when Markdown, or our reader, cannot count so."""
    start = block.attributes.get("start", "")
    if set(block.attributes) - {"start"} or (block.name == "ul" and start):
        return None
    if start and not (start.isdecimal() and start == str(int(start)) and start != "1"):
        return None
    number = int(start or 1)
    is_long = block.name == "ol" and number + len(block.children) > 100  # 100. could be a year.
    return None if is_long else number


def _item(item: Element, marker: str, place: _Place) -> list[str] | None:
    """The parts of an item with the line ends before them: paragraphs, and lists in it."""
    blocks = _item_blocks(item)
    if not blocks or blocks[0].name != "p":
        return None
    parts: list[str] = []
    before = ""
    for block in blocks:
        text = None
        if block.name == "p" and not block.attributes:
            text = _text(block.children, "" if parts else marker)
        elif block.name in {"ul", "ol"} and block.name != before and place.depth < _DEEPEST:
            text = _list(block, place.inside())
        if text is None:
            return None
        # A list that begins with 1 may stand right below the text.
        is_close = block.name == "ul" or (block.name == "ol" and not block.attributes)
        parts.append(text if not parts else ("\n" if is_close else "\n\n") + text)
        before = block.name
    return parts


def _item_blocks(item: Element) -> list[Element]:
    """The blocks of an item; the text it begins with is a paragraph."""
    count = 0
    while count < len(item.children):
        child = item.children[count]
        if isinstance(child, Element) and child.name in _BLOCKS:
            break
        count += 1
    blocks = [_paragraph_of(item.children[:count])] if count else []
    return blocks + [
        child if isinstance(child, Element) else _paragraph_of([child])
        for child in item.children[count:]
    ]


# Tables


def _table(block: Element) -> str | None:
    """A pipe table: one row of headings, as many cells in each row, text alone in them."""
    rows = _rows(block)
    if rows is None or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return None
    head, *body = ["".join(f"| {cell} " for cell in row) + "|" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _rows(table: Element) -> list[list[str]] | None:
    rows: list[list[str]] = []
    for index, part in enumerate(table.children):
        name, cell_name = ("tbody", "td") if index else ("thead", "th")
        if isinstance(part, str) or part.name != name or part.attributes or index > 1:
            return None
        if not index and len(part.children) != 1:
            return None
        for row in part.children:
            if isinstance(row, str) or row.attributes:
                return None
            cells = [_cell(cell, cell_name) for cell in row.children]
            if any(cell is None for cell in cells):
                return None
            rows.append([cell or "" for cell in cells])
    return rows or None


def _cell(cell: Element | str, name: str) -> str | None:
    if isinstance(cell, str) or cell.name != name or cell.attributes:
        return None
    if any(isinstance(child, Element) and child.name in _BLOCKS for child in cell.children):
        return None
    return inline(cell.children, in_line=True, in_cell=True)
