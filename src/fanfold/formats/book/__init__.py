"""A finished work as the binders take it: plain frozen data, no rows and no requests.

The one way in is `Book`; whoever fills it has already decided what may be seen. Words a person
reads come with it as `BookWords`, so that no binder knows a language.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

__all__ = ["Book", "BookChapter", "BookPerson", "BookWords", "SeriesPlace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookWords:
    """Every word a binder prints of its own. The English here serves tests; editions translates.

    Braces mark places: `{number}` and the like are replaced once, anything else is printed.
    """

    language: str = "en"
    """BCP 47 tag of these words, which need not be the language of the story."""

    # How things are joined and counted.
    label: str = "{label}:"
    list_separator: str = ", "
    thousands: str = ","
    unknown_total: str = "?"

    # The front of the book.
    untitled: str = "Untitled"
    anonymous: str = "Anonymous"
    by: str = "by {authors}"
    posted: str = "Published on {archive} at {address}."
    cover: str = "Cover"
    title_page: str = "Title page"
    contents: str = "Contents"
    landmarks: str = "Landmarks"
    start: str = "Start of the story"
    preface: str = "Preface"
    afterword: str = "Afterword"
    farewell: str = "To tell the author what you thought, visit {address}."

    # Labels of what is known about the work.
    rating: str = "Rating"
    warnings: str = "Warnings"
    categories: str = "Categories"
    fandoms: str = "Fandoms"
    relationships: str = "Relationships"
    characters: str = "Characters"
    freeforms: str = "Additional tags"
    language_label: str = "Language"
    series: str = "Series"
    series_part: str = "Part {position} of {series}"
    stats: str = "Figures"
    published: str = "Published"
    updated: str = "Updated"
    completed: str = "Completed"
    words: str = "Words"
    chapters: str = "Chapters"
    address: str = "Address"
    no_fandom: str = "No fandom specified"
    many_fandoms: str = "Multifandom"

    # The author's words around the text.
    summary: str = "Summary"
    notes: str = "Notes"
    endnotes: str = "End notes"
    see_endnotes: str = "More notes stand at the end of the work: {endnotes}."
    chapter: str = "Chapter {number}"
    chapter_summary: str = "Chapter summary"
    chapter_notes: str = "Chapter notes"
    chapter_endnotes: str = "Chapter end notes"

    # For people who listen.
    scene_break: str = "scene break"
    accessibility_summary: str = (
        "Text that flows and can be restyled, with a table of contents, headings, marked scene "
        "breaks and the languages named. No images are needed to follow the story. "
        "Nobody has certified this book against an accessibility standard."
    )


@dataclass(frozen=True, slots=True)
class BookPerson:
    """A pen name and the address of its page (may be empty)."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where the work stands in one series; positions count from 1."""

    name: str
    position: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChapter:
    """One chapter. The four texts are HTML from the one sanitiser; any of them may be empty.

    `heading` is the ready line ("Chapter 1: Prologue"), `title` only the author's part of it.
    Ids and `#fragment` links mean this chapter alone, across its four texts.
    """

    number: int
    title: str
    heading: str
    prose: str
    published: date
    summary: str = ""
    notes: str = ""
    endnotes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A work on its way out. Equal books bind to equal bytes."""

    identifier: str
    """Stable for the life of the work, such as "urn:uuid:…"."""
    title: str
    language: str
    """BCP 47. What is not a well-formed tag is printed as "und", undetermined."""
    published: date
    modified: datetime
    """Aware. The last change of anything in the book: it becomes `dcterms:modified`."""
    chapters: tuple[BookChapter, ...]
    authors: tuple[BookPerson, ...] = ()
    language_name: str = ""
    """What the language is called, for people; the tag is shown when this is empty."""
    url: str = ""
    """The work's address; also its `dc:source`, by which tools find the work again."""
    publisher: str = ""
    """The archive's name."""
    archive_url: str = ""
    tag_address: str = ""
    """Where a tag is at home: `{name}` is its percent-encoded name. Empty: tags are no links."""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    rating: str = ""
    warnings: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    fandoms: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    freeforms: tuple[str, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    complete: bool = False
    words: int = 0
    expected_chapters: int | None = None
    labels: BookWords = field(default_factory=BookWords)
