"""A source as lines that structure can be read from, and slices of it made again from lines."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Protocol

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.cleaning import SourceFormat, build_tree, clean
from fanfold.prose.paragraphs import looks_hard_wrapped
from fanfold.prose.plain import escape_text
from fanfold.prose.safety import secure
from fanfold.prose.tree import Element, text_of, write

__all__ = ["Line", "Script", "read_script", "unquoted"]

_INDENTS = ("\t", "  ", "\u3000", "\u00a0\u00a0")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text. `gap`: a paragraph begins here. `level`: of a heading element, or 0.

    `quoted`: it goes on with a quote (>), so whatever it looks like, it is a part of that.
    """

    text: str
    gap: bool
    level: int = 0
    strong: bool = False  # centred or wholly bold
    start: int = 0
    end: int = 0
    quoted: bool = False

    @property
    def is_separator(self) -> bool:
        """An ornament or a rule, without a word."""
        if self.quoted:
            return False
        return not self.text or (is_scene_break(self.text) and not _has_words(self.text))


def _has_words(text: str) -> bool:
    return any(sign.isalnum() and sign not in "oOxXvV0" for sign in text)


class Script(Protocol):
    """A source that can be cut between its lines."""

    lines: list[Line]

    def cut(self, start: int, end: int) -> str:
        """The source of the lines from `start` up to `end`, in the source's own format."""

    def note(self, start: int, end: int, label: int, tail: int) -> str:
        """The same lines as HTML, without the first `label` and the last `tail` characters."""


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
                gap = gap_at[index] and not quoted
                self.lines.append(replace(self._line(text, gap, start, end), quoted=quoted))
            in_quote = text.startswith(">")

    def _line(self, text: str, gap: bool, start: int, end: int) -> Line:
        level = 0
        strong = False
        if self.format == "markdown":
            level = len(text) - len(text.lstrip("#"))
            if 0 < level <= 6 and text[level : level + 1] in {" ", ""} and text.strip("# "):
                text = _CLOSING_HASHES.sub("", text[level:]).strip()
            else:
                level = 0
            strong = text.startswith(("**", "__")) and text.endswith(("**", "__"))
        return Line(text, gap or bool(level), level, strong, start, end)

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
            each = not looks_hard_wrapped([line.strip() for line in raw])
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

    def cut(self, start: int, end: int) -> str:
        return self._glue(start, self.items[start:end])

    def note(self, start: int, end: int, label: int, tail: int) -> str:
        if start >= end:
            return ""
        items = self.items[start:end]
        items[0] = _without_text(items[0], label, from_end=False)
        items[-1] = _without_text(items[-1], tail, from_end=True)
        while items and not text_of(items[0]).strip():
            items.pop(0)
            start += 1
        return self._glue(start, items)

    def _glue(self, start: int, items: list[Element]) -> str:
        """The items as HTML; lines of one paragraph become one again."""
        glued: list[Element | str] = []
        for index, item in enumerate(items, start):
            last = glued[-1] if glued else None
            if isinstance(last, Element) and last.name == "p" and not self.lines[index].gap:
                last.children += [Element("br"), *item.children]
            elif item.name == "p":
                copy = Element("p", item.attributes)
                copy.children = list(item.children)
                glued.append(copy)
            else:
                glued.append(item)
        return secure(write(glued))


def _html_line(item: Element, *, gap: bool) -> Line:
    if item.name == "hr":
        return Line(item.attributes.get("data-ornament", ""), True)
    text = text_of(item).strip()
    if not text and item.name not in {"p", "blank"}:
        text = item.name
    level = int(item.name[1]) if item.name in {"h1", "h2", "h3", "h4", "h5", "h6"} else 0
    only = [child for child in item.children if not isinstance(child, str) or child.strip()]
    strong = "ff-center" in item.attributes.get("class", "") or (
        len(only) == 1 and isinstance(only[0], Element) and only[0].name in {"b", "strong", "u"}
    )
    return Line(text.strip("\u00a0 \t\n"), gap, level, strong)


def _split_at_breaks(block: Element) -> list[Element]:
    """A paragraph as one element per line; the elements around a break are closed and reopened."""
    if block.name != "p" or not any(_holds_break(child) for child in block.children):
        return [block]
    lines = [Element("p", block.attributes)]
    for child in block.children:
        parts = _parts(child)
        lines[-1].children += parts[0]
        for part in parts[1:]:
            attributes = {k: v for k, v in block.attributes.items() if k != "id"}
            lines.append(Element("p", attributes))
            lines[-1].children += part
    return lines


def _holds_break(child: Element | str) -> bool:
    return isinstance(child, Element) and (
        child.name == "br" or any(_holds_break(inner) for inner in child.children)
    )


def _parts(child: Element | str) -> list[list[Element | str]]:
    if isinstance(child, str) or not _holds_break(child):
        return [[child]]
    if child.name == "br":
        return [[], []]
    wrapped: list[Element] = [Element(child.name, child.attributes)]
    for inner in child.children:
        parts = _parts(inner)
        wrapped[-1].children += parts[0]
        for part in parts[1:]:
            attributes = {k: v for k, v in child.attributes.items() if k != "id"}
            wrapped.append(Element(child.name, attributes))
            wrapped[-1].children += part
    return [[part] if part.children else [] for part in wrapped]


def _without_text(item: Element, count: int, *, from_end: bool) -> Element:
    """A copy of `item` without its first (or last) `count` characters of text."""
    copy, _ = _shorten(item, count, from_end=from_end)
    return copy


def _shorten(item: Element, count: int, *, from_end: bool) -> tuple[Element, int]:
    copy = Element(item.name, item.attributes)
    children = reversed(item.children) if from_end else iter(item.children)
    kept: list[Element | str] = []
    for child in children:
        if count <= 0:
            kept.append(child)
        elif isinstance(child, str):
            part = child[: len(child) - count] if from_end else child[count:]
            count -= min(count, len(child))
            part = part.rstrip() if from_end else part.lstrip()
            if part:
                kept.append(part)
        elif child.name == "br":
            count -= 1
        else:
            shorter, count = _shorten(child, count, from_end=from_end)
            if shorter.children:
                kept.append(shorter)
    copy.children = kept[::-1] if from_end else kept
    return copy, count
