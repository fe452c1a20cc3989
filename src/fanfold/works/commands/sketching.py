"""Texts that the archive knows: a sketch of every chapter, and which chapters it resembles.

Sketches are kept where the chapter's work is locked. Nobody reads anything else afterwards, so no
policy is asked; who is told what is in policies and queries.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.prose.recognising import CANDIDATES, CHAPTERS_A_KEY
from fanfold.works import policies
from fanfold.works.models import Chapter, ChapterSketch, Resemblance, Revision, SketchKey, Work

# Fewer words are known by nothing: a thousand chapters say “This chapter was moved”.
FEWEST_WORDS = 50

# Without the limit, the key of a disclaimer would look at thousands of chapters
# (docs/decisions/0012 has the figures).
_OF_ONE_KEY = (
    "SELECT chapter_id FROM (SELECT chapter_id FROM works_sketchkey WHERE key = %s LIMIT %s) AS one"
)


def keep_sketch(chapter: Chapter, *, revision: Revision, made: prose.Sketch, at: datetime) -> None:
    """Keep the sketch of the chapter's current revision in place of an earlier one, and note which
    chapters of other works it is close to."""
    SketchKey.objects.filter(chapter=chapter).delete()
    known = Resemblance.objects.filter(Q(chapter=chapter) | Q(other=chapter))
    # An archivist who has looked at two texts is not asked again with each of their revisions.
    settled = {
        (one.chapter_id if one.other_id == chapter.pk else one.other_id): one.settled_at
        for one in known.exclude(settled_at=None)
    }
    known.delete()
    ChapterSketch.objects.update_or_create(
        chapter=chapter,
        defaults={
            "revision": revision,
            "version": prose.SKETCH_VERSION,
            "data": made.to_bytes(),
        },
    )
    if made.words < FEWEST_WORDS:
        return
    Resemblance.objects.bulk_create(_resemblances(chapter, made, at=at, settled=settled))
    keys = made.keys()
    SketchKey.objects.bulk_create(SketchKey(key=key, chapter=chapter) for key in keys)


def chapters_to_sketch() -> "QuerySet[Chapter]":
    """Chapters whose current text has no sketch of today's recipe, in a stable order: an archive of
    an older version has them."""
    known = ChapterSketch.objects.filter(
        chapter=OuterRef("pk"),
        revision=OuterRef("current"),
        version=prose.SKETCH_VERSION,
    )
    unknown = Chapter.with_deleted.filter(~Exists(known))
    return unknown.filter(current__isnull=False).order_by("pk")


def sketch_chapter(chapter: Chapter, *, at: datetime) -> None:
    """Make the sketch of a chapter that has none. Running twice does no harm."""
    with transaction.atomic():
        Work.with_deleted.select_for_update(of=("self",)).get(pk=chapter.work_id)
        fresh = Chapter.with_deleted.select_related("current").get(pk=chapter.pk)
        if fresh.current is not None:
            made = prose.sketch(fresh.current.prose)
            keep_sketch(fresh, revision=fresh.current, made=made, at=at)


def settle_likeness(found: Resemblance, *, by: Account, at: datetime) -> Resemblance:
    """Note that an archivist has looked at two texts that are alike."""
    if not policies.may_see_likenesses(by):
        raise Refused(_("This page is for archivists."))
    Resemblance.objects.filter(pk=found.pk, settled_at=None).update(settled_at=at)
    found.refresh_from_db()
    return found


def _resemblances(
    chapter: Chapter,
    made: prose.Sketch,
    *,
    at: datetime,
    settled: Mapping[int, datetime | None],
) -> list[Resemblance]:
    found = []
    for other in _candidates(chapter, made.runs):
        seen = prose.compare_sketches(made, other.sketch)
        if seen.kind in Resemblance.Kind.values:
            share = max(seen.share_of_a, seen.share_of_b)
            found.append(
                Resemblance(
                    chapter=chapter,
                    other_id=other.pk,
                    kind=seen.kind,
                    share=share,
                    found_at=at,
                    settled_at=settled.get(other.pk),
                )
            )
    return found


def _candidates(chapter: Chapter, runs: Sequence[int]) -> "QuerySet[ChapterSketch]":
    """The chapters of other works with the most keys among these runs."""
    of_keys = " UNION ALL ".join([_OF_ONE_KEY] * len(runs))
    limited = [value for run in runs for value in (run, CHAPTERS_A_KEY)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT chapter_id FROM ({of_keys}) AS found"  # noqa: S608 - made of a constant
            " GROUP BY chapter_id ORDER BY COUNT(*) DESC, chapter_id LIMIT %s",
            [*limited, CANDIDATES],
        )
        chapters = [pk for (pk,) in cursor.fetchall()]
    known = ChapterSketch.objects.filter(pk__in=chapters, version=prose.SKETCH_VERSION)
    return known.exclude(chapter__work=chapter.work_id)
