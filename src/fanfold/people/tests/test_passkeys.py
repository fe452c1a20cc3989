"""Passkeys as far as they need no browser: where they work, and what is sent in their place.

Passkeys that work are made and used in tests/journeys/test_account.py.
"""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from fanfold.people.second_factor import passkeys_work_at
from fanfold.people.testing import Cast
from fanfold.people.tests.factors import give_app, is_signed_in, knocking, proven
from fanfold.people.tests.pages import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

DOOR = "/users/login/passkey"
NEW = "/users/settings/second-factor/passkeys/new"

BROKEN = [
    "",
    "null",
    "[]",
    "17",
    "{",
    "{}",
    '"text"',
    "[" * 40_000,
    '{"a":' * 8_000,
    "x" * 100_000,
    '{"id": null, "rawId": null, "response": null, "type": null}',
    '{"response": {"userHandle": "\\u0000"}}',
    '{"response": {"userHandle": "MQ"}}',
    '{"response": {"userHandle": 5}}',
    '{"response": {"userHandle": "////"}}',
    '{"response": []}',
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "attestationObject": "oWRm",
                "authenticatorData": "AAAA",
                "signature": "AAAA",
                "userHandle": "MQ",
            },
        }
    ),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "bm8ganNvbg",
                "attestationObject": "gYGBgYGBgYGBgQ",
                "authenticatorData": "/w",
                "signature": "!",
                "userHandle": "w7w",
            },
        }
    ),
]


@pytest.mark.parametrize(
    ("address", "work"),
    [
        ("https://stories.example/", True),
        ("http://localhost:8000/", True),
        ("http://fan.localhost/", True),
        ("http://127.0.0.1:8000/", False),
        ("https://127.0.0.1/", False),
        ("https://[2001:db8::1]/", False),
        ("http://stories.example/", False),
        ("http://localhost.example/", False),
    ],
)
def test_passkeys_work_where_browsers_make_them(address: str, work: bool) -> None:
    assert passkeys_work_at(address) is work


def test_the_pages_offer_passkeys_where_they_work_and_say_why_elsewhere(cast: Cast) -> None:
    client = proven(cast.ada)
    here = client.get("/users/settings/second-factor").content.decode()
    assert "under the name <strong>localhost</strong>" in here
    assert NEW not in here
    assert "data-passkey" not in client.get(NEW).content.decode()
    page = client.get(NEW, secure=True).content.decode()
    assert "data-options" in page
    assert problems_of(page) == []
    assert "data-passkey" in Client().get("/users/login", secure=True).content.decode()
    assert "data-passkey" not in Client().get("/users/login").content.decode()


def test_a_proxy_that_does_not_tell_of_https_is_no_hindrance(settings: Settings) -> None:
    settings.SECURE = True
    assert "data-passkey" in Client().get("/users/login").content.decode()
    there = Client().get("/users/login", headers={"host": "127.0.0.1"}).content.decode()
    assert "data-passkey" not in there


def test_what_a_browser_is_asked_names_no_address_and_wants_a_key_that_knows_its_holder(
    cast: Cast,
) -> None:
    page = proven(cast.ada).get(NEW, secure=True)
    asked = json.loads(page.context["options"])["publicKey"]
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["rp"] == {"id": "testserver", "name": "Fanfold"}
    assert asked["user"]["name"] == "ada"
    assert "example.org" not in json.dumps(asked)


@pytest.mark.parametrize("sent", BROKEN)
def test_whatever_comes_in_place_of_a_passkey_opens_nothing(cast: Cast, sent: str) -> None:
    client = Client()
    client.get(DOOR, headers={"accept": "application/json"}, secure=True)
    answer = client.post(DOOR, {"credential": sent, "next": "/works"}, secure=True)
    assert answer.headers["location"] == "/users/login?next=%2Fworks"
    page = client.get("/users/login", secure=True).content.decode()
    assert "This passkey could not be used here." in page
    assert not is_signed_in(client)


@pytest.mark.parametrize("sent", BROKEN)
def test_whatever_comes_in_place_of_a_passkey_is_no_second_step(cast: Cast, sent: str) -> None:
    give_app(cast.ada)
    client = knocking("ada")
    answer = client.post("/users/login/second-step", {"credential": sent})
    assert answer.status_code == 200
    assert problems_of(answer.content.decode()) == []
    assert not is_signed_in(client)


@pytest.mark.parametrize("sent", BROKEN)
def test_whatever_comes_in_place_of_a_new_passkey_adds_nothing(cast: Cast, sent: str) -> None:
    client = proven(cast.ada)
    client.get(NEW, secure=True)
    page = client.post(NEW, {"credential": sent, "name": "Phone"}, secure=True).content.decode()
    assert "Nothing was added." in page
    assert 'value="Phone"' in page
    assert problems_of(page) == []
    assert not Authenticator.objects.exists()


def test_asking_for_a_passkey_over_and_over_is_slowed_down(cast: Cast) -> None:
    client = Client()
    answers = [client.post(DOOR, {"credential": "{}"}).status_code for _attempt in range(11)]
    assert answers == [302] * 10 + [429]


def test_the_door_says_the_same_whoever_has_passkeys(cast: Cast) -> None:
    answer = Client().get(DOOR, headers={"accept": "application/json"}, secure=True)
    asked = answer.json()["request_options"]["publicKey"]
    assert not asked.get("allowCredentials")
    assert asked["userVerification"] == "required"


def test_somebody_elses_passkey_is_not_found(cast: Cast) -> None:
    key = Authenticator.objects.create(
        user=cast.ben, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    client = proven(cast.ada)
    for what in ("name", "remove"):
        path = f"/users/settings/second-factor/passkeys/{key.pk}/{what}"
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Key"


def test_a_passkey_is_renamed_and_removed_by_its_owner(cast: Cast) -> None:
    key = Authenticator.objects.create(
        user=cast.ada, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    client = proven(cast.ada)
    path = f"/users/settings/second-factor/passkeys/{key.pk}"
    for what in ("name", "remove"):
        assert problems_of(client.get(f"{path}/{what}").content.decode()) == []
    page = client.post(f"{path}/name", {"name": "n" * 61}).content.decode()
    assert "60" in page
    client.post(f"{path}/name", {"name": "Old phone"})
    key.refresh_from_db()
    assert key.data["name"] == "Old phone"
    assert "Old phone" in client.get("/users/settings/second-factor").content.decode()
    client.post(f"{path}/remove")
    assert not Authenticator.objects.exists()
