"""An archive goes out in the open format, comes back into an empty one, and goes out as before."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from fanfold.people.models import Account, PenName
from fanfold.people.testing import Cast
from fanfold.tags.models import Tag
from fanfold.transfer import demo
from fanfold.works import commands
from fanfold.works.models import Creatorship, Revision, Series, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText, WorkDetails

LATER = AT + timedelta(hours=1)


@pytest.fixture
def library(cast: Cast) -> Cast:
    """The demo library, and beside it what is odd."""
    demo.fill(at=AT)
    ada = cast.ada
    several = a_work(
        ada, title="Cafe\u0301 / “..\\CON” & <b>", chapters=["one", "two\r\nlines", "3"]
    )
    for number in range(4):
        chapter = several.chapters.get(position=1)
        text = ChapterText(source=f"**Text {number}** " * 40, source_format="markdown")
        commands.edit_chapter(chapter, text, by=ada, at=AT + timedelta(minutes=number))
    commands.restore_revision(several.chapters.get(position=1), 2, by=ada, at=LATER)
    commands.pull_chapter(several.chapters.get(position=3), by=ada, at=LATER, note="Not good yet.")
    Creatorship.objects.create(work=several, pen_name=cast.ben.pen_names.get(), position=2)
    scheduled = a_work(ada, title="שלום", language="he", publish=False)
    commands.schedule_work(scheduled, by=ada, at=AT, publish_at=AT + timedelta(days=999))
    series = commands.create_series(
        "A/B", "<p>x</p>", pen_names=[ada.pen_names.get(name="Nightingale")]
    )
    commands.place_in_series(several, series, by=ada, position=7)
    thrown = a_work(ada, title="Thrown away")
    commands.delete_work(thrown, by=ada, at=AT)
    commands.edit_work(
        a_work(cast.ben, title="With notes", tags={"freeform": ["Ünïcode", "a / b"]}),
        WorkDetails(
            title="With notes", summary="<p>S</p>", notes="<script>x</script>n", endnotes="e"
        ),
        by=cast.ben,
        at=LATER,
    )
    return cast


def empty_the_archive() -> None:
    """As if it had just been set up."""
    Creatorship.objects.all().delete()
    for work in Work.with_deleted.all():
        work.chapters.model.with_deleted.filter(work=work).update(
            current=None,
            state="draft",
            published_at=None,
            publish_at=None,
            pulled_at=None,
            revised_at=None,
        )
        Revision.objects.filter(chapter__work=work).exclude(base=None).delete()
        Revision.objects.filter(chapter__work=work).delete()
        work.delete()
    Series.objects.all().delete()
    Tag.objects.filter(position=0).delete()
    PenName.objects.all().delete()
    Account.objects.all().delete()


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.usefixtures("library")
def test_what_comes_back_goes_out_as_before(tmp_path: Path) -> None:
    run("export", str(tmp_path / "first"), "--all")
    run("export", str(tmp_path / "again"), "--all")
    before = files_in(tmp_path / "first")
    assert before == files_in(tmp_path / "again")
    count = Work.objects.count()
    empty_the_archive()
    run("import", str(tmp_path / "first"))
    assert Work.objects.count() == count
    run("export", str(tmp_path / "second"), "--all")
    after = files_in(tmp_path / "second")
    assert list(after) == list(before)
    for path, data in before.items():
        assert after[path].decode() == data.decode(), path
