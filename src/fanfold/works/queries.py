"""What the desk shows, in a constant number of queries."""

from django.db.models import Count, Max, Q, QuerySet

from fanfold.people.models import Account
from fanfold.works.models import Chapter, Revision, State, Target, Unsaved, Work


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


def revisions_of(chapter: Chapter) -> "QuerySet[Revision]":
    """The revisions of a chapter for its author's desk, the latest first, without their texts."""
    return (
        Revision.objects.filter(chapter=chapter)
        .select_related("made_by")
        .only("number", "created_at", "word_count", "made_by__login")
    )


def two_revisions(chapter: Chapter, before: int, after: int) -> tuple[Revision, Revision] | None:
    """The revisions with these numbers, texts and all; None when there is no such. One query."""
    found = Revision.objects.filter(chapter=chapter, number__in=[before, after])
    by_number = {revision.number: revision for revision in found}
    if {before, after} - by_number.keys():
        return None
    return by_number[before], by_number[after]


def unsaved_of(account: Account) -> "QuerySet[Unsaved]":
    """What the account has typed and not saved, the latest first, without the texts. One query."""
    return (
        Unsaved.objects.written_by(account)
        .within_reach()
        .select_related("work", "chapter")
        .only(
            "key", "target", "title", "word_count", "kept_at", "account_id",
            "work__title", "work__language", "chapter__position", "chapter__work_id",
        )
        .order_by("-kept_at", "-pk")
    )  # fmt: skip


def unsaved_in(
    target: Target, *, by: Account, work: Work | None = None, chapter: Chapter | None = None
) -> "QuerySet[Unsaved]":
    """What the account has typed into this form and not saved, the latest first, texts and all."""
    own = Unsaved.objects.written_by(by).filter(target=target, work=work, chapter=chapter)
    return own.order_by("-kept_at", "-pk")
