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
# How far back the start of a crossed tag is looked for.
_NEAR = 20

_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = r"[\t\n\f\r ]"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>))"
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"
# A tag by the HTML standard, §13.2.5; a comment; and what only begins like one of them.
_TOKEN = re.compile(
    rf"<(?:(/?)([A-Za-z][^\t\n\f\r />]*+)((?:[\t\n\f\r /]++|{_ATTRIBUTE})*+)>|(!--|[A-Za-z/!?]))"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_ATTRIBUTES = re.compile(_ATTRIBUTE)

# None is ever an author's words, and inside of them tags mean something else.
_CUT = ("script", "svg", "math", "template", "select")
# They may still be there, made by cutting: `<scr<script></script>ipt>`. A frameset is no page.
_REFUSED = frozenset({*_CUT, "frameset"})
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
        self.forms = 0
        self.reopenings = -_FREE_REOPENINGS

    def allows(self, html: str) -> bool:
        """Whether a parser ends soon. `html` is what `_without` left of a page."""
        here = 0
        while match := _TOKEN.search(html, here):
            closing, name, attributes, other = match.groups()
            if other:
                here = _after(html, match.start(), other)
            else:
                name = name.lower() if name.isascii() else name
                here = match.end()
                if closing:
                    self._close(name)
                elif not self._open(name, attributes):
                    return False
                elif name in _RAW:
                    here = _end_of_raw(html, here, name)
            if here < 0:  # The rest is hidden, from the parser too.
                break
        return len(self.open) + self.stuck <= _DEEPEST

    def _open(self, name: str, attributes: str) -> bool:
        self.reopenings += self.formatting - _REOPENINGS_PER_TAG
        if name not in _VOID and name not in _RAW:
            if name in _IN_A_ROW and self.open and self.open[-1] == name:
                self.open.pop()
            self.open.append(name)
            self.formatting += name in _FORMATTING
            self.forms += name == "form"
        return (
            len(self.open) + self.stuck <= _DEEPEST
            and self.forms <= 1  # The end tag of an inner one would be the outer one's.
            and self.reopenings <= 0
            and name not in _REFUSED
            and (len(attributes) <= _MOST_ATTRIBUTES or _few(attributes))
        )

    def _close(self, name: str) -> None:
        top = self.open[-1] if self.open else ""
        if top == name or (top in _HEADINGS and name in _HEADINGS):
            self.open.pop()
            self.formatting -= name in _FORMATTING
            self.forms -= name == "form"
        elif name not in _VOID and name not in _RAW:
            # The parser may ignore this end tag, and for its sake those of all that is open.
            self.stuck += len(self.open)
            near = self.open[-_NEAR:]
            if name in near:
                del self.open[-1 - near[::-1].index(name) :]


def _few(attributes: str) -> bool:
    return sum(1 for _ in _ATTRIBUTES.finditer(attributes)) <= _MOST_ATTRIBUTES


def _end_of_raw(html: str, here: int, name: str) -> int:
    """Where the end tag of an element begins that holds no markup; -1 if it has none."""
    closing = re.compile(rf"</{name}[\t\n\f\r />]", re.IGNORECASE | re.ASCII)
    end = closing.search(html, here)
    return end.start() if end else -1


def _after(html: str, start: int, beginning: str) -> int:
    """The place after what only begins like a tag; -1 if it never ends."""
    if beginning == "!--":
        comment = _COMMENT.match(html, start)
        return comment.end() if comment else -1
    if beginning.isalpha():
        return -1  # A tag that never ends.
    return html.find(">", start)
