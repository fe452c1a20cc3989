"""Where the chapters of a book begin: by its contents, else one for each page."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.sheets import Sheet
from fanfold.formats.chapters.titles import says_chapter
from fanfold.formats.opened import Entry

__all__ = ["Layout", "Start", "lay_out"]

_BLOCKS = frozenset({"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li",
                     "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote",
                     "header", "footer", "aside", "main", "center", "hr", "pre", "figure",
                     "hgroup", "nav", "body"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    """A chapter begins: in which sheet, before which element (0: at its top), under what name."""

    sheet: int
    order: int
    node_id: int
    title: str
    is_part: bool = False
    """Whether the contents list chapters below it."""


class Layout:
    """The chapters of the book by their beginnings, in reading order."""

    def __init__(self, starts: Iterable[Start]) -> None:
        self.starts = tuple(starts)
        self._keys = [(start.sheet, start.order) for start in self.starts]

    def chapter_of(self, sheet: int, order: int) -> int:
        """The index of the chapter that an element stands in."""
        return max(0, bisect_right(self._keys, (sheet, order)) - 1)


def lay_out(
    sheets: Sequence[Sheet], contents: Sequence[Entry], apart: Collection[int] = ()
) -> Layout:
    """The chapters of `sheets`. Contents that lead to one place alone are as good as none.

    A sheet that the contents do not name goes on with the one before it, but for those before the
    first that is named, those in `apart` and what follows them.
    """
    numbers = {sheet.page.path: number for number, sheet in enumerate(sheets)}
    found: dict[tuple[int, int], Start] = {}
    for entry, is_part in _chapters(contents, numbers):
        start = _start(sheets, numbers[entry.path], entry, is_part=is_part)
        if start is not None:
            found[start.sheet, start.order] = start
    if len(found) < 2 and len(sheets) > 1:
        found = {}
    first = min(found, default=(len(sheets), 0))
    used = {sheet for sheet, _ in found}
    for number in range(len(sheets)):
        is_apart = number in apart or number - 1 in apart
        if number not in used and ((number, 0) < first or is_apart):
            found[number, 0] = Start(number, 0, 0, "")
    if first[0] < len(sheets) and first[1] and (first[0], 0) not in found:
        found[first[0], 0] = Start(first[0], 0, 0, "")  # Text above the first place named.
    return Layout(found[key] for key in sorted(found))


def _chapters(contents: Sequence[Entry], numbers: Mapping[str, int]) -> list[tuple[Entry, bool]]:
    """The entries that are chapters, and whether each is a part that holds others.

    Sections below what calls itself a chapter are none, unless they call themselves so; below all
    else, chapters are what has a file of its own, and what calls itself a chapter.
    """
    entries = [one for one in contents if one.path in numbers or not one.path]
    ends = _ends(entries)
    top = min((one.level for one in entries), default=0)
    single = sum(1 for one in entries if one.level == top) == 1
    chosen = []
    at = 0
    while at < len(entries):
        entry, end = entries[at], ends[at]
        below = [one for one in entries[at + 1 : end] if one.path]
        has_chapters = any(says_chapter(one.title) for one in below)
        opens = bool(below) and (
            not entry.path
            or (single and at == 0)
            or (has_chapters and not says_chapter(entry.title))
            or (
                any(one.path != entry.path for one in below)
                and (has_chapters or not says_chapter(entry.title))
            )
        )
        if entry.path:
            chosen.append((entry, opens))
        at = at + 1 if opens else end
    return chosen


def _ends(entries: Sequence[Entry]) -> list[int]:
    """For each entry, where what stands below it ends."""
    ends = [len(entries)] * len(entries)
    open_: list[int] = []
    for number, entry in enumerate(entries):
        while open_ and entries[open_[-1]].level >= entry.level:
            ends[open_.pop()] = number
        open_.append(number)
    return ends


def _start(sheets: Sequence[Sheet], number: int, entry: Entry, *, is_part: bool) -> Start | None:
    sheet = sheets[number]
    title = entry.title if any(map(str.isalnum, entry.title)) else ""
    if not entry.fragment:
        return Start(number, 0, 0, title, is_part)
    target = sheet.ids.get(entry.fragment)
    if target is None:
        return None  # A place that is not there: its text stays with the chapter before.
    node = _beginning(target)
    if node is None:
        return Start(number, 0, 0, title, is_part)
    return Start(number, sheet.order[node.mem_id], node.mem_id, title, is_part)


def _beginning(target: LexborNode) -> LexborNode | None:
    """The outermost element that begins with the place; None when the page itself does."""
    node = target
    while node.parent is not None and node.parent.tag != "body":
        if node.tag in _BLOCKS and not _is_first(node):
            return node
        node = node.parent
    return None if _is_first(node) else node


def _is_first(node: LexborNode) -> bool:
    before = node.prev
    while before is not None:
        if before.is_element_node or (before.text_content or "").strip():
            return False
        before = before.prev
    return True
