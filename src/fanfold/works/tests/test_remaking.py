"""A cleaner that has learnt something makes all prose again and touches no source."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from fanfold.house.doctor import examine
from fanfold.people.testing import Cast
from fanfold.prose import CLEANER_VERSION
from fanfold.works import commands, tasks
from fanfold.works.models import Chapter, Revision, Series, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText


@pytest.fixture
def old(cast: Cast) -> Work:
    """A work as an older cleaner left it: without its emphasis, counted wrongly."""
    work = a_work(cast.ada, chapters=["One <em>two</em> three.", "Four."])
    commands.edit_chapter(
        work.chapters.get(position=2),
        ChapterText(source="Four <em>five</em>.", notes="<em>Look</em>"),
        by=cast.ada,
        at=AT,
    )
    Revision.objects.filter(packed=None).update(
        plain_prose="<p>Old.</p>", word_count=1, cleaner_version=0
    )
    Chapter.objects.update(notes="<p>Old.</p>", word_count=1)
    Work.objects.update(cleaner_version=0, word_count=2)
    return Work.objects.get()


def test_all_prose_of_a_work_is_made_again_and_counted(old: Work) -> None:
    sources = [one.source for one in Revision.objects.order_by("pk")]
    assert commands.remake_work(old) is True
    old.refresh_from_db()
    first, second = old.chapters.in_order().select_related("current")
    assert first.current is not None
    assert first.current.prose == "<p>One <em>two</em> three.</p>"
    assert (first.word_count, second.word_count, old.word_count) == (3, 2, 5)
    assert (first.notes, second.notes) == ("", "<p><em>Look</em></p>")
    assert second.revisions.get(number=1).prose == "<p>Four.</p>"
    assert [one.source for one in Revision.objects.order_by("pk")] == sources
    assert not commands.works_of_older_cleaners().exists()


def test_what_comes_out_the_same_is_no_change(cast: Cast) -> None:
    work = a_work(cast.ada)
    Work.objects.update(cleaner_version=0)
    Revision.objects.update(cleaner_version=0)
    assert commands.remake_work(work) is False
    assert set(Revision.objects.values_list("cleaner_version", flat=True)) == {CLEANER_VERSION}


def test_who_saves_meanwhile_keeps_what_she_saved(old: Work, cast: Cast) -> None:
    stale = Work.objects.get()
    chapter = old.chapters.get(position=1)
    commands.edit_chapter(chapter, ChapterText(source="New words."), by=cast.ada, at=AT)
    commands.remake_work(stale)
    chapter.refresh_from_db()
    assert chapter.current is not None
    assert chapter.current.prose == "<p>New words.</p>"
    assert chapter.word_count == 2


def test_the_worker_does_it_after_an_upgrade(old: Work) -> None:
    assert [one.finding.level for one in examine(fix=False) if one.about == "Prose"] == [
        "information"
    ]
    tasks.remake_prose.call()
    assert not commands.works_of_older_cleaners().exists()
    assert [one for one in examine(fix=False) if one.about == "Prose"] == []


def test_summaries_of_series_are_made_again(cast: Cast) -> None:
    series = commands.create_series("Roads", "<em>Three</em> roads.", pen_names=[])
    Series.objects.update(summary="", cleaner_version=0)
    assert commands.remake_series() == 1
    series.refresh_from_db()
    assert series.summary == "<p><em>Three</em> roads.</p>"
    assert commands.remake_series() == 0


def test_a_host_does_it_at_once(old: Work) -> None:
    told = [_run(), _run()]
    assert told[0] == {"works": 1, "changed": 1, "series_changed": 0}
    assert told[1] == {"works": 0, "changed": 0, "series_changed": 0}


def _run() -> object:
    out = StringIO()
    call_command("remake", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_new_work_is_made_by_the_cleaner_of_today(cast: Cast) -> None:
    a_work(cast.ada)
    assert not commands.works_of_older_cleaners().exists()
