"""Works, chapters, revisions, series: the rows, what is always true of them, who may see them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold.tags.models import Kind, Tag

if TYPE_CHECKING:
    from fanfold.people.models import Account, PenName

CHAPTER_LIMIT = 2_000_000
SUMMARY_LIMIT = 5_000
NOTES_LIMIT = 20_000
TITLE_LIMIT = 255
PULL_NOTE_LIMIT = 500


class State(models.TextChoices):
    """Where a work or a chapter is in its life."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    PULLED = "pulled", _("Pulled")


class Rating(models.TextChoices):
    """For whom a work is. Exactly one of them, so it is a column and not a tag."""

    GENERAL = "General", _("General")
    TEEN = "Teen", _("Teen")
    MATURE = "Mature", _("Mature")
    EXPLICIT = "Explicit", _("Explicit")
    NOT_RATED = "Not rated", _("Not rated")


ADULT_RATINGS = frozenset({Rating.MATURE, Rating.EXPLICIT, Rating.NOT_RATED})


class SourceFormat(models.TextChoices):
    """How an author's source is written."""

    HTML = "html", _("HTML or plain paragraphs")
    MARKDOWN = "markdown", _("Markdown")
    TEXT = "text", _("Plain text")


def _state_constraints(model: str) -> list[models.CheckConstraint]:
    """What a state demands of the times beside it, the same for works and chapters.

    `published_at` is when readers first could read it; it stays through pulling and republishing.
    """
    return [
        models.CheckConstraint(condition=Q(state__in=State.values), name=f"{model}_state_known"),
        models.CheckConstraint(
            condition=Q(state__in=[State.PUBLISHED, State.PULLED], published_at__isnull=False)
            | Q(state__in=[State.DRAFT, State.SCHEDULED], published_at__isnull=True),
            name=f"{model}_published_at_fits_state",
        ),
        models.CheckConstraint(
            condition=Q(state=State.SCHEDULED, publish_at__isnull=False)
            | (~Q(state=State.SCHEDULED) & Q(publish_at__isnull=True)),
            name=f"{model}_publish_at_fits_state",
        ),
        models.CheckConstraint(
            condition=Q(state=State.PULLED, pulled_at__isnull=False)
            | (~Q(state=State.PULLED) & Q(pulled_at__isnull=True)),
            name=f"{model}_pulled_at_fits_state",
        ),
        models.CheckConstraint(
            condition=Q(pulled_at__isnull=True) | Q(pulled_at__gte=F("published_at")),
            name=f"{model}_pulled_after_published",
        ),
    ]


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
        """Works that readers can read now."""
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, reader: "Account | AnonymousUser") -> Self:
        """Works that the reader may read: the published ones, and all of her own.

        The only answer to "may she see it": pages, lists, feeds and books all filter through it.
        """
        if not reader.is_authenticated:
            return self.published()
        mine = Creatorship.objects.filter(work=OuterRef("pk"), pen_name__account=reader.pk)
        return self.filter(Q(state=State.PUBLISHED) | Exists(mine))

    def newest_first(self) -> Self:
        """The latest published or updated first; stable among equals."""
        return self.order_by(F("revised_at").desc(nulls_first=True), "-pk")


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

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            *_state_constraints("work"),
            models.CheckConstraint(condition=~Q(title=""), name="work_has_title"),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="work_rating_known"),
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


class ChapterQuerySet(models.QuerySet["Chapter"]):
    """Questions about chapters."""

    def published(self) -> Self:
        """Chapters that are published themselves, whatever their work is."""
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, reader: "Account | AnonymousUser") -> Self:
        """Chapters that the reader may read: published ones of published works, and all her own."""
        public = Q(state=State.PUBLISHED, work__state=State.PUBLISHED)
        if not reader.is_authenticated:
            return self.filter(public)
        mine = Creatorship.objects.filter(work=OuterRef("work_id"), pen_name__account=reader.pk)
        return self.filter(public | Exists(mine))

    def in_order(self) -> Self:
        """In reading order."""
        return self.order_by("position")


class Chapter(models.Model):
    """A part of a work. Its text is in revisions; `current` is the one that readers see."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=TITLE_LIMIT, blank=True)
    summary_source = models.TextField(_("summary"), blank=True)
    summary = models.TextField(blank=True)
    notes_source = models.TextField(_("notes at the beginning"), blank=True)
    notes = models.TextField(blank=True)
    endnotes_source = models.TextField(_("notes at the end"), blank=True)
    endnotes = models.TextField(blank=True)
    # Empty only inside the transaction that makes a chapter: the revision needs the chapter first.
    current = models.ForeignKey("Revision", on_delete=models.RESTRICT, null=True, related_name="+")
    word_count = models.PositiveIntegerField(default=0)

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    pulled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            *_state_constraints("chapter"),
            models.UniqueConstraint(fields=["work", "position"], name="chapter_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="chapter_position_from_1"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(current__isnull=False),
                name="chapter_beyond_draft_has_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.position}"


class Revision(models.Model):
    """A snapshot of a chapter's text: the source as given, which never changes, and its prose.

    Only a newer cleaner makes the prose again (commands/remaking.py).
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    source_format = models.CharField(max_length=10, choices=SourceFormat)
    prose = models.TextField()
    cleaner_version = models.PositiveIntegerField()
    word_count = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_1"),
            models.CheckConstraint(
                condition=Q(source_format__in=SourceFormat.values), name="revision_format_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class SeriesQuerySet(models.QuerySet["Series"]):
    """Questions about series."""

    def visible_to(self, reader: "Account | AnonymousUser") -> Self:
        """Series in which the reader may read at least one work."""
        readable = Work.objects.visible_to(reader).filter(series_places__series=OuterRef("pk"))
        return self.filter(Exists(readable))


class Series(models.Model):
    """Works in order."""

    title = models.CharField(_("title"), max_length=TITLE_LIMIT)
    summary_source = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    pen_names: "models.ManyToManyField[models.Model, models.Model]" = models.ManyToManyField(
        "people.PenName", related_name="+"
    )
    cleaner_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="series_has_title")]

    def __str__(self) -> str:
        return self.title


class SeriesPlace(models.Model):
    """A work's place in a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="places")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="series_places")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["series", "work"], name="work_once_per_series"),
            models.UniqueConstraint(fields=["series", "position"], name="series_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="series_position_from_1"),
        ]
