"""Passwords: changed, forgotten, set by a link; and what that does to other browsers."""

import re
import smtplib
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from pytest_django import Settings

from fanfold.people import commands
from fanfold.people.links import password_link
from fanfold.people.testing import JOINED, PASSWORD, Cast
from fanfold.people.tests.pages import without_what_varies

pytestmark = pytest.mark.django_db

NEW = "eleven green ladders"
CHANGE = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
TWICE = {"password1": NEW, "password2": NEW}


def path_in(text: str) -> str:
    """The address in a mail, without the host."""
    found = re.search(r"https?://[^/\s]+(/users/\S+)", text)
    assert found
    return found[1]


def can_sign_in(login: str, password: str) -> bool:
    client = Client()
    client.post("/users/login", {"login": login, "password": password})
    return "_auth_user_id" in client.session


def test_changing_it_keeps_this_browser_in_and_puts_the_others_out(
    client: Client, cast: Cast, without_mail: Settings
) -> None:
    other = Client()
    for browser in (client, other):
        browser.post("/users/login", {"login": "ada", "password": PASSWORD})
    response = client.post("/users/password", CHANGE)
    assert response.headers["location"] == "/users/settings#password"
    assert client.get("/users/settings").status_code == 200
    assert other.get("/users/settings").status_code == 302
    assert can_sign_in("ada", NEW)
    assert not can_sign_in("ada", PASSWORD)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"oldpassword": "wrong"}, "This is not your current password."),
        ({"password2": "something else"}, "the same password"),
        ({"password1": "short", "password2": "short"}, "at least 10 characters"),
        ({"password1": "ada@example.org", "password2": "ada@example.org"}, "too similar"),
    ],
)
def test_a_change_that_cannot_be_comes_back_with_its_sentence(
    client: Client, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.ada)
    response = client.post("/users/password", CHANGE | typed)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(PASSWORD)


def test_a_change_is_told_by_mail(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(cast.ada)
    client.post("/users/password", CHANGE)
    [mail] = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.subject == "Fanfold: your password was changed"
    assert "http://testserver/users/password/reset" in str(mail.body)


def test_a_forgotten_password_is_set_by_a_link_that_works_once(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    before = Client()
    before.force_login(cast.ada)
    response = client.post("/users/password/reset", {"email": "ADA@example.org"})
    assert response.headers["location"] == "/users/password/reset/sent"
    [mail] = mailoutbox
    assert mail.subject == "Fanfold: set a new password"
    link = path_in(str(mail.body))
    form = client.get(link).headers["location"]
    assert form.endswith("-set-password"), "the key must not stay in the address"
    assert client.get(form).status_code == 200
    response = client.post(form, TWICE)
    assert response.headers["location"] == "/users/password/reset/done"
    assert can_sign_in("ada", NEW)
    assert before.get("/users/settings").status_code == 302
    again = Client().get(link)
    assert again.status_code == 410
    assert "This link no longer works" in again.content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    known, unknown = (
        client.post("/users/password/reset", {"email": email}, follow=True)
        for email in ("ada@example.org", "nobody@example.org")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert without_what_varies(known.content.decode()) == without_what_varies(
        unknown.content.decode()
    )
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_asking_over_and_over_is_slowed_down(
    client: Client, cast: Cast, with_mail: Settings
) -> None:
    answers = [
        client.post("/users/password/reset", {"email": "ada@example.org"}).status_code
        for _attempt in range(6)
    ]
    assert answers == [302] * 5 + [429]


def test_an_archive_without_mail_says_so_and_whom_to_ask(
    client: Client, cast: Cast, without_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    page = client.get("/users/password/reset").content.decode()
    assert "cannot send mail" in page
    assert "fanfold admin password" in page
    assert 'name="email"' not in page
    assert client.post("/users/password/reset", {"email": "ada@example.org"}).status_code == 302
    assert mailoutbox == []


def test_an_account_without_a_password_gets_one_by_a_link(client: Client, cast: Cast) -> None:
    edie = commands.create_account("edie", at=JOINED)
    link = path_in(password_link(edie))
    form = client.get(link).headers["location"]
    client.post(form, TWICE)
    assert can_sign_in("edie", NEW)
    assert Client().get(link).status_code == 410


def test_a_link_for_somebody_else_signs_the_one_who_opens_it_out(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.ben)
    form = client.get(path_in(password_link(cast.ada))).headers["location"]
    client.get(form)
    assert "_auth_user_id" not in client.session
    client.post(form, TWICE)
    assert can_sign_in("ada", NEW)
    assert can_sign_in("ben", PASSWORD)


@pytest.mark.parametrize("part", ["1-nonsense", "zzzzzzzzzzzzzz-x", "1-set-password"])
def test_a_link_that_was_never_made_is_a_page_with_a_way_on(
    client: Client, cast: Cast, part: str
) -> None:
    response = client.get(f"/users/password/reset/{part}")
    assert response.status_code == 410
    assert 'href="/users/password/reset"' in response.content.decode()


class SilentServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")


def test_a_mail_server_that_is_down_tells_nobody_who_has_an_account(
    client: Client, cast: Cast, with_mail: Settings
) -> None:
    with_mail.EMAIL_BACKEND = f"{__name__}.SilentServer"
    for email in ("ada@example.org", "nobody@example.org"):
        response = client.post("/users/password/reset", {"email": email})
        assert response.headers["location"] == "/users/password/reset/sent"
