"""The archive's own profile, and the periodic jobs' times. One row stands for the archive."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Archive(models.Model):
    """The archive itself: the one row, made by the first migration."""

    name = models.CharField(_("name of the archive"), max_length=100, default="Fanfold")
    tagline = models.CharField(_("one line about it"), max_length=200, blank=True)
    opened_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When its archivist's account was made.")
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_archive")]

    def __str__(self) -> str:
        return self.name


class PeriodicJob(models.Model):
    """When a periodic job is next due. A clock claims it by moving `due_at` on."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """The last sign of life of a process that works in the background."""

    process = models.CharField(max_length=80, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.process
