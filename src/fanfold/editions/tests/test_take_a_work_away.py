"""A published work is taken away as a file."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from fanfold.editions.models import MEDIA_TYPES, Edition, Kind
from fanfold.editions.queries import file_name
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

EVERY_KIND = pytest.mark.parametrize("kind", Kind.values)


@pytest.fixture
def work(cast: Cast) -> Work:
    return a_work(cast.ada, chapters=["<p>One.</p>", "<p>Two.</p>"])


def get(client: Client, work: Work, kind: str) -> bytes:
    answer = client.get(f"/downloads/{work.pk}/anything.{kind}")
    assert answer.status_code == 200
    return bytes(answer.content)


def text_of(client: Client, work: Work, kind: str) -> bytes:
    """What the file says, out of the package that an EPUB is."""
    data = get(client, work, kind)
    if kind != "epub":
        return data
    book = zipfile.ZipFile(io.BytesIO(data))
    return b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))


@EVERY_KIND
def test_a_file_holds_every_published_chapter(client: Client, work: Work, kind: str) -> None:
    text = text_of(client, work, kind)
    assert b"One." in text
    assert b"Two." in text


@EVERY_KIND
def test_a_file_says_what_it_is_and_is_named_after_the_work(
    client: Client, work: Work, kind: str
) -> None:
    answer = client.get(f"/downloads/{work.pk}/anything.{kind}")
    assert answer["Content-Type"] == MEDIA_TYPES[Kind(kind)]
    named = f'attachment; filename="{file_name(work)}.{kind}"'
    assert answer["Content-Disposition"] == named


@EVERY_KIND
def test_the_work_page_offers_the_file(client: Client, cast: Cast, kind: str) -> None:
    work = a_work(cast.ada)
    page = client.get(f"/works/{work.pk}", follow=True).content.decode()
    assert f"/downloads/{work.pk}/{file_name(work)}.{kind}?updated_at=" in page


@EVERY_KIND
def test_the_same_revision_gives_the_same_bytes(client: Client, work: Work, kind: str) -> None:
    first = get(client, work, kind)
    Edition.objects.all().delete()
    assert get(client, work, kind) == first


@EVERY_KIND
def test_a_change_gives_another_file(client: Client, cast: Cast, work: Work, kind: str) -> None:
    first = get(client, work, kind)
    chapter = work.chapters.get(position=1)
    commands.edit_chapter(chapter, ChapterText(source="<p>Changed.</p>"), by=cast.ada, at=AT)
    Work.objects.filter(pk=work.pk).update(changed_at="2026-11-02T00:00Z")
    assert b"Changed." in text_of(client, work, kind)
    assert get(client, work, kind) != first
    assert Edition.objects.filter(work=work, kind=kind).count() == 1


@EVERY_KIND
def test_a_draft_chapter_is_in_no_file(client: Client, cast: Cast, work: Work, kind: str) -> None:
    commands.add_chapter(work, ChapterText(source="Secret."), by=cast.ada, at=AT)
    client.force_login(cast.ada)
    assert b"Secret." not in text_of(client, work, kind)


@EVERY_KIND
def test_drafts_and_pulled_works_have_no_files(
    client: Client, cast: Cast, work: Work, kind: str
) -> None:
    get(client, work, kind)
    commands.pull_work(work, by=cast.ada, at=AT)
    draft = a_work(cast.ada, publish=False)
    client.force_login(cast.ada)
    for hidden in (work, draft):
        assert client.get(f"/downloads/{hidden.pk}/x.{kind}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pulling_clears_the_shelf(client: Client, transactional_db: None) -> None:
    cast = Cast()
    work = a_work(cast.ada)
    for kind in Kind.values:
        get(client, work, kind)
    kept = [str(edition.file.name) for edition in Edition.objects.filter(work=work)]
    assert len(kept) == len(Kind.values)
    commands.pull_work(work, by=cast.ada, at=AT)
    assert not Edition.objects.filter(work=work).exists()
    assert not any(map(default_storage.exists, kept))


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
