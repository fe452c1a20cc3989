"""A person takes all her works with her: asked for on a page, made by the worker, hers alone."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.transfer import copies, tasks
from fanfold.transfer.models import FullCopy
from fanfold.works.testing import AT, a_work

PAGE = "/works/export"
FILE = "/works/export/file"


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_she_asks_waits_and_downloads_every_work_of_hers(cast: Cast) -> None:
    work = a_work(cast.ada, title="Draft of mine", publish=False)
    a_work(cast.ben, title="Not hers")
    client = signed_in(cast.ada)
    assert "Make my copy" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"do": "make"}).status_code == 302
    assert "0 of 1 work is in it" in client.get(PAGE).content.decode()
    assert client.get(FILE).status_code == 404
    tasks.make_full_copy.func(FullCopy.objects.get().pk)
    assert "Download it" in client.get(PAGE).content.decode()
    answer = client.get(FILE)
    assert answer.headers["Cache-Control"] == "private, no-store"
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        folders = {name.split("/")[1] for name in archive.namelist() if name.startswith("works/")}
        assert folders == {str(work.key)}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nobody_else_gets_her_file(cast: Cast, client: Client) -> None:
    a_work(cast.ada)
    copy = copies.ask_for_copy(cast.ada, by=cast.ada, at=AT)
    assert copies.make_copy(copy, at=timezone.now())
    assert client.get(FILE).status_code == 302
    assert client.get(PAGE).status_code == 302
    for other in (cast.ben, cast.mona):
        assert signed_in(other).get(FILE).status_code == 404
        assert "Make my copy" in signed_in(other).get(PAGE).content.decode()
        with pytest.raises(Refused):
            copies.ask_for_copy(cast.ada, by=other, at=AT)
        with pytest.raises(Refused):
            copies.throw_away_copy(copy, by=other)


def test_asking_twice_makes_one_and_a_task_that_runs_twice_leaves_one_file(cast: Cast) -> None:
    a_work(cast.ada)
    first = copies.ask_for_copy(cast.ada, by=cast.ada, at=AT)
    assert copies.ask_for_copy(cast.ada, by=cast.ada, at=AT) == first
    before = (
        set(default_storage.listdir("copies")[1]) if default_storage.exists("copies") else set()
    )
    assert copies.make_copy(first, at=AT)
    assert not copies.make_copy(first, at=AT)
    assert len(set(default_storage.listdir("copies")[1]) - before) == 1


def test_a_copy_is_gone_after_its_days_and_so_is_one_that_nobody_made(cast: Cast) -> None:
    made = copies.ask_for_copy(cast.ada, by=cast.ada, at=AT)
    copies.make_copy(made, at=AT)
    made.refresh_from_db()
    copies.ask_for_copy(cast.ben, by=cast.ben, at=AT)
    assert copies.throw_away_old_copies(at=AT + timedelta(hours=23)) == 0
    assert copies.throw_away_old_copies(at=AT + timedelta(days=8)) == 2
    assert not default_storage.exists(str(made.file.name))
    assert signed_in(cast.ada).get(FILE).status_code == 404


def test_she_throws_it_away_and_a_new_one_takes_the_place_of_the_old(cast: Cast) -> None:
    client = signed_in(cast.ada)
    client.post(PAGE, {"do": "make"})
    tasks.make_full_copy.func(FullCopy.objects.get().pk)
    old = str(FullCopy.objects.get().file.name)
    client.post(PAGE, {"do": "make"})
    assert not default_storage.exists(old)
    assert FullCopy.objects.get().is_being_made
    tasks.make_full_copy.func(FullCopy.objects.get().pk)
    client.post(PAGE, {"do": "throw_away"})
    assert not FullCopy.objects.exists()


def test_what_went_wrong_is_said_and_can_be_tried_again(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["<p>one two</p>"])
    copy = copies.ask_for_copy(cast.ada, by=cast.ada, at=AT)
    # A text that is damaged where it is stored cannot be taken.
    work.chapters.get().revisions.update(
        packed=b"damaged", checksum="0" * 64, plain_source="", plain_prose=""
    )
    assert not copies.make_copy(copy, at=AT)
    client = signed_in(cast.ada)
    assert "could not be made" in client.get(PAGE).content.decode()
    assert copies.ask_for_copy(cast.ada, by=cast.ada, at=AT).is_being_made


def test_the_settings_lead_there(cast: Cast) -> None:
    assert f'href="{PAGE}"' in signed_in(cast.ada).get("/users/settings").content.decode()
