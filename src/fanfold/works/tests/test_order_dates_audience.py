"""Chapters in another order, dates of what was published elsewhere before, who a work is for."""

from datetime import timedelta

import pytest

from fanfold.kit.errors import Conflict, Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Audience, Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

LONG_AGO = AT - timedelta(days=5000)
LATER = AT + timedelta(days=7)


def test_chapters_are_put_in_any_order(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."])
    first, second, third = (chapter.pk for chapter in work.chapters.in_order())
    commands.reorder_chapters(work, [third, first, second], by=cast.ada, at=LATER)
    assert list(work.chapters.in_order().values_list("pk", "position")) == [
        (third, 1),
        (first, 2),
        (second, 3),
    ]


def test_an_order_of_other_chapters_than_there_are_is_a_conflict(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    first, second = (chapter.pk for chapter in work.chapters.in_order())
    foreign = a_work(cast.ada).chapters.get().pk
    for order in ([first], [first, second, foreign], [first, first], [], [second, foreign]):
        with pytest.raises(Conflict):
            commands.reorder_chapters(work, order, by=cast.ada, at=LATER)
    with pytest.raises(Refused):
        commands.reorder_chapters(work, [second, first], by=cast.ben, at=LATER)
    assert list(work.chapters.in_order().values_list("pk", flat=True)) == [first, second]


def test_a_deleted_chapter_has_no_place_in_the_order(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."])
    first, second, third = (chapter.pk for chapter in work.chapters.in_order())
    commands.delete_chapter(Chapter.objects.get(pk=second), by=cast.ada, at=LATER)
    commands.reorder_chapters(work, [third, first], by=cast.ada, at=LATER)
    commands.restore_chapter(Chapter.with_deleted.get(pk=second), by=cast.ada, at=LATER)
    assert list(work.chapters.in_order().values_list("pk", flat=True)) == [third, second, first]


def test_what_was_published_elsewhere_is_dated_back(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    work = commands.publish_work(work, by=cast.ada, at=AT, dated=LONG_AGO)
    assert (work.published_at, work.revised_at) == (LONG_AGO, LONG_AGO)
    new = commands.add_chapter(work, ChapterText(source="More."), by=cast.ada, at=LATER)
    commands.publish_chapter(new, by=cast.ada, at=LATER)
    work.refresh_from_db()
    assert (work.published_at, work.revised_at) == (LONG_AGO, LATER)


def test_the_date_of_a_chapter_moves_its_work(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    first, second = work.chapters.in_order()
    commands.date_chapter(first, by=cast.ada, at=LATER, dated=LONG_AGO)
    work.refresh_from_db()
    assert (work.published_at, work.revised_at) == (LONG_AGO, AT)
    commands.date_chapter(second, by=cast.ada, at=LATER, dated=LONG_AGO)
    work.refresh_from_db()
    assert (work.published_at, work.revised_at) == (LONG_AGO, LONG_AGO)


def test_a_date_lies_in_the_past_and_belongs_to_something_published(cast: Cast) -> None:
    work, draft = a_work(cast.ada), a_work(cast.ada, publish=False)
    chapter = work.chapters.get()
    with pytest.raises(Refused):
        commands.date_chapter(chapter, by=cast.ada, at=AT, dated=LATER)
    with pytest.raises(Refused):
        commands.date_chapter(draft.chapters.get(), by=cast.ada, at=AT, dated=LONG_AGO)
    with pytest.raises(Refused):
        commands.publish_work(draft, by=cast.ada, at=AT, dated=LATER)
    with pytest.raises(Refused):
        commands.date_chapter(chapter, by=cast.cleo, at=AT, dated=LONG_AGO)


def test_a_work_for_people_who_are_signed_in(cast: Cast) -> None:
    work = a_work(cast.ada)
    Work.objects.update(audience=Audience.SIGNED_IN)
    assert not Work.objects.visible_to(cast.stranger).exists()
    assert not Chapter.objects.visible_to(cast.stranger).exists()
    assert Work.objects.visible_to(cast.cleo).get() == work
    assert Chapter.objects.visible_to(cast.cleo).exists()


def test_a_republished_text_that_was_revised_says_so(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    commands.pull_work(work, by=cast.ada, at=AT)
    first = work.chapters.get(position=1)
    commands.edit_chapter(first, ChapterText(source="Better."), by=cast.ada, at=LATER)
    commands.republish_work(work, by=cast.ada, at=LATER, tells=True)
    assert [one.revised_at for one in work.chapters.in_order()] == [LATER, None]
    work.refresh_from_db()
    assert (work.published_at, work.revised_at) == (AT, LATER)


def test_a_silent_return_is_no_news(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    commands.pull_chapter(work.chapters.get(position=1), by=cast.ada, at=AT, note="Soon.")
    commands.republish_chapter(work.chapters.get(position=1), by=cast.ada, at=LATER)
    work.refresh_from_db()
    assert work.revised_at == AT
    assert work.chapters.get(position=1).pull_note == ""
