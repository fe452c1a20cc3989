"""Markdown to HTML, with the traps that CommonMark sets for novelists taken out (§1.3)."""

import re
from collections import Counter
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.fences import in_fences, is_fence
from fanfold.prose.markdown_notes import REFERENCE, NoteNames, with_notes
from fanfold.prose.speech import speech_escaped

__all__ = [
    "HEADING_ATTRIBUTES",
    "WIDE_SPACES",
    "as_references",
    "is_ornament_line",
    "keeps_address",
    "markdown_to_html",
]

WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""As a class of a regular expression: what Markdown trims from the ends of a block."""

_ATTRIBUTE = r"(?:[#.][\w:.-]+|-|[\w-]+=(?:\"[^\"{}]*\"|[^\s\"{}]+))"
HEADING_ATTRIBUTES = re.compile(rf"(?<=\s)\{{\s?{_ATTRIBUTE}(?:\s{_ATTRIBUTE}){{0,20}}\s?\}}$")
"""What ends a heading and is none of its words: {#day}, {.unnumbered}, {-}, as Pandoc has it."""

# Indented code is off: novices indent paragraphs. Bare addresses stay text.
_OPTIONS = {"html": True, "linkify": False, "typographer": False}
_MARKDOWN = (
    # The parser drops what stands deeper than this with all that follows: see _within_depth.
    MarkdownIt("commonmark", {**_OPTIONS, "maxNesting": 200})
    .enable(["strikethrough", "table"])
    .disable("code")
)
# Within a paragraph nothing is dropped; brackets cost as much as they may stand in each other.
_LINES = MarkdownIt("commonmark", {**_OPTIONS, "maxNesting": 20}).enable("strikethrough")
# Characters of addresses and titles: so many at first, and more for each character of the source.
_FREE_ADDRESSES, _ADDRESSES_A_SIGN = 100_000, 4
_MOST_EMPTY_CELLS = 2_000
_YEAR = re.compile(r"^([\s>]*)(\d{3,})([.)])(?=\s|$)")
_ESCAPED = re.compile(r"\\([^\w\s\\])")
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_RULE = re.compile(r"<hr\s*/?>", re.IGNORECASE)  # written out, it is a rule already
_SETEXT = re.compile(r" {0,3}(?:-+|=+)\s*")
# Marks of quotes and lists in a row, and spaces before a line: so many are understood.
_MARKS = re.compile(r"(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*+){20}(?=[>\-+*\d])")
_LONGEST_INDENT = 80
# "# V" is a chapter's heading, though V can be drawn as an ornament.
_HEADING = re.compile(r"#{1,6}[ \t]+[^\W_]+[.:]?")
_QUOTE = re.compile(r" {0,3}>[ >]*")
_LONG_INDENT = re.compile(r"^(?: {4,}|\t+)(?=\S)")
# Markdown would drop an indent by spaces of other scripts than ours: 　他推开门。
_WIDE_INDENT = re.compile(rf"^([ \t>]*)([{WIDE_SPACES}]+)")
_ADDRESS = re.compile(
    r"\[[^\[\]\n]{1,1000}\]:\s*(?:<|[a-z][a-z+.-]{1,20}:|[/#.]|www\.)", re.IGNORECASE
)
_LIST_ITEM = re.compile(r"^\s*(?:[-+*]|\d{1,2}[.)])\s")


def _define_address(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The definition of a link's address, if it looks like one: “[Ada]: hello” is speech, and would
    vanish."""
    at = state.bMarks[start] + state.tShift[start]
    return _ADDRESS.match(state.src, at) is not None and reference(state, start, end, silent)


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


def _bound_cells(state: StateCore) -> None:
    """Of thousands of empty cells those at the ends of rows go.

    A row that says nothing gets as many cells as the table's head has: two characters, sixty cells.
    """
    empty = sum(1 for token in state.tokens if token.type == "inline" and not token.content)
    if empty <= _MOST_EMPTY_CELLS:
        return
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "tr_close":
            while kept[-1].type == "td_close" and not kept[-2].content:
                del kept[-3:]
        kept.append(token)
    state.tokens = kept


def _drop_attributes(state: StateCore) -> None:
    """Headings keep their words alone."""
    done: Counter[tuple[str, str]] = state.env["done"]
    for opening, token in pairwise(state.tokens):
        if opening.type == "heading_open":
            token.content, count = HEADING_ATTRIBUTES.subn("", token.content)
            token.content = token.content.rstrip(" \t\n") if count else token.content
            done["heading_attributes_dropped", ""] += count


def _read_lines(state: StateCore) -> None:
    """What stands in paragraphs, headings and cells."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            _LINES.inline.parse(token.content, _LINES, state.env, token.children)


def _refer_to_a_note(state: StateInline, silent: bool) -> bool:
    """`[^1]`, when there is a note of that label."""
    names: NoteNames = state.env["names"]
    match = REFERENCE.match(state.src, state.pos) if names.numbers else None
    if match is None or match[1] not in names.numbers:
        return False
    if not silent:
        used: set[str] = state.env["used"]
        token = state.push("html_inline", "", 0)
        token.content = names.reference(match[1], is_first=match[1] not in used)
        used.add(match[1])
    state.pos = match.end()
    return True


_LINES.inline.ruler.before("link", "note", _refer_to_a_note)
_MARKDOWN.block.ruler.at("reference", _define_address)
_MARKDOWN.core.ruler.at("inline", _read_lines)
_MARKDOWN.core.ruler.after("block", "bound_cells", _bound_cells)
_MARKDOWN.core.ruler.after("block", "drop_attributes", _drop_attributes)
_MARKDOWN.core.ruler.after("inline", "bound_addresses", _bound_addresses)


def as_references(text: str) -> str:
    """`text` as character references, of which Markdown thinks nothing."""
    return "".join(f"&#{ord(sign)};" for sign in text)


def keeps_address(address: str) -> bool:
    """Whether the address of a link in Markdown comes out as it stands."""
    return _MARKDOWN.validateLink(address) and _MARKDOWN.normalizeLink(address) == address


def markdown_to_html(source: str, done: Counter[tuple[str, str]]) -> str:
    """HTML of a Markdown source. Ornament lines are breaks before Markdown can read them."""
    attempt = Counter(done)
    html, noted, used = _rendered(*with_notes(source), attempt)
    if used != noted:
        # What looks like a link to a note may be code: such a note stays where it stands.
        attempt = Counter(done)
        html, _, used = _rendered(*with_notes(source, frozenset(used)), attempt)
    done.update(attempt - done)
    done["notes_linked", ""] += len(used)
    return html


def _rendered(
    source: str, names: NoteNames, done: Counter[tuple[str, str]]
) -> tuple[str, set[str], set[str]]:
    """The HTML, the labels of the notes at its end, and those of them that a link leads to."""
    out: list[str] = []
    before = ""
    in_list = False
    lines = speech_escaped(source, done).split("\n")
    for line, is_code in zip(lines, in_fences(lines), strict=True):
        if not is_code:
            in_list = bool(_LIST_ITEM.match(line)) or (
                in_list and (not line.strip() or line.startswith((" ", "\t")))
            )
        out.append(line if is_code else _line(line, before, in_list=in_list, done=done))
        before = line.strip()
    used: set[str] = set()
    html = str(_MARKDOWN.render("\n".join(out), {"names": names, "used": used, "done": done}))
    return html, set(names.numbers), used


def _within_depth(line: str) -> str:
    """The line with at most so many marks of quotes and lists in a row, and so long an indent.

    A parser has to stop somewhere, and what stands deeper would be lost with all that follows.
    """
    spaces = len(line) - len(line.lstrip(" \t"))
    if spaces > _LONGEST_INDENT:
        line = " " * _LONGEST_INDENT + line.lstrip(" \t")
    marks = _MARKS.match(line)
    if marks is None:
        return line
    end = marks.end()
    return f"{marks[0]}{as_references(line[end])}{line[end + 1 :]}"


def is_ornament_line(line: str) -> bool:
    """Whether this line, after a blank one, is a scene break with itself as its ornament."""
    is_whole = line == line.strip() and "\n" not in line and not line.startswith(">")
    is_read_as_it_stands = is_whole and not _ESCAPED.search(line) and not is_fence(line)
    return is_read_as_it_stands and is_scene_break(line) and not _means_markdown(line, "")


def _line(line: str, before: str, *, in_list: bool, done: Counter[tuple[str, str]]) -> str:
    # A quote's first line may as well be an ornament; after it the marks come before the text.
    quote = _QUOTE.match(line) if before.startswith(">") else None
    marks = quote[0] if quote else ""
    text = line[len(marks) :].strip()
    above = before.strip("> ") if quote else before
    if text and is_scene_break(text) and not _means_markdown(text, above):
        ornament = escape(_ESCAPED.sub(r"\1", text), quote=True)
        edge = marks.rstrip()
        return f'{edge}\n{marks}<hr class="ff-break" data-ornament="{ornament}">\n{edge}'
    escaped, count = _YEAR.subn(r"\1\2\\\3", line)
    escaped, times = _TIMES.subn(r"\\*", escaped)
    if count + times:
        done["markdown_escaped", ""] += count + times
    if not in_list:
        escaped = _LONG_INDENT.sub("", escaped)
    escaped = _within_depth(escaped)
    return _WIDE_INDENT.sub(lambda match: match[1] + as_references(match[2]), escaped)


def _means_markdown(text: str, before: str) -> bool:
    """Whether what looks like an ornament is a heading, its underline, or a rule of a table."""
    if "|" in text or _RULE.fullmatch(text) or _HEADING.fullmatch(text):
        return True
    return bool(before) and _SETEXT.fullmatch(text) is not None
