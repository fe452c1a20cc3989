"""The text of one block as Markdown: emphasis, links and breaks, and as few backslashes as hold.

The rules are CommonMark's, as markdown-it reads them, and those of our own reader (markdown.py).
"""

import re
from collections.abc import Sequence

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from fanfold.prose.markdown import WIDE_SPACES, as_references, keeps_address
from fanfold.prose.markdown_notes import opens_note
from fanfold.prose.tree import Element
from fanfold.prose.writing.raw import tag
from fanfold.prose.writing.walking import events

__all__ = ["inline"]

# The second sign is for emphasis that touches other emphasis.
_MARKS = {"em": ("*", "_"), "strong": ("**", "__"), "s": ("~~",)}
_SPECIAL = re.compile(r"\\|`+|\*+|_+|~~+|&(?=[#A-Za-z])|<(?=/?[A-Za-z]|[!?])|[\[\]|]|!\Z")
_REFERENCE = re.compile(r"&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_CODE = re.compile(r"(?! )(?!.*\d\*\d)[^`\n|]+(?<! )")
_SIMPLE_ADDRESS = re.compile(r"[\w:/?#@!$&'()+,;=%.~*-]+", re.ASCII)
# What makes a block of a line that begins with it.
_BLOCK_START = re.compile(r"#{1,6}(?=[ \t]|\Z)|[-+*](?=[ \t]|\Z)|>|~{3}|`{3}|<(?:/?[A-Za-z]|[!?])")
# "[Today]: nothing" would name an address; "[Today]: no answer" says something.
_DEFINITION = re.compile(r"\[.*?\]:[ \t]*(?:\Z|<|[^ \t]+[ \t]*(?:\Z|[\"'(]))", re.DOTALL)
_LONGEST_DEFINITION = 1000
# Markdown trims these; our reader keeps an indent where it sees that it is one.
_WIDE_START, _WIDE_END = re.compile(rf"\A[{WIDE_SPACES}]+"), re.compile(rf"[{WIDE_SPACES}]+\Z")
_NUMBER = re.compile(r"(\d{1,9})[.)](?=[ \t]|\Z)")


def inline(
    items: Sequence[Element | str], *, in_line: bool = False, in_cell: bool = False, item: str = ""
) -> str:
    """Texts and inline elements as Markdown that reads back as them.

    `in_line`: a heading or a cell, which has one line and begins no block; `in_cell` a cell of a
    table; `item` the marker of the list item whose first line this is.
    """
    return _Inline(items, in_line=in_line, in_cell=in_cell, item=item).run()


class _Inline:
    def __init__(
        self, items: Sequence[Element | str], *, in_line: bool, in_cell: bool, item: str
    ) -> None:
        self.events = list(events(items))
        self.in_line, self.in_cell, self.item = in_line, in_cell, item
        self.out: list[str] = []
        self.closing: dict[int, str] = {}  # what to write at which event
        self.link_ends = -1
        self.ends = self._ends()
        texts = "\0".join(one for kind, one in self.events if isinstance(one, str))
        opened = [one for kind, one in self.events if isinstance(one, Element) and kind == "open"]
        names = {one.name for one in opened}
        # A sign that stands alone pairs with nothing and needs no backslash.
        emphasis = bool(names & {"em", "strong"})
        self.escapes = {
            "*": emphasis or len(re.findall(r"\*+", texts)) > 1,
            "_": emphasis or len(re.findall(r"_+", texts)) > 1,
            "~": "s" in names or len(re.findall("~~+", texts)) > 1,
            "`": "code" in names or len(re.findall("`+", texts)) > 1,
            "<": ">" in texts or bool(names - {"em", "strong", "br"}),
        }

    def run(self) -> str:
        at = 0
        while at < len(self.events):
            kind, item = self.events[at]
            if isinstance(item, str):
                self.out.append(self._text(at, item))
            elif kind == "close":
                self.out.append(self.closing[at])
            elif item.name == "br":
                self.out.append("<br>" if self.in_line else "\\\n")
                at += 1
            elif _is_code(item):
                self.out.append(f"`{item.children[0]}`")
                at = self.ends[at]
            else:
                self._open(at, item)
            at += 1
        text = _WIDE_END.sub(_as_references, "".join(self.out))
        return _WIDE_START.sub(_as_references, text) if self.in_line or self.item else text

    def _ends(self) -> dict[int, int]:
        """Where what is opened at an event is closed."""
        ends: dict[int, int] = {}
        above: list[int] = []
        for at, (kind, _) in enumerate(self.events):
            if kind == "open":
                above.append(at)
            elif kind == "close":
                ends[above.pop()] = at
        return ends

    def _open(self, at: int, element: Element) -> None:
        end = self.ends[at]
        if self._is_link(at):
            address = element.attributes["href"]
            self.link_ends = end
            self.out.append("[")
            self.closing[end] = (
                f"](<{address}>)" if "(" in address or ")" in address else f"]({address})"
            )
            return
        if not element.attributes:
            for mark in _MARKS.get(element.name, ()):
                if self._holds(mark, at, end):
                    self.out.append(mark)
                    self.closing[end] = mark
                    return
        self.out.append(tag(element))
        self.closing[end] = f"</{element.name}>"

    def _is_link(self, at: int) -> bool:
        kind, item = self.events[at] if at < len(self.events) else ("text", "")
        if isinstance(item, str) or kind != "open" or at < self.link_ends:
            return False
        if item.name != "a" or set(item.attributes) != {"href"}:
            return False
        address = item.attributes["href"]
        return (
            _SIMPLE_ADDRESS.fullmatch(address) is not None
            and _REFERENCE.search(address) is None
            and keeps_address(address)
        )

    # Emphasis

    def _holds(self, mark: str, at: int, end: int) -> bool:
        """Whether `mark` would be read as what opens here and closes at `end`."""
        before, after = self._last(), self._first(end + 1)
        first, last = self._first(at + 1), self._before(end)
        sign = mark[0]
        if sign in {before, after, first, last}:
            return False
        if mark == "*" and (
            (before.isdecimal() and first.isdecimal()) or (last.isdecimal() and after.isdecimal())
        ):
            return False  # Our reader takes 5*3 for what it says.
        opens, _ = _flanks(before, first, sign)
        _, closes = _flanks(last, after, sign)
        return opens and closes

    def _last(self) -> str:
        """The last character written; a line begins like a word."""
        return self.out[-1][-1] if self.out and self.out[-1] else " "

    def _first(self, at: int) -> str:
        """The first character of what an event will write; `<` stands for any mark."""
        if at >= len(self.events):
            return " "
        kind, item = self.events[at]
        if isinstance(item, str):
            return item[:1] or "<"
        return self.closing[at][0] if kind == "close" and at in self.closing else "<"

    def _before(self, end: int) -> str:
        """The last character of what the event before `end` will write."""
        _, item = self.events[end - 1]
        return item[-1:] if isinstance(item, str) and item else ">"

    # Text

    def _text(self, at: int, text: str) -> str:
        before, after = self._last(), self._first(at + 1)

        def escaped(match: re.Match[str]) -> str:
            sign = match[0]
            left = text[match.start() - 1] if match.start() else before
            right = text[match.end()] if match.end() < len(text) else after
            if self._means(sign, left, right, text[match.start() : match.start() + 40], at):
                return "&#124;" if sign == "|" else "".join(f"\\{one}" for one in sign)
            return sign

        out = _SPECIAL.sub(escaped, text)
        if self.in_line or (self.out and self._last() != "\n"):
            return out
        return self._at_line_start(text, out)

    def _means(self, sign: str, left: str, right: str, rest: str, at: int) -> bool:
        """Whether Markdown would read the sign, in the text of event `at`, as more than itself."""
        match sign[0]:
            case "\\":
                is_wide = right != " " and isWhiteSpace(ord(right))  # It may become a reference.
                return is_wide or len(rest) == 1 or isMdAsciiPunct(ord(right))
            case "*" | "_":
                if isWhiteSpace(ord(left)) and isWhiteSpace(ord(right)):
                    return False
                if sign == "*" and left.isdecimal() and right.isdecimal():
                    return False
                if sign[0] == "_" and not _parts(left) and not _parts(right):
                    return False
                return self.escapes[sign[0]]
            case "&":
                return _REFERENCE.match(rest) is not None
            case "[":
                return at < self.link_ends
            case "]":
                return at < self.link_ends or right == "("
            case "!":
                return self._is_link(at + 1)
            case "|":
                return self.in_cell
        return self.escapes[sign[0]]

    def _at_line_start(self, text: str, out: str) -> str:
        """`out`, the escaped `text`, so that it begins no block."""
        number = _NUMBER.match(text)
        if number is not None:
            digits = number[1]
            # Below a line of text only 1 begins a list; above, our reader knows years.
            meant = int(digits) == 1 if self.out else len(digits) < 3 or bool(self.item)
            return f"{digits}\\{out[len(digits) :]}" if meant else out
        begins = _BLOCK_START.match(text) is not None or _is_definition(text)
        if begins and out[0] == text[0]:
            return f"\\{out}"
        return out


def _as_references(match: re.Match[str]) -> str:
    return as_references(match[0])


def _is_definition(text: str) -> bool:
    """Whether Markdown could take a line for the address of a link, or for a note.

    A long one is not examined.
    """
    if not text.startswith("[") or "]:" not in text:
        return False
    if opens_note(text):
        return True
    return len(text) > _LONGEST_DEFINITION or _DEFINITION.match(text) is not None


def _is_code(element: Element) -> bool:
    """Whether backticks can say it."""
    if element.name != "code" or element.attributes or len(element.children) != 1:
        return False
    text = element.children[0]
    return isinstance(text, str) and _CODE.fullmatch(text) is not None


def _flanks(before: str, after: str, sign: str) -> tuple[bool, bool]:
    """Whether a run of `sign` between two characters may open and close (CommonMark §6.2)."""
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    parts_before, parts_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not parts_after or space_before or parts_before)
    right = not space_before and (not parts_before or space_after or parts_after)
    if sign != "_":
        return left, right
    return left and (not right or parts_before), right and (not left or parts_after)


def _is_punctuation(sign: str) -> bool:
    return isMdAsciiPunct(ord(sign)) or isPunctChar(sign)


def _parts(sign: str) -> bool:
    """Whether a word ends at this character."""
    return isWhiteSpace(ord(sign)) or _is_punctuation(sign)
