"""What a reading page tells machines: title, canonical address, OpenGraph, schema.org."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - addresses are made absolute from the request
from django.urls import reverse
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.house import profile
from fanfold.reading.queries import OpenWork
from fanfold.tags.models import Kind
from fanfold.works.models import Chapter

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True)
class PageMetadata:
    """For the head of a page. `structured` is JSON-LD, safe inside a script element."""

    title: str
    description: str
    canonical: str
    structured: str


def of_page(
    request: HttpRequest, opened: OpenWork, chapters: Sequence[Chapter], *, entire: bool
) -> PageMetadata:
    """The metadata of the page that shows these chapters.

    The entire work is one address however it was reached; a work of one chapter has the work's own
    address. Summaries of adult works stay out of link previews.
    """
    work = opened.work
    home = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    address = reverse("work", args=[work.pk])
    if not entire:
        address = reverse("chapter", args=[work.pk, chapters[0].pk])
    elif len(opened.chapters) > 1:
        address += "?view_full_work=true"
    parts = [work.title, ", ".join(author.name for author in opened.authors)]
    if not entire:
        parts.insert(1, chapter_name(chapters[0]))
    fandoms = [tag.name for tag in opened.tags[Kind.FANDOM]]
    if fandoms:
        parts.append(", ".join(fandoms) if len(fandoms) <= 2 else _("Multifandom"))
    description = "" if work.is_adult else prose.plain_text(work.summary, limit=DESCRIPTION_LENGTH)
    return PageMetadata(
        title=" – ".join(part for part in parts if part),
        description=description,
        canonical=home + address,
        structured=_script_safe(_structured(home, opened, chapters, entire=entire)),
    )


def chapter_name(chapter: Chapter) -> str:
    """“Chapter 3” or “Chapter 3: Prologue”."""
    number = _("Chapter %(number)s") % {"number": chapter.position}
    return f"{number}: {chapter.title}" if chapter.title else number


def _structured(
    home: str, opened: OpenWork, chapters: Sequence[Chapter], *, entire: bool
) -> dict[str, Any]:
    """schema.org data: a Book with its chapters, or one Chapter of that Book."""
    work = opened.work
    book: dict[str, Any] = {
        "@type": "Book",
        "@id": home + reverse("work", args=[work.pk]),
        "url": home + reverse("work", args=[work.pk]),
        "name": work.title,
        "author": [
            {
                "@type": "Person",
                "name": author.name,
                "url": home + reverse("pen_name", args=[author.account.login, author.name]),
            }
            for author in opened.authors
        ],
        "inLanguage": work.language,
        "bookFormat": "https://schema.org/EBook",
        "wordCount": work.word_count,
        "isFamilyFriendly": not work.is_adult,
        "contentRating": work.get_rating_display(),
        "creativeWorkStatus": "Complete" if opened.is_complete else "Incomplete",
        "keywords": [
            tag.name for kind in (Kind.FANDOM, Kind.FREEFORM) for tag in opened.tags[kind]
        ],
        "publisher": {"@type": "Organization", "name": profile.current().name, "url": home},
    }
    if work.published_at and work.revised_at:
        book["datePublished"] = work.published_at.date().isoformat()
        book["dateModified"] = work.revised_at.date().isoformat()
    if opened.series:
        book["isPartOf"] = [
            {
                "@type": "CreativeWorkSeries",
                "name": band.series.title,
                "url": home + reverse("series", args=[band.series.pk]),
                "position": band.position,
            }
            for band in opened.series
        ]
    parts = [
        {
            "@type": "Chapter",
            "name": chapter_name(chapter),
            "position": chapter.position,
            "url": home + reverse("chapter", args=[work.pk, chapter.pk]),
        }
        for chapter in (opened.chapters if entire else chapters)
    ]
    if entire:
        return {"@context": "https://schema.org", **book, "hasPart": parts}
    return {"@context": "https://schema.org", **parts[0], "isPartOf": book}


def _script_safe(data: dict[str, Any]) -> str:
    """JSON that cannot end its script element or begin a comment in it."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
