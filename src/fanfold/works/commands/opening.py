"""Letting readers in: what every way of publishing does to the rows. No policy is asked here."""

from datetime import datetime

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.works.commands.claims import recount
from fanfold.works.events import ChapterPublished, WorkChanged
from fanfold.works.models import UNPUBLISHED, Chapter, Revision, State, Work


def open_chapter(chapter: Chapter, *, at: datetime, dated: datetime | None = None) -> None:
    """Publish a chapter that was never published, under the date `dated` if it is an old one."""
    refuse_without_words(chapter)
    chapter.state, chapter.publish_at, chapter.published_at = State.PUBLISHED, None, dated or at
    chapter.changed_at = at
    chapter.save(update_fields=["state", "publish_at", "published_at", "changed_at"])
    announce(ChapterPublished(chapter.work_id, chapter.pk))


def open_work(work: Work, *, at: datetime, dated: datetime | None = None) -> None:
    """Note that readers have something new in this work, and let them in if they never were."""
    new = dated or at
    if work.state in UNPUBLISHED:
        work.state, work.publish_at = State.PUBLISHED, None
    work.published_at = min(work.published_at or new, new)
    work.revised_at = max(work.revised_at or new, new)
    work.save(update_fields=["state", "publish_at", "published_at", "revised_at"])
    note_change(work, at=at)


def note_change(work: Work, *, at: datetime) -> None:
    """Count the words again, and say so when readers see the difference: of a pulled work they do
    not. The texts that they see now are theirs to compare from now on (`Revision.shown_at`)."""
    work.word_count = recount(work)
    work.changed_at = at
    work.save(update_fields=["word_count", "changed_at"])
    if work.state == State.PUBLISHED:
        seen = work.chapters.published().values("current")
        Revision.objects.filter(pk__in=seen, shown_at=None).update(shown_at=at)
        announce(WorkChanged(work.pk))


def refuse_without_words(chapter: Chapter) -> None:
    """Raise Refused when there is nothing to read in the chapter."""
    if chapter.word_count == 0:
        raise Refused(
            _("Chapter %(number)s has no words yet. Write something before you publish it.")
            % {"number": chapter.position}
        )
