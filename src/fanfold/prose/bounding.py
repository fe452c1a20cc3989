"""Before any parser sees a source: safe characters, stray `<words>` kept as text, bounded depth.

A parser of HTML is quadratic in depth and multiplies unclosed formatting by every paragraph, so
both are bounded here, in one linear pass over the tags. Nor does it see what changes its rules:
raw text, templates, drawings, formulas, frames.
"""

import re
from collections import Counter

from fanfold.prose.vocabulary import HTML_NAMES, REMOVED

__all__ = ["MAX_DEPTH", "bound", "safe_characters"]

MAX_DEPTH = 100
# An open formatting element is opened anew in each block: this many re-openings are enough.
_REOPENINGS_PER_BLOCK = 8
_FREE_REOPENINGS = 20_000
_LONGEST_TAG = 20_000

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|\x0b|\x85|\u2028")
# Where something goes, `&#` before it and `65;` after it stay apart.
_SEAM, _LONGEST_REFERENCE = "<!---->", 40
# A tag; or a comment, a doctype, an instruction; or a `<` that only looks like one of them.
_TAG = re.compile(r"<(?:(/?)([A-Za-z][^\s/<>]*)|(!--)|(![A-Za-z\[]|\?[A-Za-z])|(?=[/!?]))")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_QUOTE_OR_END = re.compile(r"=\s{0,20}([\"'])|>")
_BARE_WORDS = re.compile(r"(?:\s+[^\W\d_][\w'’]*[,.!?…;:]*){1,60}\s*")
_IMAGE_TEXT = re.compile(r"\balt\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)

_FORMATTING = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
# Written as words in angle brackets, these would otherwise swallow what an author said.
_TYPED = _FORMATTING | frozenset(
    [
        "q",
        "p",
        "sub",
        "sup",
        "del",
        "ins",
        "mark",
        "span",
        "cite",
        "var",
        "dir",
        "link",
        "base",
        "time",
    ]
)
_BARE_ATTRIBUTES = frozenset(["hidden", "compact", "nowrap", "noshade", "reversed", "open"])
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "image",
        "keygen",
    ]
)
_CLOSES_ITSELF = frozenset(
    [
        "p",
        "li",
        "dd",
        "dt",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "html",
        "body",
        "head",
    ]
)
# No end tag inside of these ends anything outside (HTML standard, "has an element in scope").
_CLOSED = frozenset(["table", "marquee", "object", "applet", "template"])
_WORD_PREFIXES = ("o:", "w:", "v:", "m:", "st1:", "st2:", "x:", "u1:")
# Removed with all they hold; where they never end, only their tags go, and the text stays.
_UNSEEN = REMOVED - {"embed"}
# A browser shows what they hold as it is typed, tags and all: the name to show it under.
_AS_TYPED = {"xmp": "pre", "textarea": "div"}
# They say nothing about a text, and cost a parser more than their share.
_EMPTY_WORDS = frozenset(["plaintext", "html", "head", "body"])


def safe_characters(text: str, done: Counter[tuple[str, str]]) -> str:
    """`text` with one kind of newline and nothing that no page can show; counts what it did."""
    if not _UNSAFE.search(text):
        return text
    text = _NEWLINES.sub("\n", text).replace("\x0c", "\n\n").replace("\u2029", "\n\n")
    text, count = _SURROGATES.subn("\ufffd", text)
    if count:
        done["surrogate_replaced", ""] += count
    text, count = _CONTROLS.subn("", text)
    if count:
        done["nul_dropped", ""] += count
    return text


def bound(source: str, done: Counter[tuple[str, str]]) -> str:
    """`source` as HTML that a parser reads in linear time. Text is kept to the last character."""
    return _Pass(source, done).run()


class _Pass:
    def __init__(self, source: str, done: Counter[tuple[str, str]]) -> None:
        self.source = source
        self.done = done
        self.out: list[str] = []
        self.open: list[tuple[str, str, bool]] = []  # name, whole tag, whether it was written
        self.written: Counter[str] = Counter()  # open formatting elements by their whole tag
        self.depth = 0
        self.formatting = 0
        self.reopenings = 0
        self.budget = _FREE_REOPENINGS
        self.patience = 10  # how many searches to the end of the source may fail

    def run(self) -> str:
        source, here = self.source, 0
        while match := _TAG.search(source, here):
            self.out.append(source[here : match.start()])
            written = len(self.out)
            here = self._tag(match) if match[2] else self._not_a_tag(match)
            if len(self.out) == written and "&" in self.out[-1][-_LONGEST_REFERENCE:]:
                self.out.append(_SEAM)
        self.out.append(source[here:])
        return "".join(self.out)

    def _not_a_tag(self, match: re.Match[str]) -> int:
        """Comments and declarations go; anything else that begins with `<` is text."""
        end = -1
        if self.patience and self.source.startswith(_CDATA, match.start()):
            return self._as_typed(match.start())
        if match[3]:
            end = self.source.find("-->", match.start() + 2) + 3 if self.patience else 2
        elif match[4]:
            end = self.source.find(">", match.end()) + 1 if self.patience else 0
        if end > match.start():
            return end
        self.patience -= bool(self.patience and (match[3] or match[4]))
        return self._as_text(match.start())

    def _as_typed(self, start: int) -> int:
        """Words that an XML editor marked as no markup: browsers show those after the first `>`."""
        here = start + len(_CDATA)
        end = self.source.find(_CDATA_END, here)
        if end < 0:
            self.patience -= 1
            return self._as_text(start)
        self.done["markup_dropped", "cdata"] += 1
        text = self.source[here:end]
        self.out.append(text.replace("&", "&amp;").replace("<", "&lt;"))
        return end + len(_CDATA_END)

    def _as_text(self, start: int) -> int:
        self.out.append("&lt;")
        return start + 1

    def _tag(self, match: re.Match[str]) -> int:
        source, start = self.source, match.start()
        closing, name = bool(match[1]), match[2].lower()
        if not _is_html(name):
            self.done["tag_as_text", name[:40]] += 1
            return self._as_text(start)
        end = _end_of_tag(source, match.end()) if self.patience else -1
        if end < 0:  # A tag that is never closed is text: browsers would drop all of it.
            self.patience -= bool(self.patience)
            return self._as_text(start)
        tag = source[start:end]
        if name in _TYPED and _typed_words(source[match.end() : end - 1]):
            self.done["tag_as_text", name] += 1
            return self._as_text(start)
        if len(tag) > _LONGEST_TAG:
            tag = _shortened(tag, name)
        if name in _EMPTY_WORDS:
            return end
        if name in _UNSEEN or name in _AS_TYPED:
            return end if closing else self._whole(name, tag, end)
        if name == "select":
            tag = "</div>" if closing else "<div>"
            self.done["markup_dropped", name] += not closing
        if closing:
            self._close(name, tag)
        else:
            self._open(name, tag)
        return end

    def _whole(self, name: str, tag: str, here: int) -> int:
        """Takes an element with its content, which is not markup; returns where it ends."""
        stop = None
        if self.patience and not (name in {"svg", "math"} and tag.endswith("/>")):
            stop = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, here)
            self.patience -= stop is None
        shown = _AS_TYPED.get(name, "")
        if stop is None:  # A browser would swallow the rest. Here it stays text of the chapter.
            self.done["markup_dropped", name] += 1
            return here
        self.done["markup_dropped" if shown else "content_dropped", name] += 1
        if shown:
            text = self.source[here : stop.start()]
            text = text.replace("&", "&amp;") if name == "xmp" else text
            self._count_block(name)
            self.out.append(f"<{shown}>{text.replace('<', '&lt;')}</{shown}>")
        return stop.start()

    def _open(self, name: str, tag: str) -> None:
        if name in _VOID or name in _CLOSES_ITSELF:
            self._count_block(name)
            self.out.append(tag)
            return
        is_formatting = name in _FORMATTING
        write = self.depth < MAX_DEPTH
        if is_formatting and self.written[tag] >= 3:
            write = False
        if not is_formatting:
            self._count_block(name)
        if write:
            self.out.append(tag)
            self.depth += 1
            if is_formatting:
                self.written[tag] += 1
                self.formatting += 1
        else:
            self.done["nesting_flattened", ""] += 1
        self.open.append((name, tag, write))

    def _close(self, name: str, tag: str) -> None:
        if name in _VOID or name in _CLOSES_ITSELF:
            self.out.append(tag)
            return
        # Crossed tags are common, far-off ones are not: look a few elements back.
        for index in range(len(self.open) - 1, max(-1, len(self.open) - 1 - MAX_DEPTH), -1):
            opened, opening, written = self.open[index]
            if opened in _CLOSED and written and opened != name:
                return  # A parser ignores this end tag, so what it would end is still open.
            if opened == name:
                del self.open[index]
                if written:
                    self.out.append(tag)
                    self.depth -= 1
                    if name in _FORMATTING:
                        self.written[opening] -= 1
                        self.formatting -= 1
                return

    def _count_block(self, name: str) -> None:
        if name == "br" or not self.formatting:
            return
        self.reopenings += self.formatting
        self.budget += _REOPENINGS_PER_BLOCK
        if self.reopenings <= self.budget:
            return
        kept = []
        for entry in reversed(self.open):
            if entry[0] in _FORMATTING:
                if entry[2]:
                    self.out.append(f"</{entry[0]}>")
                    self.depth -= 1
                self.done["nesting_flattened", ""] += 1
            else:
                kept.append(entry)
        self.open = kept[::-1]
        self.written.clear()
        self.formatting = 0


def _is_html(name: str) -> bool:
    return name in HTML_NAMES or name.startswith(_WORD_PREFIXES)


def _end_of_tag(source: str, here: int) -> int:
    """The place after the `>` that ends a tag, quotes respected; -1 when there is none."""
    while match := _QUOTE_OR_END.search(source, here):
        if match[0] == ">":
            return match.end()
        here = source.find(match[1], match.end())
        if here < 0:
            return -1
        here += 1
    return -1


def _typed_words(inside: str) -> bool:
    """Whether a tag holds bare words and so is something said: `<i love you>`, `<time passes>`."""
    if not inside or len(inside) > 400 or not _BARE_WORDS.fullmatch(inside):
        return False
    return not any(word.lower() in _BARE_ATTRIBUTES for word in inside.split())


def _shortened(tag: str, name: str) -> str:
    """A monstrous tag reduced to what may matter: an image keeps its alternative text."""
    if name != "img":
        return f"</{name}>" if tag.startswith("</") else f"<{name}>"
    match = _IMAGE_TEXT.search(tag)
    alt = ((match[1] or match[2] or "") if match else "").replace('"', "&quot;")
    return f'<img alt="{alt[:2000]}">'
