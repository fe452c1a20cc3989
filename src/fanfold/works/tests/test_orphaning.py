"""A work is given to the archive: with the name or without it, for good, and nothing else goes."""

from typing import Any

import pytest
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.people import commands as people
from fanfold.people.links import password_link
from fanfold.people.models import ORPHAN_LOGIN, Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Creatorship, Revision, Series, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText


def byline(work: Work) -> list[str]:
    return [one.pen_name.byline for one in Creatorship.objects.filter(work=work)]


def shared(cast: Cast) -> Work:
    """A work of Ada's that Ben writes, too."""
    work = a_work(cast.ada)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    return commands.accept_invitation(asked, cast.ben.pen_names.get(), by=cast.ben, at=AT)


def in_series(cast: Cast, work: Work) -> Series:
    name = cast.ada.pen_names.get(is_default=True)
    commands.place_in_own_series(work, "Roads", by=cast.ada, pen_name=name, position=1)
    return Series.objects.get()


def test_the_name_is_removed_wherever_it_stood(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    in_series(cast, work)
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=False)
    assert byline(work) == ["orphan_account"]
    assert not work.credits.exists()
    assert not work.series_places.exists()
    assert not Revision.objects.exclude(made_by=None).exists()
    page = client.get(f"/works/{work.pk}").content.decode()
    assert "Ada" not in page
    assert client.get("/users/orphan_account").status_code == 200
    assert "The Lantern Road" not in client.get("/users/ada").content.decode()


def test_the_name_stays_as_plain_text(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    series = in_series(cast, work)
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=True)
    assert byline(work) == ["orphan_account"]
    assert series.places.get().work == work
    assert "Author: <bdi>Ada</bdi>" in client.get(f"/works/{work.pk}").content.decode()


def test_an_orphan_is_nobodys_to_change(cast: Cast) -> None:
    work = a_work(cast.ada)
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=True)
    for somebody in (cast.ada, cast.ben, cast.mona):
        with pytest.raises(Refused):
            commands.delete_work(work, by=somebody, at=AT)
    assert Work.objects.visible_to(cast.stranger).get() == work


def test_what_readers_cannot_read_goes_with_its_only_author(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."])
    commands.pull_chapter(work.chapters.get(position=2), by=cast.ada, at=AT, note="")
    commands.add_chapter(work, ChapterText(source="Secret."), by=cast.ada, at=AT)
    thrown = commands.add_chapter(work, ChapterText(source="Thrown."), by=cast.ada, at=AT)
    commands.delete_chapter(thrown, by=cast.ada, at=AT)
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=False)
    left = [(one.position, one.state) for one in Chapter.with_deleted.order_by("position")]
    assert left == [(1, "published"), (2, "published")]
    assert [one.plain_source for one in Revision.objects.order_by("pk")] == ["One.", "Three."]


def test_co_authors_keep_all_of_it(cast: Cast) -> None:
    work = shared(cast)
    draft = commands.add_chapter(work, ChapterText(source="Not yet."), by=cast.ada, at=AT)
    theirs = commands.add_chapter(work, ChapterText(source="Mine."), by=cast.ben, at=AT)
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=False)
    assert byline(work) == ["orphan_account", "Ben"]
    assert work.chapters.filter(pk=draft.pk).exists()
    assert theirs.revisions.get().made_by == cast.ben
    with pytest.raises(Refused, match="only author"):
        commands.leave_work(work, by=cast.ben, at=AT)
    commands.orphan_work(work, by=cast.ben, at=AT, keeps_name=True)
    assert byline(work) == ["orphan_account"]
    assert not work.chapters.filter(pk=draft.pk).exists()


def test_a_series_that_a_co_author_keeps_too_keeps_the_work(cast: Cast) -> None:
    work = shared(cast)
    series = in_series(cast, work)
    series.pen_names.add(cast.ben.pen_names.get())
    commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=False)
    assert series.places.get().work == work


@pytest.mark.parametrize("state", ["draft", "pulled"])
def test_only_what_readers_have_is_given(client: Client, cast: Cast, state: str) -> None:
    work = a_work(cast.ada, publish=state == "pulled")
    if state == "pulled":
        commands.pull_work(work, by=cast.ada, at=AT, note="")
    with pytest.raises(Refused, match="Only a published work"):
        commands.orphan_work(work, by=cast.ada, at=AT, keeps_name=True)
    client.force_login(cast.ada)
    assert b"Only a published work" in client.get(f"/works/{work.pk}/orphan").content
    data = {"name_is": "keep", "sure": "yes"}
    assert client.post(f"/works/{work.pk}/orphan", data).status_code == 422
    assert byline(work) == ["Ada"]


def test_nobody_signs_in_as_the_archive(client: Client, cast: Cast) -> None:
    holder = people.orphan_pen_name(at=AT)
    assert people.orphan_pen_name(at=AT) == holder
    assert Account.objects.filter(login=ORPHAN_LOGIN).count() == 1
    assert not holder.account.has_usable_password()
    with pytest.raises(Refused):
        people.set_password(holder.account, password="a long and plain password")
    with pytest.raises(Refused):
        password_link(holder.account)
    client.post("/users/login", {"login": ORPHAN_LOGIN, "password": ""})
    assert "_auth_user_id" not in client.session
    assert cast.ada.is_active


def test_it_is_asked_twice(client: Client, cast: Cast) -> None:
    work, address = a_work(cast.ada), "/works/{}/orphan"
    client.force_login(cast.ada)
    assert b"cannot be undone" in client.get(address.format(work.pk)).content
    assert client.post(address.format(work.pk), {"sure": "yes"}).status_code == 422
    assert client.post(address.format(work.pk), {"name_is": "maybe"}).status_code == 422
    again = client.post(address.format(work.pk), {"name_is": "remove"})
    assert (again.status_code, b"Are you sure?" in again.content) == (200, True)
    assert byline(work) == ["Ada"]
    done = client.post(address.format(work.pk), {"name_is": "remove", "sure": "yes"}, follow=True)
    assert b"belongs to the archive now" in done.content
    assert byline(work) == ["orphan_account"]
    second = client.post(address.format(work.pk), {"name_is": "remove", "sure": "yes"})
    assert (second.status_code, b"Only its authors" in second.content) == (403, True)


def test_several_are_given_at_once_after_a_look(client: Client, cast: Cast) -> None:
    works = [a_work(cast.ada, title="One"), a_work(cast.ada, title="Two")]
    draft = a_work(cast.ada, title="Draft", publish=False)
    client.force_login(cast.ada)
    data: dict[str, Any] = {"action": "orphan", "work": [one.pk for one in (*works, draft)]}
    assert b"cannot be undone" in client.post("/desk/many", {**data, "step": "choose"}).content
    shown = client.post("/desk/many", {**data, "step": "show", "name_is": "keep"}).content.decode()
    assert "<del>Ada</del> <ins>orphan_account</ins>" in shown
    assert "Only a published work" in shown
    assert not Account.objects.filter(login=ORPHAN_LOGIN).exists()
    client.post("/desk/many", {**data, "step": "do", "name_is": "keep"})
    assert [byline(one) for one in (*works, draft)] == [
        ["orphan_account"],
        ["orphan_account"],
        ["Ada"],
    ]
