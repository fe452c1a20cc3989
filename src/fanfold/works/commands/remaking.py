"""Prose made again when the cleaner has learnt something. Sources are read and never touched.

No author asks for this and nothing here changes who can read what, so no policy is asked.
"""

from django.db import transaction
from django.db.models import QuerySet

from fanfold import prose
from fanfold.kit.events import announce
from fanfold.works.commands.claims import recount
from fanfold.works.events import WorkChanged
from fanfold.works.models import Chapter, Revision, Series, State, Work

REMARKS = ("summary", "notes", "endnotes")


def works_of_older_cleaners() -> "QuerySet[Work]":
    """Works with prose that today's cleaner might make otherwise, in a stable order."""
    return Work.objects.filter(cleaner_version__lt=prose.CLEANER_VERSION).order_by("pk")


def remake_work(work: Work) -> bool:
    """Make all stored prose of a work again from its sources; whether any came out otherwise.

    Cleaning stands outside of transactions, because it may take seconds; a row is written only
    where its source still is what was cleaned. So running twice, or beside an author who saves,
    does no harm.
    """
    is_other = False
    old = Revision.objects.filter(
        chapter__work=work, packed=None, cleaner_version__lt=prose.CLEANER_VERSION
    ).order_by("pk")
    for revision in old.iterator(chunk_size=20):
        is_other |= _remake_revision(revision)
    for chapter in Chapter.objects.filter(work=work).defer("current"):
        is_other |= _remake_remarks(chapter, *REMARKS)
    is_other |= _remake_remarks(work, *REMARKS)
    with transaction.atomic():
        now = Work.objects.select_for_update(of=("self",)).get(pk=work.pk)
        Work.objects.filter(pk=work.pk).update(
            word_count=recount(now), cleaner_version=prose.CLEANER_VERSION
        )
        if is_other and now.state == State.PUBLISHED:
            announce(WorkChanged(work.pk))
    return is_other


def remake_series() -> int:
    """Make the summaries of series again; how many came out otherwise."""
    old = Series.objects.filter(cleaner_version__lt=prose.CLEANER_VERSION)
    count = 0
    for series in old:
        count += _remake_remarks(series, "summary")
        Series.objects.filter(pk=series.pk).update(cleaner_version=prose.CLEANER_VERSION)
    return count


def _remake_revision(revision: Revision) -> bool:
    made = prose.clean(revision.source, revision.source_format).prose  # type: ignore[arg-type]
    words = prose.count_words(made)
    with transaction.atomic():
        Revision.objects.filter(pk=revision.pk, packed=None).update(
            plain_prose=made, word_count=words, cleaner_version=prose.CLEANER_VERSION
        )
        Chapter.objects.filter(current=revision.pk).update(word_count=words)
    return made != revision.prose


def _remake_remarks(row: Work | Chapter | Series, *names: str) -> bool:
    sources = {f"{name}_source": getattr(row, f"{name}_source") for name in names}
    made = {
        name: prose.clean(source, "html").prose if source.strip() else ""
        for name, source in zip(names, sources.values(), strict=True)
    }
    if all(getattr(row, name) == made[name] for name in names):
        return False
    return type(row)._default_manager.filter(pk=row.pk, **sources).update(**made) > 0
