"""Markup that one program or site alone understood: Word's lists, tags of journals.

It becomes HTML that means the same before a parser sees it. One linear pass each.
"""

import re
from collections import Counter
from html import unescape

from fanfold.prose.paragraphs import looks_hard_wrapped, wrapped_to_html

__all__ = ["remnants_to_html", "wrapped_pages_to_html"]

_MOST_LEVELS = 9
_WORD_PARAGRAPH = re.compile(
    r"<p\b[^<>]{0,600}?mso-list:\s{0,9}l\d{1,9}\s{1,9}level(?P<level>\d)[^<>]{0,600}>",
    re.IGNORECASE,
)
# Word shows the number or bullet as text for programs without lists.
_WORD_MARKER = re.compile(
    r"\s*(?:<!\[if !supportLists\]>)?(?:<span\b[^>]{0,500}>\s*){0,6}?"
    r"<span\b[^>]{0,200}mso-list:\s*Ignore[^>]{0,200}>(?P<marker>[^<]{1,20})"
    r"(?:<span\b[^>]{0,300}>)?(?:&nbsp;|\s|\u00a0)*(?:</span>\s*){1,8}(?:<!\[endif\]>)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,4}|[a-zA-Z]{1,5})[.)]")

# Fewer lines than this prove no page that was wrapped at a width.
_WRAPPED_LINES = 12
_PRE = re.compile(r"<pre\b[^<>]{0,300}>([^<]*+(?:<(?!/?pre\b)[^<]*+)*+)</pre>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"<(?:p|div|table|h[1-6]|ul|ol|pre|br)\b", re.IGNORECASE)

_LJ_USER = re.compile(
    r"<(?:lj\b[^<>]{0,100}\b(?:user|comm)|user\b[^<>]{0,100}\bname)\s*=\s*[\"']?"
    r"(?P<name>[\w.-]{1,60})[\"']?[^<>]{0,100}>(?:</(?:lj|user)>)?",
    re.IGNORECASE,
)
_LJ_CUT = re.compile(r"</?lj-(?:cut|raw|spoiler)\b[^<>]{0,500}>", re.IGNORECASE)
_DW_CUT = re.compile(r"<cut\b\s+text\s*=[^<>]{0,500}>|</cut>", re.IGNORECASE)


def remnants_to_html(html: str, done: Counter[tuple[str, str]]) -> str:
    """`html` with lists that are lists and names that are text; what stays is untouched."""
    lowered = html.lower()
    if "mso-list" in lowered:
        html = _word_lists(html, done)
    if "</pre" in lowered:
        html = wrapped_pages_to_html(html, done)
    if "<lj" in lowered or "<user" in lowered:
        html = _LJ_USER.sub(r"\g<name>", html)
        html, count = _LJ_CUT.subn("", html)
        done["markup_dropped", "lj-cut"] += count
    if "<cut" in lowered and re.search(r"<cut\b\s+text\s*=", html, re.IGNORECASE):
        html, count = _DW_CUT.subn("", html)
        done["markup_dropped", "cut"] += count
    return html


def wrapped_pages_to_html(html: str, done: Counter[tuple[str, str]]) -> str:
    """A whole text in a <pre>, wrapped at a width by a mailer, as paragraphs; verse stays."""

    def paragraphs(match: re.Match[str]) -> str:
        lines = unescape(_TAG.sub("", match[1])).split("\n")
        if len(lines) < _WRAPPED_LINES or _BLOCK.search(match[1]) or not looks_hard_wrapped(lines):
            return match[0]
        return wrapped_to_html(match[1], done)

    return _PRE.sub(paragraphs, html)


def _word_lists(html: str, done: Counter[tuple[str, str]]) -> str:
    """Word's list paragraphs as lists; a paragraph without a marker stays a paragraph."""
    out: list[str] = []
    open_lists: list[str] = []
    here = 0
    for match in _WORD_PARAGRAPH.finditer(html):
        if match.start() < here:
            continue
        marker = _WORD_MARKER.match(html, match.end())
        if marker is None:
            continue
        end = html.find("</p>", marker.end())
        if end < 0:
            break
        between = html[here : match.start()]
        if between.strip():
            out += [_close(open_lists, 0), between]
        level = min(int(match["level"]), _MOST_LEVELS)
        out += [_item(open_lists, level, marker["marker"].strip()), html[marker.end() : end]]
        here = end + len("</p>")
        done["style_as_markup", ""] += 1
    return "".join([*out, _close(open_lists, 0), html[here:]])


def _item(open_lists: list[str], level: int, marker: str) -> str:
    """What opens an item on a level: it goes on with the open list, or begins one."""
    numbered = _NUMBERED.fullmatch(marker)
    name = "ol" if numbered else "ul"
    tags = _close(open_lists, level)
    if len(open_lists) == level and open_lists[-1] != name:
        tags += _close(open_lists, level - 1)
    elif len(open_lists) == level:
        return tags + "</li>\n<li>"
    while len(open_lists) < level:
        is_last = len(open_lists) == level - 1
        tags += f"<{name}{_numbering(numbered['number']) if numbered and is_last else ''}><li>"
        open_lists.append(name)
    return tags


def _close(open_lists: list[str], level: int) -> str:
    tags = ""
    while len(open_lists) > level:
        tags += f"</li></{open_lists.pop()}>"
    return tags


def _numbering(number: str) -> str:
    """The attributes of a list that begins at `number`: 3, c, iii."""
    if number.isdigit():
        return f' start="{int(number)}"'
    if number.lower() in {"i", "v", "x"} or len(number) > 1:
        return ' type="i"' if number.islower() else ' type="I"'
    start = ord(number.lower()) - ord("a") + 1
    return f' type="{"a" if number.islower() else "A"}" start="{start}"'
