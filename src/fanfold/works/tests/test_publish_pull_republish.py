"""Publish, pull, republish: what readers can read, what stays, what is announced."""

from datetime import timedelta

import pytest

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

LATER = AT + timedelta(days=7)


def test_publishing_a_draft_opens_it_with_its_chapters(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    commands.publish_work(work, by=cast.ada, at=AT)
    assert Work.objects.visible_to(cast.stranger).get() == work
    assert Chapter.objects.visible_to(cast.stranger).count() == 2


def test_publishing_twice_is_publishing_once(cast: Cast) -> None:
    work = a_work(cast.ada)
    again = commands.publish_work(work, by=cast.ada, at=LATER)
    assert (again.published_at, again.revised_at) == (AT, AT)


def test_a_new_chapter_moves_the_date_of_revision_and_not_that_of_publication(cast: Cast) -> None:
    work = a_work(cast.ada)
    chapter = commands.add_chapter(work, ChapterText(source="More."), by=cast.ada, at=LATER)
    commands.publish_chapter(chapter, by=cast.ada, at=LATER)
    work.refresh_from_db()
    assert (work.published_at, work.revised_at) == (AT, LATER)


def test_publishing_a_chapter_of_a_draft_opens_the_work(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."], publish=False)
    commands.publish_chapter(work.chapters.get(position=1), by=cast.ada, at=AT)
    assert Chapter.objects.visible_to(cast.stranger).count() == 1


def test_a_chapter_without_words_is_not_published_and_nothing_is_half_done(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Words.", "* * *"], publish=False)
    with pytest.raises(Refused):
        commands.publish_work(work, by=cast.ada, at=AT)
    assert not Work.objects.published().exists()
    assert not Chapter.objects.published().exists()


def test_pulling_hides_all_and_keeps_all(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    commands.pull_work(work, by=cast.ada, at=LATER, note="Back soon.")
    assert not Work.objects.visible_to(cast.cleo).exists()
    assert not Chapter.objects.visible_to(cast.cleo).exists()
    assert Chapter.objects.visible_to(cast.ada).count() == 2


def test_republishing_brings_it_back_as_it_was(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two."])
    commands.pull_work(work, by=cast.ada, at=LATER)
    commands.republish_work(work, by=cast.ada, at=LATER)
    work.refresh_from_db()
    assert (work.state, work.published_at, work.pulled_at) == ("published", AT, None)
    assert Chapter.objects.visible_to(cast.stranger).count() == 2


def test_a_pulled_work_is_revised_out_of_sight_and_republished(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Old."])
    commands.pull_work(work, by=cast.ada, at=LATER)
    commands.edit_chapter(work.chapters.get(), ChapterText(source="New."), by=cast.ada, at=LATER)
    commands.republish_work(work, by=cast.ada, at=LATER)
    chapter = work.chapters.get()
    assert chapter.current is not None
    assert "New." in chapter.current.prose
    assert [revision.source for revision in chapter.revisions.all()] == ["New.", "Old."]


def test_a_draft_cannot_be_pulled_nor_republished(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    with pytest.raises(Refused):
        commands.pull_work(work, by=cast.ada, at=AT)
    with pytest.raises(Refused):
        commands.republish_work(work, by=cast.ada, at=AT)


def test_a_chapter_is_pulled_alone_but_never_the_last_one(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One word.", "Two words."])
    first, second = work.chapters.order_by("position")
    commands.pull_chapter(first, by=cast.ada, at=LATER)
    work.refresh_from_db()
    assert work.word_count == 2
    with pytest.raises(Refused):
        commands.pull_chapter(second, by=cast.ada, at=LATER)
    commands.republish_chapter(first, by=cast.ada, at=LATER)
    assert Chapter.objects.visible_to(cast.stranger).count() == 2


def test_words_of_drafts_do_not_count_once_a_work_is_published(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One two three."])
    commands.add_chapter(work, ChapterText(source="Four five."), by=cast.ada, at=AT)
    work.refresh_from_db()
    assert work.word_count == 3


@pytest.mark.parametrize("name", ["ben", "cleo", "mona"])
def test_nobody_else_changes_a_work(cast: Cast, name: str) -> None:
    other = getattr(cast, name)
    work = a_work(cast.ada)
    text = ChapterText(source="Mine now.")
    for act in (
        lambda: commands.publish_work(work, by=other, at=AT),
        lambda: commands.pull_work(work, by=other, at=AT),
        lambda: commands.republish_work(work, by=other, at=AT),
        lambda: commands.add_chapter(work, text, by=other, at=AT),
        lambda: commands.edit_chapter(work.chapters.get(), text, by=other, at=AT),
        lambda: commands.pull_chapter(work.chapters.get(), by=other, at=AT),
    ):
        with pytest.raises(Refused):
            act()
    assert work.chapters.get().revisions.count() == 1
