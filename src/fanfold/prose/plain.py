"""Prose as plain text, plain text as prose, and the scene breaks of a prose counted."""

import re
from collections import Counter

from fanfold.prose.bounding import safe_characters
from fanfold.prose.tree import parse_body, walk
from fanfold.prose.vocabulary import BREAK_CLASS, CONTAINERS, LINE_BLOCKS

__all__ = ["escape_text", "plain_text", "scene_breaks"]

_BLOCKS = CONTAINERS | LINE_BLOCKS | {"p", "hr"}
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def scene_breaks(prose: str) -> int:
    """How many scene breaks stand in clean prose."""
    body = parse_body(prose)
    if body is None:
        return 0
    return sum(
        1
        for node in walk(body)
        if node.tag == "hr" and BREAK_CLASS in (node.attributes.get("class") or "").split()
    )


def plain_text(prose: str, *, limit: int | None = None) -> str:
    """The text of prose: paragraphs on lines of their own, ornaments left out.

    With `limit`, one line of at most so many characters, cut between words and ended with "…".
    """
    body = parse_body(prose)
    if body is None:
        return ""
    out: list[str] = []
    length = 0
    for node in walk(body):
        if node.is_text_node:
            text = node.text_content or ""
            out.append(text)
            length += len(text)
        elif node.tag == "br" or node.tag in _BLOCKS:
            out.append("\n")
        if limit is not None and length > 4 * limit + 400:
            break
    lines = [" ".join(line.split()) for line in "".join(out).split("\n")]
    text = "\n".join(line for line in lines if line)
    if limit is None:
        return text
    text = text.replace("\n", " ")
    return text if len(text) <= limit else _cut(text, limit)


def _cut(text: str, limit: int) -> str:
    if limit < 1:
        return ""
    head = text[: limit - 1]
    space = head.rfind(" ")
    if not text[limit - 1].isspace() and space > limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:–—-") + "…"


def escape_text(text: str) -> str:
    """HTML source of a plain remark: blank lines part paragraphs, newlines become <br>."""
    text = safe_characters(text, Counter())
    paragraphs = [part.strip() for part in _PARAGRAPHS.split(text) if part.strip()]
    return "\n".join(f"<p>{_escaped(part)}</p>" for part in paragraphs)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<br>".join(line.strip() for line in text.split("\n"))
