"""Series: works in order; who may see them."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold.works.models.states import TITLE_LIMIT
from fanfold.works.models.works import Work

if TYPE_CHECKING:
    from fanfold.people.models import Account


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
    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="series_places")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["series", "work"], name="work_once_per_series"),
            models.UniqueConstraint(fields=["series", "position"], name="series_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="series_position_from_1"),
        ]
