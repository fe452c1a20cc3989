"""What the desk shows, in a constant number of queries."""

from django.db.models import Count, Max, Q, QuerySet

from fanfold.people.models import Account
from fanfold.works.models import Chapter, State, Work


def desk(account: Account) -> "QuerySet[Work]":
    """The account's works in every state, the latest changed first, with chapter counts."""
    return (
        Work.objects.written_by(account)
        .annotate(
            all_chapters=Count("chapters"),
            published_chapters=Count("chapters", filter=Q(chapters__state=State.PUBLISHED)),
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
    )
