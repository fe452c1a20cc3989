"""Where a link in prose may lead, and the places inside a chapter it may lead to."""

import re
from collections import Counter
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from fanfold.prose.safety import lets_pass
from fanfold.prose.tree import Element, walk

__all__ = ["ID_PREFIX", "Links", "both_ends", "linked_places"]

# Keeps a chapter's own anchors apart from the ids of the page around it.
ID_PREFIX = "c-"

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_WEB = re.compile(r"(?:https?://[^/?#\s:@]|mailto:[^@\s]+@)", re.IGNORECASE)
_ID_SIGNS = re.compile(r"[^\w.\-]+")
_LONGEST_ADDRESS = 2000


def linked_places(body: LexborNode) -> frozenset[str]:
    """The places in a source that a link leads to: only they keep their id."""
    wanted: set[str] = set()
    found: set[str] = set()
    for node in walk(body):
        if not node.is_element_node:
            continue
        attributes = node.attributes
        href = (attributes.get("href") or "").strip()
        if href.startswith("#"):
            wanted.add(_place(href[1:]))
        for key in ("id", "name"):
            if attributes.get(key):
                found.add(_place(attributes[key] or ""))
    return frozenset((wanted & found) - {""})


def both_ends(root: Element) -> frozenset[str]:
    """The places of a built tree that have a link to them and exist themselves."""
    wanted: set[str] = set()
    found: set[str] = set()
    todo: list[Element | str] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            continue
        found.add(item.attributes.get("id", "").removeprefix(ID_PREFIX))
        wanted.add(item.attributes.get("href", "").removeprefix(f"#{ID_PREFIX}"))
        todo.extend(item.children)
    return frozenset((wanted & found) - {""})


class Links:
    """Addresses that may stay, and ids for the places that in-chapter links lead to."""

    def __init__(self, places: frozenset[str]) -> None:
        self.places = places
        self._given: set[str] = set()

    def anchor(self, attributes: dict[str, str | None]) -> str:
        """The id this element gets because a link leads to it, or ""; each place once."""
        for key in ("id", "name"):
            place = _place(attributes.get(key) or "")
            if place in self.places and place not in self._given:
                self._given.add(place)
                return ID_PREFIX + place
        return ""

    def href(self, attributes: dict[str, str | None], done: Counter[tuple[str, str]]) -> str:
        """The address a link may keep, or "" when it leads nowhere allowed."""
        href = attributes.get("href")
        if href is None:
            return ""
        href = href.strip()
        if href.startswith("#"):
            place = _place(href[1:])
            if place in self.places:
                return f"#{ID_PREFIX}{place}"
        else:
            plain = _INVISIBLE.sub("", href)
            if plain.startswith("//"):
                plain = "https:" + plain
            if _WEB.match(plain) and len(plain) <= _LONGEST_ADDRESS and lets_pass(plain):
                return plain
        done["link_dropped", ""] += 1
        return ""


def _place(name: str) -> str:
    """An id or fragment as a plain name, without our prefix, so that cleaning twice is the same."""
    name = _ID_SIGNS.sub("_", unquote(name.strip())[:100])
    return name.removeprefix(ID_PREFIX)
