"""Finished prose as a tree to write from, and its events in reading order. No recursion."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from fanfold.prose.bounding import bound
from fanfold.prose.tree import Element, parse_body, walk_with_depth

__all__ = ["Event", "events", "read_prose"]

Event = tuple[Literal["open", "text", "close"], Element | str]


def read_prose(prose: str) -> Element:
    """The root of `prose`; line ends between blocks, and `rel`, which cleaning adds, left out."""
    root = Element("root")
    body = parse_body(bound(prose, Counter()))
    if body is None:
        return root
    above = [root]
    for node, depth in walk_with_depth(body):
        del above[depth:]
        parent = above[-1]
        if node.is_text_node:
            text = node.text_content or ""
            if text.strip("\n") or any(element.name == "pre" for element in above):
                parent.children.append(text)
        elif node.is_element_node:
            attributes = {k: v or "" for k, v in node.attributes.items() if k != "rel"}
            parent.children.append(element := Element((node.tag or "").lower(), attributes))
            above.append(element)
    return root


def events(items: Iterable[Element | str]) -> Iterator[Event]:
    """What a reader meets: elements opened and closed, and texts."""
    todo = [iter(items)]
    above: list[Element] = []
    while todo:
        item = next(todo[-1], None)
        if item is None:
            todo.pop()
            if above:
                yield "close", above.pop()
        elif isinstance(item, str):
            yield "text", item
        else:
            yield "open", item
            above.append(item)
            todo.append(iter(item.children))
