"""Rows become files of the open format: one work after the other, so memory holds one chapter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from fanfold.house import profile
from fanfold.people.models import Account, PenName
from fanfold.tags.models import Kind
from fanfold.transfer.library.layout import (
    ENDINGS,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    chapter_folder,
    revision_file,
    spelled,
    stamp,
    work_folder,
)
from fanfold.transfer.library.pages import Line, chapter_page, front_page, work_page
from fanfold.works.blurbs import with_people_and_tags
from fanfold.works.models import Chapter, Creatorship, Revision, SeriesPlace, SourceFormat, Work
from fanfold.works.text import WorkDetails

__all__ = ["Choice", "File", "files_of_work", "front_files", "works_in"]

# A file of the format: its path, with "/", and its bytes in pieces.
File = tuple[str, Iterable[bytes]]
# Pages are in one language, so that the same works are the same bytes whoever asks.
LANGUAGE = "en"


@dataclass(frozen=True)
class Choice:
    """What is taken: all there is, or one account's works, or some works."""

    works: "QuerySet[Work]"
    account: Account | None = None
    is_all: bool = False

    @property
    def scope(self) -> str:
        """The word for it in the manifest."""
        return "archive" if self.is_all else "account" if self.account else "works"


def works_in(choice: Choice) -> "QuerySet[Work]":
    """The works, in the order of their keys. What is in a bin is not taken."""
    return with_people_and_tags(choice.works.filter(deleted_at=None)).order_by("key")


def front_files(choice: Choice) -> Iterator[File]:
    """The files that are about no single work: manifest, people, the list of works."""
    changed = choice.works.filter(deleted_at=None).aggregate(last=Max("changed_at"))["last"]
    name = profile.current().name
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "archive": name,
        "scope": choice.scope,
        "account": choice.account.login if choice.account else None,
        "changed_at": stamp(changed),
        "works": choice.works.filter(deleted_at=None).count(),
    }
    yield MANIFEST, [spelled(manifest)]
    for account in _people(choice).iterator(chunk_size=500):
        yield f"people/{account.login}.json", [spelled(_person(account, choice))]
    lines = (
        Line(
            f"{work_folder(work.key)}/index.html",
            work.title,
            work.language,
            ", ".join(author.byline for author in work.authors),
        )
        for work in works_in(choice).iterator(chunk_size=200)
    )
    yield "index.html", (piece.encode() for piece in front_page(name, lines))


def files_of_work(work: Work) -> Iterator[File]:
    """All files of one work. It is read as it stands now, chapter after chapter."""
    with translation.override(LANGUAGE):
        folder = work_folder(work.key)
        yield f"{folder}/work.json", [spelled(_work(work))]
        chapters = list(work.chapters.in_order())
        yield f"{folder}/index.html", [_work_page(work, chapters).encode()]
        for chapter in chapters:
            yield from _files_of_chapter(work, chapter, is_last=chapter == chapters[-1])


def _people(choice: Choice) -> "QuerySet[Account]":
    accounts = Account.objects.order_by("login")
    if choice.is_all:
        return accounts
    signed = Creatorship.objects.filter(work__in=choice.works.filter(deleted_at=None).values("pk"))
    authors = accounts.filter(pk__in=signed.values("pen_name__account"))
    own = accounts.filter(pk=choice.account.pk) if choice.account else accounts.none()
    return authors | own


def _person(account: Account, choice: Choice) -> dict[str, object]:
    """A login and pen names. Of others than whose copy it is, only the names that sign."""
    pen_names = PenName.objects.filter(account=account).order_by("created_at", "folded")
    if not choice.is_all and account != choice.account:
        signed = Creatorship.objects.filter(
            work__in=choice.works.filter(deleted_at=None).values("pk")
        )
        pen_names = pen_names.filter(pk__in=signed.values("pen_name"))
    return {
        "login": account.login,
        "created_at": stamp(account.created_at),
        "pen_names": [
            {
                "name": one.name,
                "about": one.about,
                "is_default": one.is_default,
                "created_at": stamp(one.created_at),
            }
            for one in pen_names
        ],
    }


def _work(work: Work) -> dict[str, object]:
    details = WorkDetails.of(work)
    return {
        "key": str(work.key),
        "authors": [_signed(author) for author in work.authors],
        "series": [_place(place) for place in work.series_places.order_by("series__created_at")],
        "credits": [
            {"name": one.name, "role": one.role, "address": one.address}
            for one in work.credits.order_by("role", "name")
        ],
        "language": details.language,
        "rating": details.rating,
        "tags": {kind: list(names) for kind, names in details.tags.items()},
        "expected_chapters": details.expected_chapters,
        "audience": work.audience,
        "shows_changes": work.shows_changes,
        "word_count": work.word_count,
        **_told(work),
    }


def _signed(pen_name: PenName) -> dict[str, object]:
    return {"pen_name": pen_name.name, "login": pen_name.account.login}


def _place(place: SeriesPlace) -> dict[str, object]:
    series = place.series
    keepers = PenName.objects.filter(pk__in=series.pen_names.values("pk"))
    return {
        "title": series.title,
        "summary": series.summary_source,
        "created_at": stamp(series.created_at),
        "keepers": [
            _signed(one)
            for one in keepers.select_related("account").order_by("account__login", "folded")
        ],
        "position": place.position,
    }


def _told(row: Work | Chapter) -> dict[str, object]:
    """What works and chapters both have: words about them, the state, the times."""
    return {
        "title": row.title,
        "summary": row.summary_source,
        "notes": row.notes_source,
        "endnotes": row.endnotes_source,
        "state": row.state,
        "publish_at": stamp(row.publish_at),
        "published_at": stamp(row.published_at),
        "pulled_at": stamp(row.pulled_at),
        "pull_note": row.pull_note,
        "revised_at": stamp(row.revised_at),
        "created_at": stamp(row.created_at),
        "changed_at": stamp(row.changed_at),
    }


def _files_of_chapter(work: Work, chapter: Chapter, *, is_last: bool) -> Iterator[File]:
    folder = chapter_folder(work.key, chapter.position)
    current = chapter.revisions.select_related("base").get(pk=chapter.current_id or 0)
    # Without the texts: a chapter may have thousands of revisions. Without what is saved meanwhile.
    listed = list(
        chapter.revisions.filter(number__lte=current.number)
        .select_related("made_by")
        .defer("plain_source", "plain_prose", "packed")
        .order_by("number")
    )
    told = {
        "position": chapter.position,
        "current": current.number,
        "word_count": chapter.word_count,
        "revisions": [_revision(one, is_current=one == current) for one in listed],
        **_told(chapter),
    }
    yield f"{folder}/chapter.json", [spelled(told)]
    yield f"{folder}/{_source_file(current)}", [current.source.encode()]
    page = _chapter_page(work, chapter, current.prose, is_last=is_last)
    yield f"{folder}/prose.html", [page.encode()]
    for one in listed:
        if one != current:
            whole = Revision.objects.select_related("base").get(pk=one.pk)
            yield (
                f"{folder}/{revision_file(one.number, one.source_format)}",
                [whole.source.encode()],
            )


def _source_file(revision: Revision) -> str:
    return f"source.{ENDINGS[SourceFormat(revision.source_format)]}"


def _revision(revision: Revision, *, is_current: bool) -> dict[str, object]:
    older = revision_file(revision.number, revision.source_format)
    return {
        "number": revision.number,
        "file": _source_file(revision) if is_current else older,
        "source_format": revision.source_format,
        "word_count": revision.word_count,
        "note": revision.note,
        "restored_from": revision.restored_from,
        "shown_at": stamp(revision.shown_at),
        "created_at": stamp(revision.created_at),
        "made_by": revision.made_by.login if revision.made_by else None,
    }


def _work_page(work: Work, chapters: list[Chapter]) -> str:
    tags = [
        (str(kind), ", ".join(tag.name for tag in names))
        for kind, names in ((Kind(kind).label, names) for kind, names in work.tags_by_kind.items())
    ]
    return work_page(
        work.title,
        language=work.language,
        byline=", ".join(author.byline for author in work.authors),
        facts=[
            (_("State"), str(work.get_state_display())),
            (_("Rating"), str(work.get_rating_display())),
            *tags,
            (_("Series"), ", ".join(place.series.title for place in work.series_places.all())),
            (_("Published"), f"{work.published_at:%Y-%m-%d}" if work.published_at else ""),
            (_("Words"), f"{work.word_count:,}"),
            (_("Word to readers"), work.pull_note),
        ],
        remarks=[
            (_("Summary"), work.summary),
            (_("Notes"), work.notes),
            (_("Notes at the end"), work.endnotes),
        ],
        chapters=[
            Line(
                f"chapters/{chapter.position:04d}/prose.html",
                _heading(chapter),
                work.language,
                str(chapter.get_state_display()),
            )
            for chapter in chapters
        ],
    )


def _chapter_page(work: Work, chapter: Chapter, prose: str, *, is_last: bool) -> str:
    ways = [Line("../../index.html", work.title)]
    if chapter.position > 1:
        ways.append(Line(f"../{chapter.position - 1:04d}/prose.html", _("Previous chapter")))
    if not is_last:
        ways.append(Line(f"../{chapter.position + 1:04d}/prose.html", _("Next chapter")))
    return chapter_page(
        _heading(chapter),
        language=work.language,
        prose=prose,
        before=[(_("Summary"), chapter.summary), (_("Notes"), chapter.notes)],
        after=[(_("Notes at the end"), chapter.endnotes)],
        ways=ways,
    )


def _heading(chapter: Chapter) -> str:
    return chapter.title or _("Chapter %(number)s") % {"number": chapter.position}
