"""A changed text makes a revision; an unchanged one makes none; nobody is overwritten."""

import pytest

from fanfold.kit.errors import Conflict, Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

ODD = "  Curly “quotes”,\ttabs &amp; <b>tags</B>\n\n\n~*~\n\n末尾 \u00a0\n"


def test_the_source_is_kept_to_the_letter(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=[ODD])
    current = work.chapters.get().current
    assert current is not None
    assert current.source == ODD


def test_saving_without_a_change_makes_no_revision(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=[ODD])
    for source in (ODD, ODD.replace("\n", "\r\n")):
        commands.edit_chapter(work.chapters.get(), ChapterText(source=source), by=cast.ada, at=AT)
    assert work.chapters.get().revisions.count() == 1


def test_a_new_title_or_note_makes_no_revision(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=[ODD])
    text = ChapterText(source=ODD, title="New", notes="Hello.")
    chapter = commands.edit_chapter(work.chapters.get(), text, by=cast.ada, at=AT)
    assert (chapter.title, chapter.notes) == ("New", "<p>Hello.</p>")
    assert chapter.revisions.count() == 1


def test_a_change_makes_the_next_revision_and_keeps_the_one_before(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Old."])
    commands.edit_chapter(work.chapters.get(), ChapterText(source="New."), by=cast.ada, at=AT)
    numbers = [(one.number, one.source) for one in work.chapters.get().revisions.all()]
    assert numbers == [(2, "New."), (1, "Old.")]


def test_who_saved_meanwhile_is_not_overwritten(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Old."])
    chapter = work.chapters.get()
    commands.edit_chapter(chapter, ChapterText(source="First."), by=cast.ada, at=AT, based_on=1)
    with pytest.raises(Conflict):
        commands.edit_chapter(
            chapter, ChapterText(source="Second."), by=cast.ada, at=AT, based_on=1
        )
    current = work.chapters.get().current
    assert current is not None
    assert current.source == "First."


def test_a_published_chapter_is_not_emptied(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Words."])
    with pytest.raises(Refused):
        commands.edit_chapter(work.chapters.get(), ChapterText(source=" "), by=cast.ada, at=AT)
    assert work.chapters.get().word_count == 1


@pytest.mark.parametrize(
    ("field", "size", "limit"),
    [
        ("title", 256, "255"),
        ("source", 2_000_001, "2,000,000"),
        ("summary", 5_001, "5,000"),
        ("notes", 20_001, "20,000"),
        ("endnotes", 20_001, "20,000"),
    ],
)
def test_limits_are_named_with_the_actual_size(field: str, size: int, limit: str) -> None:
    text = ChapterText(**{"source": "x", field: "x" * size})
    ((name, sentence),) = text.problems()
    assert name == field
    assert f"{size:,}" in sentence
    assert limit in sentence
    assert not list(ChapterText(**{"source": "x", field: "x" * (size - 1)}).problems())


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b"])
def test_what_no_database_can_hold_is_refused_with_a_sentence(cast: Cast, odd: str) -> None:
    with pytest.raises(Refused, match="no text can hold"):
        a_work(cast.ada, chapters=[odd])
    with pytest.raises(Refused, match="no text can hold"):
        a_work(cast.ada, title=odd)
