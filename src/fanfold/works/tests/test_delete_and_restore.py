"""What is thrown away is seen by nobody, comes back whole, and goes for good after its days."""

from datetime import timedelta

import pytest

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Revision, Work
from fanfold.works.testing import AT, a_work

LATER = AT + timedelta(days=7)


def order(work: Work) -> list[tuple[int, str]]:
    """Position and text of the chapters that are not deleted."""
    return [
        (chapter.position, chapter.current.source if chapter.current else "")
        for chapter in work.chapters.in_order().select_related("current")
    ]


def test_a_deleted_work_is_seen_by_nobody_and_comes_back_as_it_was(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    commands.delete_work(work, by=cast.ada, at=LATER)
    commands.delete_work(work, by=cast.ada, at=LATER)
    for person in (cast.ada, cast.cleo, cast.mona, cast.stranger):
        assert not Work.objects.visible_to(person).exists()
        assert not Work.with_deleted.visible_to(person).exists()
        assert not Chapter.objects.visible_to(person).exists()
    commands.restore_work(work, by=cast.ada, at=LATER)
    assert Chapter.objects.visible_to(cast.stranger).count() == 2
    work.refresh_from_db()
    assert (work.state, work.published_at, work.word_count) == ("published", AT, 2)


def test_a_deleted_work_is_changed_by_nobody(cast: Cast) -> None:
    work = a_work(cast.ada)
    commands.delete_work(work, by=cast.ada, at=AT)
    for act in (commands.pull_work, commands.publish_work, commands.republish_work):
        with pytest.raises(Refused):
            act(work, by=cast.ada, at=LATER)


def test_chapters_move_up_and_make_room_again(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three.", "Four."])
    second = work.chapters.get(position=2)
    commands.delete_chapter(second, by=cast.ada, at=LATER)
    commands.delete_chapter(second, by=cast.ada, at=LATER)
    assert order(work) == [(1, "One."), (2, "Three."), (3, "Four.")]
    work.refresh_from_db()
    assert work.word_count == 3
    commands.restore_chapter(second, by=cast.ada, at=LATER)
    commands.restore_chapter(second, by=cast.ada, at=LATER)
    assert order(work) == [(1, "One."), (2, "Two."), (3, "Three."), (4, "Four.")]


def test_a_chapter_comes_back_to_the_end_when_its_place_is_gone(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."])
    first, second, third = work.chapters.in_order()
    commands.delete_chapter(third, by=cast.ada, at=LATER)
    commands.delete_chapter(second, by=cast.ada, at=LATER)
    commands.restore_chapter(third, by=cast.ada, at=LATER)
    assert order(work) == [(1, "One."), (2, "Three.")]
    commands.restore_chapter(second, by=cast.ada, at=LATER)
    assert order(work) == [(1, "One."), (2, "Two."), (3, "Three.")]
    assert first.position == 1


def test_the_only_chapter_and_the_only_published_one_stay(cast: Cast) -> None:
    alone, drafted = a_work(cast.ada), a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    commands.publish_chapter(drafted.chapters.get(position=1), by=cast.ada, at=AT)
    for chapter in (alone.chapters.get(), drafted.chapters.get(position=1)):
        with pytest.raises(Refused):
            commands.delete_chapter(chapter, by=cast.ada, at=LATER)
    commands.delete_chapter(drafted.chapters.get(position=2), by=cast.ada, at=LATER)


@pytest.mark.parametrize("name", ["ben", "cleo", "mona"])
def test_nobody_else_deletes_or_restores(cast: Cast, name: str) -> None:
    other = getattr(cast, name)
    work = a_work(cast.ada, chapters=["One.", "Two."])
    chapter = work.chapters.get(position=2)
    with pytest.raises(Refused):
        commands.delete_work(work, by=other, at=AT)
    with pytest.raises(Refused):
        commands.delete_chapter(chapter, by=other, at=AT)
    commands.delete_chapter(chapter, by=cast.ada, at=AT)
    with pytest.raises(Refused):
        commands.restore_chapter(chapter, by=other, at=AT)
    commands.delete_work(work, by=cast.ada, at=AT)
    with pytest.raises(Refused):
        commands.restore_work(work, by=other, at=AT)


def test_the_bin_is_emptied_when_the_days_of_grace_are_over(cast: Cast) -> None:
    work, kept = a_work(cast.ada), a_work(cast.ada, chapters=["One.", "Two."])
    chapter = kept.chapters.get(position=2)
    commands.delete_work(work, by=cast.ada, at=AT)
    commands.delete_chapter(chapter, by=cast.ada, at=AT)
    assert commands.empty_bin(at=AT + commands.GRACE - timedelta(seconds=1)) == 0
    commands.restore_work(work, by=cast.ada, at=AT)
    commands.delete_work(work, by=cast.ada, at=AT)
    assert commands.empty_bin(at=AT + commands.GRACE) == 2
    assert list(Work.with_deleted.all()) == [kept]
    assert [one.source for one in Revision.objects.all()] == ["One."]
