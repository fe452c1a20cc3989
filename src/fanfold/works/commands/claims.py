"""What every command does first: lock the work, ask the policy, refuse what cannot be taken."""

from collections.abc import Iterator

from django.db.models import Sum
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works import policies
from fanfold.works.models import OPENED, Chapter, State, Work


def claim(work: Work, *, by: Account) -> Work:
    """The work's fresh row, locked until the transaction ends. Refused unless `by` may edit it.

    A work is changed as a whole: chapters, order and states are guarded by this one lock.
    """
    if not policies.may_edit(by, work):
        raise Refused(_("Only its authors can change this work."))
    fresh = Work.objects.select_for_update(of=("self",)).filter(pk=work.pk).first()
    if fresh is None:
        raise Refused(_("This work was deleted meanwhile. It waits in the bin."))
    return fresh


def claim_chapter(chapter: Chapter, *, by: Account) -> tuple[Work, Chapter]:
    """The work's and the chapter's fresh rows, the work's locked. Refused as in `claim`, and for a
    chapter that was deleted meanwhile."""
    work = claim(chapter.work, by=by)
    fresh = Chapter.objects.select_related("current").filter(pk=chapter.pk).first()
    if fresh is None:
        raise Refused(_("This chapter was deleted meanwhile. It waits in the bin."))
    return work, fresh


def refuse_problems(problems: Iterator[tuple[str, str]]) -> None:
    """Raise Refused with every sentence, if there is one."""
    sentences = [sentence for _field, sentence in problems]
    if sentences:
        raise Refused(" ".join(sentences))


def recount(work: Work) -> int:
    """The words of the published chapters, or of all chapters while the work is a draft.

    Source of the rule: what AO3's readers are used to (a draft shows what is written so far).
    """
    chapters = work.chapters.all()
    if work.state in OPENED:
        chapters = chapters.filter(state__in=[State.PUBLISHED])
    return chapters.aggregate(words=Sum("word_count"))["words"] or 0
