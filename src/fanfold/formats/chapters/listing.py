"""Tables of contents that stand in the text of a book: lines of links that lead on, in order.

They say where chapters begin when the book's own contents do not, and are no part of the story.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.matter import folded, is_called_contents
from fanfold.formats.chapters.references import is_sign
from fanfold.formats.chapters.sheets import Sheet, letters
from fanfold.formats.chapters.writing import descendants, next_node
from fanfold.formats.opened import Entry

__all__ = ["Listing", "listings"]

_LINES = frozenset({"p", "li", "div", "dt", "dd", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
# More lines than a book may have pages are an index.
_FEWEST, _MOST = 3, 2_000
_LONGEST = 300
_NEAR = 100  # nodes: a heading stands where a line leads.
# Numbers of pages and dots may stand beside a link.
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Listing:
    """A page, the elements of the lines in it (and of a heading that says so), where they lead."""

    path: str
    lines: tuple[LexborNode, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    node: LexborNode
    entry: Entry
    place: tuple[int, int]
    target: LexborNode


def listings(sheets: Sequence[Sheet]) -> list[Listing]:
    """The tables of contents in these pages: three lines or more that lead on, one after another.

    They stand below a heading that says so, or most of them say what stands where they lead;
    the choices that a story offers do neither. Lines that lead back may stand among them.
    """
    numbers = {sheet.page.path: number for number, sheet in enumerate(sheets)}
    targets = {(path, fragment) for sheet in sheets for _, path, fragment in sheet.links}
    found = []
    for number, sheet in enumerate(sheets):
        lines = _lines(number, sheets, numbers, targets)
        for run, heading in _runs(sheet, lines):
            here = (number, sheet.order[run[-1].node.mem_id])
            ahead = [line for line in run if line.place > here]
            places = [line.place for line in ahead]
            if not _FEWEST <= len(set(places)) <= _MOST or places != sorted(places):
                continue
            is_called = heading is not None and is_called_contents(heading.text(deep=True))
            if is_called or sum(map(_repeats, ahead)) * 2 > len(ahead):
                nodes = [line.node for line in run]
                nodes += [heading] if heading is not None and is_called else []
                entries = tuple(line.entry for line in ahead)
                found.append(Listing(sheet.page.path, tuple(nodes), entries))
    return found


def _repeats(line: _Line) -> bool:
    """Whether the words of a line stand where it leads."""
    said, node = "", next_node(line.target)
    for _ in range(_NEAR):
        if node is None or len(said) > 2 * _LONGEST:
            break
        if node.is_text_node:
            said += f" {(node.text_content or '')[:_LONGEST]}"
        node = next_node(node)
    return f" {folded(said)} ".startswith(f" {folded(line.entry.title)} ")


def _lines(
    number: int,
    sheets: Sequence[Sheet],
    numbers: Mapping[str, int],
    targets: Collection[tuple[str, str | None]],
) -> dict[int, _Line]:
    """The lines of a sheet that are hardly more than a link, by their mem_id."""
    lengths: dict[int, int] = {}
    found: dict[int, _Line] = {}
    here = sheets[number].page.path
    for link, path, fragment in sheets[number].links:
        there = numbers.get(path)
        node = _line_around(link)
        if there is None or node is None:
            continue
        place = sheets[there].ids.get(fragment) if fragment else sheets[there].body
        sign = link.text(deep=True).strip()
        if place is None or (is_sign(sign) and (here, link.attributes.get("id")) in targets):
            continue  # A reference to a note, which leads back to it.
        if node.mem_id not in lengths:
            lengths[node.mem_id] = letters(node)
        length = letters(link)
        if length and lengths[node.mem_id] <= min(_LONGEST, length / _SHARE):
            order = sheets[there].order.get(place.mem_id, 0)
            title = " ".join(link.text(deep=True).split())
            entry = Entry(title, path, fragment, 0)
            found[node.mem_id] = _Line(node, entry, (there, order), place)
    return found


def _runs(
    sheet: Sheet, lines: Mapping[int, _Line]
) -> Iterator[tuple[list[_Line], LexborNode | None]]:
    """The lines that stand side by side, and what stands above them."""
    run: list[_Line] = []
    above: LexborNode | None = None
    for node in descendants(sheet.body) if lines else ():
        if node.mem_id in lines:
            run.append(lines[node.mem_id])
        elif node.is_text_node and (node.text_content or "").strip():
            around = _line_around(node)
            if around is not None and around.mem_id in lines:
                continue
            if run:
                yield run, above
                run = []
            above = around
    if run:
        yield run, above


def _line_around(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "body":
        if above.tag in _LINES:
            return above
        above = above.parent
    return None
