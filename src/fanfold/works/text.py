"""What authors give, as plain values: a work's details and a chapter's text, and their limits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fanfold.tags.models import OPEN_KINDS, Kind
from fanfold.tags.names import problem_with
from fanfold.works.languages import is_well_formed
from fanfold.works.models import (
    CHAPTER_LIMIT,
    NOTES_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    Rating,
    SourceFormat,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

_LABELS = {
    "title": gettext_lazy("The title"),
    "source": gettext_lazy("The text"),
    "summary": gettext_lazy("The summary"),
    "notes": gettext_lazy("The note at the beginning"),
    "endnotes": gettext_lazy("The note at the end"),
}

# Fandoms, relationships, characters and additional tags together.
TAGS_LIMIT = 75


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
        if not self.title.strip():
            yield "title", _("A work needs a title.")
        if not is_well_formed(self.language):
            yield (
                "language",
                _("“%(code)s” is not the code of a language.") % {"code": self.language},
            )
        if self.rating not in Rating.values:
            yield "rating", _("“%(rating)s” is not a rating.") % {"rating": self.rating}
        yield from self._tag_problems()
        yield from _unstorable(
            ("title", self.title, TITLE_LIMIT),
            ("summary", self.summary, SUMMARY_LIMIT),
            ("notes", self.notes, NOTES_LIMIT),
            ("endnotes", self.endnotes, NOTES_LIMIT),
        )

    def _tag_problems(self) -> Iterator[tuple[str, str]]:
        for kind, names in self.tags.items():
            for name in names:
                if problem := problem_with(" ".join(name.split())):
                    yield kind, problem
        free = sum(len(self.tags.get(kind, ())) for kind in OPEN_KINDS)
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
    """A chapter as its author gives it. Notes and summary are HTML or plain paragraphs."""

    source: str
    source_format: str = SourceFormat.HTML
    title: str = ""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for everything that cannot be taken."""
        yield from _unstorable(
            ("title", self.title, TITLE_LIMIT),
            ("source", self.source, CHAPTER_LIMIT),
            ("summary", self.summary, SUMMARY_LIMIT),
            ("notes", self.notes, NOTES_LIMIT),
            ("endnotes", self.endnotes, NOTES_LIMIT),
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
