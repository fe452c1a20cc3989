"""What stands in a form of the desk before anybody has looked at it: names, and what was typed.

Limits and a rough count only. Nothing here is cleaned, so none of it is ever markup.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext as _

from fanfold.prose import count_words_in_text
from fanfold.works.models import (
    CHAPTER_LIMIT,
    NOTES_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    SourceFormat,
)
from fanfold.works.text import ChapterText, is_storable, one_line

# As a browser sends them: a name may have several values.
Fields = Mapping[str, Sequence[str]]

# Characters of all fields together: a chapter and a work's details, each as long as they may be,
# and room for what the form itself will refuse with a sentence.
FIELDS_LIMIT = CHAPTER_LIMIT + 2 * (SUMMARY_LIMIT + 2 * NOTES_LIMIT) + 50_000
NAMES_LIMIT = 100
VALUES_LIMIT = 1_000

# A form that is shown again and again names those before it, until one of them was kept.
KEYS_LIMIT = 20

# One form is kept at most every three seconds; this is three tabs at once.
TIMES_A_MINUTE = 60

_TAG = re.compile(r"<[^<>]*>")


def last_of(fields: Fields, name: str) -> str:
    """What a form makes of the name when it expects one value."""
    values = fields.get(name) or ()
    return values[-1] if values else ""


def keys_in(text: str) -> list[UUID]:
    """The forms that a hidden field names: those it was filled from, and at the end itself."""
    found = []
    for word in text.split()[-KEYS_LIMIT:]:
        with suppress(ValueError):
            found.append(UUID(word))
    return found


def problems_with(fields: Fields) -> Iterator[tuple[str, str]]:
    """Name and sentence for everything that cannot be kept."""
    values = [value for given in fields.values() for value in given]
    size = sum(map(len, values)) + sum(map(len, fields))
    if size > FIELDS_LIMIT:
        sentence = _("What you typed has %(size)s characters; %(limit)s can be kept unsaved.")
        yield "", sentence % {"size": f"{size:,}", "limit": f"{FIELDS_LIMIT:,}"}
    elif len(fields) > NAMES_LIMIT or len(values) > VALUES_LIMIT:
        yield "", _("This form has more fields than any form of the archive.")
    elif not all(map(is_storable, [*fields, *values])):
        yield "", _("It holds characters that no text can hold (NUL, or half a character).")


def chapter_of(fields: Fields) -> ChapterText:
    """The chapter in the form, whether it could be saved or not."""
    given = {
        name: last_of(fields, f"chapter-{name}")
        for name in ("source", "source_format", "title", "summary", "notes", "endnotes")
    }
    if given["source_format"] not in SourceFormat.values:
        given["source_format"] = SourceFormat.HTML
    return ChapterText(**given)


def title_of(fields: Fields) -> str:
    """The title in the form, cut to what a title may be."""
    typed = last_of(fields, "title") or last_of(fields, "chapter-title")
    return one_line(typed)[:TITLE_LIMIT]


def about_words(fields: Fields) -> int:
    """About how many words the text in the form has: counted by the published rules, but in the
    source. Cleaning a long text for each pause in typing would take seconds each time."""
    source = last_of(fields, "chapter-source")
    if last_of(fields, "chapter-source_format") != SourceFormat.TEXT:
        source = html.unescape(_TAG.sub(" ", source))
    return count_words_in_text(source)
