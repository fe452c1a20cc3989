"""The copy of everything that a person asked for, while it is made and until it is thrown away."""

from django.db import models
from django.utils import timezone


class FullCopy(models.Model):
    """One account's copy of all her works, as a zip. The file is there when `made_at` is."""

    # One at a time: who asks again gets a new one instead.
    account = models.OneToOneField("people.Account", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    # How far the worker is.
    works_done = models.PositiveIntegerField(default=0)
    works_in_all = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # Its name in the storage of files is random: where files lie, nobody can guess it.
    file = models.FileField(upload_to="copies/", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "full copies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True) | ~models.Q(file=""),
                name="full_copy_made_has_file",
            ),
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True) | models.Q(failed_at__isnull=True),
                name="full_copy_made_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"copy for account {self.account_id}"

    @property
    def is_being_made(self) -> bool:
        """Whether the worker still has it."""
        return self.made_at is None and self.failed_at is None
