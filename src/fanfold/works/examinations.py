"""What the doctor looks at in works: rules that no single row can keep for itself."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fanfold.house.doctor import Finding, Level, examines
from fanfold.works.commands.claims import recount
from fanfold.works.commands.packing import older_revisions_to_pack
from fanfold.works.commands.remaking import works_of_older_cleaners
from fanfold.works.models import OPENED, Chapter, Revision, State, Work
from fanfold.works.packing import Damaged

KEPT = Q(chapters__deleted_at=None)


@examines(gettext_lazy("Works"))
def works_without_chapters(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - its author must say
    """A work has a chapter, and a published work a published one."""
    empty = Work.objects.filter(~Exists(Chapter.objects.filter(work=OuterRef("pk"))))
    if numbers := _numbers(empty):
        yield Finding(Level.ERROR, _("These works have no chapter at all: %s.") % numbers)
    published = Chapter.objects.published().filter(work=OuterRef("pk"))
    hollow = Work.objects.published().filter(~Exists(published))
    if numbers := _numbers(hollow.exclude(pk__in=empty)):
        yield Finding(
            Level.ERROR,
            _("These works are published and have no published chapter: %s.") % numbers,
        )


@examines(gettext_lazy("Chapters"))
def positions(*, fix: bool) -> Iterator[Finding]:
    """Chapters are numbered 1, 2, 3 … without a gap."""
    gapped = Work.objects.annotate(
        last=Max("chapters__position", filter=KEPT),
        number_of_chapters=Count("chapters", filter=KEPT),
    ).exclude(last=F("number_of_chapters"))
    works = list(gapped.filter(number_of_chapters__gt=0))
    if works:
        numbers = _numbers(works)
        if fix:
            for work in works:
                _renumber(work)
        yield Finding(
            Level.ERROR, _("The chapters of these works have gaps in their numbers: %s.") % numbers,
            mended=fix,
        )  # fmt: skip


@examines(gettext_lazy("Revisions"))
def current_revisions(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - which is right is not known
    """What readers see of a chapter is one of its own revisions."""
    strange = Chapter.objects.filter(current__isnull=False).exclude(current__chapter=F("pk"))
    if numbers := _numbers(strange):
        yield Finding(Level.ERROR, _("These chapters show another chapter's text: %s.") % numbers)
    if numbers := _numbers(Chapter.objects.filter(current__isnull=True)):
        yield Finding(Level.ERROR, _("These chapters have no text: %s.") % numbers)


@examines(gettext_lazy("Packed revisions"))
def packed_revisions(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - a backup may mend it
    """Every packed revision unpacks, and is the text that was packed."""
    packed = Revision.objects.filter(packed__isnull=False).select_related("base").order_by("pk")
    damaged = [one for one in packed.iterator(chunk_size=100) if not _unpacks(one)]
    if damaged:
        names = [f"{one.chapter_id}/{one.number}" for one in damaged]
        sentence = _(
            "These revisions (chapter/number) are damaged where they are stored, and cannot be "
            "read; a backup may still have them: %s."
        )
        yield Finding(Level.ERROR, sentence % _listed(names))


@examines(gettext_lazy("Older revisions"))
def older_plain_revisions(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - the worker packs them
    """Older revisions are packed, or will be soon."""
    if count := older_revisions_to_pack().count():
        sentence = ngettext(
            "%(count)s older revision is stored as text, as an older version did. The worker packs "
            "it.",
            "%(count)s older revisions are stored as text, as an older version did. The worker "
            "packs them.",
            count,
        )
        yield Finding(Level.INFORMATION, sentence % {"count": count})


@examines(gettext_lazy("Prose"))
def prose_of_older_cleaners(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - the worker mends it
    """Prose is made by the cleaner of this version, or will be soon."""
    if count := works_of_older_cleaners().count():
        sentence = ngettext(
            "The prose of %(count)s work was made by an older cleaner. The worker makes it again; "
            "“fanfold remake” does it at once.",
            "The prose of %(count)s works was made by an older cleaner. The worker makes it again; "
            "“fanfold remake” does it at once.",
            count,
        )
        yield Finding(Level.INFORMATION, sentence % {"count": count})


@examines(gettext_lazy("Word counts"))
def word_counts(*, fix: bool) -> Iterator[Finding]:
    """A chapter counts its revision's words, a work its chapters'."""
    chapters = Chapter.objects.filter(current__isnull=False).exclude(
        word_count=F("current__word_count")
    )
    wrong_chapters = list(chapters.select_related("current"))
    if fix:
        for chapter in wrong_chapters:
            if chapter.current is not None:
                Chapter.objects.filter(pk=chapter.pk).update(word_count=chapter.current.word_count)
    yield from _miscounted(len(wrong_chapters), _("chapters"), mended=fix)
    wrong_works = list(_works_with_a_wrong_count())
    if fix:
        for work in wrong_works:
            Work.objects.filter(pk=work.pk).update(word_count=recount(work))
    yield from _miscounted(len(wrong_works), _("works"), mended=fix)


def _works_with_a_wrong_count() -> "QuerySet[Work]":
    """The same rule as commands.claims.recount, asked of all works at once."""
    kept = Sum("chapters__word_count", filter=KEPT)
    published = Sum("chapters__word_count", filter=KEPT & Q(chapters__state=State.PUBLISHED))
    return (
        Work.objects.all()
        .annotate(counted=Coalesce(Case(When(state__in=OPENED, then=published), default=kept), 0))
        .exclude(word_count=F("counted"))
    )


def _miscounted(count: int, what: str, *, mended: bool) -> Iterator[Finding]:
    if count:
        sentence = ngettext(
            "The word count is wrong in %(count)s place (%(what)s).",
            "The word count is wrong in %(count)s places (%(what)s).",
            count,
        )
        yield Finding(Level.WARNING, sentence % {"count": count, "what": what}, mended=mended)


def _renumber(work: Work) -> None:
    """Close the gaps, keeping the order: every new number is free when its turn comes."""
    with transaction.atomic():
        Work.objects.select_for_update().get(pk=work.pk)
        for position, chapter in enumerate(work.chapters.in_order(), start=1):
            Chapter.objects.filter(pk=chapter.pk).update(position=position)


def _unpacks(revision: Revision) -> bool:
    try:
        return revision.source is not None
    except Damaged:
        return False


def _numbers(rows: Iterable[Work | Chapter]) -> str:
    """The first ten ids, as a host would type them."""
    return _listed([str(row.pk) for row in rows])


def _listed(names: list[str]) -> str:
    more = _(" and %s more") % (len(names) - 10) if len(names) > 10 else ""
    return ", ".join(names[:10]) + more
