"""Who wrote a work: co-authors are invited and accept; the byline, names, leaving, rights."""

from typing import Any

import pytest
from django.test import Client

from fanfold.kit.errors import Conflict, Refused
from fanfold.kit.events import hears
from fanfold.people import commands as people
from fanfold.people.models import Account, PenName
from fanfold.people.testing import Cast, person
from fanfold.works import commands
from fanfold.works.events import CoAuthorInvited
from fanfold.works.models import Creatorship, Credit, Invitation, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import CreditWords

heard: list[CoAuthorInvited] = []


@hears(CoAuthorInvited)
def keep(event: CoAuthorInvited) -> None:
    heard.append(event)


def byline(work: Work) -> list[str]:
    return [one.pen_name.name for one in Creatorship.objects.filter(work=work)]


def default_name(account: Account) -> PenName:
    return account.pen_names.get(is_default=True)


def shared(cast: Cast, **given: Any) -> Work:
    """A work of Ada's that Ben writes, too."""
    work = a_work(cast.ada, **given)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    return commands.accept_invitation(asked, default_name(cast.ben), by=cast.ben, at=AT)


def test_nobody_is_an_author_before_she_accepts(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    assert byline(work) == ["Ada"]
    assert not Work.objects.visible_to(cast.ben).exists()
    commands.accept_invitation(asked, default_name(cast.ben), by=cast.ben, at=AT)
    assert byline(work) == ["Ada", "Ben"]
    assert Work.objects.visible_to(cast.ben).get() == work
    assert not Invitation.objects.exists()


def test_two_clicks_are_one(cast: Cast) -> None:
    work, name = a_work(cast.ada), default_name(cast.ben)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    assert commands.invite(work, cast.ben, by=cast.ada, at=AT) == asked
    for _click in range(2):
        commands.accept_invitation(asked, name, by=cast.ben, at=AT)
    assert byline(work) == ["Ada", "Ben"]
    again = commands.invite(work, cast.cleo, by=cast.ben, at=AT)
    for _click in range(2):
        commands.decline_invitation(again, by=cast.cleo)
    third = commands.invite(work, cast.cleo, by=cast.ada, at=AT)
    for _click in range(2):
        commands.withdraw_invitation(third, by=cast.ben)
    with pytest.raises(Refused, match="answered already, or was taken back"):
        commands.accept_invitation(third, default_name(cast.cleo), by=cast.cleo, at=AT)
    assert byline(work) == ["Ada", "Ben"]


def test_an_invitation_is_announced_once_by_its_id(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    work = a_work(cast.ada)
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
        commands.invite(work, cast.ben, by=cast.ada, at=AT)
    assert heard == [CoAuthorInvited(asked.pk)]


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("ada", "You are an author of this work already"),
        ("Nightingale", "You are an author of this work already"),
        ("ben", "is an author of this work already"),
        ("cleo", "takes no invitations"),
        ("dora", "Nobody can be reached"),
        ("orphan_account", "Nobody can be reached"),
        ("Zoe", "Nobody here is called “Zoe”"),
        ("Mona", "Several people are called “Mona”"),
        ("", "Write a login or a pen name"),
        ("\0", "no text can hold"),
    ],
)
def test_whom_nobody_can_invite(client: Client, cast: Cast, who: str, sentence: str) -> None:
    work = shared(cast)
    people.accept_invitations(cast.cleo, accepts=False, by=cast.cleo)
    person("dora")
    Account.objects.filter(login="dora").update(is_active=False)
    people.orphan_pen_name(at=AT)
    person("edie", pen_names=("Mona",))
    client.force_login(cast.ada)
    answer = client.post(f"/works/{work.pk}/authors/invite", {"who": who})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert who == "\0" or f'value="{who}"' in answer.content.decode() or not who
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", ["BEN", "ben", "Ben (ben)", " ben "])
def test_a_person_is_found_by_login_or_pen_name(client: Client, cast: Cast, who: str) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ada)
    client.post(f"/works/{work.pk}/authors/invite", {"who": who})
    assert Invitation.objects.get().invited == cast.ben


def test_a_work_has_at_most_twenty_authors_and_invitations(cast: Cast) -> None:
    work = a_work(cast.ada)
    others = [person(f"writer{number}") for number in range(20)]
    for other in others[:19]:
        commands.invite(work, other, by=cast.ada, at=AT)
    with pytest.raises(Refused, match="at most 20"):
        commands.invite(work, others[19], by=cast.ada, at=AT)
    asked = Invitation.objects.get(invited=others[0])
    commands.sign_as(work, list(cast.ada.pen_names.all()), by=cast.ada, at=AT)
    for one in Invitation.objects.exclude(pk=asked.pk):
        commands.accept_invitation(one, default_name(one.invited), by=one.invited, at=AT)
    with pytest.raises(Refused, match="at most 20 names"):
        commands.accept_invitation(asked, default_name(others[0]), by=others[0], at=AT)
    assert len(byline(work)) == 20


def test_only_the_invited_answers_and_under_her_own_name(cast: Cast) -> None:
    work = a_work(cast.ada)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    for other in (cast.ada, cast.cleo, cast.mona):
        with pytest.raises(Refused):
            commands.accept_invitation(asked, default_name(other), by=other, at=AT)
        with pytest.raises(Refused):
            commands.decline_invitation(asked, by=other)
    with pytest.raises(Refused):
        commands.accept_invitation(asked, default_name(cast.cleo), by=cast.ben, at=AT)
    assert byline(work) == ["Ada"]
    assert Invitation.objects.count() == 1


def test_a_work_in_the_bin_invites_nobody(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    asked = commands.invite(work, cast.ben, by=cast.ada, at=AT)
    commands.delete_work(work, by=cast.ada, at=AT)
    with pytest.raises(Refused):
        commands.accept_invitation(asked, default_name(cast.ben), by=cast.ben, at=AT)
    client.force_login(cast.ben)
    assert b"You are invited" not in client.get("/desk").content


def test_the_desk_asks_and_takes_the_answer(client: Client, cast: Cast) -> None:
    work = a_work(cast.ben, title="A <b>road</b>", publish=False)
    commands.invite(work, cast.ada, by=cast.ben, at=AT)
    client.force_login(cast.ada)
    page = client.get("/desk").content.decode()
    assert "A &lt;b&gt;road&lt;/b&gt;" in page
    asked, other = Invitation.objects.get(), cast.ada.pen_names.get(name="Nightingale")
    for typed in ("", "x", "9" * 30, default_name(cast.cleo).pk):
        answer = client.post(f"/invitations/{asked.pk}/accept", {"pen_name": typed}, follow=True)
        assert "Choose one of your pen names" in answer.content.decode()
    answer = client.post(f"/invitations/{asked.pk}/accept", {"pen_name": other.pk}, follow=True)
    assert "You are an author of" in answer.content.decode()
    assert byline(work) == ["Ben", "Nightingale"]
    answer = client.post(f"/invitations/{asked.pk}/accept", {"pen_name": other.pk}, follow=True)
    assert "answered already, or was taken back" in answer.content.decode()


def test_the_desk_costs_the_same_for_any_number_of_invitations(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.cleo)
    commands.invite(a_work(cast.ada), cast.cleo, by=cast.ada, at=AT)
    client.get("/desk")
    with django_assert_num_queries(10):
        client.get("/desk")
    for number in range(8):
        work = a_work(cast.ben, title=f"More {number}")
        commands.invite(work, cast.cleo, by=cast.ben, at=AT)
    with django_assert_num_queries(10):
        client.get("/desk")


def test_the_authors_page_costs_the_same_for_any_number(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.ada)
    work = shared(cast)
    commands.invite(work, cast.cleo, by=cast.ada, at=AT)
    commands.add_credit(work, CreditWords(name="Zoe", role="beta"), by=cast.ada, at=AT)
    client.get("/desk")
    with django_assert_num_queries(12):
        client.get(f"/works/{work.pk}/authors")
    for number in range(6):
        commands.invite(work, person(f"friend{number}"), by=cast.ada, at=AT)
        words = CreditWords(name=f"Zoe {number}", role="artist")
        commands.add_credit(work, words, by=cast.ada, at=AT)
    with django_assert_num_queries(12):
        client.get(f"/works/{work.pk}/authors")


def test_the_byline_stands_in_the_order_that_its_authors_give_it(
    client: Client, cast: Cast
) -> None:
    work = shared(cast)
    ada, ben = (one.pen_name_id for one in Creatorship.objects.filter(work=work))
    client.force_login(cast.ben)
    address, seen = f"/works/{work.pk}/authors/order", f"{ada} {ben}"
    answer = client.post(address, {"seen": seen, f"place-{ben}": "x"})
    assert (answer.status_code, "“x” is no place" in answer.content.decode()) == (422, True)
    client.post(address, {"seen": seen, f"place-{ada}": "1", f"place-{ben}": "1"})
    assert byline(work) == ["Ben", "Ada"]
    commands.sign_as(work, list(cast.ada.pen_names.all()), by=cast.ada, at=AT)
    answer = client.post(address, {"seen": seen, f"place-{ben}": "2"})
    assert answer.status_code == 409
    assert byline(work) == ["Ben", "Ada", "Nightingale"]
    with pytest.raises(Conflict):
        commands.order_authors(work, [ada], by=cast.ada, at=AT)


def test_a_work_moves_between_ones_own_pen_names(client: Client, cast: Cast) -> None:
    work, address = shared(cast), "/works/{}/authors/names"
    client.force_login(cast.ada)
    ada, other = default_name(cast.ada), cast.ada.pen_names.get(name="Nightingale")
    client.post(address.format(work.pk), {"names": [other.pk]})
    assert byline(work) == ["Nightingale", "Ben"]
    client.post(address.format(work.pk), {"names": [ada.pk, other.pk]})
    assert byline(work) == ["Nightingale", "Ada", "Ben"]
    for wrong in ([], [default_name(cast.ben).pk], ["x"], [ada.pk, default_name(cast.cleo).pk]):
        assert client.post(address.format(work.pk), {"names": wrong}).status_code == 422
    assert byline(work) == ["Nightingale", "Ada", "Ben"]
    with pytest.raises(Refused):
        commands.sign_as(work, [default_name(cast.ben)], by=cast.ada, at=AT)


def test_an_author_leaves_but_not_the_last_one(client: Client, cast: Cast) -> None:
    work = shared(cast)
    commands.invite(work, cast.cleo, by=cast.ada, at=AT)
    client.force_login(cast.ada)
    answer = client.post(f"/works/{work.pk}/authors/leave", follow=True)
    assert "You are no author of" in answer.content.decode()
    assert byline(work) == ["Ben"]
    assert not Invitation.objects.exists()
    assert client.get(f"/works/{work.pk}/edit").status_code == 403
    client.force_login(cast.ben)
    answer = client.post(f"/works/{work.pk}/authors/leave")
    assert (answer.status_code, b"the only author" in answer.content) == (422, True)
    assert byline(work) == ["Ben"]


def test_readers_files_follow_the_byline(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    work = shared(cast)
    with django_capture_on_commit_callbacks() as announced:
        commands.leave_work(work, by=cast.ben, at=AT)
    assert len(announced) == 1


POSTS = {
    "authors/order": {"seen": ""},
    "authors/names": {"names": ""},
    "authors/invite": {"who": "mona"},
    "authors/leave": {},
    "authors/credits": {"name": "Zoe", "role": "beta"},
    "authors/credits/{credit}/remove": {},
    "authors/invitations/{invitation}/withdraw": {},
    "orphan": {"name_is": "remove", "sure": "yes"},
}


@pytest.mark.parametrize("who", ["stranger", "cleo", "mona", "invited"])
@pytest.mark.parametrize("publish", [True, False])
def test_who_is_no_author_changes_nothing(
    client: Client, cast: Cast, who: str, publish: bool
) -> None:
    work = shared(cast, publish=publish)
    invited = person("dora")
    asked = commands.invite(work, invited, by=cast.ada, at=AT)
    credit = commands.add_credit(work, CreditWords(name="E", role="beta"), by=cast.ada, at=AT)
    other = invited if who == "invited" else getattr(cast, who)
    if who != "stranger":
        client.force_login(other)
    before = list(Creatorship.objects.values_list()), list(Credit.objects.values_list())
    for path, data in POSTS.items():
        address = path.format(credit=credit.pk, invitation=asked.pk)
        answer = client.post(f"/works/{work.pk}/{address}", data)
        allowed = {302, 403} if who == "stranger" else {403 if publish else 404}
        assert answer.status_code in allowed, path
    expected = 302 if who == "stranger" else 403 if publish else 404
    assert client.get(f"/works/{work.pk}/authors").status_code == expected
    if who != "invited":
        name = default_name(other).pk if who != "stranger" else 1
        client.post(f"/invitations/{asked.pk}/accept", {"pen_name": name})
        client.post(f"/invitations/{asked.pk}/decline")
    assert before == (list(Creatorship.objects.values_list()), list(Credit.objects.values_list()))
    assert Invitation.objects.get() == asked


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_all_authors_have_the_same_rights(client: Client, cast: Cast, who: str) -> None:
    work = shared(cast, publish=False)
    client.force_login(getattr(cast, who))
    assert client.get(f"/works/{work.pk}/authors").status_code == 200
    answer = client.post(f"/works/{work.pk}/authors/invite", {"who": "cleo"}, follow=True)
    assert b"waits for an answer" in answer.content
    asked = Invitation.objects.get()
    client.post(f"/works/{work.pk}/authors/invitations/{asked.pk}/withdraw")
    assert not Invitation.objects.exists()
    client.post(f"/works/{work.pk}/authors/credits", {"name": "Zoe", "role": "beta"})
    assert Credit.objects.count() == 1
    assert client.get(f"/works/{work.pk}/authors/credits").status_code == 302


def test_words_typed_while_signed_out_are_given_back(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    answer = client.post(f"/works/{work.pk}/authors/credits", {"name": "Zoe Low", "role": "beta"})
    assert (answer.status_code, b"Zoe Low" in answer.content) == (403, True)


def test_only_she_herself_says_whether_she_can_be_invited(client: Client, cast: Cast) -> None:
    assert cast.ben.accepts_invitations
    with pytest.raises(Refused):
        people.accept_invitations(cast.ben, accepts=False, by=cast.ada)
    client.force_login(cast.ben)
    for answer, accepts in (("no", False), ("yes", True)):
        page = client.post("/users/settings/invitations", {"accepts": answer}, follow=True)
        assert page.status_code == 200
        cast.ben.refresh_from_db()
        assert cast.ben.accepts_invitations == accepts
