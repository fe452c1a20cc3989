"""What the doctor says of works, and what it mends."""

import pytest

from fanfold.people.testing import Cast
from fanfold.works import commands, examinations
from fanfold.works.models import Chapter, Revision, State, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

pytestmark = pytest.mark.django_db

ALL = (
    examinations.works_without_chapters,
    examinations.positions,
    examinations.current_revisions,
    examinations.packed_revisions,
    examinations.word_counts,
)


def sentences(*, fix: bool = False) -> list[str]:
    found = [finding for examination in ALL for finding in examination(fix=fix)]
    return [f"{'mended: ' if one.mended else ''}{one.sentence}" for one in found]


@pytest.fixture
def work(cast: Cast) -> Work:
    """Three chapters, published."""
    return a_work(
        cast.ada, chapters=["<p>One.</p>", "<p>Two words.</p>", "<p>Three words here.</p>"]
    )


def test_works_made_by_commands_are_well(work: Work, cast: Cast) -> None:
    a_work(cast.ben, title="A draft", publish=False)
    assert sentences() == []


def test_a_work_without_chapters_is_found(work: Work) -> None:
    Chapter.objects.all().delete()
    Work.objects.update(word_count=0)
    assert sentences() == [f"These works have no chapter at all: {work.pk}."]


def test_a_published_work_without_a_published_chapter_is_found(work: Work) -> None:
    Chapter.objects.update(state=State.DRAFT, published_at=None)
    assert f"These works are published and have no published chapter: {work.pk}." in sentences()


def test_a_gap_between_chapters_is_closed_when_asked(work: Work) -> None:
    first, second, third = work.chapters.in_order()
    Chapter.objects.filter(pk=third.pk).update(position=7)
    Chapter.objects.filter(pk=second.pk).update(position=4)
    gap = f"The chapters of these works have gaps in their numbers: {work.pk}."
    assert sentences() == [gap]
    assert sentences(fix=True) == [f"mended: {gap}"]
    assert sentences() == []
    assert list(work.chapters.in_order()) == [first, second, third]


def test_another_chapters_text_is_found_and_not_guessed_at(work: Work) -> None:
    first, second, _third = work.chapters.in_order()
    Chapter.objects.filter(pk=first.pk).update(current=second.current, word_count=2)
    Work.objects.update(word_count=7)
    strange = f"These chapters show another chapter's text: {first.pk}."
    assert sentences(fix=True) == [strange]


def test_wrong_counts_are_mended_from_the_texts_upwards(work: Work) -> None:
    Chapter.objects.filter(position=3).update(word_count=300)
    Work.objects.update(word_count=303)
    assert sentences() == ["The word count is wrong in 1 place (chapters)."]
    assert sentences(fix=True) == [
        "mended: The word count is wrong in 1 place (chapters).",
        "mended: The word count is wrong in 1 place (works).",
    ]
    work.refresh_from_db()
    assert work.word_count == 6
    assert sentences() == []


def test_chapters_that_readers_do_not_see_do_not_count(work: Work, cast: Cast) -> None:
    Chapter.objects.filter(position=3).update(state=State.DRAFT, published_at=None)
    assert sentences() == ["The word count is wrong in 1 place (works)."]
    sentences(fix=True)
    work.refresh_from_db()
    assert work.word_count == 3


@pytest.mark.parametrize(
    "damage",
    [{"packed": b"nonsense"}, {"packed": b""}, {"checksum": "0" * 64}],
    ids=["other bytes", "no bytes", "another text"],
)
def test_a_damaged_revision_is_named(cast: Cast, damage: dict[str, object]) -> None:
    chapter = a_work(cast.ada, chapters=["One."]).chapters.get()
    for source in ("Two.", "Three."):
        commands.edit_chapter(chapter, ChapterText(source=source), by=cast.ada, at=AT)
    assert sentences() == []
    Revision.objects.filter(number=2).update(**damage)
    (sentence,) = sentences(fix=True)
    assert f": {chapter.pk}/2." in sentence
