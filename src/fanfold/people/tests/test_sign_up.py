"""Signing up: the account, its first pen name, and everything that is refused."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from fanfold.people.models import Account, PenName
from fanfold.people.testing import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

GOOD = {
    "username": "dora",
    "pen_name": "",
    "email": "dora@example.org",
    "password1": "seven quiet herons",
}


def sign_up(client: Client, **typed: str) -> Any:
    return client.post("/users/signup", GOOD | typed)


def said(client: Client, **typed: str) -> str:
    """The page that comes back, when the form does."""
    response = client.post("/users/signup", GOOD | typed)
    assert response.status_code == 200
    return response.content.decode()


def test_who_signs_up_is_signed_in_and_has_a_pen_name_like_her_login(client: Client) -> None:
    response = client.post("/users/signup", GOOD)
    assert (response.status_code, response.headers["location"]) == (302, "/")
    dora = Account.objects.get(login="dora")
    assert client.session["_auth_user_id"] == str(dora.pk)
    assert [(one.name, one.is_default) for one in dora.pen_names.all()] == [("dora", True)]


def test_another_pen_name_can_be_chosen_in_the_form(client: Client) -> None:
    sign_up(client, pen_name="  Dora   Quill ")
    assert PenName.objects.get(account__login="dora").name == "Dora Quill"


@pytest.mark.parametrize("name", ["ドラ・", "Дора", "دورا", "多拉", "डोरा", "Zoë-2", "דורה"])
def test_pen_names_of_every_script_are_taken(client: Client, name: str) -> None:
    if name.endswith("・"):
        assert "letters, digits, spaces" in said(client, pen_name=name)
        name = name[:-1]
    sign_up(client, pen_name=name)
    assert PenName.objects.get(account__login="dora").name == name


@pytest.mark.parametrize("name", ["<b>", "a/b", "---", "a@b", "na\x00me", "“Dora”", "__"])
def test_a_pen_name_that_is_none_is_refused_and_nothing_is_lost(client: Client, name: str) -> None:
    page = said(client, pen_name=name)
    assert not Account.objects.filter(login="dora").exists()
    assert 'value="dora@example.org"' in page
    assert 'value="dora"' in page


def test_a_long_login_and_a_long_pen_name_are_refused_with_limit_and_size(client: Client) -> None:
    page = said(client, username="d" * 41, pen_name="x" * 45)
    assert "up to 40 characters; this has 41" in page
    assert "up to 40 characters; this has 45" in page
    assert "x" * 45 in page


def test_a_login_of_forty_letters_is_taken(client: Client) -> None:
    sign_up(client, username="d" * 40)
    assert PenName.objects.get(account__login="d" * 40).name == "d" * 40


@pytest.mark.parametrize("login", ["do", "_dora", "dora_", "do ra", "döra", "dora@example.org"])
def test_a_login_of_other_characters_is_refused(client: Client, login: str) -> None:
    said(client, username=login)
    assert not Account.objects.exists()


@pytest.mark.parametrize("login", ["login", "Settings", "ADMIN", "password", "email", "fanfold"])
def test_the_archives_own_words_are_no_logins(client: Client, login: str) -> None:
    assert "a word that the archive uses itself" in said(client, username=login)
    assert not Account.objects.exists()


@pytest.mark.parametrize("login", ["ada", "ADA", "Ada"])
def test_a_login_is_taken_in_whatever_case(client: Client, cast: Cast, login: str) -> None:
    assert "Somebody has this login already." in said(client, username=login)
    assert Account.objects.count() == 4


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG"])
def test_an_address_is_taken_in_whatever_case(client: Client, cast: Cast, email: str) -> None:
    assert "This address cannot be used" in said(client, email=email)
    assert Account.objects.count() == 4


def test_two_people_may_have_the_same_pen_name(client: Client, cast: Cast) -> None:
    sign_up(client, pen_name="Nightingale")
    assert PenName.objects.filter(name="Nightingale").count() == 2


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "at least 10 characters"),
        ("password123", "too common"),
        ("theodora_quill", "too similar"),
    ],
)
def test_an_easy_password_is_refused_and_never_shown(
    client: Client, password: str, sentence: str
) -> None:
    page = said(client, username="theodora_quill", password1=password)
    assert sentence in page
    assert f'value="{password}"' not in re.sub(r'name="username"[^>]*', "", page)


def test_the_second_of_two_tabs_gets_a_sentence(client: Client) -> None:
    other_browser = Client()
    sign_up(client)
    page = said(other_browser, email="else@example.org")
    assert "Somebody has this login already." in page


def test_the_second_tab_of_the_same_browser_makes_no_second_account(client: Client) -> None:
    sign_up(client)
    response = client.post("/users/signup", GOOD | {"username": "dora2", "email": "d2@example.org"})
    assert response.status_code == 302
    assert Account.objects.count() == 1


def test_a_closed_archive_takes_nobody(client: Client, settings: Settings) -> None:
    settings.SIGNUPS_OPEN = False
    page = said(client)
    assert "Sign-up is closed" in page
    assert not Account.objects.exists()


def test_a_reader_is_taken_back_to_where_she_was(client: Client) -> None:
    page = client.get("/users/signup", {"next": "/works/7"}).content.decode()
    assert '<input type="hidden" name="next" value="/works/7">' in page
    response = client.post("/users/signup", GOOD | {"next": "/works/7"})
    assert response.headers["location"] == "/works/7"


def test_signing_up_over_and_over_is_slowed_down(client: Client) -> None:
    answers = [sign_up(client, username="").status_code for _ in range(21)]
    assert answers[-1] == 429
