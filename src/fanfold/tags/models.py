"""Kinds of tag and the tags themselves. Which work bears which tag is known to `works`."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# Not in tag names: the separators of tag lists, and marks that addresses and searches need.
FORBIDDEN = frozenset(",\uff0c\u3001*<>^{}=`\\%")


class Kind(models.TextChoices):
    """What a tag says about a work. (A work's rating is a column of the work: exactly one.)"""

    WARNING = "warning", _("Warning")
    CATEGORY = "category", _("Category")
    FANDOM = "fandom", _("Fandom")
    RELATIONSHIP = "relationship", _("Relationship")
    CHARACTER = "character", _("Character")
    FREEFORM = "freeform", _("Additional tag")


# Kinds whose tags are a fixed list, filled by the first migration; authors choose, never add.
CLOSED_KINDS = frozenset({Kind.WARNING, Kind.CATEGORY})
OPEN_KINDS = tuple(kind for kind in Kind if kind not in CLOSED_KINDS)


class TagQuerySet(models.QuerySet["Tag"]):
    """Questions about tags."""

    def of_kind(self, kind: str) -> Self:
        """Tags of one kind."""
        return self.filter(kind=kind)


class Tag(models.Model):
    """A name of one kind. Two spellings that differ in case alone are one tag."""

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=150)
    # The case-folded name, made by the command that makes the tag: one comparison on every
    # database, where lower() knows more letters on one than on the other.
    # Three times the name's length: one letter can fold to three (ﬃ).
    folded = models.CharField(max_length=450, editable=False)
    position = models.PositiveSmallIntegerField(default=0, help_text=_("Order in a fixed list."))

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "folded"], name="tag_once_per_kind"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="tag_kind_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="tag_not_empty"),
        ]
        indexes = [models.Index(fields=["folded"], name="tag_by_folded_name")]

    def __str__(self) -> str:
        return self.name
