"""Works, who wrote them, their tags; who may see them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold.tags.models import Kind, Tag
from fanfold.works.models.states import (
    ADULT_RATINGS,
    PULL_NOTE_LIMIT,
    TITLE_LIMIT,
    Audience,
    Rating,
    ShownChanges,
    State,
    state_constraints,
)

if TYPE_CHECKING:
    from fanfold.people.models import Account, PenName


class WorkQuerySet(models.QuerySet["Work"]):
    """Questions about works."""

    def written_by(self, account: "Account | AnonymousUser") -> Self:
        """Works under any pen name of the account."""
        if not account.is_authenticated:
            return self.none()
        return self.filter(
            Exists(Creatorship.objects.filter(work=OuterRef("pk"), pen_name__account=account.pk))
        )

    def published(self) -> Self:
        """Works that readers can read now, each by its own audience."""
        return self.filter(state=State.PUBLISHED, deleted_at=None)

    def visible_to(self, reader: "Account | AnonymousUser") -> Self:
        """Works that the reader may read: the published ones that are meant for her, and all of
        her own; none that was deleted.

        The only answer to "may she see it": pages, lists, feeds and books all filter through it.
        """
        if not reader.is_authenticated:
            return self.published().filter(audience=Audience.EVERYONE)
        mine = Creatorship.objects.filter(work=OuterRef("pk"), pen_name__account=reader.pk)
        return self.filter(Q(state=State.PUBLISHED) | Exists(mine), deleted_at=None)

    def newest_first(self) -> Self:
        """The latest published or updated first; stable among equals."""
        return self.order_by(F("revised_at").desc(nulls_first=True), "-pk")


class KeptWorks(models.Manager["Work"]):
    """Works without the deleted ones, which only the bin asks for (`with_deleted`)."""

    def get_queryset(self) -> WorkQuerySet:
        """The rows that everything else is asked of."""
        return WorkQuerySet(self.model, using=self._db).filter(deleted_at=None)


class Work(models.Model):
    """A story. What its author says about it is kept as source (HTML) beside its prose."""

    title = models.CharField(_("title"), max_length=TITLE_LIMIT)
    pen_names: "models.ManyToManyField[models.Model, Creatorship]" = models.ManyToManyField(
        "people.PenName", through="Creatorship", related_name="+"
    )
    tags: "models.ManyToManyField[models.Model, Tagging]" = models.ManyToManyField(
        "tags.Tag", through="Tagging", related_name="+"
    )
    language = models.CharField(_("language"), max_length=20, default="en")
    rating = models.CharField(_("rating"), max_length=12, choices=Rating, default=Rating.NOT_RATED)
    summary_source = models.TextField(_("summary"), blank=True)
    summary = models.TextField(blank=True)
    notes_source = models.TextField(_("notes at the beginning"), blank=True)
    notes = models.TextField(blank=True)
    endnotes_source = models.TextField(_("notes at the end"), blank=True)
    endnotes = models.TextField(blank=True)
    expected_chapters = models.PositiveIntegerField(_("chapters in all"), null=True, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    pulled_at = models.DateTimeField(null=True)
    pull_note = models.CharField(_("a word to readers"), max_length=PULL_NOTE_LIMIT, blank=True)
    # Thrown away by an author; gone for good after some days of grace (commands/deleting.py).
    deleted_at = models.DateTimeField(null=True)
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    shows_changes = models.CharField(
        _("what readers see of revisions"),
        max_length=10,
        choices=ShownChanges,
        default=ShownChanges.MARK,
    )
    # When readers last got a new chapter; None until the work is first published.
    revised_at = models.DateTimeField(null=True)
    # Words of the published chapters, or of all while none is.
    word_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    # The oldest cleaner that any of its prose may have been made by (commands/remaking.py).
    cleaner_version = models.PositiveIntegerField(default=0, editable=False)
    # Random and unguessable: names the work in files that leave the archive.
    key = models.UUIDField(unique=True, editable=False)
    # The form it came from: the same form sent twice makes one work.
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = KeptWorks.from_queryset(WorkQuerySet)()
    with_deleted = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            *state_constraints("work"),
            models.CheckConstraint(condition=~Q(title=""), name="work_has_title"),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="work_rating_known"),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="work_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(shows_changes__in=ShownChanges.values), name="work_shows_changes_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, revised_at__isnull=True)
                | Q(published_at__isnull=False, revised_at__isnull=False),
                name="work_revised_at_fits_published_at",
            ),
            models.CheckConstraint(
                condition=Q(expected_chapters__isnull=True) | Q(expected_chapters__gte=1),
                name="work_expects_a_chapter",
            ),
        ]
        indexes = [
            models.Index("state", F("revised_at").desc(), F("id").desc(), name="work_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_adult(self) -> bool:
        """Whether a reader is asked before she reads it."""
        return self.rating in ADULT_RATINGS

    @property
    def authors(self) -> "list[PenName]":
        """The pen names in the order of the byline."""
        return [creatorship.pen_name for creatorship in self.creatorships.all()]

    @property
    def loose_tags(self) -> "list[Tag]":
        """Relationships, characters and additional tags, as lists show them in one row."""
        by_kind = self.tags_by_kind
        loose = (Kind.RELATIONSHIP, Kind.CHARACTER, Kind.FREEFORM)
        return [tag for kind in loose for tag in by_kind[kind]]

    @property
    def tags_by_kind(self) -> "dict[str, list[Tag]]":
        """The tags of each kind, in the author's order; every kind has a list."""
        by_kind: dict[str, list[Tag]] = {kind: [] for kind in Kind}
        for tagging in self.taggings.all():
            by_kind[tagging.tag.kind].append(tagging.tag)
        return by_kind


class Creatorship(models.Model):
    """A pen name wrote a work; `position` is its place in the byline."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="creatorships")
    pen_name = models.ForeignKey("people.PenName", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "pen_name"], name="pen_name_once_per_work")
        ]


class Tagging(models.Model):
    """A work bears a tag; `position` is the author's order within the tag's kind."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey("tags.Tag", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["work", "tag"], name="tag_once_per_work")]
