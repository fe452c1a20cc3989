"""The demo library: original short works that show a newcomer what an archive is.

The stories are files in samples/ beside this module; this module only puts them on the shelves,
through the same commands as everybody.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Refused
from fanfold.people.commands import add_pen_name, create_account, edit_about
from fanfold.people.models import PenName
from fanfold.tags.models import Kind
from fanfold.works import commands
from fanfold.works.models import Creatorship, State, Work
from fanfold.works.text import ChapterText, WorkDetails

SAMPLES = files("fanfold.transfer") / "samples"

_FORMATS = {".md": "markdown", ".html": "html", ".txt": "text"}
_TAG_LISTS = {
    "warnings": Kind.WARNING,
    "categories": Kind.CATEGORY,
    "fandoms": Kind.FANDOM,
    "relationships": Kind.RELATIONSHIP,
    "characters": Kind.CHARACTER,
    "freeforms": Kind.FREEFORM,
}


@dataclass(frozen=True)
class DemoLibrary:
    """What was put on the shelves."""

    works: int
    chapters: int
    people: int


def sample_folders() -> list[Traversable]:
    """One folder a work, in the order of their names."""
    return sorted((one for one in SAMPLES.iterdir() if one.is_dir()), key=lambda one: one.name)


def fill(
    *, at: datetime, each: Callable[[list[Traversable]], Iterator[Traversable]] = iter
) -> DemoLibrary:
    """Fill an empty archive with the samples, all or nothing. Refused when there is any work.

    `each` may show progress. Nobody can sign in as one of the sample people: they have no
    passwords.
    """
    with transaction.atomic():
        if Work.objects.exists():
            raise Refused(_("This archive has works already. The demo is for an empty one."))
        pen_names = _people(at)
        works = [_work(folder, pen_names, at=at) for folder in each(sample_folders())]
        _series(works, pen_names)
    return DemoLibrary(
        works=len(works),
        chapters=sum(work.chapters.count() for work, _given in works),
        people=len({pen_name.account_id for pen_name in pen_names.values()}),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


def _people(at: datetime) -> dict[str, PenName]:
    pen_names: dict[str, PenName] = {}
    for given in _read("people.toml")["people"]:
        first, *others = given["pen_names"]
        account = create_account(given["login"], pen_name=first, at=at)
        for name in others:
            add_pen_name(account, name=name, by=account, at=at)
        for pen_name in account.pen_names.all():
            edit_about(pen_name, about=given["about"], by=account)
            pen_names[pen_name.name] = pen_name
    return pen_names


def _work(
    folder: Traversable, pen_names: dict[str, PenName], *, at: datetime
) -> tuple[Work, dict[str, Any]]:
    """One work, its chapters published one after the other as a serial is."""
    given = tomllib.loads((folder / "work.toml").read_text(encoding="utf-8"))
    first, *others = [pen_names[name] for name in given["authors"]]
    by = first.account
    start = at - timedelta(days=given["first_published_days_ago"])
    apart = timedelta(days=given["days_between_chapters"])
    texts = [(_chapter(folder, one), one["state"]) for one in given["chapters"]]
    work = commands.create_work(
        WorkDetails(
            title=given["title"],
            language=given["language"],
            rating=given["rating"],
            tags={kind: given.get(name, []) for name, kind in _TAG_LISTS.items()},
            summary=_remark(given["summary"]),
            notes=_remark(given["notes"]),
            endnotes=_remark(given["endnotes"]),
            expected_chapters=given.get("expected_chapters"),
        ),
        [texts[0][0]],
        by=by,
        pen_names=[first],
        at=start,
    )
    # Co-authors have not been asked: they are invented, and so is their consent.
    for position, other in enumerate(others, start=2):
        Creatorship.objects.create(work=work, pen_name=other, position=position)
    for number, (text, state) in enumerate(texts):
        when = min(start + number * apart, at)
        chapter = (
            work.chapters.get() if number == 0 else commands.add_chapter(work, text, by=by, at=when)
        )
        if state == State.PUBLISHED and given["state"] != State.DRAFT:
            commands.publish_chapter(chapter, by=by, at=when)
    if given["state"] == State.PULLED:
        commands.pull_work(work, by=by, at=at - timedelta(days=3), note=given.get("pull_note", ""))
    return work, given


def _chapter(folder: Traversable, given: dict[str, str]) -> ChapterText:
    file = folder / given["file"]
    ending = given["file"][given["file"].rindex(".") :]
    return ChapterText(
        source=file.read_text(encoding="utf-8"),
        source_format=_FORMATS[ending],
        title=given["title"],
        summary=_remark(given["summary"]),
        notes=_remark(given["notes"]),
        endnotes=_remark(given["endnotes"]),
    )


def _remark(text: str) -> str:
    """Plain paragraphs or HTML as the sample has it."""
    return text if "<p" in text or not text else prose.escape_text(text)


def _series(works: list[tuple[Work, dict[str, Any]]], pen_names: dict[str, PenName]) -> None:
    for given in _read("series.toml")["series"]:
        series = commands.create_series(
            given["title"],
            prose.escape_text(given["summary"]),
            pen_names=[pen_names[name] for name in given["authors"]],
        )
        for work, about in works:
            for place in about.get("series", []):
                if place["title"] == series.title:
                    commands.place_in_series(
                        work, series, by=work.authors[0].account, position=place["position"]
                    )
