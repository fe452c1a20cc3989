"""Writing parsed HTML again, each element as the caller spells it, cut into pieces where wanted.

One walk without recursion; line breaks in the source of a text are spaces, as browsers take them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

__all__ = ["Spelling", "children", "descendants", "next_node", "write", "write_pieces"]

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "param", "source", "track", "wbr"})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "link", "meta", "base"})
_BREAK = re.compile(r"[ \t\f]*[\r\n][ \t\f\r\n]*")


class Spelling(NamedTuple):
    """How an element is written: without a name, only what it holds; with ready markup around."""

    name: str
    attributes: Mapping[str, str] = {}
    before: str = ""
    after: str = ""


Speller = Callable[[LexborNode], Spelling | None]
"""None leaves the element out with all that it holds."""


def children(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes directly below `node`."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def descendants(root: LexborNode) -> Iterator[LexborNode]:
    """Every node below `root` in reading order."""
    node = root.child
    while node is not None:
        yield node
        if node.child is not None:
            node = node.child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
        node = node.next if node is not None else None


def next_node(node: LexborNode) -> LexborNode | None:
    """What is read next, inside of it or behind it."""
    if node.child is not None:
        return node.child
    above: LexborNode | None = node
    while above is not None and above.next is None:
        above = above.parent
    return above.next if above is not None else None


def write(nodes: Iterable[LexborNode], spell: Speller) -> str:
    """The markup of `nodes` and all that they hold."""
    return "".join(write_pieces(nodes, spell, ()))


def write_pieces(nodes: Iterable[LexborNode], spell: Speller, cuts: Collection[int]) -> list[str]:
    """The markup of `nodes`, a new piece at each element whose mem_id is in `cuts`.

    What is open at a cut is closed before it and opened again after it, without its id.
    """
    writer = _Writer(spell, cuts)
    for node in nodes:
        writer.walk(node)
    return ["".join(piece) for piece in writer.pieces]


class _Open(NamedTuple):
    node_id: int
    again: str
    close: str
    is_raw: bool


class _Writer:
    def __init__(self, spell: Speller, cuts: Collection[int]) -> None:
        self._spell = spell
        self._cuts = cuts
        self._open: list[_Open] = []
        self.pieces: list[list[str]] = [[]]

    def walk(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        while node is not None:
            if self._enter(node) and node.child is not None:
                node = node.child
                continue
            while node is not None:
                self._leave(node)
                if node.mem_id == root.mem_id:
                    return
                if node.next is not None:
                    node = node.next
                    break
                node = node.parent

    def _enter(self, node: LexborNode) -> bool:
        """Write the beginning of a node; whether to go into it."""
        if node.is_text_node:
            self.pieces[-1].append(self._text(node.text_content or ""))
            return False
        name = node.tag or ""
        if not node.is_element_node or name in _UNSEEN:
            return False
        if node.mem_id in self._cuts:
            self._cut()
        spelling = self._spell(node)
        if spelling is None:
            return False
        written = spelling.name
        if not written:
            self._open.append(_Open(node.mem_id, "", "", is_raw=False))
            return True
        attributes = dict(spelling.attributes)
        self.pieces[-1].append(spelling.before + _tag(written, attributes))
        if written in _VOID:
            self.pieces[-1].append(spelling.after)
            return False
        attributes.pop("id", None)
        self._open.append(
            _Open(
                node.mem_id,
                _tag(written, attributes),
                f"</{written}>{spelling.after}",
                is_raw=written in {"pre", "textarea"},
            )
        )
        return True

    def _leave(self, node: LexborNode) -> None:
        if self._open and self._open[-1].node_id == node.mem_id:
            self.pieces[-1].append(self._open.pop().close)

    def _cut(self) -> None:
        self.pieces[-1] += [one.close for one in reversed(self._open)]
        self.pieces.append([one.again for one in self._open])

    def _text(self, text: str) -> str:
        if ("\n" in text or "\r" in text) and not any(one.is_raw for one in self._open):
            text = _BREAK.sub(" ", text)
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    if not attributes:
        return f"<{name}>"
    said = "".join(
        f' {key}="{value.replace("&", "&amp;").replace(chr(34), "&quot;").replace("<", "&lt;")}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>"
