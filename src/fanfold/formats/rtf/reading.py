"""The words of an RTF file, token by token; groups are a stack of states, never calls.

Source: Rich Text Format Specification 1.9.1. Groups with a purpose of their own: destinations.py.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from fanfold.formats.office.look import Form, Look
from fanfold.formats.office.manuscript import Anchor, LineBreak, Manuscript
from fanfold.formats.office.symbols import shown
from fanfold.formats.rtf.charsets import encoding_of_page, language_of
from fanfold.formats.rtf.destinations import DESTINATIONS, OPENED, SKIPPED, WAKING, Remarks
from fanfold.formats.rtf.forms import form_of
from fanfold.formats.rtf.names import Font, Fonts, Styles
from fanfold.formats.rtf.state import CHANGES, Group
from fanfold.formats.rtf.tables import TABLE_WORDS, Rows
from fanfold.formats.rtf.tokens import Token, tokens

__all__ = ["Reader"]

_DEEPEST = 1_000  # No writer nests deeper; below, groups share one state.
_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_LETTERS = {
    "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "zwj": "\u200d", "zwnj": "\u200c",
    "zwbo": "\u200b", "ltrmark": "\u200e", "rtlmark": "\u200f", "tab": "\t",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\t": "\t"}
# Scrivener's own marks stand among the letters.
_SCRIVENER = re.compile(r"<!?\$Scr(?:_[A-Za-z]{1,10}::\d{1,6}|KeepWithNext\w{0,20})>")
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000
_REPLACEMENT = "\ufffd"
_TRAILING = b"\0 \r\n\t\x1a"


class Reader:
    """Reads once, from the first token to the last; then `to` holds the text."""

    def __init__(self, data: bytes) -> None:
        self.data = data.rstrip(_TRAILING)
        self.to = Manuscript()
        self.rows = Rows(self.to)
        self.fonts = Fonts()
        self.styles = Styles()
        self.group = Group()
        self.encoding = "cp1252"
        self.language = ""
        self.title: list[str] = []
        self.author: list[str] = []
        self.is_broken = False
        self.place = 0
        self.marker: list[str] | None = None
        self.anchors: list[str] = []
        self.remarks = Remarks()
        self._stack: list[Group] = []
        self._depth = 0
        self._closers: list[tuple[int, Callable[[Group], None]]] = []
        self._bytes = bytearray()
        self._star = False
        self._fallback = 0
        self._surrogate = 0
        self._default_font = 0
        self._new_section = False
        self._change = ""
        self._is_utf8 = _is_utf8(data)
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": lambda _: self.end_paragraph(),
            "line": lambda _: self._line(),
            "lbr": lambda _: self._line(),
            "page": lambda _: self._page(),
            "column": lambda _: self._page(),
            "sect": lambda _: self._section(),
            "sbknone": lambda _: self._same_page(),
            "cell": lambda _: self._cell(),
            "row": lambda _: self._row(),
            "nestcell": lambda _: self.end_paragraph(),
            "plain": lambda _: self._plain(),
            "u": self._unicode,
            "ansicpg": self._page_of_codes,
            "deff": self._set_default_font,
            "deflang": self._set_language,
        }

    def read(self) -> None:
        """The whole file. Afterwards `is_broken` says whether its groups did not match."""
        for token in tokens(self.data):
            self.place = token.end
            match token.kind:
                case "plain" | "escaped":
                    self._raw(token)
                case "word":
                    self._word(token.raw.decode("ascii"), token.number)
                case "open":
                    self._open()
                case "close":
                    self._close()
                case "sign":
                    self._sign(token.raw.decode("latin-1"))
                case "cut":
                    self.is_broken = True
        self._flush()
        self._end_surrogate()
        self.is_broken = self.is_broken or self._depth > 0
        while self._closers:
            self._closers.pop()[1](self.group)
        self.group = Group()
        if self.to.writes:
            self.end_paragraph()
        self.rows.leave()

    # Groups.

    def _open(self) -> None:
        self._flush()
        self._fallback = 0
        self._star = False
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._stack.append(self.group)
        if (opened := OPENED.get(self.group.kind)) is not None:
            opened(self)

    def _close(self) -> None:
        self._flush()
        self._end_surrogate()
        self._fallback = 0
        self._star = False
        if self._depth == 0:
            self.is_broken = True
            return
        inner = self.group
        if self._depth <= _DEEPEST:
            self.group = self._stack.pop()
        self._depth -= 1
        while self._closers and self._closers[-1][0] > self._depth:
            self._closers.pop()[1](inner)
        if self._depth == 0 and self.place < len(self.data):
            self.is_broken = True

    def at_close(self, closer: Callable[[Group], None]) -> None:
        """Calls it with the state of this group, as soon as the group around it is back."""
        self._closers.append((self._depth, closer))

    # Words of control.

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        self._fallback = 0
        star, self._star = self._star, False
        if self.group.skipping and word not in WAKING:
            return
        destination = DESTINATIONS.get(word)
        if destination is not None:
            destination(self)
        elif word in SKIPPED or star:
            self.group = self.group._replace(skipping=True, sink=None, kind=word)
        elif self.group.kind == "fonttbl":
            self.fonts.define(word, number or 0)
        else:
            self._plain_word(word, number)

    def _plain_word(self, word: str, number: int | None) -> None:
        if (change := CHANGES.get(word)) is not None:
            self.group = change(self.group, number)
        elif (letter := _LETTERS.get(word)) is not None:
            self.say(letter)
        elif (act := self._words.get(word)) is not None:
            act(number)
        elif word in TABLE_WORDS:
            if not self.to.depth:
                self.rows.define(word, number or 0)
        elif word in _PAGES:
            self.encoding = _PAGES[word]

    def _sign(self, sign: str) -> None:
        if self._fallback:
            self._fallback -= 1
            return
        if sign in "\\{}":  # May be the second byte of a letter.
            if not self.group.skipping:
                self._bytes += sign.encode("ascii")
            return
        self._flush()
        if sign == "*":
            self._star = True
        elif sign in "\r\n":
            self.end_paragraph()
        elif sign in _SIGNS:
            self.say(_SIGNS[sign])

    def _plain(self) -> None:
        self.group = self.group._replace(
            look=Look(language=self.language),
            font=None,
            deleted=False,
            inserted=False,
        )

    def _page_of_codes(self, number: int | None) -> None:
        self.encoding = encoding_of_page(number or 0) or self.encoding

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = number or 0

    def _set_language(self, number: int | None) -> None:
        self.language = language_of(number or 0)
        look = replace(self.group.look, language=self.language)
        self.group = self.group._replace(look=look)

    def _same_page(self) -> None:
        """The section that has just begun goes on where the last one ended."""
        self._new_section = False

    # Letters.

    def _raw(self, token: Token) -> None:
        self._star = False
        raw = token.raw
        if self._fallback:
            skipped = min(self._fallback, len(raw))
            self._fallback -= skipped
            raw = raw[skipped:]
        if self.group.skipping or not raw:
            return
        if self._is_utf8 and token.kind == "plain" and not raw.isascii():
            self._flush()
            self.say(raw.decode("utf-8", "replace"))
        else:
            self._bytes += raw

    def _unicode(self, number: int | None) -> None:
        unit = (number or 0) & 0xFFFF
        self._fallback = self.group.fallback
        if _HIGH <= unit < _LOW:
            self._end_surrogate()
            self._surrogate = unit
            return
        if _LOW <= unit < _AFTER:
            high, self._surrogate = self._surrogate, 0
            sign = chr(0x10000 + ((high - _HIGH) << 10) + unit - _LOW) if high else _REPLACEMENT
        else:
            sign = chr(unit)
        self.say(sign)

    def _end_surrogate(self) -> None:
        """Half a letter whose other half never came."""
        if self._surrogate:
            self._surrogate = 0
            self.say(_REPLACEMENT)

    def _flush(self) -> None:
        """The bytes gathered so far become letters; their font says how."""
        if not self._bytes:
            return
        raw = bytes(self._bytes)
        self._bytes.clear()
        font = self._font()
        encoding = "latin-1" if font.symbols else font.encoding or self.encoding
        text = raw.decode(encoding, "replace")
        if "$Scr" in text:
            text = _SCRIVENER.sub("", text)
        self.to.counts["undecodable"] += text.count(_REPLACEMENT)
        self.say(text)

    def say(self, text: str) -> None:
        """Letters go where this group's letters go: into the text, into a sink, or nowhere."""
        self._end_surrogate()
        group = self.group
        if group.skipping:
            return
        if group.sink is not None:
            group.sink.append(text)
            return
        change = "deletions" if group.deleted else "insertions" if group.inserted else ""
        if change != self._change:
            self._change = change
            self.to.counts[change] += bool(change)
        self.enter()
        if group.deleted:
            self.to.left_out()
            return
        if not self.rows.covered:
            font = self._font()
            look = group.look
            if font.mono:
                look = replace(look, mono=True)
            self.to.say(shown(text, font.name), look, group.link)

    def _font(self) -> Font:
        number = self.group.font
        return self.fonts[self._default_font if number is None else number]

    # Paragraphs.

    def enter(self) -> None:
        """A paragraph is open from here on, in its cell when this one stands in a table."""
        if not self.to.writes:
            paper = self.group.paper
            if not self.to.depth:
                if paper.in_table or self.rows.in_row:
                    self.rows.in_row = self.rows.in_row and not paper.in_table
                    self.rows.enter()
                    if self.rows.covered:
                        return
                else:
                    self.rows.leave()
            if paper.page_before or self._new_section:
                self.to.page_break()
                self._new_section = False
            self.to.begin(self._form())
        for name in self.anchors:
            self.to.add(Anchor(name))
        self.anchors.clear()

    def end_paragraph(self) -> None:
        """\\par, and whatever else ends one. A mark that was deleted ends none."""
        self._end_surrogate()
        group = self.group
        if group.skipping or group.sink is not None:
            if group.sink is not None:
                group.sink.append("\n")
            return
        if group.deleted:
            return
        self.enter()
        self.settle()

    def settle(self) -> None:
        """The open paragraph is complete, in the form that holds at its end."""
        if self.to.writes:
            if self.styles[self.group.paper.style].contents:
                self.to.counts["contents"] += 1
                self.to.discard()
            else:
                self.to.reform(self._form())
                self.to.end()
        self.marker = None

    def _form(self) -> Form:
        paper = self.group.paper
        return form_of(paper, self.styles[paper.style], "".join(self.marker or ()))

    def _line(self) -> None:
        group = self.group
        if group.sink is not None:
            group.sink.append("\n")
        elif not group.deleted:
            self.enter()
            if not self.rows.covered:
                self.to.add(LineBreak())

    def _page(self) -> None:
        if self.group.sink is None and not self.to.depth:
            if not self.to.writes and not self.group.paper.in_table and not self.rows.in_row:
                self.rows.leave()
            self.to.page_break()

    def _section(self) -> None:
        if self.group.sink is None:
            if self.to.writes:
                self.settle()
            self._new_section = True

    def _cell(self) -> None:
        if self.group.sink is None and self.to.depth:
            self.end_paragraph()
        elif self.group.sink is None:
            self.settle()
            self.rows.end_cell()

    def _row(self) -> None:
        if self.group.sink is None and not self.to.depth:
            self.settle()
            self.rows.end_row()


def _is_utf8(data: bytes) -> bool:
    """Whether bytes that ought to be escaped are UTF-8, as some writers leave them."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
