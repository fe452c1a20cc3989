"""The author's part of a chapter's heading, and taking the heading that repeats it from the text.

"Chapter 3: The Sea" is "The Sea"; a bare "Chapter 3", "III" or "3." says nothing of its own.
"""

import re
from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.chapters.writing import Spelling, children, descendants, write

__all__ = ["own_part", "says_chapter", "take_heading"]

_CHAPTER = (
    r"chapter|chap\.?|ch\.?|kapitel|kap\.?|chapitre|cap[ií]tulo|cap\.|capitolo|hoofdstuk|rozdział|"
    r"kapitola|fejezet|luku|bölüm|глава"
)
_WORD = rf"{_CHAPTER}|part|teil|partie|parte|часть"
_SAID = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|"
    r"un|une|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|"
    r"uno|due|dos|tre|tres|quattro|cuatro|cinque|cinco|sei|seis|sette|siete|otto|ocho|nove|nueve"
)
_ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|{_SAID}|{_ROMAN})"
# What parts a number from a title. After digits a space is enough before a letter or a quote.
_APART = r"\s*(?:[:：.,)\]—–|]|-{1,2}(?=\s|$)|\n)[\s\-–—:]*"
_WORDED = re.compile(
    rf"(?:{_WORD})(?:\s+|(?=[\d#]))(?:no\.?\s*|nr\.?\s*|#\s*)?{_NUMBER}"
    rf"(?:\s*(?:of|von|de|/)\s*\d{{1,4}})?(?P<rest>(?:{_APART}.*)?)",
    re.IGNORECASE | re.DOTALL,
)
_SPACED = re.compile(
    rf"(?:{_WORD})\s*\d{{1,4}}\s+(?P<rest>[^\W\d_].*|[\"'“‘«„].*)", re.I | re.DOTALL
)
_ORDINAL = re.compile(rf"\d{{1,4}}\.?\s*(?:{_WORD})(?P<rest>(?:{_APART}.*)?)", re.I | re.DOTALL)
_NAMED = re.compile(rf"(?:{_CHAPTER})\s*#?\d{{1,4}}\b|(?:{_CHAPTER})\s+{_NUMBER}\b|第", re.I)
_HAN = re.compile(
    r"第\s*[\d零〇一二三四五六七八九十百千两兩]{1,7}\s*[章回节節话話幕部卷](?P<rest>.*)", re.DOTALL
)
_NUMERIC = re.compile(
    rf"(?:\d{{1,3}}|(?-i:(?=[IVXLC]){_ROMAN.upper()}))(?P<rest>(?:{_APART}.*)?)", re.I | re.DOTALL
)
_WORDS = (_WORDED, _SPACED, _ORDINAL, _HAN)
_EDGES = " \t\n~*_=#|•"
_LEAD = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "header", "hgroup"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_LINES = 3
_LONGEST = 300
_NEAR = 200  # nodes: a heading stands at the beginning


def own_part(heading: str) -> str:
    """The title in a chapter's heading, on one line; "" for a heading that is only a number."""
    text = heading.strip(_EDGES)
    if len(text) <= _LONGEST:
        text = _after_number(text, (*_WORDS, _NUMERIC))
        text = _after_number(text, _WORDS)  # "3. Chapter 3"
    return " ".join(text.split())


def says_chapter(heading: str) -> bool:
    """Whether a heading calls itself a chapter, by that word and a number."""
    return _NAMED.match(heading.strip(_EDGES)) is not None


def _after_number(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    for pattern in patterns:
        match = pattern.fullmatch(text)
        if match:
            return match["rest"].strip(_EDGES + ":：.,)]—–-")
    return text


def take_heading(html: str, label: str) -> tuple[str, str]:
    """(title, text without the heading that repeats it) of a chapter.

    `label` is what the contents call the chapter, "" when nothing does: then a heading at its
    beginning is its title. A heading with a link in it stays where it is.
    """
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{html}").body
    lines = _first_lines(body) if body is not None else []
    count, title = _match(lines, label)
    if body is None or not count:
        return title, html
    taken = {node.mem_id for node, _ in lines[:count]}

    def spell(node: LexborNode) -> Spelling | None:
        if node.mem_id in taken:
            return None
        return Spelling(
            node.tag or "", {key: value or "" for key, value in node.attributes.items()}
        )

    return title, write(children(body), spell).strip()


def _match(lines: list[tuple[LexborNode, str]], label: str) -> tuple[int, str]:
    """How many of the first lines are the heading, and the title."""
    texts = [text for _, text in lines]
    wanted = own_part(label)
    for count in range(len(texts), 0, -1):
        if label and _folded(" ".join(texts[:count])) in {_folded(label), _folded(wanted)}:
            return count, wanted or _joined(texts[:count])
    headings = 0
    while headings < len(lines) and lines[headings][0].tag in _HEADINGS:
        headings += 1
    if not headings:
        return 0, wanted
    own = own_part(texts[0])
    if label and wanted:
        if _folded(own) == _folded(wanted):
            return 1, wanted
        if not own:  # "Chapter 3" above what the contents call "The Sea".
            again = headings > 1 and _folded(own_part(texts[1])) == _folded(wanted)
            return 2 if again else 1, wanted
        return 0, wanted
    # Nothing better is known: "Chapter 3" with "The Sea" below it, or the first heading alone.
    if not own and headings > 1:
        return 2, own_part(texts[1])
    return 1, own


def _joined(texts: list[str]) -> str:
    return " ".join(filter(None, map(own_part, texts)))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _first_lines(body: LexborNode) -> list[tuple[LexborNode, str]]:
    """The short lines that a chapter begins with, as far as they could be its heading."""
    lines: list[tuple[LexborNode, str]] = []
    for node in islice(descendants(body), _NEAR):
        if node.is_text_node:
            if (node.text_content or "").strip() and not _is_within(node, lines):
                break
        elif node.tag in _LEAD and not _is_within(node, lines):
            if node.tag in {"div", "header", "hgroup"} and _holds_blocks(node):
                continue
            text = _lines_of(node)
            if not text:
                continue
            linked = node.css_first("a[href]") is not None
            if len(lines) >= _MOST_LINES or len(text) > _LONGEST or linked:
                break
            lines.append((node, text))
        elif node.tag in {"img", "hr", "table", "ul", "ol"}:
            break
    return lines


def _is_within(node: LexborNode, lines: list[tuple[LexborNode, str]]) -> bool:
    if not lines:
        return False
    last = lines[-1][0].mem_id
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == last:
            return True
        above = above.parent
    return False


def _holds_blocks(node: LexborNode) -> bool:
    return node.css_first("p,div,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,section") is not None


def _lines_of(node: LexborNode) -> str:
    """The words of a heading; a line break in it stays one."""
    said = []
    for inner in descendants(node):
        if inner.tag == "br":
            said.append("\n")
        elif inner.is_text_node:
            said.append(" ".join((inner.text_content or "").split(" ")).replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
    return "\n".join(filter(None, lines))
