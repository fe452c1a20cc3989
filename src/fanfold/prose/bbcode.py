"""Remnants of forums: `[i]thought[/i]` is what its author saw there, so it becomes what it meant.

Only pairs are understood: a mark that is never closed, as in “[s]he”, is text.
"""

import re
from collections import Counter

__all__ = ["bbcode_to_html"]

# What each mark meant. A pair that only meant a look leaves its text.
_MEANING = {
    "b": ("<b>", "</b>"),
    "i": ("<i>", "</i>"),
    "u": ("<u>", "</u>"),
    "s": ("<s>", "</s>"),
    "strike": ("<s>", "</s>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "center": ('<div align="center">', "</div>"),
    "right": ('<div align="right">', "</div>"),
    "left": ('<div align="left">', "</div>"),
    "justify": ('<div align="justify">', "</div>"),
    "indent": ("<blockquote>", "</blockquote>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "spoiler": ("<details>", "</details>"),
    "list": ("<ul>", "</ul>"),
    "url": ("", ""),
    "size": ("", ""),
    "color": ("", ""),
    "colour": ("", ""),
    "font": ("", ""),
}
_NUMBERED = {"1": "<ol>", "a": '<ol type="a">', "A": '<ol type="A">', "i": '<ol type="i">',
             "I": '<ol type="I">'}  # fmt: skip
_WEB = re.compile(r"https?://[^\s\"'<>\[\]]{1,180}")
# A whole HTML tag is stepped over, so that nothing inside its attributes is read as a mark.
_MARK = re.compile(
    rf"<[^<>]{{0,2000}}>|\[(/?)({'|'.join(_MEANING)}|\*)(?:=([^\[\]<>\n]{{0,200}}))?\]", re.I
)


def bbcode_to_html(html: str, done: Counter[tuple[str, str]]) -> str:
    """The HTML with every pair of marks as markup. Linear; crossed pairs are left to the parser."""
    if "[/" not in html:
        return html
    open_marks: dict[str, list[re.Match[str]]] = {name: [] for name in _MEANING}
    items: list[re.Match[str]] = []  # [*] that belong to no list yet
    replaced: dict[int, tuple[int, str]] = {}
    for mark in _MARK.finditer(html):
        if mark[2] is None:
            continue
        name = mark[2].lower()
        if name == "*":
            items += [] if mark[1] else [mark]
        elif not mark[1]:
            open_marks[name].append(mark)
        elif open_marks[name]:
            begin = open_marks[name].pop()
            before, after = _meaning(name, begin[3] or "")
            replaced[begin.start()] = (begin.end(), before)
            replaced[mark.start()] = (mark.end(), after)
            done["bbcode_as_markup", ""] += 1
            while name == "list" and items and items[-1].start() > begin.start():
                item = items.pop()
                replaced[item.start()] = (item.end(), "<li>")
    out, position = [], 0
    for start in sorted(replaced):
        end, markup = replaced[start]
        out += [html[position:start], markup]
        position = end
    return "".join([*out, html[position:]])


def _meaning(name: str, value: str) -> tuple[str, str]:
    """What a pair with this value meant."""
    before, after = _MEANING[name]
    if name == "quote" and value:
        return before + f"<p><b>{value}</b></p>", after  # Readers were shown whose words they are.
    if name == "spoiler" and value:
        return before + f"<summary>{value}</summary>", after
    if name == "list" and value in _NUMBERED:
        return _NUMBERED[value], "</ol>"
    if name == "url" and _WEB.fullmatch(value):
        return f'<a href="{value}">', "</a>"
    return before, after
