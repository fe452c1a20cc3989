"""The attributes of a book's elements; and marks of what could not be written as it was.

A mark is `data-was="dl"` for another name or `data-was-href="…"` for another value. By it
formats/saved/fanfold.py reads the text as it was.
"""

import re
from collections.abc import Mapping

from lxml import etree

from fanfold.formats.book.elements import ATTRIBUTE_VALUES, FLAGS, OWN_ATTRIBUTES
from fanfold.formats.book.wording import clean, language_tag, line

__all__ = ["MARKED_ATTRIBUTES", "XML_LANG", "Attributes", "dress", "mark_was", "place"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_CLASS = re.compile(r"ff-[a-z0-9-]+")
_ALIGNED = {"center": "ff-center", "right": "ff-right", "justify": "ff-justify"}

MARKED_ATTRIBUTES = frozenset({"href", "id", "lang", "title", *FLAGS, *ATTRIBUTE_VALUES})
"""What a mark may be of."""

Attributes = Mapping[str, str | None]


def mark_was(element: etree._Element, attribute: str, value: str) -> None:
    """Mark what `attribute` was in the text, or with "" the name of the element."""
    element.set(f"data-was-{attribute}" if attribute else "data-was", clean(value))


def dress(element: etree._Element, attributes: Attributes, look: str) -> None:
    """Its classes: the house's own only, so that no style sheet of ours is taken by surprise."""
    classes = [name for name in (attributes.get("class") or "").split() if _CLASS.fullmatch(name)]
    classes += [look, _ALIGNED.get((attributes.get("align") or "").lower(), "")]
    if any(classes):
        element.set("class", " ".join(dict.fromkeys(filter(None, classes))))


def place(element: etree._Element, attributes: Attributes, name: str, *, xml: bool) -> None:
    """Language, direction, title and what the element has of its own, as `name` in the text."""
    said = attributes.get("lang") or attributes.get("xml:lang") or ""
    tag = language_tag(said, "")
    if tag:
        element.set("lang", tag)
        if xml:
            element.set(XML_LANG, tag)
    if tag != said:
        mark_was(element, "lang", said)
    facing = (attributes.get("dir") or "").lower()
    if facing in {"ltr", "rtl", "auto"}:
        element.set("dir", facing)
    title = attributes.get("title") or ""
    if line(title):
        element.set("title", line(title))
        if line(title) != title:
            mark_was(element, "title", title)
    for key in sorted(OWN_ATTRIBUTES.get(name, frozenset()) & attributes.keys()):
        value = attributes[key] or ""
        if element.tag == name and key in FLAGS:
            element.set(key, key)
        elif element.tag == name and re.fullmatch(ATTRIBUTE_VALUES.get(key, ""), value):
            element.set(key, value)
        elif key in FLAGS or value:
            mark_was(element, key, value)
