"""Files of the format become values (works/whole.py): bounded and typed, or refused."""

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import PenName
from fanfold.tags.models import Kind
from fanfold.transfer.library.layout import (
    CHAPTER_JSON_LIMIT,
    CHAPTERS_LIMIT,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    MANIFEST_LIMIT,
    REVISIONS_LIMIT,
    SOURCE_BYTES,
    WORK_JSON_LIMIT,
    chapter_folder,
    revision_file,
    work_folder,
)
from fanfold.transfer.library.people import People
from fanfold.transfer.library.places import Source
from fanfold.transfer.library.told import Told, read_json
from fanfold.works.models import SourceFormat
from fanfold.works.text import CreditWords, WorkDetails
from fanfold.works.whole import (
    Standing,
    WholeChapter,
    WholePlace,
    WholeRevision,
    WholeWork,
)

__all__ = ["keys_in", "read_manifest", "read_work"]

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_POSITION = re.compile(r"[0-9]{4,6}")
# More than any author may give; the exact limits are those of works/text.py.
NAMES_LIMIT = 1_000


def read_manifest(source: Source) -> Told:
    """What the export says of itself. Refused for another format, and for a later version of it."""
    told = read_json(source.read(MANIFEST, MANIFEST_LIMIT), MANIFEST)
    if told.text("format") != FORMAT:
        told.refuse("format")
    if (version := told.number("format_version")) > FORMAT_VERSION:
        raise Refused(
            _(
                "This export is of version %(version)s of the format, and this Fanfold reads up to "
                "%(ours)s. Bring it up to date first."
            )
            % {"version": version, "ours": FORMAT_VERSION}
        )
    return told


def keys_in(source: Source) -> list[UUID]:
    """The keys of the works in it. What has another name is not looked at."""
    return [UUID(name) for name in source.names("works") if _KEY.fullmatch(name)]


def read_work(source: Source, key: UUID, *, people: People) -> WholeWork:
    """A work as a value; the texts of its chapters are read when their turn comes.

    Refused where the format has something else, and when nobody signs it who is brought along.
    """
    path = f"{work_folder(key)}/work.json"
    told = read_json(source.read(path, WORK_JSON_LIMIT), path)
    if told.text("key") != str(key):
        told.refuse("key")
    pen_names = _signed(told.objects("authors", limit=NAMES_LIMIT), people)
    if not pen_names:
        raise Refused(_("It is by other people than those who are brought along."))
    return WholeWork(
        key=key,
        details=_details(told),
        standing=_standing(told),
        audience=told.text("audience"),
        shows_changes=told.text("shows_changes"),
        pen_names=pen_names,
        series=list(_places(told, people)),
        credits=[
            CreditWords(name=one.text("name"), role=one.text("role"), address=one.text("address"))
            for one in told.objects("credits", limit=NAMES_LIMIT)
        ],
        chapters=list(_chapters(source, key, people)),
    )


def _signed(told: list[Told], people: People) -> list[PenName]:
    found = (people.pen_name(one.text("login"), one.text("pen_name")) for one in told)
    return list(dict.fromkeys(one for one in found if one is not None))


def _details(told: Told) -> WorkDetails:
    tags = told.inner("tags")
    return WorkDetails(
        title=told.text("title"),
        language=told.text("language"),
        rating=told.text("rating"),
        tags={kind.value: tags.texts(kind.value, limit=NAMES_LIMIT) for kind in Kind},
        summary=told.text("summary"),
        notes=told.text("notes"),
        endnotes=told.text("endnotes"),
        expected_chapters=told.optional_number("expected_chapters"),
    )


def _standing(told: Told) -> Standing:
    return Standing(
        state=told.text("state"),
        publish_at=told.optional_time("publish_at"),
        published_at=told.optional_time("published_at"),
        pulled_at=told.optional_time("pulled_at"),
        pull_note=told.text("pull_note"),
        revised_at=told.optional_time("revised_at"),
        created_at=told.time("created_at"),
        changed_at=told.time("changed_at"),
    )


def _places(told: Told, people: People) -> Iterator[WholePlace]:
    """Places in series; one that none of these people keeps is left out."""
    for one in told.objects("series", limit=NAMES_LIMIT):
        if keepers := _signed(one.objects("keepers", limit=NAMES_LIMIT), people):
            yield WholePlace(
                title=one.text("title"),
                summary=one.text("summary"),
                created_at=one.time("created_at"),
                keepers=keepers,
                position=one.number("position", least=1),
            )


def _chapters(source: Source, key: UUID, people: People) -> Iterator[WholeChapter]:
    names = source.names(f"{work_folder(key)}/chapters")
    if len(names) > CHAPTERS_LIMIT:
        raise Refused(
            _("It has %(count)s chapters; at most %(limit)s are taken.")
            % {"count": len(names), "limit": CHAPTERS_LIMIT}
        )
    positions = sorted(int(name) for name in names if _POSITION.fullmatch(name))
    if positions != list(range(1, len(positions) + 1)):
        raise Refused(_("Its chapters are not numbered 1, 2, 3 …; one is missing."))
    for position in positions:
        yield _chapter(source, chapter_folder(key, position), position, people)


def _chapter(source: Source, folder: str, position: int, people: People) -> WholeChapter:
    path = f"{folder}/chapter.json"
    told = read_json(source.read(path, CHAPTER_JSON_LIMIT), path)
    if told.number("position") != position:
        told.refuse("position")
    revisions = told.objects("revisions", limit=REVISIONS_LIMIT)
    if not revisions or revisions[-1].number("number") != told.number("current"):
        told.refuse("current")
    return WholeChapter(
        title=told.text("title"),
        summary=told.text("summary"),
        notes=told.text("notes"),
        endnotes=told.text("endnotes"),
        standing=_standing(told),
        revisions=[
            _revision(source, folder, one, people, is_current=one is revisions[-1])
            for one in revisions
        ],
    )


def _revision(
    source: Source, folder: str, told: Told, people: People, *, is_current: bool
) -> WholeRevision:
    source_format = told.text("source_format")
    if source_format not in SourceFormat.values:
        told.refuse("source_format")
    number = told.number("number", least=1)
    maker = told.optional_text("made_by")
    older = revision_file(number, source_format)
    # The name that the format gives it, whatever the file says.
    path = f"{folder}/source.{older.rsplit('.')[-1]}" if is_current else f"{folder}/{older}"
    created: datetime = told.time("created_at")
    return WholeRevision(
        number=number,
        source_format=source_format,
        word_count=told.number("word_count"),
        note=told.text("note"),
        restored_from=told.optional_number("restored_from", least=1),
        shown_at=told.optional_time("shown_at"),
        created_at=created,
        made_by=people.account(maker) if maker else None,
        read_source=lambda: _text(source.read(path, SOURCE_BYTES), path),
    )


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_("“%(path)s” is not UTF-8.") % {"path": path}) from None
