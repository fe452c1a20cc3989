"""What the archive notes for a reader, for her alone: which text of a chapter, and when."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

# Coming back to a chapter within this time is one reading: a page opened again, a walk to see what
# changed and back. So a reader makes the archive write at most four times a day for a chapter.
SITTING = timedelta(hours=6)


class ReadMark(models.Model):
    """An account has read a chapter: the number of the revision it read last, and since when it
    sits over it. Strangers leave none."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    chapter = models.ForeignKey("works.Chapter", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    read_at = models.DateTimeField()
    # The other text that she had read when this sitting began, and when; gone with the next one.
    before_number = models.PositiveIntegerField(null=True)
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "chapter"], name="read_mark_once"),
            models.CheckConstraint(
                condition=Q(before_number__isnull=True, before_at__isnull=True)
                | Q(before_number__isnull=False, before_at__isnull=False),
                name="read_mark_before_whole",
            ),
        ]
        indexes = [models.Index(fields=["account", "-read_at"], name="read_mark_latest_first")]

    def read(self, number: int, *, at: datetime) -> bool:
        """Note that the text with this number is being read; whether that is news worth writing."""
        is_same_sitting = at - self.read_at < SITTING
        if self.number == number and is_same_sitting:
            return False
        if self.number == number:
            self.before_number, self.before_at = None, None
        elif self.before_number is None or not is_same_sitting:
            self.before_number, self.before_at = self.number, self.read_at
        self.number, self.read_at = number, at
        return True

    @property
    def is_other_text(self) -> bool:
        """Whether the text is another one than she had read before."""
        return self.before_number not in {None, self.number}
