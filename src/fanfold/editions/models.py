"""The shelf of bound files: one a work and kind, kept until the work changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What readers can take away; the value is the file's extension."""

    EPUB = "epub", _("EPUB")
    HTML = "html", _("HTML")
    MARKDOWN = "md", _("Markdown")
    TEXT = "txt", _("Plain text")


MEDIA_TYPES = {
    Kind.EPUB: "application/epub+zip",
    Kind.HTML: "text/html; charset=utf-8",
    Kind.MARKDOWN: "text/markdown; charset=utf-8",
    Kind.TEXT: "text/plain; charset=utf-8",
}


class Edition(models.Model):
    """A file bound from a published work. A copy that can be made again at any time."""

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    # Of everything that went into the file: a file whose digest is not the work's is stale.
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to="editions/", max_length=200)
    bound_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "kind"], name="edition_once_per_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="edition_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}.{self.kind}"
