"""Works with all that a list shows of them, in a constant number of queries."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fanfold.works.models import Chapter, Creatorship, SeriesPlace, Tagging, Work


def with_people_and_tags(works: "QuerySet[Work]") -> "QuerySet[Work]":
    """The works with bylines, tags and series, in three more queries."""
    return works.prefetch_related(
        Prefetch("creatorships", Creatorship.objects.select_related("pen_name__account")),
        Prefetch("taggings", Tagging.objects.select_related("tag")),
        Prefetch("series_places", SeriesPlace.objects.select_related("series")),
    )


def with_blurbs(works: "QuerySet[Work]") -> "QuerySet[Work]":
    """The works as lists show them. Four queries for a page of any size.

    Which works these are was decided before (`visible_to`); this only fetches what is shown.
    `published_chapters` counts what readers can read; `latest_chapter` is the last one's id.
    """
    chapters = Chapter.objects.published().filter(work=OuterRef("pk"))
    counted = chapters.order_by().values("work").annotate(number=Count("pk")).values("number")
    return with_people_and_tags(works).annotate(
        published_chapters=Coalesce(Subquery(counted), 0),
        latest_chapter=Subquery(chapters.order_by("-position").values("pk")[:1]),
    )
