"""HTML inside Markdown: what our reader would change in it is written as character references."""

import re

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.tree import OPENS_LINES, OWN_LINE, VOID, Element
from fanfold.prose.writing.walking import events

__all__ = ["raw", "tag"]

# The reader of Markdown takes a star between digits for one that is meant.
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
# What it changes at the beginning of a line: indents, years, fences, notes.
_LINE_START = re.compile(r"\s|\d{3,}[.)]|```|\[\^")


def tag(element: Element) -> str:
    """The opening tag."""
    written = [f"<{element.name}"]
    for key, value in element.attributes.items():
        quoted = _escaped(value).replace('"', "&quot;").replace("\n", "&#10;")
        written.append(f' {key}="{quoted}"')
    return "".join([*written, ">"])


def raw(block: Element) -> str:
    """A block as HTML. No blank line is in it, which would end it for Markdown."""
    out: list[str] = []
    for kind, item in events([block]):
        if isinstance(item, str):
            out.append(_escaped(item))
        elif kind == "open":
            out.append(tag(item))
            if item.name in OPENS_LINES:
                out.append("\n")
        else:
            if item.name not in VOID:
                out.append(f"</{item.name}>")
            if item.name in OWN_LINE:
                out.append("\n")
    first, *others = "".join(out).rstrip("\n").split("\n")
    return first + "".join(f"&#10;{line}" if _is_fragile(line) else f"\n{line}" for line in others)


def _is_fragile(line: str) -> bool:
    """Whether this line of a <pre> is safe only when it does not begin a line."""
    return not line or bool(_LINE_START.match(line)) or is_scene_break(line)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _TIMES.sub("&#42;", text)
