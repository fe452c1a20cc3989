"""Reading a parsed page: children, classes, words, and the HTML inside an element."""

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

__all__ = ["children", "classes", "elements", "href", "inner", "pairs", "words"]


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Elements, texts and comments. The child at hand may be removed."""
    child = node.child
    while child is not None:
        following = child.next
        yield child
        child = following


def elements(node: LexborNode) -> Iterator[LexborNode]:
    """The children that are elements."""
    return (child for child in children(node) if child.is_element_node)


def classes(node: LexborNode) -> frozenset[str]:
    """The names in its class attribute."""
    return frozenset((node.attributes.get("class") or "").split())


def href(node: LexborNode) -> str:
    """Where a link leads, as written; empty for what is no link."""
    return (node.attributes.get("href") or "").strip()


def words(node: LexborNode | None) -> str:
    """All text inside, on one line."""
    return "" if node is None else " ".join(node.text(deep=True).split())


def inner(nodes: Iterable[LexborNode]) -> str:
    """The HTML inside of several elements, as one text."""
    return "\n".join(filter(None, ((node.inner_html or "").strip() for node in nodes)))


def pairs(definitions: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """The `dd` of a list with the label before each, without its colon."""
    label = ""
    for node in elements(definitions):
        if node.tag == "dt":
            label = words(node).rstrip(" :：")
        elif node.tag == "dd":
            yield label, node
