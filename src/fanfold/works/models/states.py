"""What rows may be: states, ratings, formats, audiences, and the limits of texts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

CHAPTER_LIMIT = 2_000_000
SUMMARY_LIMIT = 5_000
NOTES_LIMIT = 20_000
TITLE_LIMIT = 255
PULL_NOTE_LIMIT = 500
REVISION_NOTE_LIMIT = 500


class State(models.TextChoices):
    """Where a work or a chapter is in its life."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    PULLED = "pulled", _("Pulled")


UNPUBLISHED = (State.DRAFT, State.SCHEDULED)
# Readers could read it once; whether they can now is another question.
OPENED = (State.PUBLISHED, State.PULLED)


class Rating(models.TextChoices):
    """For whom a work is. Exactly one of them, so it is a column and not a tag."""

    GENERAL = "General", _("General")
    TEEN = "Teen", _("Teen")
    MATURE = "Mature", _("Mature")
    EXPLICIT = "Explicit", _("Explicit")
    NOT_RATED = "Not rated", _("Not rated")


class Audience(models.TextChoices):
    """Who may read a work once it is published."""

    EVERYONE = "everyone", _("Everyone")
    SIGNED_IN = "signed_in", _("Only people who are signed in")


class ShownChanges(models.TextChoices):
    """What readers may know of the revisions behind a published text."""

    NOTHING = "nothing", _("Nothing")
    MARK = "mark", _("That a chapter was revised, and when")
    COMPARISON = "comparison", _("What was changed")


ADULT_RATINGS = frozenset({Rating.MATURE, Rating.EXPLICIT, Rating.NOT_RATED})


class SourceFormat(models.TextChoices):
    """How an author's source is written."""

    HTML = "html", _("HTML or plain paragraphs")
    MARKDOWN = "markdown", _("Markdown")
    TEXT = "text", _("Plain text")


def state_constraints(model: str) -> list[models.CheckConstraint]:
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
