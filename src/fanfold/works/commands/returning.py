"""A pulled work comes back with the text of a new draft, so that all that hangs on it comes too."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim
from fanfold.works.commands.deleting import delete_work
from fanfold.works.commands.opening import open_chapter, refuse_without_words
from fanfold.works.commands.ordering import put_in_order
from fanfold.works.commands.publishing import republish_work
from fanfold.works.commands.writing import copy_details, copy_text, give_chapter
from fanfold.works.models import UNPUBLISHED, Chapter, Resemblance, State, Work


@dataclass(frozen=True)
class Return:
    """How a draft's chapters would stand in a pulled work."""

    # Each chapter of the draft, in order, with the chapter that it takes the place of, or None.
    pairs: list[tuple[Chapter, Chapter | None]]
    # Chapters of the pulled work that the draft has nothing for.
    left: list[Chapter]


def plan_return(draft: Work, pulled: Work) -> Return:
    """Which chapter of the draft is the new text of which pulled one: the closest first, each once.
    Three queries."""
    new = list(draft.chapters.in_order().select_related("current"))
    old = {chapter.pk: chapter for chapter in pulled.chapters.in_order()}
    closest = Resemblance.objects.filter(chapter__in=new, other__in=old).order_by("-share", "pk")
    taken: dict[int, int] = {}
    for found in closest:
        if found.chapter_id not in taken and found.other_id not in taken.values():
            taken[found.chapter_id] = found.other_id
    pairs = [(chapter, old.get(taken.get(chapter.pk, 0))) for chapter in new]
    left = [chapter for pk, chapter in old.items() if pk not in taken.values()]
    return Return(pairs, left)


def return_with(
    pulled: Work,
    draft: Work,
    *,
    by: Account,
    at: datetime,
    with_details: bool = True,
    tells: bool = False,
) -> Work:
    """Republish a pulled work with the text of a draft of the same author, which goes to the bin.

    Chapters that the archive knows again get a new revision; new ones are added; what the draft has
    nothing for is pulled by itself and kept. `with_details` takes title, tags and notes of the
    draft, too.
    """
    with transaction.atomic():
        # Always in the order of their numbers, so that two of these cannot wait for each other.
        claimed = {
            work.pk: claim(work, by=by) for work in sorted((pulled, draft), key=lambda one: one.pk)
        }
        pulled, draft = claimed[pulled.pk], claimed[draft.pk]
        if pulled.state != State.PULLED:
            raise Refused(_("Only a pulled work can come back with another text."))
        if draft.state not in UNPUBLISHED:
            raise Refused(_("Readers know this text already: it is published by itself."))
        plan = plan_return(draft, pulled)
        order = [
            _placed(new, old, pulled, by=by, at=at).pk for new, old in plan.pairs
        ]  # in the draft's order
        for chapter in plan.left:
            if chapter.state == State.PUBLISHED:
                chapter.state, chapter.pulled_at = State.PULLED, at
                chapter.save(update_fields=["state", "pulled_at"])
        put_in_order(pulled, [*order, *(chapter.pk for chapter in plan.left)])
        if with_details:
            copy_details(draft, to=pulled)
        delete_work(draft, by=by, at=at)
        return republish_work(pulled, by=by, at=at, tells=tells)


def _placed(new: Chapter, old: Chapter | None, work: Work, *, by: Account, at: datetime) -> Chapter:
    """The chapter of `work` that has the text of `new`, and can be read once its work can."""
    refuse_without_words(new)
    if old is None:
        chapter = give_chapter(work, new, by=by, at=at)
    else:
        chapter = Chapter.objects.select_related("current").get(pk=old.pk)
        copy_text(new, to=chapter, by=by, at=at)
    if chapter.state in UNPUBLISHED:
        open_chapter(chapter, at=at)
    elif chapter.state == State.PULLED:
        chapter.state, chapter.pulled_at, chapter.pull_note = State.PUBLISHED, None, ""
        chapter.save(update_fields=["state", "pulled_at", "pull_note"])
    return chapter
