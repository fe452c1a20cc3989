"""An archive goes out in the open format, comes back into an empty one, and goes out as before."""

import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from selectolax.lexbor import LexborHTMLParser

from fanfold.house import doctor
from fanfold.kit.errors import Refused
from fanfold.people.models import Account, PenName
from fanfold.people.testing import Cast
from fanfold.tags.models import Tag
from fanfold.transfer import demo
from fanfold.transfer.commands import import_story
from fanfold.works import commands
from fanfold.works.models import Creatorship, Revision, Series, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText, CreditWords, WorkDetails

LATER = AT + timedelta(hours=1)
LOOKED_AT = {"Works", "Chapters", "Revisions", "Packed revisions", "Older revisions", "Word counts"}


@pytest.fixture
def library(cast: Cast) -> Cast:
    """The demo library, and beside it what is odd."""
    demo.fill(at=AT)
    return with_odd_works(cast)


@pytest.fixture
def odd_works(cast: Cast) -> Cast:
    """What is odd, alone."""
    return with_odd_works(cast)


def with_odd_works(cast: Cast) -> Cast:
    """Several authors and revisions, a series, a scheduled and a deleted work, strange titles."""
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
    for words in (
        CreditWords(name="Zoë", role="artist", address="https://example.org/zoë"),
        CreditWords(name="Bo", role="beta"),
    ):
        commands.add_credit(several, words, by=ada, at=LATER)
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


def test_a_zip_holds_the_same_files_and_is_the_same_bytes_twice(
    odd_works: Cast, tmp_path: Path
) -> None:
    run("export", str(tmp_path / "folder"), "--account", "ada")
    for name in ("one.zip", "two.zip"):
        run("export", str(tmp_path / name), "--account", "ada")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == files_in(tmp_path / "folder")
    data = (tmp_path / "one.zip").read_bytes()
    pen_name = odd_works.ada.pen_names.get(name="Ada")
    with pytest.raises(Refused, match="fanfold import"):
        import_story(data, name="one.zip", by=odd_works.ada, pen_name=pen_name, at=AT)


def test_what_came_back_is_sound_packed_and_found(odd_works: Cast, tmp_path: Path) -> None:
    run("export", str(tmp_path / "export"), "--all")
    several = Work.objects.get(title__startswith="Cafe")
    before = {
        revision.number: (revision.source, revision.created_at, revision.note)
        for revision in several.chapters.get(position=1).revisions.all()
    }
    empty_the_archive()
    run("import", str(tmp_path / "export"))
    again = Work.objects.get(key=several.key)
    chapter = again.chapters.get(position=1)
    assert before == {
        revision.number: (revision.source, revision.created_at, revision.note)
        for revision in chapter.revisions.all()
    }
    assert [one.packed is None for one in chapter.revisions.all()] == [True] + [False] * 5
    assert again.title == several.title
    assert [author.name for author in again.authors] == ["Ada", "Ben"]
    assert [place.position for place in again.series_places.all()] == [7]
    assert not commands.chapters_to_sketch().exists()
    assert not commands.chapters_to_pack().exists()
    assert [one for one in doctor.examine(fix=False) if one.about in LOOKED_AT] == []


def test_pages_need_nothing_but_themselves(odd_works: Cast, tmp_path: Path) -> None:
    run("export", str(tmp_path / "export"), "--all")
    pages = sorted((tmp_path / "export").rglob("*.html"))
    pages = [page for page in pages if page.name in {"index.html", "prose.html"}]
    assert len(pages) > 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        tree = LexborHTMLParser(text)
        assert not tree.css("script, link, iframe, form, base")
        for anchor in tree.css("nav a, li > a"):
            target = str(anchor.attributes["href"])
            if not target.startswith(("#", "http")):
                assert (page.parent / target).resolve().is_file(), (page, target)
    # What stands in a title is text, and a folder never bears it.
    front = (tmp_path / "export" / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in front
    assert "CON" not in {path.name for path in (tmp_path / "export").rglob("*")}


def test_what_is_in_a_bin_is_not_taken(odd_works: Cast, tmp_path: Path) -> None:
    run("export", str(tmp_path / "export"), "--account", "ada")
    assert b"Thrown away" not in b"".join(files_in(tmp_path / "export").values())


def test_one_persons_export_tells_nothing_of_others_but_the_names_that_sign(
    odd_works: Cast, tmp_path: Path
) -> None:
    run("export", str(tmp_path / "export"), "--account", "ada")
    people = files_in(tmp_path / "export" / "people")
    assert sorted(people) == ["ada.json", "ben.json"]
    everything = b"".join(files_in(tmp_path / "export").values())
    assert b"@example.org" not in everything
    assert b"With notes" not in everything
