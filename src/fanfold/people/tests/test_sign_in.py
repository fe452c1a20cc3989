"""Signing in and out: by login or address, back to where one was, and never to another site."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.test import Client
from pytest_django import Settings

from fanfold.people.models import Account
from fanfold.people.testing import PASSWORD, Cast
from fanfold.people.tests.pages import without_what_varies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    " //evil.example",
    "http://localhost/",
    "http://testserver@evil.example/",
    "%2f%2fevil.example",
]


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was worked on, which is where the time goes."""

    algorithm = "counting"
    worked = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.worked += 1
        return super().encode(password, salt)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["ada", "ADA", " ada ", "ada@example.org", "Ada@Example.org"])
def test_the_login_and_the_address_open_the_door_in_whatever_case(
    client: Client, cast: Cast, name: str
) -> None:
    response = client.post("/users/login", {"login": name, "password": PASSWORD})
    assert (response.status_code, response.headers["location"]) == (302, "/")
    assert is_signed_in(client)


def test_a_wrong_password_keeps_the_login_and_says_what_to_do(client: Client, cast: Cast) -> None:
    page = client.post("/users/login", {"login": "ada", "password": "wrong"}).content.decode()
    assert "No account fits this login or address and this password." in page
    assert 'value="ada"' in page
    assert "wrong" not in page
    assert not is_signed_in(client)


def test_nobody_learns_from_the_answer_whether_an_account_exists(
    client: Client, cast: Cast
) -> None:
    known, unknown = (
        client.post("/users/login", {"login": login, "password": "wrong"}).content.decode()
        for login in ("ada", "xyz")
    )
    assert without_what_varies(known).replace("ada", "xyz") == without_what_varies(unknown)


@pytest.mark.parametrize("known", ["ada", "ada@example.org"])
def test_nobody_learns_it_from_the_time_that_the_answer_takes(
    client: Client, cast: Cast, settings: Settings, known: str
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    Account.objects.update(password=make_password(PASSWORD))
    counts = []
    for login in (known, known.replace("ada", "xyz")):
        CountingHasher.worked = 0
        client.post("/users/login", {"login": login, "password": "wrong"})
        counts.append(CountingHasher.worked)
    assert counts == [1, 1]


def test_the_pen_name_does_not_open_the_door(client: Client, cast: Cast) -> None:
    client.post("/users/login", {"login": "Nightingale", "password": PASSWORD})
    assert not is_signed_in(client)


def test_five_wrong_passwords_close_the_door_for_a_while(client: Client, cast: Cast) -> None:
    for _attempt in range(5):
        client.post("/users/login", {"login": "ada", "password": "wrong"})
    page = client.post("/users/login", {"login": "ada", "password": PASSWORD}).content.decode()
    assert "Wait five minutes" in page
    assert not is_signed_in(client)
    client.post("/users/login", {"login": "ben", "password": PASSWORD})
    assert is_signed_in(client)


def test_who_is_closed_out_is_told_so_but_only_with_the_right_password(
    client: Client, cast: Cast
) -> None:
    Account.objects.filter(pk=cast.ben.pk).update(is_active=False)
    response = client.post("/users/login", {"login": "ben", "password": PASSWORD}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert not is_signed_in(client)
    response = client.post("/users/login", {"login": "ben", "password": "wrong"}, follow=True)
    assert "This account is closed" not in response.content.decode()


def test_an_open_session_ends_when_the_account_is_closed(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben)
    Account.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert client.get("/users/settings").status_code == 302


def test_a_page_that_needs_an_account_is_shown_after_signing_in(client: Client, cast: Cast) -> None:
    response = client.get("/users/settings")
    assert response.headers["location"] == "/users/login?next=/users/settings"
    response = client.post(
        response.headers["location"],
        {"login": "ada", "password": PASSWORD, "next": "/users/settings"},
    )
    assert response.headers["location"] == "/users/settings"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_next_never_leads_to_another_site(client: Client, cast: Cast, address: str) -> None:
    typed = {"login": "ada", "password": PASSWORD, "next": address}
    landed = [client.post("/users/login", typed).headers["location"]]
    landed.append(client.get("/users/login", {"next": address}).headers["location"])
    landed.append(client.post("/users/logout", {"next": address}).headers["location"])
    allowed = {"/", address} if address.startswith("%") else {"/"}
    assert set(landed) <= allowed


def test_signing_out_takes_a_press_of_a_button(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = client.get("/users/logout")
    assert page.status_code == 200
    assert is_signed_in(client)
    response = client.post("/users/logout")
    assert response.headers["location"] == "/"
    assert not is_signed_in(client)


def test_signing_out_in_one_tab_sends_the_other_to_the_door(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    client.post("/users/logout")
    response = client.post("/users/settings/pen-names", {"name": "Wren"})
    assert response.headers["location"].startswith("/users/login?next=")
    assert client.post("/users/logout").status_code == 302


def test_signing_in_twice_in_two_tabs_is_signing_in_once(client: Client, cast: Cast) -> None:
    typed = {"login": "ada", "password": PASSWORD}
    client.post("/users/login", typed)
    assert client.post("/users/login", typed).status_code == 302
    assert is_signed_in(client)


def test_another_site_cannot_sign_anybody_out(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post("/users/logout").status_code == 403
    assert is_signed_in(client)
