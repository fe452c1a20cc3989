"""E-mail addresses: confirmed at sign-up, changed, claimed by two; with and without mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from fanfold.people import commands
from fanfold.people.models import Account
from fanfold.people.testing import JOINED, PASSWORD, Cast
from fanfold.people.tests.pages import without_what_varies

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "username": "dora",
    "pen_name": "Dora Quill",
    "email": "dora@example.org",
    "password1": "seven quiet herons",
}
CHANGE = {"email": "new@example.org", "password": PASSWORD, "action_add": "yes"}


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"http://testserver(/users/email/confirm/\S+)", str(mail.body))
    assert found
    return found[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_newcomer_confirms_her_address_and_then_signs_in(
    client: Client, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    response = client.post("/users/signup", NEWCOMER)
    assert response.headers["location"] == "/users/email/sent"
    assert not is_signed_in(client)
    [mail] = mailoutbox
    assert mail.subject == "Welcome to Fanfold: confirm your address"
    assert "“dora”" in str(mail.body)
    link = link_in(mail)
    assert not EmailAddress.objects.get(email="dora@example.org").verified
    page = client.get(link).content.decode()
    assert "Is <strong>dora@example.org</strong> the address" in page
    assert not EmailAddress.objects.get(email="dora@example.org").verified, "opening is not enough"
    assert client.post(link).headers["location"] == "/users/login"
    client.post("/users/login", {"login": "dora", "password": NEWCOMER["password1"]})
    assert is_signed_in(client)
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_signing_in_before_confirming_sends_the_link_again_but_not_at_once(
    client: Client, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/users/signup", NEWCOMER)
    typed = {"login": "dora", "password": NEWCOMER["password1"]}
    assert Client().post("/users/login", typed).headers["location"] == "/users/email/sent"
    assert len(mailoutbox) == 1, "one link in three minutes"


def test_signing_up_with_a_taken_address_looks_the_same_and_tells_its_owner(
    cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    fresh = Client().post("/users/signup", NEWCOMER, follow=True)
    taken = Client().post(
        "/users/signup",
        NEWCOMER | {"username": "dorothea", "email": "Ada@example.org"},
        follow=True,
    )
    assert fresh.redirect_chain == taken.redirect_chain
    pages = [without_what_varies(one.content.decode()) for one in (fresh, taken)]
    assert pages[0].replace("dora@example.org", "ada@example.org") == pages[1]
    assert mailoutbox[1].to == ["ada@example.org"]
    assert mailoutbox[1].subject == "Fanfold: you have an account already"
    assert not Account.objects.filter(login="dorothea").exists()


def test_a_change_waits_for_the_link_in_the_new_mailbox(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(cast.ada)
    response = client.post("/users/email", CHANGE)
    assert response.headers["location"] == "/users/settings#email"
    page = client.get("/users/settings").content.decode()
    assert "It will change to new@example.org" in page
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.org"
    assert mailoutbox[0].to == ["new@example.org"]
    assert client.post(link_in(mailoutbox[0])).headers["location"] == "/users/settings#email"
    cast.ada.refresh_from_db()
    assert cast.ada.email == "new@example.org"
    assert mailoutbox[1].to == ["ada@example.org"], "the old mailbox is told"
    assert "from ada@example.org to new@example.org" in str(mailoutbox[1].body)
    assert [one.email for one in EmailAddress.objects.filter(user=cast.ada)] == ["new@example.org"]


def test_a_change_can_be_taken_back_and_asked_for_again(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(cast.ada)
    client.post("/users/email", CHANGE)
    client.post("/users/email", {"email": "new@example.org", "action_remove": "yes"})
    assert "It will change" not in client.get("/users/settings").content.decode()
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.org"


def test_the_address_in_use_cannot_be_taken_away(
    client: Client, cast: Cast, with_mail: Settings
) -> None:
    client.force_login(cast.ada)
    client.post("/users/email", CHANGE)
    client.post("/users/email", {"email": "ada@example.org", "action_remove": "yes"})
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.org"


def test_a_change_takes_the_password(client: Client, cast: Cast, with_mail: Settings) -> None:
    client.force_login(cast.ada)
    response = client.post("/users/email", CHANGE | {"password": "wrong"})
    page = response.content.decode()
    assert "This is not your current password." in page
    assert 'value="new@example.org"' in page
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_an_address_that_somebody_has_confirmed_cannot_be_taken(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(cast.ada)
    client.post("/users/email", CHANGE | {"email": "ben@example.org"})
    link = link_in(mailoutbox[0])
    response = client.get(link)
    assert response.status_code == 410
    assert "Another account has confirmed ben@example.org meanwhile." in response.content.decode()
    client.post(link)
    cast.ada.refresh_from_db()
    cast.ben.refresh_from_db()
    assert (cast.ada.email, cast.ben.email) == ("ada@example.org", "ben@example.org")


def test_who_proves_an_address_gets_it_from_who_only_claimed_it(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    claimer = commands.create_account("mallory", email="new@example.org", at=JOINED)
    client.force_login(cast.ada)
    client.post("/users/email", CHANGE)
    client.post(link_in(mailoutbox[0]))
    cast.ada.refresh_from_db()
    claimer.refresh_from_db()
    assert (cast.ada.email, claimer.email) == ("new@example.org", "")


def test_without_mail_a_change_is_made_at_once(
    client: Client, cast: Cast, without_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(cast.ada)
    client.post("/users/email", CHANGE | {"email": "New@Example.org"})
    cast.ada.refresh_from_db()
    assert cast.ada.email == "new@example.org"
    assert mailoutbox == []
    other = Client()
    other.post("/users/login", {"login": "new@example.org", "password": PASSWORD})
    assert is_signed_in(other)


def test_without_mail_a_taken_address_is_refused_at_the_field(
    client: Client, cast: Cast, without_mail: Settings
) -> None:
    client.force_login(cast.ada)
    page = client.post("/users/email", CHANGE | {"email": "BEN@example.org"}).content.decode()
    assert "Another account has this e-mail address already." in page
    cast.ada.refresh_from_db()
    assert cast.ada.email == "ada@example.org"


def test_an_account_without_address_signs_in_where_addresses_must_be_confirmed(
    client: Client, with_mail: Settings
) -> None:
    commands.create_account("edie", password=PASSWORD, at=JOINED)
    client.post("/users/login", {"login": "edie", "password": PASSWORD})
    assert is_signed_in(client)


def test_mails_carry_names_as_they_are(
    client: Client, cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/users/signup", NEWCOMER | {"email": "d'ora&co@example.org"})
    text = str(mailoutbox[0].body)
    assert "&#" not in text
    assert "&amp;" not in text
    assert text.endswith("http://testserver/")
