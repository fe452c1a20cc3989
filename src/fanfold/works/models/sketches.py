"""Sketches of chapters, by which a text is known again, and which texts were found alike."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold import prose


class ChapterSketch(models.Model):
    """What is kept of a chapter's current text to know it again (prose/sketching.py)."""

    chapter = models.OneToOneField(
        "works.Chapter", on_delete=models.CASCADE, primary_key=True, related_name="sketch"
    )
    revision = models.ForeignKey("works.Revision", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=prose.SKETCH_VERSION)
    data = models.BinaryField(max_length=2061)

    def __str__(self) -> str:
        return f"sketch of {self.chapter_id}"

    @property
    def sketch(self) -> prose.Sketch:
        """The sketch itself. ValueError when it is of another version of the recipe."""
        return prose.Sketch.from_bytes(bytes(self.data))


class SketchKey(models.Model):
    """A run of words that a chapter has, by its hash: the table in which texts are found."""

    key = models.BigIntegerField()
    chapter = models.ForeignKey("works.Chapter", on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["key", "chapter"], name="sketch_key_chapter")]

    def __str__(self) -> str:
        return f"{self.key} in {self.chapter_id}"


class Resemblance(models.Model):
    """A chapter's text was known when it was saved: it is close to a chapter of another work.

    Authors are told of their own works only, and archivists of the rest; readers of none.
    """

    class Kind(models.TextChoices):
        """How close: what prose.compare_sketches says."""

        SAME = "same", _("the same text")
        EDITED = "edited", _("an edited version")

    chapter = models.ForeignKey(
        "works.Chapter", on_delete=models.CASCADE, related_name="resemblances"
    )
    other = models.ForeignKey("works.Chapter", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    # How much of either text stands in the other, the larger of the two: 0 to 1, an estimate.
    share = models.FloatField()
    found_at = models.DateTimeField(default=timezone.now)
    # When an archivist has looked at it.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "other"], name="resemblance_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["same", "edited"]), name="resemblance_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(chapter=F("other")), name="resemblance_of_two_chapters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} ~ {self.other_id}"
