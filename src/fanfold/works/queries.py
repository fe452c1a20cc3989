"""What the desk shows, in a constant number of queries."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q, QuerySet

from fanfold.people.models import Account
from fanfold.works.models import Chapter, Revision, State, Work

Reader = Account | AnonymousUser


def desk(account: Account) -> "QuerySet[Work]":
    """The account's works in every state, the latest changed first, with chapter counts."""
    kept = Q(chapters__deleted_at=None)
    return (
        Work.objects.written_by(account)
        .annotate(
            all_chapters=Count("chapters", filter=kept),
            published_chapters=Count("chapters", filter=kept & Q(chapters__state=State.PUBLISHED)),
        )
        .order_by("-changed_at", "-pk")
    )


def next_number(work: Work, account: Account) -> int:
    """The number that a chapter behind the last one of its author's work would have. One query."""
    chapters = Chapter.objects.visible_to(account).filter(work=work)
    last: int = chapters.aggregate(last=Max("position"))["last"] or 0
    return last + 1


def chapters_of(work: Work) -> "QuerySet[Chapter]":
    """All chapters of a work for its author's desk, in order, without their notes."""
    return (
        Chapter.objects.filter(work=work)
        .in_order()
        .only("work_id", "position", "title", "state", "word_count", "changed_at")
        .annotate(last_revision=Max("revisions__number"))
    )


def chapters_to_compare(work: Work, reader: Reader, *, only_shown: bool) -> "QuerySet[Chapter]":
    """The work's chapters that the reader may read, in order, with `last_revision` and how many
    `revisions_to_compare` there are: all, or only those that readers could read."""
    counted = Q(revisions__shown_at__isnull=False) if only_shown else None
    return (
        Chapter.objects.visible_to(reader)
        .filter(work=work)
        .in_order()
        .only("work_id", "position", "title")
        .annotate(
            last_revision=Max("revisions__number", filter=counted),
            revisions_to_compare=Count("revisions", filter=counted),
        )
    )


def revisions_of(chapter: Chapter, *, only_shown: bool = False) -> "QuerySet[Revision]":
    """The revisions of a chapter, the latest first, without their texts: all for its author, or
    only those that readers could read."""
    shown = {"shown_at__isnull": False} if only_shown else {}
    return (
        Revision.objects.filter(chapter=chapter, **shown)
        .select_related("made_by")
        .only(
            "number", "created_at", "word_count", "size", "note", "restored_from", "made_by__login"
        )
    )


def revision_of(chapter: Chapter, number: int) -> Revision | None:
    """The revision with this number, ready to be read. One query."""
    return (
        Revision.objects.filter(chapter=chapter, number=number)
        .select_related("base", "made_by")
        .first()
    )


def two_revisions(
    chapter: Chapter, before: int, after: int, *, only_shown: bool = False
) -> tuple[Revision, Revision] | None:
    """The revisions with these numbers, ready to be read; None when there is no such. One query."""
    shown = {"shown_at__isnull": False} if only_shown else {}
    found = Revision.objects.filter(chapter=chapter, number__in=[before, after], **shown)
    by_number = {revision.number: revision for revision in found.select_related("base")}
    if {before, after} - by_number.keys():
        return None
    return by_number[before], by_number[after]
