"""Older revisions are stored in few bytes. Nobody reads anything else, so no policy is asked.

The reasons: docs/decisions/0015-older-revisions-are-packed.md.
"""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce, Length

from fanfold.works import packing
from fanfold.works.models import Chapter, Revision, Work

log = logging.getLogger(__name__)

# Revisions that one transaction packs: others may want to write.
BATCH = 20


def pack_revision(revision: Revision) -> bool:
    """Pack a revision that is no longer the current one; whether it is packed now.

    To be called where its work is locked. The text goes only after the bytes have been unpacked
    again and are the same text; else it stays, and the log says so.
    """
    if revision.packed is not None:
        return True
    source = revision.plain_source
    packed, base = _smallest(revision, source)
    try:
        is_whole = packing.unpack(packed, base=base.source if base else "") == source
    except packing.Damaged:
        is_whole = False
    if not is_whole:
        log.error("revision_not_packed", extra={"revision": revision.pk})
        return False
    Revision.objects.filter(pk=revision.pk, packed=None, plain_source=source).update(
        packed=packed,
        base=base,
        checksum=packing.checksum(source),
        plain_source="",
        plain_prose="",
    )
    return True


def pack_older_revisions(chapter: Chapter) -> int:
    """Pack some of a chapter's older revisions, the oldest first; how many. 0 when none is left, or
    none can be packed. May be stopped at any time, and run again."""
    with transaction.atomic():
        Work.with_deleted.select_for_update(of=("self",)).get(pk=chapter.work_id)
        left = older_revisions_to_pack().filter(chapter=chapter).order_by("number")[:BATCH]
        return sum(pack_revision(revision) for revision in left)


def chapters_to_pack() -> "QuerySet[Chapter]":
    """Chapters with older revisions that are stored as text, deleted ones too, in a stable order:
    an archive of an older version has them."""
    left = older_revisions_to_pack().filter(chapter=OuterRef("pk"))
    return Chapter.with_deleted.filter(Exists(left)).order_by("pk")


def older_revisions_to_pack() -> "QuerySet[Revision]":
    """Revisions that are stored as text and are not the current ones of their chapters."""
    current = Chapter.with_deleted.filter(current=OuterRef("pk"))
    return Revision.objects.filter(~Exists(current), packed=None)


def _smallest(revision: Revision, source: str) -> tuple[bytes, Revision | None]:
    """The packed source, and the revision that it leans on.

    A revision leans on the last one before it that leans on none, so whoever reads it needs one
    other row at most. When all that lean there, this one, and the next, which will differ from it
    no less, would be larger than that one is, it is cheaper to begin anew.
    """
    base = (
        Revision.objects.filter(
            chapter=revision.chapter_id,
            number__lt=revision.number,
            packed__isnull=False,
            base=None,
        )
        .order_by("-number")
        .first()
    )
    if base is not None and base.packed is not None:
        leaning = Revision.objects.filter(base=base)
        spent = leaning.aggregate(bytes=Coalesce(Sum(Length("packed")), 0))["bytes"]
        packed = packing.pack(source, base=base.source)
        if spent + 2 * len(packed) <= len(base.packed):
            return packed, base
    return packing.pack(source), None
