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
    "quote": ("<blockquote>", "</blockquote>"),
    "size": ("", ""),
    "color": ("", ""),
    "colour": ("", ""),
    "font": ("", ""),
}
# A whole HTML tag is stepped over, so that nothing inside its attributes is read as a mark.
_MARK = re.compile(
    rf"<[^<>]{{0,2000}}>|\[(/?)({'|'.join(_MEANING)})(?:=([^\[\]<>\n]{{0,200}}))?\]", re.I
)


def bbcode_to_html(html: str, done: Counter[tuple[str, str]]) -> str:
    """The HTML with every pair of marks as markup. Linear; crossed pairs are left to the parser."""
    if "[/" not in html:
        return html
    open_marks: dict[str, list[re.Match[str]]] = {name: [] for name in _MEANING}
    replaced: dict[int, tuple[int, str]] = {}
    for mark in _MARK.finditer(html):
        if mark[2] is None:
            continue
        name = mark[2].lower()
        if not mark[1]:
            open_marks[name].append(mark)
        elif open_marks[name]:
            begin = open_marks[name].pop()
            before, after = _MEANING[name]
            if name == "quote" and begin[3]:
                before += f"<p><b>{begin[3]}</b></p>"  # Whose words they are was shown to readers.
            replaced[begin.start()] = (begin.end(), before)
            replaced[mark.start()] = (mark.end(), after)
            done["bbcode_as_markup", ""] += 1
    out, position = [], 0
    for start in sorted(replaced):
        end, markup = replaced[start]
        out += [html[position:start], markup]
        position = end
    return "".join([*out, html[position:]])
