"""Lists of works, and the people and tags they belong to."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Sum

from fanfold.people.models import Account, PenName
from fanfold.tags.models import Tag
from fanfold.tags.names import fold
from fanfold.works.blurbs import with_blurbs
from fanfold.works.models import Rating, Work

Reader = Account | AnonymousUser


def newest(reader: Reader) -> "QuerySet[Work]":
    """Published works that the reader may read, the latest updated first. What is still a draft is
    on its author's desk, not in a list."""
    return with_blurbs(Work.objects.visible_to(reader).published().newest_first())


def tagged(name: str, reader: Reader) -> "QuerySet[Work] | None":
    """Published works that bear the tag or have the rating of this name; None if there is none."""
    rating = next((rating for rating in Rating if fold(rating) == fold(name)), None)
    tags = list(Tag.objects.filter(folded=fold(name)).values_list("pk", flat=True))
    if rating is None and not tags:
        return None
    borne = Q(pk__in=Work.tags.through.objects.filter(tag__in=tags).values("work"))
    return newest(reader).filter(borne | Q(rating=rating) if rating else borne)


def written_as(pen_names: "QuerySet[PenName]", reader: Reader) -> "QuerySet[Work]":
    """Published works under any of these pen names."""
    through = Work.pen_names.through.objects.filter(pen_name__in=pen_names)
    return newest(reader).filter(pk__in=through.values("work"))


def size_of_archive(reader: Reader) -> dict[str, int]:
    """How many works the reader can read, and how many words they have."""
    published = Work.objects.visible_to(reader).published()
    words = published.aggregate(words=Sum("word_count"))["words"] or 0
    return {"works": published.count(), "words": words}
