"""What authors give, as plain values: a work's details and a chapter's text, and their limits."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fanfold.formats.book.wording import web_address
from fanfold.tags.models import OPEN_KINDS, Kind
from fanfold.tags.names import UNSHOWABLE, fold, problem_with
from fanfold.works.languages import is_well_formed
from fanfold.works.models import (
    CHAPTER_LIMIT,
    CREDIT_ADDRESS_LIMIT,
    CREDIT_NAME_LIMIT,
    NOTES_LIMIT,
    PULL_NOTE_LIMIT,
    REVISION_NOTE_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    Chapter,
    Credit,
    Rating,
    SourceFormat,
    Work,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

_LABELS = {
    "title": gettext_lazy("The title"),
    "source": gettext_lazy("The text"),
    "summary": gettext_lazy("The summary"),
    "notes": gettext_lazy("The note at the beginning"),
    "endnotes": gettext_lazy("The note at the end"),
    "note": gettext_lazy("The word to your readers"),
    "change_note": gettext_lazy("The word on what changed"),
    "name": gettext_lazy("The name"),
    "address": gettext_lazy("The web address"),
}

# Fandoms, relationships, characters and additional tags together.
TAGS_LIMIT = 75
EXPECTED_CHAPTERS_LIMIT = 100_000


def is_blank(text: str) -> bool:
    """Whether nobody could see anything of the text: white space and signs without a shape."""
    return all(unicodedata.category(sign) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for sign in text)


def is_storable(text: str) -> bool:
    """Whether every database can hold the text: no NUL, no half of a character."""
    return not _UNSTORABLE.search(text)


def with_plain_lines(text: str) -> str:
    """The text with its lines ended alike: browsers send CRLF whatever was typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """A title as it is kept: on one line, without white space at its ends."""
    return re.sub("[\t\n\r\x85\u2028\u2029]+", " ", text).strip()


def _mark(*parts: str) -> str:
    """A short name for these texts. Not a secret: it only tells two tabs apart."""
    whole = "\0".join(with_plain_lines(part) for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class WorkDetails:
    """Everything about a work but its chapters. `tags` maps a kind to names, in order."""

    title: str
    language: str = "en"
    rating: str = Rating.NOT_RATED
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    expected_chapters: int | None = None

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for everything that cannot be taken."""
        if is_blank(self.title):
            yield "title", _("A work needs a title.")
        if not is_well_formed(self.language):
            yield (
                "language",
                _("“%(code)s” is not the code of a language.") % {"code": self.language},
            )
        if self.rating not in Rating.values:
            yield "rating", _("“%(rating)s” is not a rating.") % {"rating": self.rating}
        if self.expected_chapters is not None and not (
            1 <= self.expected_chapters <= EXPECTED_CHAPTERS_LIMIT
        ):
            yield (
                "expected_chapters",
                _("A work has from 1 to %(limit)s chapters in all; this says %(size)s.")
                % {"limit": f"{EXPECTED_CHAPTERS_LIMIT:,}", "size": self.expected_chapters},
            )
        yield from self._tag_problems()
        yield from _unshowable("title", self.title)
        yield from _unstorable(
            ("title", self.title, TITLE_LIMIT),
            ("summary", self.summary, SUMMARY_LIMIT),
            ("notes", self.notes, NOTES_LIMIT),
            ("endnotes", self.endnotes, NOTES_LIMIT),
        )

    @classmethod
    def of(cls, work: Work) -> Self:
        """What is said about a work that exists: the sources exactly as given. One query."""
        tags: dict[str, list[str]] = {kind: [] for kind in Kind}
        for tagging in work.taggings.select_related("tag"):
            tags[tagging.tag.kind].append(tagging.tag.name)
        return cls(
            title=work.title,
            language=work.language,
            rating=work.rating,
            tags=tags,
            summary=work.summary_source,
            notes=work.notes_source,
            endnotes=work.endnotes_source,
            expected_chapters=work.expected_chapters,
        )

    @property
    def mark(self) -> str:
        """Equal for equal details, whatever the case of tags and the ends of lines."""
        tags = [
            "\n".join(dict.fromkeys(fold(" ".join(name.split())) for name in names))
            for _kind, names in sorted((kind, self.tags.get(kind, ())) for kind in Kind)
        ]
        about = (one_line(self.title), self.language, self.rating, str(self.expected_chapters))
        return _mark(*about, *tags, self.summary, self.notes, self.endnotes)

    def _tag_problems(self) -> Iterator[tuple[str, str]]:
        for kind, names in self.tags.items():
            for name in names:
                if problem := problem_with(" ".join(name.split())):
                    yield kind, problem
        free = sum(len({fold(name) for name in self.tags.get(kind, ())}) for kind in OPEN_KINDS)
        if free > TAGS_LIMIT:
            yield (
                Kind.FREEFORM,
                _(
                    "There are %(size)s fandoms, relationships, characters and additional tags; "
                    "the limit is %(limit)s."
                )
                % {"size": free, "limit": TAGS_LIMIT},
            )


@dataclass(frozen=True, kw_only=True)
class ChapterText:
    """A chapter as its author gives it. Notes and summary are HTML or plain paragraphs.

    `change_note` is about this text and the one before; it is no part of the chapter.
    """

    source: str
    source_format: str = SourceFormat.HTML
    title: str = ""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    change_note: str = ""

    @classmethod
    def of(cls, chapter: Chapter) -> Self:
        """A chapter that exists: its text and the words around it exactly as given."""
        current = chapter.current
        return cls(
            source=current.source if current else "",
            source_format=current.source_format if current else SourceFormat.HTML,
            title=chapter.title,
            summary=chapter.summary_source,
            notes=chapter.notes_source,
            endnotes=chapter.endnotes_source,
        )

    @property
    def mark(self) -> str:
        """Equal for equal chapters, whatever the ends of lines."""
        return _mark(self.source_format, self.source, self.around)

    @property
    def around(self) -> str:
        """Equal for chapters with the same title, summary and notes: they have no revisions."""
        return _mark(one_line(self.title), self.summary, self.notes, self.endnotes)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for everything that cannot be taken."""
        if self.source_format not in SourceFormat.values:
            yield (
                "source_format",
                _("“%(format)s” is no way of writing that the archive knows.")
                % {"format": self.source_format},
            )
        yield from _unshowable("title", self.title)
        yield from _unshowable("change_note", self.change_note)
        yield from _unstorable(
            ("title", self.title, TITLE_LIMIT),
            ("source", self.source, CHAPTER_LIMIT),
            ("summary", self.summary, SUMMARY_LIMIT),
            ("notes", self.notes, NOTES_LIMIT),
            ("endnotes", self.endnotes, NOTES_LIMIT),
            ("change_note", self.change_note, REVISION_NOTE_LIMIT),
        )


@dataclass(frozen=True, kw_only=True)
class CreditWords:
    """Who had a part in a work, and which: plain text, with an address of the web or none."""

    name: str
    role: str
    address: str = ""

    @property
    def kept_name(self) -> str:
        """The name as it is kept."""
        return " ".join(self.name.split())

    @property
    def kept_address(self) -> str:
        """The address as it is kept and linked: spelt out, or empty when it is none."""
        return (web_address(self.address) if self.address.strip() else None) or ""

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for everything that cannot be taken."""
        if is_blank(self.name):
            yield "name", _("Write the name of whoever you want to credit.")
        if self.role not in Credit.Role.values:
            yield "role", _("Choose what the person did.")
        yield from _unshowable("name", self.name)
        yield from _unstorable(
            ("name", self.kept_name, CREDIT_NAME_LIMIT),
            ("address", self.address, CREDIT_ADDRESS_LIMIT),
        )
        if self.address.strip() and not self.kept_address.startswith(("https://", "http://")):
            yield (
                "address",
                _("“%(address)s” is no address of the web, such as https://example.org/me.")
                % {"address": self.address.strip()[:80]},
            )
        elif len(self.kept_address) > CREDIT_ADDRESS_LIMIT >= len(self.address):
            yield from _unstorable(("address", self.kept_address, CREDIT_ADDRESS_LIMIT))


def problem_with_pull_note(note: str) -> str | None:
    """A sentence when this cannot be the word to readers in place of a pulled work."""
    return next(
        (sentence for _field, sentence in _unstorable(("note", note, PULL_NOTE_LIMIT))), None
    )


def _unshowable(name: str, value: str) -> Iterator[tuple[str, str]]:
    """One line holds less than a text does: titles stand in addresses, books and page heads."""
    if UNSHOWABLE.search(value) and not _UNSTORABLE.search(value):
        yield (
            name,
            _("%(what)s holds a character that cannot be shown (a control).")
            % {"what": _LABELS[name]},
        )


def _unstorable(*fields: tuple[str, str, int]) -> Iterator[tuple[str, str]]:
    for name, value, limit in fields:
        if _UNSTORABLE.search(value):
            yield (
                name,
                _("%(what)s holds characters that no text can hold (NUL, or half a character).")
                % {"what": _LABELS[name]},
            )
        if len(value) > limit:
            yield (
                name,
                _("%(what)s has %(size)s characters; the limit is %(limit)s. Nothing was saved.")
                % {"what": _LABELS[name], "size": f"{len(value):,}", "limit": f"{limit:,}"},
            )
