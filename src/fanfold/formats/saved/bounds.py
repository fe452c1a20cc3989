"""Whether a page may be parsed whole: a parser is quadratic in depth, attributes and unclosed bold.

Pages that archives make are shallow, and their end tags meet their start tags; others are refused.

The depth here is never less than the parser's. While every end tag meets its own start tag, no
rule of HTML keeps an element open longer; the first that does not may leave all that is open then.
"""

import re

__all__ = ["tame"]

_DEEPEST = 1_000
_MOST_ATTRIBUTES = 200
# Open formatting is opened anew in each block: so often in all, and so often for each tag.
_FREE_REOPENINGS = 50_000
_REOPENINGS_PER_TAG = 4

_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = r"[\t\n\f\r ]"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>))"
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"
# The tags of the HTML standard, §13.2.5, and what only begins like one.
_TAG = re.compile(
    rf"<(?P<closing>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)"
    rf"(?P<attributes>(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+)>"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_COUNTED = re.compile(_ATTRIBUTE)

# None is ever an author's words, and inside of them tags mean something else.
_CUT = ("script", "svg", "math", "template", "select")
_RAW = frozenset(
    {"style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
_VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A start tag ends a neighbour of the same name.
_IN_A_ROW = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})


def tame(html: str) -> str | None:
    """`html` without scripts, drawings, choices and lone surrogates; None if parsing might last."""
    html = _SURROGATES.sub("\ufffd", html)
    for name in _CUT:
        html = _without(html, name)
    return html if "<![CDATA[" not in html and _Depth().allows(html) else None


def _without(html: str, name: str) -> str:
    opening = re.compile(rf"<{name}(?![\w-])", re.IGNORECASE | re.ASCII)
    closing = re.compile(rf"</{name}[^>]*>", re.IGNORECASE | re.ASCII)
    kept: list[str] = []
    here = 0
    while start := opening.search(html, here):
        kept.append(html[here : start.start()])
        end = closing.search(html, start.end())
        here = end.end() if end else len(html)
    return "".join([*kept, html[here:]])


class _Depth:
    """Follows the tags of one page."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.stuck = 0
        self.formatting = 0
        self.reopenings = 0
        self.budget = _FREE_REOPENINGS

    def allows(self, html: str) -> bool:
        here = html.find("<")
        while here >= 0:
            if match := _TAG.match(html, here):
                here = self._tag(html, match)
            elif match := _COMMENT.match(html, here):
                here = match.end()
            elif html.startswith("<!--", here):
                return True  # A comment that never ends hides the rest, from the parser too.
            elif html[here + 1 : here + 2] in {"!", "?"} or html.startswith("</", here):
                here = html.find(">", here)
            elif html[here + 1 : here + 2].isascii() and html[here + 1 : here + 2].isalpha():
                return True  # So does a tag that never ends.
            else:
                here += 1
            if here < 0 or self._too_much():
                return not self._too_much()
            here = html.find("<", here)
        return True

    def _too_much(self) -> bool:
        return len(self.open) + self.stuck > _DEEPEST or self.reopenings > self.budget

    def _tag(self, html: str, match: re.Match[str]) -> int:
        """Counts one tag; gives the place after it, or -1 where nothing more can open."""
        name = match["name"].lower() if match["name"].isascii() else match["name"]
        if match["closing"]:
            self._close(name)
            return match.end()
        if len(match["attributes"]) > _MOST_ATTRIBUTES:
            found = _COUNTED.finditer(match["attributes"])
            if sum(1 for _ in found) > _MOST_ATTRIBUTES:
                self.stuck += _DEEPEST + 1
        if name in _CUT:  # Written so that cutting made it: `<scr<script></script>ipt>`.
            self.stuck += _DEEPEST + 1
        self.reopenings += self.formatting
        self.budget += _REOPENINGS_PER_TAG
        if name in _RAW:
            pattern = re.compile(rf"</{name}[\t\n\f\r />]", re.IGNORECASE | re.ASCII)
            end = pattern.search(html, match.end())
            return end.start() if end else -1
        if name in _VOID:
            return match.end()
        if name in _IN_A_ROW and self.open and self.open[-1] == name:
            self.open.pop()
        self.open.append(name)
        self.formatting += name in _FORMATTING
        return match.end()

    def _close(self, name: str) -> None:
        if name in _VOID or name in _RAW:
            return
        top = self.open[-1] if self.open else ""
        if top == name or (top in _HEADINGS and name in _HEADINGS):
            self.open.pop()
            self.formatting -= name in _FORMATTING
            return
        # The parser may ignore this end tag, and for its sake those of all that is open.
        self.stuck += len(self.open)
        for place in range(len(self.open) - 1, max(-1, len(self.open) - 20), -1):
            if self.open[place] == name:
                del self.open[place:]
                return
