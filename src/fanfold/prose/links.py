"""Where a link in prose may lead, and the places inside a chapter it may lead to."""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from fanfold.prose.tree import Element, walk, walk_with_depth

__all__ = [
    "ID_PREFIX",
    "Links",
    "both_ends",
    "language_of",
    "linked_places",
    "main_language",
    "main_language_of",
]

# Keeps a chapter's own anchors apart from the ids of the page around it.
ID_PREFIX = "c-"

_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_WEB = re.compile(r"(?:https?://[^/?#\s:@]|mailto:[^@\s]+@)", re.IGNORECASE)
_ID_SIGNS = re.compile(r"[^\w.\-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
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
            if _WEB.match(plain) and len(plain) <= _LONGEST_ADDRESS:
                return plain
        done["link_dropped", ""] += 1
        return ""


def _place(name: str) -> str:
    """An id or fragment as a plain name, without our prefix, so that cleaning twice is the same."""
    name = _ID_SIGNS.sub("_", unquote(name.strip())[:100])
    return name.removeprefix(ID_PREFIX)


def language_of(attributes: Mapping[str, str | None], unsaid: frozenset[str]) -> dict[str, str]:
    """`lang` and `dir` worth keeping: valid, and not a language that goes without saying."""
    kept = {}
    language = (attributes.get("lang") or "").strip()
    if _LANGUAGE.fullmatch(language) and language.lower() not in unsaid:
        kept["lang"] = language
    direction = (attributes.get("dir") or "").strip().lower()
    if direction in {"ltr", "rtl", "auto"}:
        kept["dir"] = direction
    return kept


def main_language(body: LexborNode) -> str:
    """The language that marks more than half of a source, lower-case; word processors mark all.

    An ornament counts as the text that it was before it was understood.
    """
    marked: Counter[str] = Counter()
    here: list[str] = [""]
    for node, depth in walk_with_depth(body):
        del here[depth:]
        if node.is_text_node:
            marked[here[-1]] += _letters(node.text_content or "")
        elif node.is_element_node:
            marked[here[-1]] += _letters(node.attributes.get("data-ornament") or "")
            here.append(_language(node.attributes.get("lang")) or here[-1])
    return _main(marked)


def main_language_of(root: Element) -> str:
    """The same of a built tree, from which text may have gone that a page never shows."""
    marked: Counter[str] = Counter()
    todo: list[tuple[Element | str, str]] = [(root, "")]
    while todo:
        item, language = todo.pop()
        if isinstance(item, str):
            marked[language] += _letters(item)
        else:
            marked[language] += _letters(item.attributes.get("data-ornament", ""))
            language = _language(item.attributes.get("lang")) or language
            todo += [(child, language) for child in item.children]
    return _main(marked)


def _main(marked: Counter[str]) -> str:
    total = sum(marked.values())
    del marked[""]
    language, length = marked.most_common(1)[0] if marked else ("", 0)
    return language if length * 2 > total else ""


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _language(said: str | None) -> str:
    language = (said or "").strip().lower()
    return language if _LANGUAGE.fullmatch(language) else ""
