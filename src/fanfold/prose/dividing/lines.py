"""A source as lines that structure can be read from, and slices of it made again from lines."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from fanfold.prose.breaks import is_ornament
from fanfold.prose.cleaning import SourceFormat, build_tree, clean
from fanfold.prose.dividing.footnotes import find_footnotes, mark_at_the_end
from fanfold.prose.markdown import HEADING_ATTRIBUTES
from fanfold.prose.paragraphs import looks_hard_wrapped
from fanfold.prose.plain import escape_text
from fanfold.prose.safety import secure
from fanfold.prose.settling import is_centred
from fanfold.prose.tree import Element, text_of, write

__all__ = ["Line", "Script", "read_script", "unquoted"]

_INDENTS = ("\t", "  ", "\u3000", "\u00a0\u00a0")
# Elements that may be made anew where lines of a paragraph are taken apart.
_FREE_COPIES, _COPIES_A_LINE = 10_000, 10
# A line that is longer is no heading, so nobody asks for its mark.
_LONGEST_MARKED = 300
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text. `gap`: a paragraph begins here. `level`: of a heading element, or 0.

    `quoted`: it goes on with a quote (>), so whatever it looks like, it is a part of that.
    `mark`: of a footnote, where `text` ends with one that is a link or raised.
    """

    text: str
    gap: bool
    level: int = 0
    strong: bool = False  # centred or wholly bold
    start: int = 0
    end: int = 0
    is_separator: bool = False  # an ornament or a rule, without a word
    quoted: bool = False
    mark: str = ""


class Script(Protocol):
    """A source that can be cut between its lines."""

    lines: list[Line]

    def cut(self, start: int, end: int) -> str:
        """The source of the lines from `start` up to `end`, in the source's own format."""

    def note(self, start: int, end: int, label: int, tail: int) -> str:
        """The same lines as HTML, without the first `label` and the last `tail` characters."""

    @property
    def end(self) -> int:
        """The line after the last chapter: footnotes of all chapters may follow."""

    def footnotes(self, start: int, end: int) -> str:
        """The source of the footnotes that belong to the lines from `start` up to `end`."""


def read_script(source: str, source_format: SourceFormat) -> Script:
    """The lines of `source`."""
    if source_format == "html":
        return _HtmlScript(source)
    return _TextScript(source, source_format)


class _TextScript:
    def __init__(self, source: str, source_format: SourceFormat) -> None:
        self.source = source
        self.format = source_format
        self.lines: list[Line] = []
        raw = _raw_lines(source)
        gap_at = self._gaps([source[start:end] for start, end in raw])
        in_quote = False
        for index, (start, end) in enumerate(raw):
            text = source[start:end].strip(" \t\x0c\x0b\u3000\u00a0\ufeff\x00")
            if text:
                quoted = in_quote and text.startswith(">")
                self.lines.append(self._line(text, start, end, gap=gap_at[index], quoted=quoted))
            in_quote = text.startswith(">")

    @property
    def end(self) -> int:
        return len(self.lines)

    def footnotes(self, _start: int, _end: int) -> str:
        return ""

    def _line(self, text: str, start: int, end: int, *, gap: bool, quoted: bool) -> Line:
        level = 0
        strong = False
        if self.format == "markdown":
            level = len(text) - len(text.lstrip("#"))
            if 0 < level <= 6 and text[level : level + 1] in {" ", ""} and text.strip("# "):
                text = _CLOSING_HASHES.sub("", text[level:]).strip()
                text = HEADING_ATTRIBUTES.sub("", text).rstrip()
            else:
                level = 0
            strong = text.startswith(("**", "__")) and text.endswith(("**", "__"))
        return Line(
            text,
            (gap and not quoted) or bool(level),
            level,
            strong,
            start,
            end,
            is_separator=not quoted and is_ornament(text),
            quoted=quoted,
        )

    def _gaps(self, raw: list[str]) -> list[bool]:
        """Where paragraphs begin: after blank lines, at indents, or at every line."""
        filled = [line for line in raw if line.strip()]
        blanks = [not raw[index - 1].strip() for index in range(len(raw))]
        if blanks:
            blanks[0] = True
        starts = sum(1 for line, gap in zip(raw, blanks, strict=True) if gap and line.strip())
        indented = sum(1 for line in filled if line.startswith(_INDENTS))
        if self.format == "markdown" or starts > max(1, 0.05 * len(filled)) or len(filled) < 3:
            each = False
        else:
            each = not looks_hard_wrapped(raw)
        by_indent = 0 < indented < len(filled) and self.format == "text"
        return [
            gap or each or (by_indent and line.startswith(_INDENTS))
            for line, gap in zip(raw, blanks, strict=True)
        ]

    def cut(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return self.source[self.lines[start].start : self.lines[end - 1].end]

    def note(self, start: int, end: int, label: int, tail: int) -> str:
        if start >= end:
            return ""
        text = self.cut(start, end)
        lead = text.find(self.lines[start].text[:1])
        marks = text[max(0, lead) :]
        marks = marks[: len(marks) - len(marks.lstrip("*_"))]
        text = text[max(0, lead) + label :].strip()
        text = text[: len(text) - tail].strip() if tail else text
        quoted = unquoted(text)
        if quoted:
            return clean(quoted, self.format).prose
        if self.format == "markdown":
            if marks and text.endswith(marks) and text.count(marks) == 1:
                text = text[: -len(marks)].rstrip()  # It was opened before the label.
            return clean(text, "markdown").prose
        return escape_text(text)


def unquoted(text: str) -> str:
    """What a quote (> before every line) holds; "" when `text` is none."""
    lines = [line.lstrip().rstrip("\r") for line in text.split("\n")]
    if not all(line.startswith(">") for line in lines):
        return ""
    return "\n".join(line[1:].removeprefix(" ") for line in lines)


def _raw_lines(source: str) -> list[tuple[int, int]]:
    """Start and end of every line; \\r\\n, \\r and \\n end lines."""
    out = []
    start = 0
    for line in source.replace("\r\n", "\n\n").replace("\r", "\n").split("\n"):
        out.append((start, start + len(line)))
        start += len(line) + 1
    if "\r\n" not in source:
        return out
    # Each \r\n became two newlines above so that places stay right: drop the empty second ones.
    return [
        (begin, end)
        for begin, end in out
        if not (begin and source[begin - 1 : begin + 1] == "\r\n" and begin == end)
    ]


class _HtmlScript:
    """Works on the cleaned tree: what it cuts is prose already, which is HTML source too."""

    def __init__(self, source: str) -> None:
        done: Counter[tuple[str, str]] = Counter()
        self.items: list[Element] = []
        self.lines: list[Line] = []
        for block in build_tree(source, "html", done).children:
            if not isinstance(block, Element):
                continue
            for index, item in enumerate(_split_at_breaks(block)):
                self.items.append(item)
                self.lines.append(_html_line(item, gap=index == 0))
        self._footnotes = find_footnotes(self.items) if "#" in source else None

    @property
    def end(self) -> int:
        return self._footnotes.first if self._footnotes else len(self.lines)

    def cut(self, start: int, end: int) -> str:
        return _html(self._glue(start, self.items[start:end]))

    def footnotes(self, start: int, end: int) -> str:
        if self._footnotes is None:
            return ""
        return _html(self._footnotes.of(start, end, self._copy))

    def _copy(self, start: int, end: int) -> list[Element]:
        return self._glue(start, self.items[start:end])

    def note(self, start: int, end: int, label: int, tail: int) -> str:
        if start >= end:
            return ""
        items = self.items[start:end]
        items[0] = _without_text(items[0], label, from_end=False)
        items[-1] = _without_text(items[-1], tail, from_end=True)
        empty = 0
        while empty < len(items) and not text_of(items[empty]).strip():
            empty += 1
        return _html(self._glue(start + empty, items[empty:]))

    def _glue(self, start: int, items: list[Element]) -> list[Element]:
        """Copies of the items; lines of one paragraph become one again."""
        glued: list[Element] = []
        for index, item in enumerate(items, start):
            last = glued[-1] if glued else None
            if last is not None and last.name == "p" and not self.lines[index].gap:
                last.children += [Element("br"), *item.children]
            elif item.name == "p":
                copy = Element("p", item.attributes)
                copy.children = list(item.children)
                glued.append(copy)
            else:
                glued.append(item)
        return glued


def _html(blocks: list[Element]) -> str:
    return secure(write(list(blocks)))


def _html_line(item: Element, *, gap: bool) -> Line:
    if item.name == "hr":
        text = item.attributes.get("data-ornament", "")
        return Line(text, True, is_separator=not text or is_ornament(text, centred=True))
    text = text_of(item).strip()
    if not text and item.name not in {"p", "blank"}:
        text = item.name
    level = int(item.name[1]) if item.name in {"h1", "h2", "h3", "h4", "h5", "h6"} else 0
    only = [child for child in item.children if not isinstance(child, str) or child.strip()]
    strong = is_centred(item) or (
        len(only) == 1 and isinstance(only[0], Element) and only[0].name in {"b", "strong", "u"}
    )
    text = text.strip("\u00a0 \t\n")
    return Line(
        text,
        gap,
        level,
        strong,
        is_separator=not text or is_ornament(text),
        mark=mark_at_the_end(item) if len(text) <= _LONGEST_MARKED else "",
    )


def _split_at_breaks(block: Element) -> list[Element]:
    """A paragraph as one element per line; the elements around a break are closed and reopened.

    One piece where that would make far more elements than there are: only hostile texts do.
    """
    around = _around_breaks(block) if block.name == "p" else set()
    if not around:
        return [block]
    path = [(block, iter(block.children))]
    copies = [Element("p", block.attributes)]  # of the path, in the line that is being made
    lines = [copies[0]]
    made = 0
    while path:
        child = next(path[-1][1], None)
        if child is None:
            path.pop()
            copies.pop()
        elif isinstance(child, Element) and child.name == "br":
            made += len(path)
            if made > _FREE_COPIES + _COPIES_A_LINE * len(lines):
                return [block]
            copies = [_without_id(element) for element, _ in path]
            lines.append(copies[0])
        elif isinstance(child, Element) and id(child) in around:
            path.append((child, iter(child.children)))
            copies.append(Element(child.name, child.attributes))
        else:
            for outer, inner in itertools.pairwise(copies):
                if not outer.children or outer.children[-1] is not inner:
                    outer.children.append(inner)
            copies[-1].children.append(child)
    return lines


def _around_breaks(block: Element) -> set[int]:
    """The identities of `block` and the elements inside it that hold a line break."""
    found: set[int] = set()
    path: list[Element] = [block]
    rest = [iter(block.children)]
    while path:
        child = next(rest[-1], None)
        if child is None:
            path.pop()
            rest.pop()
        elif isinstance(child, Element) and child.name == "br":
            for element in reversed(path):
                if id(element) in found:
                    break
                found.add(id(element))
        elif isinstance(child, Element):
            path.append(child)
            rest.append(iter(child.children))
    return found


def _without_id(element: Element) -> Element:
    """An empty element of the same kind: an id is given once."""
    return Element(element.name, {k: v for k, v in element.attributes.items() if k != "id"})


def _without_text(item: Element, count: int, *, from_end: bool) -> Element:
    """A copy of `item` without its first (or last) `count` characters of text."""
    direction = reversed if from_end else iter
    path: list[tuple[Element, Iterator[Element | str]]] = [(item, direction(item.children))]
    kept: list[Element | str] = []
    while count > 0 and path:
        child = next(path[-1][1], None)
        if child is None:
            path.pop()
        elif isinstance(child, str):
            part = child[:-count] if from_end else child[count:]
            part = part.rstrip() if from_end else part.lstrip()
            count -= len(child)
            kept += [part] if part else []
        elif child.name == "br":
            count -= 1
        else:
            path.append((child, direction(child.children)))
    copy = Element(item.name, item.attributes)
    while path:
        element, rest = path.pop()
        copy = Element(element.name, element.attributes)
        copy.children = [*kept, *rest]
        if from_end:
            copy.children.reverse()
        kept = [copy] if copy.children else []
    return copy
