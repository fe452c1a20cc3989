"""Books and pages that FanFicFare has saved: its own title page, and one chapter after the other.

After what FanFicFare 4.62 writes. Its text files are in fanficfare_text.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from selectolax.lexbor import LexborNode

from fanfold.formats.bounds import may_be_parsed
from fanfold.formats.chapters import left_out_finding
from fanfold.formats.chapters.sheets import Sheet, parsed
from fanfold.formats.chapters.starts import Layout, Start
from fanfold.formats.chapters.text import BookText
from fanfold.formats.chapters.titles import take_heading
from fanfold.formats.chapters.writing import children
from fanfold.formats.document import Document, DocumentChapter
from fanfold.formats.opened import OpenedBook, Page
from fanfold.formats.saved.fanficfare_labels import Labelled, saved_work

__all__ = ["read_fanficfare_book", "read_fanficfare_page"]

_UID = ("fanficfare-uid:", "fanficdownloader-uid:")
_SECTION = re.compile(r"section\d{4,6}")
_NOTE_LABELS = frozenset({"author's note:", "notes for the chapter:", "summary for the chapter:"})


@dataclass(frozen=True, slots=True)
class _Front:
    """What a title page says: the title, the address of the story, the lines with labels."""

    title: str
    address: str
    authors: tuple[str, ...]
    lines: list[Labelled]


def read_fanficfare_book(book: OpenedBook) -> Document | None:
    """The work in an EPUB from FanFicFare, or None for another book."""
    about = book.metadata
    if not any(one.value.startswith(_UID) for one in about.identifiers) and not _names_itself(book):
        return None
    sheets = [sheet for page in book.pages if (sheet := parsed(page)) is not None]
    told = [(sheet, _chapter_title(sheet)) for sheet in sheets]
    chapters = [(sheet, title) for sheet, title in told if title is not None]
    if not chapters:
        return None
    fronts = [sheet for sheet, _ in told if sheet.body.attributes.get("class") == "fff_titlepage"]
    front = _front(fronts[0].body) if fronts else _Front("", "", (), [])
    starts = [Start(number, 0, 0, title) for number, (_, title) in enumerate(chapters)]
    text = BookText([sheet for sheet, _ in chapters], Layout(starts), book.styles)
    headings = [sheet.body.css_first("h3.fff_chapter_title") for sheet, _ in chapters]
    bodies = [sheet.body for sheet, _ in chapters]
    work, language = saved_work(
        front.lines,
        address=front.address or about.source,
        authors=about.creators or front.authors,
        chapters=len(chapters),
        subjects=[unescape(subject) for subject in about.subjects],
        dates=(_day(about.dates.get("publication")), _day(about.dates.get("modification"))),
        series=about.series,
    )
    passed = [sheet.page.path for sheet, title in told if title is None and sheet not in fronts]
    return Document(
        "epub",
        None,
        "html",
        "",
        title=front.title or about.title,
        author=", ".join(work.authors),
        # Without a word about the language FanFicFare writes "en".
        language=about.language if language or not fronts else "",
        warnings=(*book.warnings, *([left_out_finding(passed)] if passed else ())),
        headers={} if work.summary or not about.description else {"summary": about.description},
        chapters=_chapters(text, bodies, [one for one in headings if one is not None]),
        saved=work,
    )


def read_fanficfare_page(html: str) -> Document | None:
    """The work in an HTML file from FanFicFare, or None for another page."""
    if 'name="section0001"' not in html or "<h1><a href=" not in html or not may_be_parsed(html):
        return None
    sheet = parsed(Page("page.html", html, frozenset(), linear=True))
    heading = sheet.body.css_first("body > h1") if sheet else None
    if sheet is None or heading is None:
        return None
    anchors = [
        node
        for node in sheet.body.css("a[name]")
        if _SECTION.fullmatch(node.attributes.get("name") or "") and node.css_first("h2")
    ]
    if not anchors:
        return None
    front = _front(sheet.body)
    starts = [Start(0, 0, 0, "")]
    starts += [Start(0, sheet.order[node.mem_id], node.mem_id, _words(node)) for node in anchors]
    css = "\n".join(node.text(deep=True) for node in sheet.tree.css("head style"))
    text = BookText([sheet], Layout(starts), css)
    work, language = saved_work(
        front.lines, address=front.address, authors=front.authors, chapters=len(anchors)
    )
    return Document(
        "html",
        None,
        "html",
        "",
        title=front.title,
        author=", ".join(work.authors),
        language=language,
        chapters=_chapters(text, [sheet.body], anchors)[1:],
        saved=work,
    )


def _names_itself(book: OpenedBook) -> bool:
    """A library may have changed the identifiers; who made the book still stands in it."""
    return any(one.startswith("FanFicFare [") for one in book.metadata.contributors)


def _chapter_title(sheet: Sheet) -> str | None:
    """The title of a chapter's page; None for a page that is no chapter."""
    if sheet.body.attributes.get("class") != "fff_chapter":
        return None
    for node in sheet.tree.css('head > meta[name="chaptertitle"]'):
        return " ".join((node.attributes.get("content") or "").split())
    heading = sheet.body.css_first("h3.fff_chapter_title")
    return _words(heading) if heading is not None else ""


def _chapters(
    text: BookText, bodies: Sequence[LexborNode], headings: Sequence[LexborNode]
) -> tuple[DocumentChapter, ...]:
    """The chapters, their notes taken out of their texts."""
    notes: dict[int, list[LexborNode]] = {}
    taken = {heading.mem_id for heading in headings}
    for body in bodies:
        for note in body.css(".fff_head_notes, .fff_foot_notes"):
            notes.setdefault(text.chapter_of(note), []).append(note)
            taken.add(note.mem_id)
    chapters = []
    for number, draft in enumerate(text.drafts(taken)):
        title, source = take_heading(draft.html(), draft.label)
        summary, before, after = "", "", ""
        for note in notes.get(number, []):
            said, words = _note(text, number, note)
            summary += said
            if "fff_foot_notes" in (note.attributes.get("class") or ""):
                after += words
            else:
                before += words
        chapters.append(
            DocumentChapter(
                source=source, title=title, summary=summary, notes=before, endnotes=after
            )
        )
    return tuple(chapters)


def _note(text: BookText, chapter: int, note: LexborNode) -> tuple[str, str]:
    """(summary, notes) of a box of notes, in which each has its label in front."""
    groups: list[tuple[LexborNode | None, list[LexborNode]]] = [(None, [])]
    for child in children(note):
        if child.tag == "b" and _words(child).endswith(":"):
            groups.append((child, []))
        else:
            groups[-1][1].append(child)
    summary, notes = "", []
    for label, nodes in groups:
        blocks = [node for node in nodes if node.is_element_node]
        is_box = len(blocks) == 1 and blocks[0].tag == "blockquote"
        said = text.markup(chapter, children(blocks[0]) if is_box else nodes)
        if label is not None and _words(label).casefold().startswith("summary"):
            summary += said
        elif said:
            notes.append((label, said))
    known = len(notes) == 1 and (
        notes[0][0] is None or _words(notes[0][0]).casefold() in _NOTE_LABELS
    )
    if known:
        return summary, notes[0][1]
    return summary, "".join(
        (f"<p>{text.markup(chapter, [label])}</p>" if label is not None else "") + said
        for label, said in notes
    )


def _front(body: LexborNode) -> _Front:
    heading = body.css_first("body > h1, body > h3")
    link = heading.css_first("a[href]") if heading is not None else None
    if heading is None or link is None:
        return _Front("", "", (), list(_lines(body)))
    authors = tuple(_words(one) for one in heading.css("a.authorlink"))
    if not authors:
        authors = tuple(filter(None, _words(heading).rpartition(" by ")[2].split(", ")))
    address = (link.attributes.get("href") or "").strip()
    return _Front(_words(link), address, authors, list(_lines(body)))


def _lines(body: LexborNode) -> Iterator[Labelled]:
    """The labelled lines of a title page: rows of a table, or lines that each end in a <br>."""
    table = body.css_first("body > table.full")
    if table is not None:
        yield from _rows(table)
    elif (holder := body.css_first("body > div")) is not None:
        yield from _broken_lines(holder)


def _rows(table: LexborNode) -> Iterator[Labelled]:
    for row in table.css("tbody > tr"):
        cells = row.css("tr > td")
        label = cells[0].css_first("td > b") if cells else None
        if label is not None and _words(label).endswith(":"):
            nodes = children(cells[1]) if len(cells) > 1 else _after(label)
            yield Labelled(_words(label)[:-1], _markup(nodes))


def _broken_lines(holder: LexborNode) -> Iterator[Labelled]:
    label, nodes = "", list[LexborNode]()
    begins = True
    for node in children(holder):
        if node.tag == "b" and begins and _words(node).endswith(":"):
            if label:
                yield Labelled(label, _markup(nodes))
            label, nodes = _words(node)[:-1], []
        else:
            nodes.append(node)
        if node.is_element_node or (node.text_content or "").strip():
            begins = node.tag == "br"
    if label:
        yield Labelled(label, _markup(nodes))


def _after(node: LexborNode) -> Iterator[LexborNode]:
    following = node.next
    while following is not None:
        yield following
        following = following.next


def _markup(nodes: Iterable[LexborNode]) -> str:
    """A value as it stands in the page; the <br> that ends its line is none of it."""
    html = BookText([], Layout([]), "").markup(0, nodes)
    return html.removesuffix("<br>").strip()


def _words(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None
