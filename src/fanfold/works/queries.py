"""What the desk shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Lower

from fanfold.people.models import Account, PenName
from fanfold.people.queries import pen_names_of
from fanfold.works.models import (
    OPENED,
    Chapter,
    Creatorship,
    Invitation,
    Resemblance,
    Revision,
    State,
    Target,
    Unsaved,
    Work,
)

# The orders of the desk's list, by the names that its form has for them; stable among equals.
SORTINGS: dict[str, str | Combinable | OrderBy] = {
    "changed": "-changed_at",
    "title": Lower("title"),
    "words": "-word_count",
    "published": F("revised_at").desc(nulls_last=True),
    "created": "-created_at",
}

Reader = Account | AnonymousUser


def desk(
    account: Account, *, q: str = "", state: str = "", sort: str = "changed"
) -> "QuerySet[Work]":
    """The account's works with chapter counts: those whose title has `q` in it, in this state or
    in any, in one of the `SORTINGS`."""
    kept = Q(chapters__deleted_at=None)
    works = Work.objects.written_by(account)
    if q:
        works = works.filter(title__icontains=q)
    if state:
        works = works.filter(state=state)
    return works.annotate(
        all_chapters=Count("chapters", filter=kept),
        published_chapters=Count("chapters", filter=kept & Q(chapters__state=State.PUBLISHED)),
    ).order_by(SORTINGS[sort], "-pk")


def states_of(account: Account) -> dict[str, int]:
    """How many works the account has in each state. One query."""
    counted = Work.objects.written_by(account).values_list("state").annotate(number=Count("pk"))
    return dict(counted.order_by())


@dataclass(frozen=True)
class Asked:
    """Who waits for the account's answer, and under which names it could be given."""

    invitations: "list[Invitation]"
    pen_names: list[PenName]


def asked_to_write(account: Account) -> Asked:
    """The invitations that the account has not answered, with the works' bylines at hand. One query
    when there are none, three when there are."""
    invitations = list(
        Invitation.objects.filter(invited=account, work__deleted_at=None)
        .select_related("work", "invited_by")
        .prefetch_related("work__creatorships__pen_name__account")
    )
    return Asked(invitations, list(pen_names_of(account)) if invitations else [])


def byline_of(work: Work) -> "QuerySet[Creatorship]":
    """The work's creatorships in the order of the byline, with pen names and accounts."""
    return Creatorship.objects.filter(work=work).select_related("pen_name__account")


def pulled_like(draft: Work, account: Account) -> "QuerySet[Work]":
    """The author's pulled works that this draft of hers is close to, with how many of the draft's
    chapters are (`alike`); the closest first."""
    alike = Resemblance.objects.filter(chapter__work=draft, chapter__deleted_at=None)
    return (
        Work.objects.written_by(account)
        .filter(state=State.PULLED)
        .filter(chapters__in=alike.values("other"), chapters__deleted_at=None)
        .annotate(alike=Count("chapters", distinct=True))
        .order_by("-alike", "pk")
    )


def likenesses() -> "QuerySet[Resemblance]":
    """Chapters that are close to one of another author, and nobody has looked at; the latest first.
    Drafts are their authors' own business."""
    seen = Q(chapter__work__state__in=OPENED, other__work__state__in=OPENED)
    kept = Q(chapter__work__deleted_at=None, other__work__deleted_at=None)
    same_author = Creatorship.objects.filter(
        work=OuterRef("chapter__work"),
        pen_name__account__in=Creatorship.objects.filter(
            work=OuterRef(OuterRef("other__work"))
        ).values("pen_name__account"),
    )
    return (
        Resemblance.objects.filter(seen & kept, ~Exists(same_author), settled_at=None)
        .select_related("chapter__work", "other__work")
        .prefetch_related(
            "chapter__work__creatorships__pen_name__account",
            "other__work__creatorships__pen_name__account",
        )
        .order_by("-found_at", "-pk")
    )


@dataclass(frozen=True)
class ThrownAway:
    """Something in the bin, and when it goes for good."""

    row: Work | Chapter
    gone_at: datetime


def thrown_away(account: Account, *, grace: timedelta) -> list[ThrownAway]:
    """The works, and the chapters of works that are not, that the author can bring back; the
    latest first. Two queries."""
    mine = Work.with_deleted.written_by(account)
    works = mine.exclude(deleted_at=None).only("title", "language", "deleted_at")
    chapters = (
        Chapter.with_deleted.exclude(deleted_at=None)
        .filter(work__in=mine.filter(deleted_at=None))
        .select_related("work")
        .only("title", "position", "deleted_at", "work__title", "work__language")
    )
    rows = [
        ThrownAway(row, row.deleted_at + grace) for row in (*works, *chapters) if row.deleted_at
    ]
    return sorted(rows, key=lambda one: one.gone_at, reverse=True)


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


def two_revisions(chapter: Chapter, before: int, after: int) -> tuple[Revision, Revision]:
    """The revisions with these numbers, ready to be read. One query; KeyError for a missing one."""
    found = Revision.objects.filter(chapter=chapter, number__in=[before, after])
    by_number = {revision.number: revision for revision in found.select_related("base")}
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
