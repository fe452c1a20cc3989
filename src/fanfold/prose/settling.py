"""The last look at a finished container: scene breaks, blank lines, lists and tight items."""

import itertools
from collections import Counter

from fanfold.prose.breaks import LONGEST_BREAK, is_scene_break
from fanfold.prose.tree import Element, text_of
from fanfold.prose.vocabulary import BREAK_CLASS, INLINE, TIGHT

__all__ = ["is_centred", "settle"]

_FLOWS = frozenset({"root", "blockquote", "details"})
_TYPED_INDENTS = "\u00a0\u3000\u2002\u2003 "
# In books from Asia speech has no indent.
_SPEECH = frozenset("「『（《—―…“")
_INDENTED_SHARE = 0.7
_RUNNING = frozenset({"p", "blockquote"})  # beside headings and lists habits differ
_ITEMS = {"ul": "li", "ol": "li", "dl": "dd"}
# Fewer gaps than this prove no habit of the author; two do when there is no other gap.
_HABIT = 3


def settle(container: Element, done: Counter[tuple[str, str]]) -> None:
    """Puts the children of `container` into their final form."""
    if container.name in _ITEMS:
        _dissolve_indent(container)
    if container.name in _FLOWS:
        _settle_gaps(container, done)
        _drop_indents(container, done)
        if container.name == "root":
            _drop_what_all_have(container)
    else:
        container.children = [
            child
            for child in container.children
            if isinstance(child, str) or child.name not in {"hr", "blank"}
        ]
    if container.name in TIGHT:
        _tighten(container)
    elif container.name in _ITEMS:
        _wrap_strays(container)


def _tighten(container: Element) -> None:
    """A single plain paragraph at the beginning of an item needs no <p> of its own."""
    blocks = [child for child in container.children if isinstance(child, Element)]
    if (
        blocks
        and blocks[0].name == "p"
        and not blocks[0].attributes
        and blocks[0] is container.children[0]
        and not any(block.name == "p" for block in blocks[1:])
    ):
        container.children[:1] = blocks[0].children


def _loosen(item: Element) -> None:
    """Text at the beginning of an item is a paragraph again, because another one follows."""
    words = list(itertools.takewhile(_is_inline, item.children))
    if words:
        paragraph = Element("p")
        paragraph.children = words
        item.children[: len(words)] = [paragraph]


def _is_inline(child: Element | str) -> bool:
    return isinstance(child, str) or child.name in INLINE or child.name == "br"


def _dissolve_indent(container: Element) -> None:
    """A list without a single item was an indent in old pages."""
    items = {"li", "dt", "dd"}
    if not any(isinstance(child, Element) and child.name in items for child in container.children):
        container.name = "blockquote"
        for key in ("start", "reversed", "type"):
            container.attributes.pop(key, None)


def _wrap_strays(container: Element) -> None:
    """Text and blocks directly inside a list become items."""
    item = _ITEMS[container.name]
    allowed = {"dt", "dd"} if container.name == "dl" else {item}
    strays = [
        child
        for child in container.children
        if isinstance(child, Element) and child.name not in allowed
    ]
    if not strays:
        return
    children: list[Element | str] = []
    for child in container.children:
        if isinstance(child, Element) and child.name in allowed:
            children.append(child)
            continue
        before = children[-1] if children else None
        if not (isinstance(before, Element) and before.name == item):
            before = Element(item)
            children.append(before)
        _loosen(before)
        before.children.append(child)
    container.children = children
    for child in children:
        if isinstance(child, Element) and child.name in TIGHT:
            _tighten(child)


def _drop_indents(container: Element, done: Counter[tuple[str, str]]) -> None:
    """Spaces typed before nearly every paragraph are an indent, which the page sets itself."""
    paragraphs = [
        (child, text)
        for child in container.children
        if isinstance(child, Element)
        and child.name == "p"
        and "class" not in child.attributes
        and (text := _first_text(child))
    ]
    indented = [child for child, text in paragraphs if text[0] in _TYPED_INDENTS]
    spoken = sum(1 for _, text in paragraphs if text[0] in _SPEECH)
    if len(indented) < max(_HABIT - 1, _INDENTED_SHARE * (len(paragraphs) - spoken)):
        # An ideographic space at the beginning is never anything else.
        indented = [child for child, text in paragraphs if text[0] == "\u3000"]
    if indented:
        done["indents_dropped", ""] += len(indented)
        for child in indented:
            _strip_first(child)


def _drop_what_all_have(root: Element) -> None:
    """An indent, or justified lines, of nearly every paragraph sets nothing apart."""
    paragraphs = [item for item in root.children if isinstance(item, Element) and item.name == "p"]
    for name in ("ff-justify", "ff-indent"):
        marked = [item for item in paragraphs if name in item.attributes.get("class", "").split()]
        if len(marked) < _HABIT or len(marked) < _INDENTED_SHARE * len(paragraphs):
            continue
        for item in marked:
            rest = [one for one in item.attributes.pop("class").split() if one != name]
            if rest:
                item.attributes = {"class": " ".join(rest)} | item.attributes


def _first_text(element: Element) -> str:
    """The first run of text below `element`."""
    item: Element | str = element
    while isinstance(item, Element):
        if not item.children:
            return ""
        item = item.children[0]
    return item


def _strip_first(element: Element) -> None:
    while isinstance(first := element.children[0], Element):
        element = first
    element.children[0] = first.lstrip(_TYPED_INDENTS + "\t\n")


def _settle_gaps(container: Element, done: Counter[tuple[str, str]]) -> None:
    """Turns each run of rules, ornaments and blank lines between two blocks into one thing."""
    gaps, blocks = _split(container)
    habit = _habit(gaps, blocks)
    children: list[Element | str] = []
    last = len(blocks)
    for index, gap in enumerate(gaps):
        if gap:
            is_inner = 0 < index < last
            children.extend(_inner_gap(gap, habit, done) if is_inner else _edge_gap(gap, done))
        if index < last:
            children.append(blocks[index])
    container.children = children


def _split(container: Element) -> tuple[list[list[Element]], list[Element]]:
    """The blocks with text, and what stands before, between and after them."""
    gaps: list[list[Element]] = [[]]
    blocks: list[Element] = []
    for child in container.children:
        if not isinstance(child, Element):
            continue
        if child.name in {"hr", "blank"} or _ornament(child):
            gaps[-1].append(child)
        else:
            blocks.append(child)
            gaps.append([])
    return gaps, blocks


def _ornament(block: Element) -> str:
    """The ornament a paragraph consists of, or ""."""
    if block.name == "hr":
        lines = block.attributes.get("data-ornament", "").split("\n")
        ornament = "  ".join(line.strip() for line in lines).strip()
        return ornament if is_scene_break(ornament, centred=True) else ""
    if block.name != "p" or len(block.children) > LONGEST_BREAK:
        return ""
    text = text_of(block).strip()
    if "\n" in text or not is_scene_break(text, centred=is_centred(block)):
        return ""
    return text


def is_centred(block: Element) -> bool:
    """Whether a paragraph is set in the middle of its line."""
    return "ff-center" in block.attributes.get("class", "").split()


def _habit(gaps: list[list[Element]], blocks: list[Element]) -> int:
    """How many empty paragraphs this author puts between any two: 0 when only now and then."""
    counts: Counter[int] = Counter()
    for gap, (before, after) in zip(gaps[1:-1], itertools.pairwise(blocks), strict=True):
        if {before.name, after.name} <= _RUNNING and all(
            item.name == "blank" and "run" in item.attributes for item in gap
        ):
            counts[_blanks(gap)] += 1
    none = counts.pop(0, 0)
    if not counts:
        return 0
    most = max(counts.values())
    run = min(length for length, count in counts.items() if count == most)
    enough = most >= _HABIT if none else most >= _HABIT - 1
    return run if enough and most > none else 0


def _blanks(gap: list[Element]) -> int:
    return sum(
        int(item.attributes.get("run") or item.attributes.get("deliberate") or 0)
        for item in gap
        if item.name == "blank"
    )


def _inner_gap(gap: list[Element], habit: int, done: Counter[tuple[str, str]]) -> list[Element]:
    ornaments = [ornament for item in gap if (ornament := _ornament(item))]
    if ornaments or any(item.name == "hr" for item in gap):
        done["scene_break", ""] += 1
        return _breaks(ornaments)
    blanks = _blanks(gap)
    deliberate = any("deliberate" in item.attributes for item in gap)
    if blanks <= habit and not deliberate:
        done["blank_lines_dropped", ""] += blanks
        return []
    if blanks - habit >= 2 or (habit and not deliberate):
        done["scene_break", ""] += 1
        return _breaks([])
    done["blank_line_kept", ""] += 1
    return [_blank_line()]


def _breaks(ornaments: list[str]) -> list[Element]:
    """One break; ornaments on several lines are one form as long as they fit."""
    joined = "  ".join(ornaments)
    if len(ornaments) > 1 and not is_scene_break(joined, centred=True):
        joined = ornaments[0]
    attributes = {"class": BREAK_CLASS}
    if joined:
        attributes["data-ornament"] = joined
    return [Element("hr", attributes)]


def _blank_line() -> Element:
    blank = Element("p", {"class": "ff-blank"})
    blank.children.append("\u00a0")
    return blank


def _edge_gap(gap: list[Element], done: Counter[tuple[str, str]]) -> list[Element]:
    """At the edge of a text an ornament is decoration and stays; rules and blank lines go."""
    kept: list[Element] = []
    for item in gap:
        if item.name == "p":
            kept.append(item)
        elif item.name == "hr":
            if ornament := _ornament(item):
                line = Element("p", {} if is_scene_break(ornament) else {"class": "ff-center"})
                line.children.append(ornament)
                kept.append(line)
            else:
                done["rule_at_edge_dropped", ""] += 1
    return kept
