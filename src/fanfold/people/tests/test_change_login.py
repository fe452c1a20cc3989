"""Another login: how often, with what proof, and that the old one leads to it and stays hers."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.kit.events import hears
from fanfold.people import commands, queries
from fanfold.people.events import LoginChanged
from fanfold.people.models import Account, FormerLogin
from fanfold.people.testing import JOINED, PASSWORD, Cast
from fanfold.people.tests.pages import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

PAGE = "/users/settings/login"
LATER = JOINED + timedelta(days=30)
heard: list[LoginChanged] = []


@hears(LoginChanged)
def note(event: LoginChanged) -> None:
    heard.append(event)


def rename(account: Account, login: str, *, at: datetime = JOINED) -> Account:
    return commands.change_login(account, login=login, by=account, at=at)


def test_it_is_changed_and_the_pen_names_stay(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = client.get(PAGE).content.decode()
    assert problems_of(page) == []
    answer = client.post(PAGE, {"login": " Lovelace ", "password": PASSWORD}, follow=True)
    text = answer.content.decode()
    assert problems_of(text) == []
    assert "Your login is “Lovelace” now." in text
    assert "once in 30 days" in text
    assert "<bdi>ada</bdi>" in text
    cast.ada.refresh_from_db()
    assert cast.ada.login == "Lovelace"
    assert [one.name for one in cast.ada.pen_names.all()] == ["Ada", "Nightingale"]


@pytest.mark.django_db(transaction=True)
def test_higher_rooms_hear_of_it(cast: Cast) -> None:
    heard.clear()
    rename(cast.ada, "lovelace")
    assert heard == [LoginChanged(cast.ada.pk)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "wrong"}, "This is not your current password."),
        ({"password": ""}, "This field is required."),
        ({"login": ""}, "This field is required."),
        ({"login": "BEN"}, "Somebody has this login already."),
        ({"login": "ada"}, "This is your login already."),
        ({"login": "ab"}, "at least 3 characters"),
        ({"login": "a" * 41}, "up to 40 characters"),
        ({"login": "ada lovelace"}, "letters a–z, digits and underscores"),
        ({"login": "settings"}, "a word that the archive uses itself"),
        ({"login": "аda"}, "letters a–z, digits and underscores"),
    ],
)
def test_what_cannot_be_comes_back_with_its_sentence(
    client: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.ada)
    page = client.post(PAGE, {"login": "lovelace", "password": PASSWORD} | typed).content.decode()
    assert sentence in page
    assert problems_of(page) == []
    assert f'value="{typed.get("login", "lovelace")}"' in page or not typed.get("login", "x")
    cast.ada.refresh_from_db()
    assert cast.ada.login == "ada"
    assert not FormerLogin.objects.exists()


def test_a_password_cannot_be_guessed_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    for _attempt in range(10):
        client.post(PAGE, {"login": "lovelace", "password": "wrong"})
    page = client.post(PAGE, {"login": "lovelace", "password": PASSWORD}).content.decode()
    assert "Wait five minutes" in page


def test_once_in_thirty_days(cast: Cast) -> None:
    rename(cast.ada, "lovelace")
    with pytest.raises(Refused, match=r"Oct\. 31, 2026"):
        rename(cast.ada, "countess", at=LATER - timedelta(seconds=1))
    assert rename(cast.ada, "countess", at=LATER).login == "countess"
    assert [one.login for one in queries.former_logins(cast.ada)] == ["lovelace", "ada"]


def test_a_tab_that_was_opened_before_the_change_finds_the_limit(cast: Cast) -> None:
    before = Account.objects.get(pk=cast.ada.pk)
    rename(cast.ada, "lovelace")
    with pytest.raises(Refused, match="once in 30 days"):
        commands.change_login(before, login="countess", by=before, at=JOINED)


def test_nobody_else_ever_gets_it_and_nobody_learns_why(client: Client, cast: Cast) -> None:
    rename(cast.ada, "lovelace")
    century = JOINED + timedelta(days=36_500)
    with pytest.raises(Refused, match=r"^Somebody has this login already\.$"):
        rename(cast.ben, "ADA", at=century)
    with pytest.raises(Refused, match=r"^Somebody has this login already\.$"):
        commands.create_account("Ada", at=century)
    typed = {"username": "Ada", "email": "new@example.org", "password1": "eleven green ladders"}
    assert (
        "Somebody has this login already." in client.post("/users/signup", typed).content.decode()
    )
    assert Account.objects.count() == 4


def test_its_owner_can_go_back_to_it(client: Client, cast: Cast) -> None:
    rename(cast.ada, "lovelace")
    rename(cast.ada, "ada", at=LATER)
    assert client.get("/users/ada").status_code == 200
    assert client.get("/users/lovelace").headers["location"] == "/users/ada"
    rename(cast.ada, "countess", at=LATER + timedelta(days=30))
    assert client.get("/users/ada").headers["location"] == "/users/countess"
    assert [one.login for one in queries.former_logins(cast.ada)] == ["ada", "lovelace"]


def test_another_case_is_the_same_login_written_otherwise(cast: Cast) -> None:
    assert rename(cast.ada, "Ada").login == "Ada"
    assert not FormerLogin.objects.exists()


def test_only_its_owner_changes_it(cast: Cast) -> None:
    for other in (cast.ben, cast.mona):
        with pytest.raises(Refused, match="Only its owner"):
            commands.change_login(cast.ada, login="lovelace", by=other, at=JOINED)


def test_somebody_who_is_faster_leaves_a_sentence_and_the_old_login(cast: Cast) -> None:
    """Between the question and the write somebody signs up with the login."""

    def faster(instance: Account, **_others: Any) -> None:
        if instance.pk == cast.ada.pk:
            Account.objects.create(login="lovelace")

    pre_save.connect(faster, sender=Account)
    try:
        with pytest.raises(Refused, match=r"Somebody has this login already\."):
            rename(cast.ada, "lovelace")
    finally:
        pre_save.disconnect(faster, sender=Account)
    cast.ada.refresh_from_db()
    assert cast.ada.login == "ada"


def test_the_shell_and_bylines_of_old_find_the_account(cast: Cast) -> None:
    rename(cast.ada, "lovelace")
    assert queries.account_called("ADA").login == "lovelace"
    assert queries.pen_name_for("Nightingale (ada)").account_id == cast.ada.pk


def test_the_old_login_does_not_open_the_door(client: Client, cast: Cast) -> None:
    rename(cast.ada, "lovelace")
    client.post("/users/login", {"login": "ada", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/users/login", {"login": "lovelace", "password": PASSWORD})
    assert "_auth_user_id" in client.session
