"""A published work is taken away as a file."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from fanfold.editions.models import Edition
from fanfold.editions.queries import file_name
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText


@pytest.fixture
def work(cast: Cast) -> Work:
    return a_work(cast.ada, chapters=["<p>One.</p>", "<p>Two.</p>"])


def get(client: Client, work: Work, kind: str) -> bytes:
    answer = client.get(f"/downloads/{work.pk}/anything.{kind}")
    assert answer.status_code == 200
    return bytes(answer.content)


def test_an_epub_holds_every_published_chapter(client: Client, work: Work) -> None:
    book = zipfile.ZipFile(io.BytesIO(get(client, work, "epub")))
    text = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    assert b"One." in text
    assert b"Two." in text


def test_the_same_revision_gives_the_same_bytes(client: Client, work: Work) -> None:
    first = get(client, work, "epub")
    Edition.objects.all().delete()
    assert get(client, work, "epub") == first


def test_a_change_gives_another_file(client: Client, cast: Cast, work: Work) -> None:
    first = get(client, work, "html")
    chapter = work.chapters.get(position=1)
    commands.edit_chapter(chapter, ChapterText(source="<p>Changed.</p>"), by=cast.ada, at=AT)
    Work.objects.filter(pk=work.pk).update(changed_at="2026-11-02T00:00Z")
    second = get(client, work, "html")
    assert b"Changed." in second
    assert first != second
    assert Edition.objects.filter(work=work, kind="html").count() == 1


def test_a_draft_chapter_is_in_no_file(client: Client, cast: Cast, work: Work) -> None:
    commands.add_chapter(work, ChapterText(source="Secret."), by=cast.ada, at=AT)
    client.force_login(cast.ada)
    assert b"Secret." not in get(client, work, "html")


def test_drafts_and_pulled_works_have_no_files(client: Client, cast: Cast, work: Work) -> None:
    get(client, work, "epub")
    commands.pull_work(work, by=cast.ada, at=AT)
    draft = a_work(cast.ada, publish=False)
    client.force_login(cast.ada)
    for hidden in (work, draft):
        assert client.get(f"/downloads/{hidden.pk}/x.epub").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pulling_clears_the_shelf(client: Client, transactional_db: None) -> None:
    cast = Cast()
    work = a_work(cast.ada)
    get(client, work, "epub")
    kept = str(Edition.objects.get(work=work, kind="epub").file.name)
    commands.pull_work(work, by=cast.ada, at=AT)
    assert not Edition.objects.filter(work=work).exists()
    assert not default_storage.exists(kept)


def test_a_file_that_is_gone_from_the_shelf_is_bound_again(client: Client, work: Work) -> None:
    first = get(client, work, "epub")
    default_storage.delete(str(Edition.objects.get(work=work, kind="epub").file.name))
    assert get(client, work, "epub") == first


def test_a_known_file_need_not_be_sent_again(client: Client, work: Work) -> None:
    answer = client.get(f"/downloads/{work.pk}/x.epub")
    again = client.get(f"/downloads/{work.pk}/x.epub", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_only_the_current_address_may_be_kept_for_ever(client: Client, work: Work) -> None:
    now = int(work.changed_at.timestamp())
    current = client.get(f"/downloads/{work.pk}/x.epub?updated_at={now}")
    old = client.get(f"/downloads/{work.pk}/x.epub?updated_at=1")
    assert "immutable" in current["Cache-Control"]
    assert old["Cache-Control"] == "no-cache"


def test_other_kinds_of_file_are_not_found(client: Client, work: Work) -> None:
    assert client.get(f"/downloads/{work.pk}/x.exe").status_code == 404


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Lantern Road", "The_Lantern_Road"),
        ("../../etc/passwd", "etc_passwd"),
        ("Ночной поезд", "Ночной_поезд"),
        ("!!!", "7"),
        ("word " * 40, "word_word_word_word_word_word_word_word_word_word_word_word"),
    ],
)
def test_a_files_name_comes_from_the_title(title: str, expected: str) -> None:
    assert file_name(Work(pk=7, title=title)) == expected
