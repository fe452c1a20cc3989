"""What an author has typed and not saved yet: hers alone, and never prose or page by itself."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from fanfold.works.models.states import TITLE_LIMIT
from fanfold.works.models.works import Creatorship

if TYPE_CHECKING:
    from fanfold.people.models import Account


class Target(models.TextChoices):
    """Which form of the desk something is typed into."""

    NEW_WORK = "new_work"
    DETAILS = "details"
    NEW_CHAPTER = "new_chapter"
    CHAPTER = "chapter"


class UnsavedQuerySet(models.QuerySet["Unsaved"]):
    """Questions about what is unsaved."""

    def written_by(self, account: "Account | AnonymousUser") -> Self:
        """The account's own; nobody else ever sees them."""
        return self.filter(account=account.pk) if account.is_authenticated else self.none()

    def within_reach(self) -> Self:
        """Those whose form can be opened: nothing is in the bin, and the work is still hers."""
        mine = Creatorship.objects.filter(
            work=OuterRef("work_id"), pen_name__account=OuterRef("account_id")
        )
        return self.filter(
            Q(work=None) | Q(Exists(mine), work__deleted_at=None), chapter__deleted_at=None
        )


class Unsaved(models.Model):
    """The fields of one form as they stood when they were last kept.

    `key` is the form: each time a form is opened it has another one, so that two tabs never write
    over each other. `serial` grows with the typing; what comes late is older and is not kept.
    """

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    target = models.CharField(max_length=12, choices=Target)
    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, null=True, related_name="+")
    chapter = models.ForeignKey(
        "works.Chapter", on_delete=models.CASCADE, null=True, related_name="+"
    )
    # The form's names and what stood in each, as a browser sends them: `based_on` and `seen` too.
    fields = models.JSONField()
    serial = models.PositiveBigIntegerField()
    # For lists, which do without the fields.
    title = models.CharField(max_length=TITLE_LIMIT, blank=True)
    word_count = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="unsaved_once_per_form"),
            models.CheckConstraint(
                condition=Q(target__in=Target.values), name="unsaved_target_known"
            ),
            models.CheckConstraint(
                condition=Q(target=Target.NEW_WORK, work=None, chapter=None)
                | Q(
                    target__in=[Target.DETAILS, Target.NEW_CHAPTER],
                    work__isnull=False,
                    chapter=None,
                )
                | Q(target=Target.CHAPTER, work__isnull=False, chapter__isnull=False),
                name="unsaved_target_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.target


class Settled(models.Model):
    """A form that was saved or thrown away: what still comes from it is not kept again."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="settled_once_per_form")
        ]

    def __str__(self) -> str:
        return str(self.key)
