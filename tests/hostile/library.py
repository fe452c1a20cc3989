"""Attacks in every field of works, put into an archive by its own commands."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.urls import reverse
from tests.hostile.attacks import ATTACKS

from fanfold.people.commands import create_account
from fanfold.people.models import Account, PenName, folded, tidied
from fanfold.tags.models import FORBIDDEN, OPEN_KINDS
from fanfold.tags.names import to_address
from fanfold.works import commands
from fanfold.works.models import (
    PULL_NOTE_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    SourceFormat,
    Work,
)
from fanfold.works.text import ChapterText, WorkDetails

__all__ = ["LOGIN", "PASSWORD", "fill", "storable"]

LOGIN, PASSWORD = "mallory", "a long and plain password"
AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
ATTACKS_A_WORK = 10
ABOUT_LIMIT = 500


def storable(text: str, limit: int) -> str:
    """What the commands take of a text: no controls, no halves of characters, and not too much."""
    kept = (
        sign
        for sign in text
        if sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn"}
    )
    return "".join(kept)[:limit]


def packed(texts: Iterable[str], limit: int) -> Iterator[str]:
    """The texts, as many together as fit."""
    pack = ""
    for text in texts:
        if pack and len(pack) + len(text) + 1 > limit:
            yield pack
            pack = ""
        pack = f"{pack} {text}"[:limit]
    yield pack


def fill() -> dict[str, list[str]]:
    """Write everything; the addresses of pages by what they show."""
    by = create_account(
        LOGIN, email="m@example.org", password=PASSWORD, email_is_confirmed=True, at=AT
    )
    pen_names = list(_pen_names(by))
    places = range(0, len(ATTACKS), ATTACKS_A_WORK)
    batches = [ATTACKS[place : place + ATTACKS_A_WORK] for place in places]
    names = itertools.cycle(pen_names)
    works = [_anthology(batch, by, list(itertools.islice(names, 3))) for batch in batches]
    leaflets = [
        _leaflet(title, by, next(names)) for title in packed(map(_title, ATTACKS), TITLE_LIMIT)
    ]
    notes = packed((storable(attack, PULL_NOTE_LIMIT) for attack in ATTACKS), PULL_NOTE_LIMIT)
    pulled = [_pulled(note, by, next(names)) for note in notes]
    tags = {tagging.tag.name for work in works for tagging in work.taggings.all()}
    first = [work.chapters.earliest("pk") for work in works]
    series = [place.series_id for work in works for place in work.series_places.all()]
    return {
        "works": [reverse("work", args=[work.pk]) for work in works],
        "chapters": [reverse("chapter", args=[one.work_id, one.pk]) for one in first],
        "leaflets": [reverse("work", args=[work.pk]) for work in leaflets],
        "pulled": [reverse("work", args=[work.pk]) for work in pulled],
        "series": [reverse("series", args=[one]) for one in series],
        "tags": [reverse("tag_works", args=[to_address(name)]) for name in sorted(tags)],
        "pen names": [reverse("pen_name", args=[LOGIN, one.name]) for one in pen_names],
        "files": [reverse("download", args=[work.pk, "x", "html"])[:-5] for work in works],
    }


def _title(attack: str) -> str:
    return re.sub(r"\s+", " ", storable(attack, TITLE_LIMIT)).strip()


def _pen_names(by: Account) -> Iterator[PenName]:
    """Pen names that no command takes, as if one had been let through; what is said of each is."""
    abouts = packed((storable(attack, ABOUT_LIMIT) for attack in ATTACKS), ABOUT_LIMIT)
    names = {folded(name): tidied(name) for name in (_title(one)[:40] for one in ATTACKS)}
    for name, about in zip(filter(None, names.values()), abouts, strict=False):
        yield PenName.objects.create(account=by, name=name, about=about)


def _chapter(attack: str, form: str) -> ChapterText:
    text = storable(attack, 20_000)
    words = ChapterText(source=f"Before.\n\n{text}\n\nAfter it.", source_format=form)
    if form != SourceFormat.HTML:  # What stands around a text is HTML whatever the text is.
        return words
    return replace(
        words,
        title=_title(attack),
        summary=text[:SUMMARY_LIMIT],
        notes=text,
        endnotes=f"<p>Before.</p>{text}<p>After.</p>",
    )


def _anthology(attacks: tuple[str, ...], by: Account, pen_names: list[PenName]) -> Work:
    """Each attack as a chapter in each format, as tags of all kinds, and as a series."""
    tags: dict[str, list[str]] = {
        kind: [name for name in map(_tag, attacks) if name] for kind in OPEN_KINDS
    }
    work = commands.post_work(
        WorkDetails(
            title=_title(attacks[0]),
            rating="General",
            tags=tags,
            summary=storable("\n\n".join(attacks[:5]), SUMMARY_LIMIT),
            notes=storable("\n\n".join(attacks), 20_000),
            endnotes=storable("<p>Before.</p>" + "".join(attacks[::-1]), 20_000),
        ),
        [_chapter(attack, form) for attack in attacks for form in SourceFormat.values],
        by=by,
        pen_names=pen_names,
        at=AT,
    )
    for attack in attacks[:3]:
        title = _title(attack) or "x"
        series = commands.create_series(title, storable(attack, 9_000), pen_names=pen_names[:1])
        commands.place_in_series(work, series, by=by, position=1)
    return work


def _tag(attack: str) -> str:
    return "".join(sign for sign in _title(attack) if sign not in FORBIDDEN)[:150].strip()


def _leaflet(title: str, by: Account, pen_name: PenName) -> Work:
    return commands.post_work(
        WorkDetails(title=title, rating="General", summary=title, notes=title),
        [ChapterText(source=f"<p>Words.</p>{title}", title=title)],
        by=by,
        pen_names=[pen_name],
        at=AT,
    )


def _pulled(note: str, by: Account, pen_name: PenName) -> Work:
    work = _leaflet(note[:TITLE_LIMIT], by, pen_name)
    return commands.pull_work(work, by=by, at=AT, note=note)
