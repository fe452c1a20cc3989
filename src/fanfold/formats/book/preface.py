"""What stands before and after the story: the facts of a work, its byline, its notes.

Facts are worked out once, as ready markup, so that every edition states the same.
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from fanfold.formats.book import Book, BookChapter
from fanfold.formats.book.wording import (
    clean,
    figure,
    fill,
    language_tag,
    line,
    mark,
    tag_link,
    web_address,
)


class Fact(NamedTuple):
    """One labelled line about the work; `values` are markup, `kind` a stable English name."""

    kind: str
    label: str
    values: tuple[str, ...]


def title(book: Book) -> str:
    """The title on one line; never empty."""
    return line(book.title) or line(book.labels.untitled)


def author_names(book: Book) -> tuple[str, ...]:
    """At least one name: the word for nobody when the work is anonymous."""
    names = tuple(line(person.name) for person in book.authors)
    return tuple(filter(None, names)) or (line(book.labels.anonymous),)


def heading(chapter: BookChapter, book: Book) -> str:
    """What a table of contents calls the chapter; never empty.

    A work that is one chapter has no use for "Chapter 1": it goes by its chapter's own title or,
    failing that, by the work's.
    """
    if len(book.chapters) == 1:
        return line(chapter.title) or title(book)
    numbered = book.labels.chapter.replace("{number}", str(chapter.number))
    return line(chapter.heading) or line(chapter.title) or line(numbered)


def prints_heading(chapter: BookChapter, book: Book) -> bool:
    """Whether the chapter's heading is seen on its page."""
    return len(book.chapters) > 1 or bool(line(chapter.title))


def own_title(chapter: BookChapter) -> str:
    """The attribute that tells a machine the author's part of the heading, or nothing."""
    return f' data-title="{mark(chapter.title)}"' if line(chapter.title) else ""


def label(name: str, book: Book) -> str:
    """ "Rating" → "Rating:", with the space that French wants before it."""
    return fill(book.labels.label, label=mark(name))


def joined(values: tuple[str, ...], book: Book) -> str:
    """Ready markup joined as the reader's language joins a list."""
    return clean(book.labels.list_separator).replace("<", "").replace("&", "").join(values)


def anchor(words: str, address: str | None, more: str = "") -> str:
    """`words` as a link where there is an address; isolated, for names run in any direction."""
    if not address:
        return f"<bdi>{mark(words)}</bdi>"
    return f'<a{more} href="{mark(address)}"><bdi>{mark(words)}</bdi></a>'


def byline(book: Book) -> str:
    """ "by Ada, Ben", each name a link to its page."""
    people = tuple(
        anchor(person.name, web_address(person.url), ' rel="author"')
        for person in book.authors
        if line(person.name)
    )
    return fill(book.labels.by, authors=joined(people or (mark(book.labels.anonymous),), book))


def work_link(book: Book) -> str:
    """The work's address as a link that shows the address; empty when there is none."""
    shown = line(book.url)
    return anchor(shown, web_address(shown), ' class="address"') if shown else ""


def archive_link(book: Book) -> str:
    """The archive's name, linked to its front door."""
    address = web_address(book.archive_url)
    return anchor(book.publisher or urlsplit(address or "").netloc, address)


def posted(book: Book) -> str:
    """The sentence that says where the work is at home, or nothing."""
    if not line(book.url):
        return ""
    return fill(book.labels.posted, archive=archive_link(book), address=work_link(book))


def farewell(book: Book) -> str:
    """The sentence that leads a reader back to the author, or nothing."""
    return fill(book.labels.farewell, address=work_link(book)) if line(book.url) else ""


def tag_facts(book: Book) -> tuple[Fact, ...]:
    """Rating, warnings and tags in the order readers know, then language and series."""
    words = book.labels
    kinds = (
        ("rating", words.rating, (book.rating,)),
        ("warning", words.warnings, book.warnings),
        ("category", words.categories, book.categories),
        ("fandom", words.fandoms, book.fandoms),
        ("relationship", words.relationships, book.relationships),
        ("character", words.characters, book.characters),
        ("freeform", words.freeforms, book.freeforms),
    )
    facts = [
        Fact(kind, name, tuple(_tag(value, book) for value in values if line(value)))
        for kind, name, values in kinds
    ]
    tag = language_tag(book.language)
    language = f'<bdi lang="{tag}">{mark(book.language_name or tag)}</bdi>'
    facts.append(Fact("language", words.language_label, (language,)))
    facts.append(Fact("series", words.series, tuple(_series(book))))
    return tuple(fact for fact in facts if fact.values)


def figure_facts(book: Book) -> tuple[Fact, ...]:
    """Dates, words and chapters. Dates are ISO 8601: they mean the same to every reader."""
    words = book.labels
    facts = [Fact("published", words.published, (book.published.isoformat(),))]
    if len(book.chapters) > 1 and book.complete:
        facts.append(Fact("completed", words.completed, (latest(book),)))
    elif len(book.chapters) > 1 or not book.complete:
        facts.append(Fact("updated", words.updated, (latest(book),)))
    facts.append(Fact("words", words.words, (figure(book.words, mark(words.thousands)),)))
    total = book.expected_chapters or (len(book.chapters) if book.complete else None)
    shown = str(total) if total else mark(words.unknown_total)
    facts.append(Fact("chapters", words.chapters, (f"{len(book.chapters)}/{shown}",)))
    return tuple(facts)


def stats(book: Book) -> Fact:
    """Those figures as one line."""
    named = ((label(fact.label, book), joined(fact.values, book)) for fact in figure_facts(book))
    figures = " ".join(
        # A full-width colon brings its own space.
        f"{name}{value}" if name.endswith("：") else f"{name}\N{NO-BREAK SPACE}{value}"
        for name, value in named
    )
    return Fact("stats", book.labels.stats, (figures,))


def latest(book: Book) -> str:
    """The day the newest chapter came out."""
    return max((book.published, *(one.published for one in book.chapters))).isoformat()


def subjects(book: Book) -> tuple[str, ...]:
    """All tags, once each, in the order of the title page."""
    tags = (
        *book.fandoms,
        book.rating,
        *book.warnings,
        *book.categories,
        *book.relationships,
        *book.characters,
        *book.freeforms,
    )
    return tuple(dict.fromkeys(filter(None, map(line, tags))))


def _tag(name: str, book: Book) -> str:
    return anchor(name, tag_link(book.tag_address, name), ' class="tag"')


def _series(book: Book) -> list[str]:
    return [
        fill(
            book.labels.series_part,
            position=str(place.position),
            series=anchor(place.name, web_address(place.url)),
        )
        for place in book.series
        if line(place.name)
    ]
