"""What a reader hands out, and the limits it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from fanfold.formats.book import SeriesPlace
from fanfold.formats.bounds import MAX_TAGS
from fanfold.kit.findings import Finding

__all__ = [
    "Document",
    "DocumentChapter",
    "DocumentComment",
    "FileFormat",
    "Limits",
    "SavedWork",
    "SourceFormat",
]

FileFormat = Literal["txt", "md", "html", "docx", "odt", "rtf", "epub", "zip"]
SourceFormat = Literal["text", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file taken, and the largest archive inside one.

    In bytes, entries, times, levels, and tags of all pages together.
    """

    bytes: int = 10_000_000
    entries: int = 2_000
    unpacked_bytes: int = 100_000_000
    ratio: int = 200
    xml_bytes: int = 40_000_000
    xml_depth: int = 100
    tags: int = MAX_TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChapter:
    """A chapter that the file itself sets apart. Summary and notes are HTML, as the file has them.

    `title` is the author's part of a heading alone: "The Sea" of "Chapter 3: The Sea".
    """

    source: str
    source_format: SourceFormat = "html"
    title: str = ""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    file: str = ""
    """The path of a whole file inside a zip. Its text has not been divided yet."""
    number: int | None = None
    """The number in that file's name; `title` is what else the name says."""
    part: str = ""
    """The folders of a zip that begin with this chapter, as the names of parts; not in `title`."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What a file inside a zip says at its top, as in `Document`; with its first chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentComment:
    """A remark in the margin of a file, never a part of its text. `quote` is what it speaks of."""

    author: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedWork:
    """What a file saved from an archive says of its work, in the words of that archive.

    Empty is unsaid. `more` holds what has no field here, by the label that stood before it.
    """

    site: str
    """Who made the file: "ao3", "fanficfare" or "fanfold"."""
    address: str = ""
    """Where the work was saved from."""
    authors: tuple[str, ...] = ()
    rating: str = ""
    warnings: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    fandoms: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    freeforms: tuple[str, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    """A position of 0 is unsaid."""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    published: date | None = None
    updated: date | None = None
    complete: bool | None = None
    expected_chapters: int | None = None
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. `source` is all of it in `source_format`; title and author only if honest.

    A file that sets its chapters apart has them in `chapters`, and no `source`. `notes` and
    `endnotes` are HTML that stands around the story. `questions` are about what is not certain.
    """

    file_format: FileFormat
    encoding: str | None
    source_format: SourceFormat
    source: str
    title: str = ""
    author: str = ""
    language: str = ""
    warnings: tuple[Finding, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    chapters: tuple[DocumentChapter, ...] = ()
    saved: SavedWork | None = None
    comments: tuple[DocumentComment, ...] = ()
    notes: str = ""
    endnotes: str = ""
    questions: tuple[Finding, ...] = ()
