"""AO3's downloads: its HTML file, and its EPUB as a converter made it of that file.

The converter gives other classes and cuts the page into several, with all that is open around a cut
opened anew. Ids, comments and order survive, and nothing else is relied on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.document import DocumentChapter
from fanfold.formats.saved.ao3_facts import Facts, tag_kinds
from fanfold.formats.saved.ao3_languages import language_tag
from fanfold.formats.saved.nodes import children, classes, elements, href, inner, pairs, words
from fanfold.kit.findings import Finding

__all__ = ["read_download"]

_ADDRESS = re.compile(r"https?://[^\s/]+/works/\d+", re.IGNORECASE | re.ASCII)
_STAT = re.compile(r"([^\s:：][^:：]{0,40}?)\s{0,20}[:：]\s{0,20}(\d\S{0,40})")
_ENDNOTES = re.compile(r"endnotes\d+", re.ASCII)
_SECTIONS = ("preface", "chapters", "afterword")
# A converter, or whoever joins its pages, may put each page into an element or two.
_OUTER_LEVELS = 3
_BEGINS, _ENDS = "chapter content", "/chapter content"
# "Chapter 3" before a chapter's own title, in the languages that AO3 is read in most.
_NUMBERED = re.compile(
    r"(?:chapter|chapitre|kapitel|capítulo|capitolo|hoofdstuk|rozdział|kapittel|luku|глава|розділ|"
    r"bölüm|chương|bab|第)\s*(\d{1,6})\s*(?:章\s*)?(?:[:：]\s*(.+))?",
    re.IGNORECASE,
)


def read_download(
    tree: LexborHTMLParser,
) -> tuple[Facts, list[DocumentChapter], list[Finding]] | None:
    """What a download says, or None when this is none."""
    sections = _sections(tree.body)
    prefaces = sections["preface"]
    address = _address(prefaces)
    definitions = next((found for one in prefaces for found in one.css("dl")), None)
    if not address or definitions is None or not definitions.css_first('a[href*="/tags/"]'):
        return None
    for mark in tree.css('div[id^="calibre_pb_"]'):
        if not words(mark):
            mark.decompose()
    facts = Facts(address=address)
    _read_definitions(definitions, facts)
    _read_preface(prefaces, facts)
    chapters = [
        draft.chapter(place, facts)
        for place, draft in enumerate(_drafts(sections["chapters"]), start=1)
    ]
    ended = _read_afterword(sections["afterword"], facts)
    findings = [] if ended else [Finding("saved_cut_off", {"chapter": len(chapters)})]
    return facts, chapters, findings


def _sections(body: LexborNode | None) -> dict[str, list[LexborNode]]:
    """The parts of the file by id, of which a converter makes several; the outermost alone."""
    found: dict[str, list[LexborNode]] = {name: [] for name in _SECTIONS}
    level = [body] if body is not None else []
    for _ in range(_OUTER_LEVELS):
        inside: list[LexborNode] = []
        for node in (child for above in level for child in elements(above)):
            found.get(node.attributes.get("id") or "", inside).append(node)
        level = inside
    return found


def _address(prefaces: list[LexborNode]) -> str:
    """The link that shows where it leads: no page but a download has it in its preface."""
    for preface in prefaces[:1]:
        for link in preface.css("p > a"):
            if _ADDRESS.fullmatch(href(link)) and words(link) == href(link):
                return href(link)
    return ""


def _read_definitions(definitions: LexborNode, facts: Facts) -> None:
    rows: list[tuple[str, tuple[str, ...]]] = []
    for label, said in pairs(definitions):
        links = said.css("a")
        if links and all("/tags/" in href(link) for link in links):
            rows.append((label, tuple(map(words, links))))
        elif any("/series/" in href(link) for link in links):
            facts.add_series(said)
        elif links:
            for link in links:
                facts.add(label, words(link))
        elif stats := _STAT.findall(words(said)):
            for name, value in stats:
                facts.add_stat(name, value)
        elif not facts.language:
            facts.language = language_tag(words(said))
        else:
            facts.add(label, words(said))
    for kind, (_, tags) in zip(tag_kinds(rows), rows, strict=True):
        facts.add_tags(kind, tags)


def _read_preface(prefaces: list[LexborNode], facts: Facts) -> None:
    parts = [part for one in prefaces for block in elements(one) for part in elements(block)]
    place = next((place for place, part in enumerate(parts) if part.tag == "h1"), None)
    if place is None:
        facts.title = words(prefaces[0].css_first("p > b"))
        return
    facts.title = words(parts[place])
    if place + 1 < len(parts):
        facts.add_byline(parts[place + 1])
    rest = parts[place + 2 :]
    facts.summary, facts.notes = _summary_and_notes(rest)
    for part in rest:
        if part.tag == "ul":
            for item in elements(part):
                facts.add_relation(item)


def _read_afterword(afterwords: list[LexborNode], facts: Facts) -> bool:
    """Whether it is there to its end, an invitation to comment."""
    ended = False
    notes: list[LexborNode] = []
    for afterword in afterwords:
        ended = ended or afterword.css_first('a[href*="/comments"]') is not None
        for part in (part for block in elements(afterword) for part in elements(block)):
            if part.tag == "dl":
                for label, said in pairs(part):
                    facts.add_relation(said, label)
            elif part.attributes.get("id") == "endnotes":
                notes += [one for one in elements(part) if one.tag == "blockquote"]
    facts.endnotes = inner(notes)
    return ended


def _summary_and_notes(parts: Iterable[LexborNode]) -> tuple[str, str]:
    """The quotations below labels. A pointer to end notes stands among the notes alone."""
    summary: list[LexborNode] = []
    notes: list[LexborNode] = []
    waiting: list[LexborNode] = []
    label = ""
    for part in [*parts, None]:
        if part is not None and part.tag == "blockquote":
            waiting.append(part)
            continue
        pointer = part is not None and part.css_first('a[href*="#endnotes"]') is not None
        is_notes = pointer or "note" in label or (bool(summary) and "summary" not in label)
        (notes if is_notes else summary).extend(waiting)
        waiting = []
        label = words(part).lower() if part is not None and part.tag == "p" else ""
    return inner(summary), inner(notes)


@dataclass(slots=True)
class _Draft:
    """One chapter while its pieces are found."""

    head: list[LexborNode] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    wrapper: frozenset[str] | None = None
    after: list[LexborNode] = field(default_factory=list)

    def add_text(self, node: LexborNode) -> None:
        """Text as it stands; the element around it is AO3's, and so is its like after a cut."""
        if self.wrapper is None and node.tag == "div":
            self.wrapper = classes(node)
        if node.tag == "div" and classes(node) == self.wrapper:
            self.text.append((node.inner_html or "").strip())
        else:
            self.text.append(node.html or "")

    def chapter(self, number: int, facts: Facts) -> DocumentChapter:
        heading = next((part for part in self.head if part.tag == "h2"), None)
        rest = [part for part in self.head if part is not heading]
        byline = next((part for part in rest if _is_byline(part)), None)
        if byline is not None:
            facts.add_relation(byline, f"Chapter {number}")
            rest.remove(byline)
        summary, notes = _summary_and_notes(rest)
        return DocumentChapter(
            source="\n".join(filter(None, self.text)),
            title=_own_title(words(heading), number),
            summary=summary,
            notes=notes,
            endnotes=inner(part for part in self.after if part.tag == "blockquote"),
        )


def _drafts(roots: Iterable[LexborNode]) -> list[_Draft]:
    """The chapters that have text, from one or several elements that hold their pieces."""
    nodes = [node for root in roots for node in children(root)]
    marked = any(_mark(node) == _BEGINS for node in nodes)
    found: list[_Draft] = []
    inside = False
    for node in nodes:
        mark = _mark(node)
        if mark == _BEGINS and (not found or found[-1].text):
            found.append(_Draft())
        if mark:
            inside = mark == _BEGINS
        elif inside and (node.is_element_node or words(node)) and not node.is_comment_node:
            found[-1].add_text(node)
        elif not inside and node.is_element_node and _has_something(node):
            _add(found, node, marked=marked)
    return [draft for draft in found if any(draft.text)]


def _add(found: list[_Draft], node: LexborNode, *, marked: bool) -> None:
    """One element that is not between marks."""
    if not found and node.tag == "h2":
        return  # The title once more, for a table of contents.
    parts = list(elements(node))
    headed = any(part.tag == "h2" for part in parts)
    if headed and (marked or "meta" in classes(node)):
        found.append(_Draft(head=parts))
    elif found and _ENDNOTES.fullmatch(node.attributes.get("id") or ""):
        found[-1].after.extend(parts)
    elif marked and found and not found[-1].text:
        found[-1].head.extend(parts)
    else:
        if not found:
            found.append(_Draft())
        found[-1].add_text(node)


def _mark(node: LexborNode) -> str:
    """The comment, if it is one that AO3 sets around a text."""
    said = (node.comment_content or "").strip() if node.is_comment_node else ""
    return said if said in {_BEGINS, _ENDS} else ""


def _has_something(node: LexborNode) -> bool:
    return bool(words(node)) or node.css_first("img, hr, iframe, audio, video, embed") is not None


def _is_byline(part: LexborNode) -> bool:
    return part.tag == "p" and part.css_first('a[href*="/users/"]') is not None


def _own_title(heading: str, number: int) -> str:
    match = _NUMBERED.fullmatch(heading)
    return (match[2] or "") if match and int(match[1]) == number else heading
