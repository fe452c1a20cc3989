"""The pages of an EPUB: title page, one file per chapter, afterword."""

from fanfold.formats.book import Book, BookChapter
from fanfold.formats.book.markup import Breaks, Fragments, Ids
from fanfold.formats.book.preface import (
    Fact,
    archive_link,
    author_names,
    byline,
    farewell,
    heading,
    joined,
    label,
    own_title,
    prints_heading,
    stats,
    tag_facts,
    title,
    work_link,
)
from fanfold.formats.book.wording import direction, language_tag, line, mark
from fanfold.formats.epub.package import File

# Ids of ours, which no author's id may take.
_OURS = ("heading", "summary", "notes", "endnotes")


def cover_page(book: Book) -> File:
    """The cover as readers meet it; what it shows is said in words to those who cannot see it."""
    names = joined(author_names(book), book)
    said = f"{label(book.labels.cover, book)} {mark(title(book))}. {mark(names)}"
    body = f"""<section epub:type="cover" class="cover" aria-label="{mark(book.labels.cover)}">
<img src="cover.svg" alt="{said}" role="doc-cover"/>
</section>"""
    text = _page(book, title(book), body, "cover-page")
    return File("cover.xhtml", "cover", line(book.labels.cover), text, in_contents=False)


def title_page(book: Book) -> File:
    """Title, names and facts as a book opens, then the author's summary and notes."""
    texts = _fragments(book)
    summary, notes = texts.add(book.summary), texts.add(book.notes)
    texts.finish()
    labels = book.labels
    before = [
        _note("summary", labels.summary, texts.markup(summary), book),
        _note("notes", labels.notes, texts.markup(notes), book),
    ]
    imprint = f'<p class="imprint">{archive_link(book)}</p>' if line(book.publisher) else ""
    preface = "\n".join(filter(None, before))
    if preface:
        preface = (
            f'<section epub:type="preface" role="doc-preface" aria-label="{mark(labels.preface)}">'
            f"\n{preface}\n</section>\n"
        )
    body = f"""<section epub:type="titlepage" class="titlepage" aria-labelledby="heading">
<h1 id="heading" dir="auto">{mark(title(book))}</h1>
<p class="byline"{_own(book)}>{byline(book)}</p>
{imprint}
{_facts(book)}
</section>
{preface}"""
    text = _page(book, title(book), body, "front")
    return File("title.xhtml", "title-page", line(labels.title_page), text, own_words=True)


def chapters(book: Book) -> list[File]:
    """One file per chapter, in the order given; named by place, so that gaps do no harm."""
    digits = max(3, len(str(len(book.chapters))))
    return [
        File(
            f"chapter-{place:0{digits}}.xhtml",
            f"chapter-{place}",
            heading(chapter, book),
            _chapter(chapter, book),
        )
        for place, chapter in enumerate(book.chapters, 1)
    ]


def afterword(book: Book) -> File | None:
    """The author's notes after the whole work and the way back to it; None without either."""
    texts = _fragments(book)
    endnotes = texts.add(book.endnotes)
    texts.finish()
    notes, words = texts.markup(endnotes), farewell(book)
    if not notes and not words:
        return None
    name = line(book.labels.endnotes if notes else book.labels.afterword)
    goodbye = f'<p class="farewell"{_own(book)}>{words}</p>' if words else ""
    hidden = "" if notes else ' class="unseen"'
    body = f"""<section epub:type="afterword" role="doc-afterword" aria-labelledby="heading">
<h1 id="heading"{hidden}{_own(book)}>{mark(name)}</h1>
{notes}
{goodbye}
</section>"""
    return File(
        "afterword.xhtml", "afterword", name, _page(book, name, body, "back"), own_words=True
    )


def _chapter(chapter: BookChapter, book: Book) -> str:
    labels, texts = book.labels, _fragments(book)
    holders = [
        texts.add(html)
        for html in (chapter.summary, chapter.notes, chapter.prose, chapter.endnotes)
    ]
    texts.finish()
    summary, notes, prose, endnotes = (texts.markup(holder) for holder in holders)
    name = heading(chapter, book)
    if prints_heading(chapter, book):
        called, shown = 'aria-labelledby="heading"', f'<h1 id="heading">{mark(name)}</h1>'
    else:
        called, shown = f'aria-label="{mark(name)}"', ""
    parts = (
        f'<section epub:type="chapter" role="doc-chapter" {called}{own_title(chapter)}>',
        shown,
        _note("summary", labels.chapter_summary, summary, book),
        _note("notes", labels.chapter_notes, notes, book),
        f'<div class="prose">\n{prose}\n</div>',
        _note("endnotes", labels.chapter_endnotes, endnotes, book),
        "</section>",
    )
    return _page(book, name, "\n".join(filter(None, parts)), "chapter")


def _note(kind: str, name: str, text: str, book: Book) -> str:
    """The author's words around the text, under their label; nothing when she said nothing."""
    if not text:
        return ""
    return f"""<div class="note {kind}" role="note" aria-labelledby="{kind}">
<h2 id="{kind}"{_own(book)}>{mark(name)}</h2>
{text}
</div>"""


def _facts(book: Book) -> str:
    address = work_link(book)
    facts = [*tag_facts(book), stats(book)]
    if address:
        facts.append(Fact("address", book.labels.address, (address,)))
    rows = "\n".join(
        f'<dt>{mark(fact.label)}</dt>\n<dd class="{fact.kind}">{joined(fact.values, book)}</dd>'
        for fact in facts
    )
    return f'<dl class="facts"{_own(book)}>\n{rows}\n</dl>'


def _fragments(book: Book) -> Fragments:
    return Fragments(
        Ids(*_OURS), breaks=Breaks.WORDS, scene_break=book.labels.scene_break, xml=True
    )


def _own(book: Book) -> str:
    """Language and direction of the binder's words where the story has others."""
    story, words = language_tag(book.language), language_tag(book.labels.language)
    if story == words:
        return ""
    facing = direction(words)
    turned = f' dir="{facing}"' if facing != direction(story) else ""
    return f' lang="{words}" xml:lang="{words}"{turned}'


def _page(book: Book, name: str, body: str, kind: str) -> str:
    tag = language_tag(book.language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{tag}" xml:lang="{tag}" dir="{direction(tag)}">
<head><title>{mark(name)}</title><link rel="stylesheet" href="book.css"/></head>
<body class="{kind}">
{body}
</body>
</html>
"""
