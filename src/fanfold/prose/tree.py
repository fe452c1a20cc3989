"""The small tree prose is built in, its writing, and reading the texts of finished prose."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = [
    "OPENS_LINES",
    "OWN_LINE",
    "VOID",
    "Element",
    "parse_body",
    "text_of",
    "texts",
    "walk",
    "walk_with_depth",
    "write",
]

VOID = frozenset({"br", "hr"})
# After these a newline makes the prose readable for people; readers of prose skip it again.
OWN_LINE = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "hr",
        "blockquote",
        "details",
        "summary",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
OPENS_LINES = frozenset(
    ["blockquote", "details", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"]
)


class Element:
    """One element of the prose under construction; children are elements and strings."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self.name = name
        self.attributes = attributes or {}
        self.children: list[Element | str] = []

    def __repr__(self) -> str:
        return write([self])


def parse_body(html: str) -> LexborNode | None:
    """The body of `html` as WHATWG's rules build it."""
    return LexborHTMLParser(html).body if html else None


def walk(root: LexborNode) -> Iterator[LexborNode]:
    """Every node below `root` in reading order, without recursion."""
    return (node for node, _ in walk_with_depth(root))


def walk_with_depth(
    root: LexborNode, *, without: frozenset[str] = frozenset()
) -> Iterator[tuple[LexborNode, int]]:
    """Every node below `root` in reading order; children of `root` have the depth 1.

    Elements with a name in `without` are passed by with everything inside.
    """
    node = root.child
    depth = 1
    while node is not None and depth:
        passed = node.is_element_node and (node.tag or "").lower() in without
        if not passed:
            yield node, depth
        if node.child is not None and not passed:
            node, depth = node.child, depth + 1
            continue
        while node is not None and depth:
            if node.next is not None:
                node = node.next
                break
            node, depth = node.parent, depth - 1


def texts(prose: str) -> Iterator[str]:
    """The text nodes of finished prose, one by one."""
    body = parse_body(prose)
    if body is None:
        return
    for node in walk(body):
        if node.is_text_node:
            yield node.text_content or ""


def text_of(element: Element) -> str:
    """All text below `element`; a line break counts as a newline."""
    out: list[str] = []
    todo: list[Element | str] = [element]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            out.append(item)
        elif item.name == "br":
            out.append("\n")
        else:
            todo.extend(reversed(item.children))
    return "".join(out)


def write(items: list[Element | str]) -> str:
    """The HTML of a list of nodes, blocks on lines of their own."""
    out: list[str] = []
    todo: list[tuple[Element | str, bool]] = [(item, False) for item in reversed(items)]
    while todo:
        item, was_opened = todo.pop()
        if isinstance(item, str):
            out.append(item.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        elif was_opened:
            out.append(_end(item))
        else:
            out.append(_start(item))
            if item.name not in VOID:
                todo.append((item, True))
                todo.extend((child, False) for child in reversed(item.children))
    return "".join(out)


def _start(element: Element) -> str:
    out = [f"<{element.name}"]
    for key, value in element.attributes.items():
        escaped = value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        out.append(f' {key}="{escaped}"')
    after = element.name in (OWN_LINE if element.name in VOID else OPENS_LINES)
    return "".join([*out, ">\n" if after else ">"])


def _end(element: Element) -> str:
    return f"</{element.name}>\n" if element.name in OWN_LINE else f"</{element.name}>"
