"""What the classes of a style sheet ask for, as declarations that the cleaner of prose reads.

Only simple rules (`.class`, `element.class`) and only what an author may have meant: slant, weight,
alignment, small capitals, underline, indents. How the book is set on the whole is left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from fanfold.formats.style_rules import style_rules

__all__ = ["Styles"]

_SIMPLE = re.compile(r"([A-Za-z][A-Za-z0-9]*)?\.(-?[A-Za-z_][\w-]*)")
_LENGTH = re.compile(r"\d{0,4}(?:\.\d{1,4})?(?:em|ex|rem|ch|pt|pc|px|in|cm|mm|%)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "div", "section", "article", "blockquote", "li", "td", "th", "dd", "dt",
                       "center", "header", "footer", "aside", "figure"}  # fmt: skip
_OF_BLOCKS = frozenset({"text-align", "margin-left"})
_OF_WORDS = frozenset({"font-style", "font-weight"})
# Justified text is how books are set; nobody means it.
_PLAIN: dict[str, frozenset[str]] = {
    "font-style": frozenset({"italic", "oblique", "normal"}),
    "font-weight": frozenset({"bold", "bolder", "normal", "600", "700", "800", "900"}),
    "text-align": frozenset({"center", "right", "end", "left", "start"}),
    "text-transform": frozenset({"uppercase"}),
    "vertical-align": frozenset({"super", "sub"}),
}


class Styles:
    """The rules of a book's style sheets. `styled` is asked once for every element."""

    def __init__(self, css: str) -> None:
        self._rules = _read(css) if css else {}
        self._usual: frozenset[str] = frozenset()
        self._known: dict[tuple[str, str, bool], str] = {}

    def learn(self, paragraphs: Iterable[LexborNode]) -> None:
        """What more than half of all paragraphs have is how the book is set, and means nothing."""
        if not self._rules:
            return
        counts: Counter[str] = Counter()
        total = 0
        for node in paragraphs:
            total += 1
            counts.update(set((node.attributes.get("class") or "").split()))
        self._usual = frozenset(name for name, count in counts.items() if count * 2 > total > 3)
        self._known.clear()

    def style(self, node: LexborNode) -> str:
        """The element's own style after all that its classes ask for."""
        attributes = node.attributes
        own = attributes.get("style") or ""
        classes = attributes.get("class") or ""
        if not classes or not self._rules:
            return own
        tag = node.tag or ""
        key = (tag, classes, tag in {"div", "section", "article"} and _is_alone(node))
        if key not in self._known:
            self._known[key] = self._asked(*key)
        asked = self._known[key]
        return f"{asked};{own}" if asked and own else asked or own

    def _asked(self, tag: str, classes: str, is_wrapper: bool) -> str:
        found: dict[str, str] = {}
        for name in classes.split():
            if not (tag == "p" and name in self._usual):
                found |= self._rules.get(("", name), {}) | self._rules.get((tag, name), {})
        if is_wrapper or tag not in _BLOCKS:
            found = {key: value for key, value in found.items() if key not in _OF_BLOCKS}
        if tag in _HEADINGS:
            found = {key: value for key, value in found.items() if key not in _OF_WORDS}
        return ";".join(f"{key}:{value}" for key, value in found.items())


def _is_alone(node: LexborNode) -> bool:
    """Whether nothing stands beside it: then it wraps a page and sets nothing apart."""
    for step in ("prev", "next"):
        beside = getattr(node, step)
        while beside is not None:
            if beside.is_element_node or (beside.text_content or "").strip():
                return False
            beside = getattr(beside, step)
    return True


def _read(css: str) -> dict[tuple[str, str], dict[str, str]]:
    """(element or "", class) → declarations. Later rules win, as in a browser."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for selectors, body in style_rules(css):
        declared = dict(_declarations(body))
        if not declared:
            continue
        for selector in selectors:
            match = _SIMPLE.fullmatch(selector)
            if match:
                key = ((match[1] or "").lower(), match[2])
                rules[key] = rules.get(key, {}) | declared
    return rules


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        if value in _PLAIN.get(name, ()):
            yield name, value
        elif name in {"font-variant", "font-variant-caps"} and "small-caps" in value:
            yield "font-variant", "small-caps"
        elif name in {"text-decoration", "text-decoration-line"}:
            if lines := [one for one in ("underline", "line-through") if one in value]:
                yield "text-decoration", " ".join(lines)
        elif name == "font-family" and ("monospace" in value or "courier" in value):
            yield name, "monospace"
        elif (start := _indent(name, value)) and _LENGTH.fullmatch(start):
            yield "margin-left", start


def _indent(name: str, value: str) -> str:
    """The room at the beginning of the lines, "" when there is none to be seen."""
    if name == "margin":
        sides = value.split()
        value = sides[3] if len(sides) == 4 else sides[1] if len(sides) > 1 else ""
    elif name not in {"margin-left", "margin-inline-start", "padding-left"}:
        return ""
    return value if any(sign in "123456789" for sign in value) else ""
