"""Reading back what the binders of this workshop have bound: all of it, whatever language it is in.

What the binders had to write otherwise carries a mark (book/attributes.py) and is undone here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.book import SeriesPlace
from fanfold.formats.book.attributes import MARKED_ATTRIBUTES
from fanfold.formats.book.elements import MARKED
from fanfold.formats.book.facts import GENERATOR, PREFIX
from fanfold.formats.bounds import may_be_parsed
from fanfold.formats.chapters.writing import Spelling, children, write
from fanfold.formats.document import Document, DocumentChapter, SavedWork
from fanfold.formats.opened import OpenedBook

__all__ = ["read_fanfold_book", "read_fanfold_page"]

_SIGN = f'<meta name="generator" content="{GENERATOR}">'
_HEAD = 20_000
_PLACES = ("series", "series-position", "series-address")


def read_fanfold_page(html: str) -> Document | None:
    """The work in a page from `bind_page`, or None for any other page."""
    if _SIGN not in html[:_HEAD] or not may_be_parsed(html):
        return None
    tree = LexborHTMLParser(html)
    metas = [
        (node.attributes.get("name") or "", node.attributes.get("content") or "")
        for node in tree.css("head > meta[name]")
    ]
    chapters = []
    for section in tree.css("#chapters > section.chapter"):
        heading = section.css_first("h2")
        chapters.append(
            DocumentChapter(
                source=_text(section.css_first("section > div.userstuff")),
                title=(heading.attributes.get("data-title") or "") if heading else "",
                summary=_part(section, "summary"),
                notes=_part(section, "notes"),
                endnotes=_part(section, "endnotes"),
            )
        )
    front, back = tree.css_first("#preface"), tree.css_first("#afterword")
    texts = (_part(front, "summary"), _part(front, "notes"), _part(back, "endnotes"))
    return _document(metas, chapters, texts) if chapters else None


def read_fanfold_book(book: OpenedBook) -> Document | None:
    """The work in a book from `bind_epub`, or None for any other book."""
    if ("generator", GENERATOR) not in book.metadata.named:
        return None
    chapters: list[DocumentChapter] = []
    summary = notes = endnotes = ""
    for page in book.pages:
        tree = LexborHTMLParser(page.html)
        for section in tree.css("body > section"):
            kind = section.attributes.get("epub:type")
            if kind == "chapter":
                chapters.append(
                    DocumentChapter(
                        source=_text(section.css_first("section > div.prose")),
                        title=section.attributes.get("data-title") or "",
                        summary=_note(section, "summary"),
                        notes=_note(section, "notes"),
                        endnotes=_note(section, "endnotes"),
                    )
                )
            elif kind == "preface":
                summary, notes = _note(section, "summary"), _note(section, "notes")
            elif kind == "afterword":
                endnotes = _written(
                    node
                    for node in children(section)
                    if (node.attributes.get("id") if node.is_element_node else "") != "heading"
                    and (not node.is_element_node or not _has_class(node, "farewell"))
                )
    texts = (summary, notes, endnotes)
    return _document(book.metadata.named, chapters, texts) if chapters else None


def _document(
    metas: Sequence[tuple[str, str]],
    chapters: Sequence[DocumentChapter],
    texts: tuple[str, str, str],
) -> Document:
    facts = [(name.removeprefix(PREFIX), said) for name, said in metas if name.startswith(PREFIX)]

    def every(name: str) -> tuple[str, ...]:
        return tuple(said for one, said in facts if one == name)

    def one(name: str) -> str:
        return next(iter(every(name)), "")

    expected = one("expected-chapters")
    summary, notes, endnotes = texts
    return Document(
        "html",
        "utf-8",
        "html",
        "",
        title=one("title"),
        author=", ".join(every("author")),
        language=one("language"),
        chapters=tuple(chapters),
        saved=SavedWork(
            site="fanfold",
            address=one("address"),
            authors=every("author"),
            rating=one("rating"),
            warnings=every("warning"),
            categories=every("category"),
            fandoms=every("fandom"),
            relationships=every("relationship"),
            characters=every("character"),
            freeforms=every("freeform"),
            series=tuple(_series(facts)),
            summary=summary,
            notes=notes,
            endnotes=endnotes,
            published=_date(one("published")),
            updated=_date(one("updated")),
            complete=one("complete") == "yes",
            expected_chapters=int(expected) if _is_count(expected) else None,
        ),
    )


def _series(facts: Iterable[tuple[str, str]]) -> Iterator[SeriesPlace]:
    """The places in series: each is named first, then its position and address follow."""
    said: dict[str, str] = {}
    for name, value in (
        *((name, value) for name, value in facts if name in _PLACES),
        ("series", ""),
    ):
        if name == "series" and said:
            position = said.get("series-position", "")
            number = int(position) if _is_count(position) else 0
            yield SeriesPlace(said["series"], number, said.get("series-address", ""))
            said = {}
        if name == "series" or said:
            said[name] = value


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 10


def _part(place: LexborNode | None, part: str) -> str:
    found = place.css_first(f'blockquote[data-part="{part}"]') if place is not None else None
    return _text(found)


def _note(section: LexborNode, kind: str) -> str:
    """A note of an EPUB, without its label, which is the first thing in it."""
    note = section.css_first(f"section > div.note.{kind}")
    if note is None:
        return ""
    return _written(
        node
        for node in children(note)
        if not (node.tag == "h2" and node.attributes.get("id") == kind)
    )


def _has_class(node: LexborNode, name: str) -> bool:
    return name in (node.attributes.get("class") or "").split()


def _text(holder: LexborNode | None) -> str:
    return _written(children(holder)) if holder is not None else ""


def _written(nodes: Iterable[LexborNode]) -> str:
    return write(nodes, _spelled).strip()


def _spelled(node: LexborNode) -> Spelling:
    """The element as it was before it was bound."""
    name, attributes = node.tag or "", node.attributes
    if not attributes:
        return Spelling(name)
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if (was := key.removeprefix("data-was-")) != key:
            if was in MARKED_ATTRIBUTES:
                kept[was] = value or ""
        elif not key.startswith(("data-", "aria-")) and key not in {"role", "xml:lang"}:
            kept.setdefault(key, value or "")
    if name == "hr" or attributes.get("role") == "separator":
        name = "hr"
        if attributes.get("data-ornament"):
            kept["data-ornament"] = attributes["data-ornament"] or ""
    if attributes.get("data-was") in MARKED:
        name = attributes["data-was"] or ""
    opened, closed = attributes.get("data-open"), attributes.get("data-close")
    before = f"<rp>{_escaped(opened)}</rp>" if opened else ""
    after = f"<rp>{_escaped(closed)}</rp>" if closed else ""
    return Spelling(name, kept, before, after)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
