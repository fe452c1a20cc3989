"""Prose as plain text: paragraphs parted by blank lines, verse line by line, ornaments as drawn."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from fanfold.prose.bbcode import bbcode_to_html
from fanfold.prose.breaks import is_scene_break
from fanfold.prose.tree import Element
from fanfold.prose.vocabulary import CONTAINERS, LINE_BLOCKS
from fanfold.prose.writing.structure import reads_as_structure
from fanfold.prose.writing.walking import events, read_prose

__all__ = ["to_text"]

_BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
_ORNAMENT = "* * *"
_BLANK = "\u00a0"
# Two spaces tell our reader, as they tell Markdown, that a line ends here.
_LINE_END = "  \n"
_JOINER = "\u2060"
_FIRST_OF_A_WORD = re.compile(r"\w|\Z")
_SPACES = re.compile(" {2,}")
_INDENT = re.compile(r"\A[ \t]+")


def to_text(prose: str, *, guarded: bool = False) -> str:
    r"""Clean prose as plain text that `clean(text, "text")` reads as the same paragraphs.

    Kept: every paragraph with its text, lines of verse, scene breaks with their ornaments, blank
    lines. Written so that people see it: items after `-` or a number, cells between `|`, quotes
    after `>`, readings of ruby in brackets, the marks of <q>, indents of <pre> as no-break spaces.
    Writing and reading what was read gives it again to the letter.

    Lost: other markup, and addresses of links. A scene break without an ornament comes back with
    `* * *`; one inside an item of a list is a line. Blank lines between most paragraphs (three or
    more) are read as an author's habit and go. White space at the end of a line goes; a tab
    becomes spaces. A table without a word goes.

    Where text alone would say more than was meant, a joiner that nobody sees (U+2060) is put into
    it and stays: in a paragraph inside the text that looks like a scene break, in a forum's marks
    that pair. With `guarded`, for files, also in lines that `divide` would take for a heading, a
    label or a note, and in ornaments at the ends. Linear in the length of the prose.
    """
    writer = _Writer()
    for kind, item in events(read_prose(prose).children):
        if isinstance(item, str):
            writer.text(item)
        elif kind == "open":
            writer.enter(item)
        else:
            writer.leave(item)
    writer.end_paragraph()
    text = _assembled(writer.paragraphs, guarded=guarded)
    html = escape(text)
    if bbcode_to_html(html, Counter()) != html:
        text = text.replace("[/", f"[{_JOINER}/")
    return text


@dataclass(slots=True)
class _Paragraph:
    lines: list[str]
    is_break: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.lines

    @property
    def looks_like_break(self) -> bool:
        return len(self.lines) == 1 and is_scene_break(self.lines[0])


def _assembled(paragraphs: list[_Paragraph], *, guarded: bool) -> str:
    edges = _edges(paragraphs)
    out: list[str] = []
    gap = ""
    for index, one in enumerate(paragraphs):
        if one.is_blank:
            gap = f"\n{_BLANK}\n\n"
            continue
        lines = one.lines
        if guarded and not one.is_break:
            lines = [_joined(line) if _is_structure(line) else line for line in lines]
        elif not one.is_break and one.looks_like_break and index not in edges:
            lines = [_joined(lines[0])]
        out += [(gap or "\n\n") if out else "", _LINE_END.join(lines)]
        gap = ""
    return "".join(out) + "\n" if out else ""


def _is_structure(line: str) -> bool:
    return is_scene_break(line) or reads_as_structure(line)


def _edges(paragraphs: list[_Paragraph]) -> set[int]:
    """The paragraphs before the first and after the last text, where ornaments part nothing."""
    edges: set[int] = set()
    for order in (range(len(paragraphs)), range(len(paragraphs) - 1, -1, -1)):
        run: list[int] = []
        for index in order:
            one = paragraphs[index]
            if one.is_break or one.is_blank:
                run = []  # It must part something.
            if one.is_break or one.is_blank or not one.looks_like_break:
                break
            run.append(index)
        edges.update(run)
    return edges


def _joined(line: str) -> str:
    """`line` with a joiner in its first word, so that it is that word no more for a program."""
    match = _FIRST_OF_A_WORD.search(line)
    place = match.end() if match and match[0] else 0
    return line[:place] + _JOINER + line[place:]


class _Writer:
    """Follows the events of a prose and collects its paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = []
        self._lines: list[str] = []
        self._line: list[str] = []
        self._above: list[Element] = []
        self._quotes = 0
        self._pre = 0
        self._blank = False  # inside a blank line, whose no-break space is no text
        self._cells: list[int] = []  # how many of the row are written, for each table
        self._lists: list[tuple[int, int]] = []  # next number and step; step 0 has no numbers
        self._marker = ""

    def enter(self, element: Element) -> None:  # noqa: C901
        """The start of an element."""
        if element.name in _BLOCKS:
            self._part()
        match element.name:
            case "br":
                self._part_line()
            case "hr":
                self._add_break(element.attributes.get("data-ornament", ""))
            case "p" if element.attributes.get("class") == "ff-blank":
                self._blank = True
                if not (self._lists or self._cells):
                    self.paragraphs.append(_Paragraph([]))
            case "pre":
                self._pre += 1
            case "blockquote":
                self._quotes += 1
            case "ul" | "ol":
                self._lists.append(_counting(element))
            case "li":
                self._number_item(element)
            case "dd":
                self._marker = _BLANK * 2
            case "table":
                self._cells.append(0)
            case "tr" if self._cells:
                self._cells[-1] = 0
            case "td" | "th" if self._cells:
                self._line.append(" | " if self._cells[-1] else "")
                self._cells[-1] += 1
            case "q":
                self._line.append("“")
            case "rt" if self._needs_brackets():
                self._line.append("(")
        self._above.append(element)

    def leave(self, element: Element) -> None:
        """The end of an element."""
        self._above.pop()
        match element.name:
            case "q":
                self._line.append("”")
            case "rt" if self._needs_brackets():
                self._line.append(")")
            case "p":
                self._blank = False
            case "pre":
                self._part()
                self._pre -= 1
            case "tr" | "caption":
                self._end_line()
            case "table":
                self._end_line()
                self._cells.pop()
            case "ul" | "ol":
                self._end_line()
                self._lists.pop()
                self._marker = ""
            case "li" | "dd":
                self._end_line()
                self._marker = ""
        if element.name in _BLOCKS:
            self._part()
        if element.name == "blockquote":
            self._quotes -= 1

    def text(self, text: str) -> None:
        """Text of the element that is open."""
        if self._blank:
            return
        if not self._pre:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._part_line()
            self._line.append(line)

    def end_paragraph(self) -> None:
        """Whatever comes now stands apart."""
        self._end_line()
        if self._lines:
            marks = "> " * self._quotes
            self.paragraphs.append(_Paragraph([marks + line for line in self._lines]))
            self._lines = []

    def _part(self) -> None:
        """The edge of a block: of a paragraph, or of a line in a list, or of words in a cell."""
        if self._cells:
            self._part_line()
        elif self._lists:
            self._end_line()
        else:
            self.end_paragraph()

    def _part_line(self) -> None:
        if self._cells:
            self._line.append(" ")
        elif self._pre and not "".join(self._line).strip() and not self._lists:
            self.end_paragraph()
        else:
            self._end_line()

    def _end_line(self) -> None:
        line = "".join(self._line).rstrip()
        self._line = []
        if self._pre:
            line = _INDENT.sub(lambda match: _BLANK * len(match[0].expandtabs(4)), line)
        line = _SPACES.sub(" ", line).strip() if self._cells else line.lstrip(" ")
        if line.strip(" |") if self._cells else line.strip():
            self._lines.append(self._marker + line)
            self._marker = _BLANK * len(self._marker)

    def _add_break(self, ornament: str) -> None:
        ornament = ornament.replace("\n", " ").strip() or _ORNAMENT
        if self._lists or self._cells:
            self._line.append(ornament)
        else:
            self.paragraphs.append(_Paragraph([ornament], is_break=True))

    def _number_item(self, item: Element) -> None:
        if not self._lists:
            return
        number, step = self._lists[-1]
        value = item.attributes.get("value", "")
        if _is_number(value):
            number = int(value)
        self._lists[-1] = (number + step, step)
        self._marker = _BLANK * 2 * (len(self._lists) - 1) + (f"{number}. " if step else "- ")

    def _needs_brackets(self) -> bool:
        """Whether the ruby we are inside of brings no brackets of its own."""
        ruby = next((one for one in reversed(self._above) if one.name == "ruby"), None)
        return ruby is not None and not any(
            isinstance(child, Element) and child.name == "rp" for child in ruby.children
        )


def _counting(element: Element) -> tuple[int, int]:
    """The first number of a list and how far it is to the next."""
    if element.name == "ul":
        return 0, 0
    start = element.attributes.get("start", "")
    if "reversed" in element.attributes:
        items = sum(1 for child in element.children if isinstance(child, Element))
        return (int(start) if _is_number(start) else items), -1
    return (int(start) if _is_number(start) else 1), 1


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()
