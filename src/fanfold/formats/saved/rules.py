"""The simple rules of a style sheet, written back onto the elements that obey them.

A converter turns `<p align="center">` into `<p class="calibre9">`; what that class says is in the
style sheet alone. Only what an author can have meant is taken: alignment and the faces of type.
"""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from fanfold.formats.style_rules import style_rules

__all__ = ["class_rules", "write_rules"]

_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.(-?[A-Za-z_][\w-]*)", re.ASCII)
_TAKEN = {
    "text-align": re.compile(r"center|right|justify|left|start|end"),
    "font-style": re.compile(r"italic|oblique"),
    "font-weight": re.compile(r"bold|bolder|[6-9]00"),
    "font-variant": re.compile(r"small-caps"),
    "font-variant-caps": re.compile(r"small-caps"),
    "text-decoration": re.compile(r"(?:underline|line-through)(?:\s+(?:underline|line-through))?"),
}
# Elements that say it by themselves.
_MEANT = {
    "font-style": {"address", "cite", "dfn", "em", "i", "var"},
    "font-weight": {"b", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "th"},
    "text-decoration": {"a", "del", "ins", "s", "strike", "u"},
}
_Rules = Mapping[str, Mapping[str, str]]


def class_rules(styles: str, *, below: str = "") -> _Rules:
    """What each class says, value by property; of two rules the later one counts.

    With `below`, such as "#work", only rules for what is inside of it.
    """
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in style_rules(styles):
        taken = _declarations(body)
        if not taken:
            continue
        for selector in selectors:
            start, _, name = selector.rpartition(" ") if below else ("", "", selector)
            match = _CLASS.fullmatch(name.strip())
            if match and start.strip() == below:
                rules.setdefault(match[1], {}).update(taken)
    return rules


def _declarations(body: str) -> dict[str, str]:
    found = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip().lower()
        if name in _TAKEN and _TAKEN[name].fullmatch(value):
            found[name] = value
    return found


def write_rules(tree: LexborHTMLParser, rules: _Rules) -> None:
    """Puts the rules onto every element of `tree` that has their class. A style of its own wins."""
    if not rules:
        return
    for node in tree.css("body [class]"):
        said: dict[str, str] = {}
        for name in (node.attributes.get("class") or "").split():
            said.update(rules.get(name, {}))
        style = "; ".join(
            f"{name}: {value}"
            for name, value in said.items()
            if node.tag not in _MEANT.get(name, ())
        )
        if style:
            own = node.attributes.get("style") or ""
            node.attrs["style"] = f"{style}; {own}" if own else style
