"""Whatever an author does in whatever order, her work is in a proper state and no word is lost."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from fanfold.kit.errors import FanfoldError
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands, examinations
from fanfold.works.models import Chapter, Revision, State, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

STEPS = 40
TEXTS = ("A gate opens.", "A gate closes.", "", "* * *")

EXAMINED = (
    examinations.works_without_chapters,
    examinations.positions,
    examinations.current_revisions,
    examinations.word_counts,
)

Act = Callable[[], object]


def acts(work: Work, by: Account, at: datetime, chance: random.Random) -> list[Act]:
    """Everything that can be done to the work now, sensible or not."""
    if Work.with_deleted.get(pk=work.pk).deleted_at and chance.random() < 0.5:
        return [lambda: commands.restore_work(work, by=by, at=at)]
    chapters = list(Chapter.with_deleted.filter(work=work))
    one = chance.choice(chapters)
    now: Any = {"by": by, "at": at}
    later = at + timedelta(hours=chance.choice([-1, 1, 30]))
    text = ChapterText(source=f"{chance.choice(TEXTS)}")
    order = [chapter.pk for chapter in chapters if chapter.deleted_at is None]
    chance.shuffle(order)
    return [
        lambda: commands.publish_work(work, **now),
        lambda: commands.publish_chapter(one, **now),
        lambda: commands.publish_chapter(one, dated=at - timedelta(days=900), **now),
        lambda: commands.schedule_work(work, publish_at=later, **now),
        lambda: commands.schedule_chapter(one, publish_at=later, **now),
        lambda: commands.unschedule_work(work, **now),
        lambda: commands.unschedule_chapter(one, **now),
        lambda: commands.publish_due(at=at),
        lambda: commands.pull_work(work, **now),
        lambda: commands.pull_chapter(one, **now),
        lambda: commands.republish_work(work, tells=chance.random() < 0.5, **now),
        lambda: commands.republish_chapter(one, tells=chance.random() < 0.5, **now),
        lambda: commands.date_chapter(one, dated=later, **now),
        lambda: commands.delete_chapter(one, **now),
        lambda: commands.restore_chapter(one, **now),
        lambda: commands.delete_work(work, **now),
        lambda: commands.restore_work(work, **now),
        lambda: commands.reorder_chapters(work, order, **now),
        lambda: commands.add_chapter(work, text, **now),
        lambda: commands.edit_chapter(one, text, **now),
    ]


def check(work: Work, cast: Cast) -> None:
    """What must be true at any moment."""
    work = Work.with_deleted.get(pk=work.pk)
    chapters = list(work.chapters.in_order())
    assert [chapter.position for chapter in chapters] == list(range(1, len(chapters) + 1))
    assert [finding for look in EXAMINED for finding in look(fix=False)] == []
    if work.state == State.SCHEDULED:
        assert work.publish_at == min(one.publish_at for one in chapters if one.publish_at)
    else:
        assert work.state != State.DRAFT or not any(one.publish_at for one in chapters)
    readable = Chapter.objects.visible_to(cast.stranger)
    if work.state == State.PUBLISHED and work.deleted_at is None:
        assert set(readable) == {one for one in chapters if one.state == State.PUBLISHED}
        assert readable.exists()
    else:
        assert not readable.exists()


@pytest.mark.parametrize("seed", range(25))
def test_any_sequence_of_changes(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."], publish=chance.random() < 0.5)
    at, done, revisions = AT, 0, 3
    for _step in range(STEPS):
        at += timedelta(hours=chance.randint(1, 20))
        try:
            chance.choice(acts(work, cast.ada, at, chance))()
            done += 1
        except FanfoldError:
            pass
        check(work, cast)
        now = Revision.objects.count()
        assert now >= revisions
        revisions = now
    assert done > STEPS / 5
