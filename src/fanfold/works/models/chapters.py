"""Chapters and their revisions; who may see them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from fanfold import prose
from fanfold.works import packing
from fanfold.works.models.states import (
    PULL_NOTE_LIMIT,
    REVISION_NOTE_LIMIT,
    TITLE_LIMIT,
    Audience,
    SourceFormat,
    State,
    state_constraints,
)
from fanfold.works.models.works import Creatorship

if TYPE_CHECKING:
    from fanfold.people.models import Account


class ChapterQuerySet(models.QuerySet["Chapter"]):
    """Questions about chapters."""

    def published(self) -> Self:
        """Chapters that are published themselves, whatever their work is."""
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, reader: "Account | AnonymousUser") -> Self:
        """Chapters that the reader may read: published ones of published works that are meant for
        her, and all her own; none that was deleted."""
        kept = self.filter(deleted_at=None, work__deleted_at=None)
        public = Q(state=State.PUBLISHED, work__state=State.PUBLISHED)
        if not reader.is_authenticated:
            return kept.filter(public, work__audience=Audience.EVERYONE)
        mine = Creatorship.objects.filter(work=OuterRef("work_id"), pen_name__account=reader.pk)
        return kept.filter(public | Exists(mine))

    def in_order(self) -> Self:
        """In reading order."""
        return self.order_by("position")

    def knowing_earlier_texts(self) -> Self:
        """Each with `has_earlier_text`: whether readers could read another text of it before."""
        earlier = Revision.objects.filter(
            chapter=OuterRef("pk"), number__lt=OuterRef("current__number"), shown_at__isnull=False
        )
        return self.annotate(has_earlier_text=Exists(earlier))


class KeptChapters(models.Manager["Chapter"]):
    """Chapters without the deleted ones, which only the bin asks for (`with_deleted`)."""

    def get_queryset(self) -> ChapterQuerySet:
        """The rows that everything else is asked of."""
        return ChapterQuerySet(self.model, using=self._db).filter(deleted_at=None)


class Chapter(models.Model):
    """A part of a work. Its text is in revisions; `current` is the one that readers see."""

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="chapters")
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
    pull_note = models.CharField(_("a word to readers"), max_length=PULL_NOTE_LIMIT, blank=True)
    # Thrown away by an author; `position` then is where it stood.
    deleted_at = models.DateTimeField(null=True)
    # When readers last got another text of it, after they had got the first.
    revised_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True, null=True, editable=False)

    objects = KeptChapters.from_queryset(ChapterQuerySet)()
    with_deleted = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            *state_constraints("chapter"),
            models.CheckConstraint(
                condition=Q(revised_at__isnull=True) | Q(published_at__isnull=False),
                name="chapter_revised_after_published",
            ),
            models.UniqueConstraint(
                fields=["work", "position"],
                condition=Q(deleted_at=None),
                name="chapter_position_once",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="chapter_position_from_1"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(current__isnull=False),
                name="chapter_beyond_draft_has_text",
            ),
        ]
        indexes = [
            models.Index(
                fields=["publish_at"], condition=Q(state=State.SCHEDULED), name="chapter_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.position}"


class Revision(models.Model):
    """A snapshot of a chapter's text: the source as given, which never changes, and its prose.

    The current one is stored as text. An older one is packed (commands/packing.py): `source` then
    unpacks it, and `prose` is made again by the cleaner of today.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    # Read `source` and `prose` instead: these are empty once the revision is packed.
    plain_source = models.TextField(blank=True)
    plain_prose = models.TextField(blank=True)
    source_format = models.CharField(max_length=10, choices=SourceFormat)
    # The source as a zstandard frame. Its dictionary is the source of `base`, which has no base.
    packed = models.BinaryField(null=True)
    base = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="+")
    checksum = models.CharField(max_length=64, blank=True)
    # Characters of the source.
    size = models.PositiveIntegerField()
    cleaner_version = models.PositiveIntegerField()
    word_count = models.PositiveIntegerField()
    # What its author says that she changed.
    note = models.CharField(_("a word on what changed"), max_length=REVISION_NOTE_LIMIT, blank=True)
    # The number of the older revision whose text it brought back.
    restored_from = models.PositiveIntegerField(null=True)
    # When readers could first read this text; None for one that they never could.
    shown_at = models.DateTimeField(null=True)
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
            models.CheckConstraint(
                condition=Q(packed__isnull=True, base__isnull=True, checksum="")
                | (Q(packed__isnull=False, plain_source="", plain_prose="") & ~Q(checksum="")),
                name="revision_packed_or_plain",
            ),
            models.CheckConstraint(
                condition=Q(restored_from__isnull=True) | Q(restored_from__lt=F("number")),
                name="revision_restored_from_older",
            ),
        ]
        indexes = [
            # Packing looks for older ones among them (commands/packing.py).
            models.Index(fields=["chapter"], condition=Q(packed=None), name="revision_plain"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def source(self) -> str:
        """Exactly what the author gave. Raises packing.Damaged when the stored bytes are."""
        return self.plain_source if self.packed is None else self._unpacked

    @property
    def prose(self) -> str:
        """The clean HTML made from the source. Of a packed revision it is made when it is asked
        for, which takes as long as saving it did."""
        return self.plain_prose if self.packed is None else self._made_again

    @cached_property
    def _unpacked(self) -> str:
        base = self.base.source if self.base else ""
        source = packing.unpack(bytes(self.packed or b""), base=base)
        if packing.checksum(source) != self.checksum:
            raise packing.Damaged
        return source

    @cached_property
    def _made_again(self) -> str:
        return prose.clean(self._unpacked, self.source_format).prose  # type: ignore[arg-type]
