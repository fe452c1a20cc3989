"""Publishing at a date and time: what waits, what comes out, what never comes out by itself."""

from datetime import timedelta

import pytest

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

SOON = AT + timedelta(hours=6)
LATER = AT + timedelta(days=7)


def test_a_scheduled_work_is_nobody_elses_until_its_time(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    work = commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    assert (work.state, work.publish_at) == ("scheduled", SOON)
    assert commands.publish_due(at=SOON - timedelta(seconds=1)) == 0
    assert not Work.objects.visible_to(cast.cleo).exists()
    assert commands.publish_due(at=SOON) == 2
    assert Chapter.objects.visible_to(cast.stranger).count() == 2
    work.refresh_from_db()
    assert (work.state, work.publish_at, work.published_at) == ("published", None, SOON)


def test_what_is_due_is_published_once(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    assert [commands.publish_due(at=LATER), commands.publish_due(at=LATER)] == [1, 0]


def test_a_chapter_drafted_after_the_schedule_stays_a_draft(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    commands.add_chapter(work, ChapterText(source="Not yet."), by=cast.ada, at=AT)
    commands.publish_due(at=SOON)
    assert Chapter.objects.visible_to(cast.stranger).count() == 1


def test_chapters_come_out_one_by_one(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."], publish=False)
    first, second, third = work.chapters.in_order()
    commands.schedule_chapter(second, by=cast.ada, at=AT, publish_at=LATER)
    commands.schedule_chapter(first, by=cast.ada, at=AT, publish_at=SOON)
    work.refresh_from_db()
    assert (work.state, work.publish_at) == ("scheduled", SOON)
    commands.publish_due(at=SOON)
    assert list(Chapter.objects.visible_to(cast.stranger)) == [first]
    commands.publish_due(at=LATER)
    assert Chapter.objects.visible_to(cast.stranger).count() == 2
    third.refresh_from_db()
    assert third.state == "draft"


def test_publishing_now_leaves_what_is_scheduled_for_later(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    first, second = work.chapters.in_order()
    commands.schedule_chapter(first, by=cast.ada, at=AT, publish_at=SOON)
    commands.schedule_chapter(second, by=cast.ada, at=AT, publish_at=LATER)
    work.refresh_from_db()
    commands.publish_work(work, by=cast.ada, at=AT)
    assert list(Chapter.objects.visible_to(cast.stranger)) == [first]
    second.refresh_from_db()
    assert (second.state, second.publish_at) == ("scheduled", LATER)


def test_the_schedule_is_moved_and_dropped(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    work = commands.schedule_work(work, by=cast.ada, at=AT, publish_at=LATER)
    assert work.publish_at == LATER
    commands.unschedule_chapter(work.chapters.get(position=1), by=cast.ada, at=AT)
    work.refresh_from_db()
    assert work.state == "scheduled"
    work = commands.unschedule_work(work, by=cast.ada, at=AT)
    assert (work.state, work.publish_at) == ("draft", None)
    assert commands.publish_due(at=LATER) == 0


def test_nothing_of_a_pulled_or_deleted_work_comes_out_by_itself(cast: Cast) -> None:
    pulled, deleted = a_work(cast.ada), a_work(cast.ada)
    for work in (pulled, deleted):
        chapter = commands.add_chapter(work, ChapterText(source="More."), by=cast.ada, at=AT)
        commands.schedule_chapter(chapter, by=cast.ada, at=AT, publish_at=SOON)
    commands.pull_work(pulled, by=cast.ada, at=AT)
    commands.delete_work(deleted, by=cast.ada, at=AT)
    assert commands.publish_due(at=LATER) == 0
    commands.republish_work(pulled, by=cast.ada, at=LATER)
    commands.restore_work(deleted, by=cast.ada, at=LATER)
    assert commands.publish_due(at=LATER) == 0
    assert Chapter.objects.visible_to(cast.stranger).count() == 2


@pytest.mark.parametrize("days", [-1, 0, 4000])
def test_a_time_that_cannot_be_meant_is_refused(cast: Cast, days: int) -> None:
    work = a_work(cast.ada, publish=False)
    when = AT + timedelta(days=days)
    with pytest.raises(Refused):
        commands.schedule_work(work, by=cast.ada, at=AT, publish_at=when)
    with pytest.raises(Refused):
        commands.schedule_chapter(work.chapters.get(), by=cast.ada, at=AT, publish_at=when)
    work.refresh_from_db()
    assert work.state == "draft"


def test_what_has_no_words_waits_for_no_time_and_what_waits_keeps_its_words(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["* * *"], publish=False)
    chapter = work.chapters.get()
    with pytest.raises(Refused):
        commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    commands.edit_chapter(chapter, ChapterText(source="Words."), by=cast.ada, at=AT)
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    with pytest.raises(Refused):
        commands.edit_chapter(chapter, ChapterText(source=""), by=cast.ada, at=AT)


def test_a_chapter_that_lost_its_words_to_a_newer_cleaner_becomes_a_draft(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    work.chapters.filter(position=1).update(word_count=0)
    assert commands.publish_due(at=SOON) == 1
    assert [one.state for one in work.chapters.in_order()] == ["draft", "published"]


def test_what_readers_have_seen_is_not_scheduled(cast: Cast) -> None:
    work = a_work(cast.ada)
    with pytest.raises(Refused):
        commands.schedule_work(work, by=cast.ada, at=AT, publish_at=SOON)
    with pytest.raises(Refused):
        commands.schedule_chapter(work.chapters.get(), by=cast.ada, at=AT, publish_at=SOON)
    with pytest.raises(Refused):
        commands.unschedule_chapter(work.chapters.get(), by=cast.ada, at=AT)
