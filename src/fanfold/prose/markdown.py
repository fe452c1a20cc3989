"""Markdown to HTML, with the traps that CommonMark sets for novelists taken out (§1.3)."""

import re
from collections import Counter
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.speech import speech_escaped

__all__ = ["markdown_to_html"]

# Indented code is off: novices indent paragraphs. Bare addresses stay text.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": True, "linkify": False, "typographer": False})
    .enable(["strikethrough", "table"])
    .disable("code")
)
# Characters of addresses and titles: so many at first, and more for each character of the source.
_FREE_ADDRESSES, _ADDRESSES_A_SIGN = 100_000, 4
# Only backticks: a line of ~~~ is an ornament in every archive.
_FENCE = re.compile(r" {0,3}(```+)[^`]*$")
_YEAR = re.compile(r"^(\s*)(\d{3,})([.)])(?=\s|$)")
_ESCAPED = re.compile(r"\\([^\w\s\\])")
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_RULE = re.compile(r"<hr\s*/?>", re.IGNORECASE)  # written out, it is a rule already
_SETEXT = re.compile(r" {0,3}(?:-+|=+)\s*")
_LONG_INDENT = re.compile(r"^(?: {4,}|\t+)(?=\S)")
_LIST_ITEM = re.compile(r"^\s*(?:[-+*]|\d{1,2}[.)])\s")


def _bound_addresses(state: StateCore) -> None:
    """Links beyond a plenty of addresses lead nowhere; their text stays.

    One definition of some thousand characters may be asked for by each of a million `[a]`.
    """
    left = _FREE_ADDRESSES + _ADDRESSES_A_SIGN * len(state.src)
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "link_open":
                left -= sum(len(str(value)) for value in token.attrs.values())
            if token.type == "image" or left < 0:
                # Images are dropped by and by; only their text counts.
                token.attrs = {"alt": ""} if token.type == "image" else {}


_MARKDOWN.core.ruler.after("inline", "bound_addresses", _bound_addresses)


def markdown_to_html(source: str, done: Counter[tuple[str, str]]) -> str:
    """HTML of a Markdown source. Ornament lines are breaks before Markdown can read them."""
    out: list[str] = []
    fence = ""
    before = ""
    in_list = False
    lines = speech_escaped(source, done).split("\n")
    paired = sum(1 for line in lines if _FENCE.match(line)) % 2 == 0
    for line in lines:
        mark = _FENCE.match(line) if paired else None
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            in_list = bool(_LIST_ITEM.match(line)) or (
                in_list and (not line.strip() or line.startswith((" ", "\t")))
            )
            out.append(_line(line, before, in_list=in_list, done=done))
            before = line.strip()
            continue
        out.append(line)
        before = line.strip()
    return str(_MARKDOWN.render("\n".join(out)))


def _line(line: str, before: str, *, in_list: bool, done: Counter[tuple[str, str]]) -> str:
    text = line.strip()
    if text and is_scene_break(text) and not _means_markdown(text, before):
        ornament = escape(_ESCAPED.sub(r"\1", text), quote=True)
        return f'\n<hr class="ff-break" data-ornament="{ornament}">\n'
    escaped, count = _YEAR.subn(r"\1\2\\\3", line)
    escaped, times = _TIMES.subn(r"\\*", escaped)
    if count + times:
        done["markdown_escaped", ""] += count + times
    if not in_list:
        escaped = _LONG_INDENT.sub("", escaped)
    return escaped


def _means_markdown(text: str, before: str) -> bool:
    """Whether an ornament line belongs to the line above: a heading's underline, a table's rule."""
    if "|" in text or _RULE.fullmatch(text):
        return True
    return bool(before) and _SETEXT.fullmatch(text) is not None
