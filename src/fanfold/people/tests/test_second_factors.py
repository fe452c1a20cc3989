"""An app's codes and recovery codes: set up, asked for, spent once, lost, removed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from fanfold.people import commands
from fanfold.people.models import Account
from fanfold.people.testing import JOINED, PASSWORD, Cast
from fanfold.people.tests.factors import (
    code,
    give_app,
    is_signed_in,
    knocking,
    proven,
    recovery_codes,
)
from fanfold.people.tests.pages import problems_of, without_what_varies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

FACTOR = "/users/settings/second-factor"
STEP = "/users/login/second-step"


@pytest.mark.parametrize("how", ["app", "early", "late", "spaced", "recovery"])
def test_the_password_alone_opens_nothing_and_a_code_opens_the_rest(cast: Cast, how: str) -> None:
    secret = give_app(cast.ada)
    client = knocking("ada", next="/users/settings")
    assert not is_signed_in(client)
    assert client.get("/users/settings").status_code == 302
    page = client.get(STEP)
    assert page.status_code == 200
    assert problems_of(page.content.decode()) == []
    shown = {
        "app": code(secret),
        "early": code(secret, steps=1),
        "late": code(secret, steps=-1),
        "spaced": f" {code(secret)[:3]} {code(secret)[3:]} ",
        "recovery": recovery_codes(cast.ada)[0],
    }[how]
    answer = client.post(STEP, {"code": shown})
    assert (answer.status_code, answer.headers["location"]) == (302, "/users/settings")
    assert is_signed_in(client)


def test_a_code_of_the_app_works_once_on_whichever_process(cast: Cast) -> None:
    secret = give_app(cast.ada)
    shown = code(secret)
    assert knocking("ada").post(STEP, {"code": shown}).status_code == 302
    cache.clear()  # Another process remembers nothing of the first.
    for used in (shown, code(secret, steps=-1)):
        again = knocking("ada")
        page = again.post(STEP, {"code": used}).content.decode()
        assert "This code was used before." in page
        assert problems_of(page) == []
        assert not is_signed_in(again)
    later = knocking("ada")
    later.post(STEP, {"code": code(secret, steps=1)})
    assert is_signed_in(later)


def test_a_recovery_code_works_once(cast: Cast) -> None:
    give_app(cast.ada)
    first, second, *_others = recovery_codes(cast.ada)
    for typed, opens in ((first, True), (first, False), (second, True)):
        client = knocking("ada")
        client.post(STEP, {"code": typed})
        assert is_signed_in(client) is opens
    assert len(recovery_codes(cast.ada)) == 8


def test_somebody_elses_codes_open_nothing(cast: Cast) -> None:
    give_app(cast.ada)
    secret = give_app(cast.ben)
    for typed in (code(secret), recovery_codes(cast.ben)[0]):
        client = knocking("ada")
        client.post(STEP, {"code": typed})
        assert not is_signed_in(client)


def test_five_wrong_codes_close_the_second_step_for_a_while(cast: Cast) -> None:
    secret = give_app(cast.ada)
    client = knocking("ada")
    for _attempt in range(5):
        assert "This code is not right" in client.post(STEP, {"code": "000"}).content.decode()
    page = knocking("ada").post(STEP, {"code": code(secret)}).content.decode()
    assert "Wait five minutes" in page


@pytest.mark.parametrize("typed", ["", "٣٣٣٣٣٣", "1" * 100_000, "1\0", "None"])
def test_odd_codes_are_wrong_codes(cast: Cast, typed: str) -> None:
    give_app(cast.ada)
    client = knocking("ada")
    assert client.post(STEP, {"code": typed}).status_code == 200
    assert not is_signed_in(client)


def test_nobody_learns_of_a_second_factor_without_the_password(client: Client, cast: Cast) -> None:
    give_app(cast.ada)
    pages = [
        client.post("/users/login", {"login": login, "password": "wrong"}).content.decode()
        for login in ("ada", "ben", "xyz")
    ]
    plain = {
        re.sub("ada|ben", "xyz", without_what_varies(page).replace(login, "xyz"))
        for login, page in zip(("ada", "ben", "xyz"), pages, strict=True)
    }
    assert len(plain) == 1
    assert client.get(STEP).headers["location"] == "/users/login"


def test_the_session_gets_a_new_key_when_the_second_step_is_done(cast: Cast) -> None:
    secret = give_app(cast.ada)
    client = knocking("ada")
    before = client.session.session_key
    client.post(STEP, {"code": code(secret)})
    assert client.session.session_key not in {None, before}


def test_the_second_step_never_leads_to_another_site(cast: Cast) -> None:
    secret = give_app(cast.ada)
    client = knocking("ada", next="//evil.example/")
    typed = {"code": code(secret), "next": "https://evil.example/"}
    assert client.post(STEP, typed).headers["location"] == "/"


def test_another_site_cannot_take_the_second_step_or_change_a_factor(cast: Cast) -> None:
    give_app(cast.ada)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    for path in ("/app/remove", "/codes/new", "/passkeys/new", "/app"):
        assert client.post(FACTOR + path, {"code": "1"}).status_code == 403
    assert Client(enforce_csrf_checks=True).post(STEP, {"code": "1"}).status_code == 403


def test_one_can_go_back_and_sign_in_as_somebody_else(cast: Cast) -> None:
    give_app(cast.ada)
    client = knocking("ada")
    assert client.get("/users/login").headers["location"] == STEP
    client.post("/users/logout", {"next": "/users/login"})
    client.post("/users/login", {"login": "ben", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(cast.ben.pk)


def test_a_closed_account_stays_closed_with_the_right_code(cast: Cast) -> None:
    secret = give_app(cast.ada)
    client = knocking("ada")
    Account.objects.filter(pk=cast.ada.pk).update(is_active=False)
    client.post(STEP, {"code": code(secret)})
    assert client.get("/users/settings").status_code == 302


# Setting up and taking away -----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/app", "/app/remove", "/codes/new", "/passkeys/new"])
def test_a_forgotten_tab_is_not_enough_to_change_a_factor(cast: Cast, path: str) -> None:
    client = Client()
    if path != "/app":
        give_app(cast.ada)
    client.force_login(cast.ada)
    for answer in (client.get(FACTOR + path), client.post(FACTOR + path)):
        assert answer.headers["location"].startswith("/users/reauthenticate?next=")
    assert client.get(f"{FACTOR}/codes").status_code == (404 if path == "/app" else 302)
    assert Authenticator.objects.count() == (0 if path == "/app" else 2)


def test_an_app_is_set_up_by_its_first_code_which_then_is_spent(cast: Cast) -> None:
    client = proven(cast.ada)
    page = client.get(f"{FACTOR}/app").content.decode()
    assert problems_of(page) == []
    assert 'src="data:image/svg+xml;base64,' in page
    assert "ada@example.org" not in page
    secret = client.session[SECRET_SESSION_KEY]
    wrong = client.post(f"{FACTOR}/app", {"code": "000000"}).content.decode()
    assert "This code is not right" in wrong
    assert secret == client.session[SECRET_SESSION_KEY], "the app was set up with it already"
    shown = code(secret)
    answer = client.post(f"{FACTOR}/app", {"code": shown})
    assert answer.headers["location"] == f"{FACTOR}/codes"
    cache.clear()
    other = knocking("ada")
    other.post(STEP, {"code": shown})
    assert not is_signed_in(other)


def test_secrets_do_not_stand_in_the_database(cast: Cast) -> None:
    secret = give_app(cast.ada)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not [one for one in recovery_codes(cast.ada) if one in kept]


def test_recovery_codes_are_shown_once_and_to_no_cache(cast: Cast) -> None:
    give_app(cast.ada)
    client = proven(cast.ada)
    first = client.get(f"{FACTOR}/codes")
    page = first.content.decode()
    codes = recovery_codes(cast.ada)
    assert all(f"{one[:5]} {one[5:]}" in page for one in codes)
    assert len(codes) == 10
    assert problems_of(page) == []
    assert "no-store" in first.headers["cache-control"]
    again = client.get(f"{FACTOR}/codes").content.decode()
    assert "cannot be shown again" in again
    assert not [one for one in codes if one[:5] in again]


def test_new_recovery_codes_end_the_old_ones(cast: Cast) -> None:
    give_app(cast.ada)
    [old, *_others] = recovery_codes(cast.ada)
    client = proven(cast.ada)
    assert problems_of(client.get(f"{FACTOR}/codes/new").content.decode()) == []
    assert client.post(f"{FACTOR}/codes/new").headers["location"] == f"{FACTOR}/codes"
    other = knocking("ada")
    other.post(STEP, {"code": old})
    assert not is_signed_in(other)
    other.post(STEP, {"code": recovery_codes(cast.ada)[0]})
    assert is_signed_in(other)


def test_there_are_no_codes_without_a_factor(cast: Cast) -> None:
    client = proven(cast.ada)
    page = client.post(f"{FACTOR}/codes/new").content.decode()
    assert "Set up one of them first." in page
    assert not Authenticator.objects.exists()


def test_without_the_app_the_password_is_enough_again(cast: Cast) -> None:
    give_app(cast.ada)
    client = proven(cast.ada)
    assert problems_of(client.get(f"{FACTOR}/app/remove").content.decode()) == []
    client.post(f"{FACTOR}/app/remove")
    assert not Authenticator.objects.exists()
    assert is_signed_in(knocking("ada"))


def test_a_code_proves_who_one_is_as_the_password_does(cast: Cast) -> None:
    secret = give_app(cast.ada)
    client = Client()
    client.force_login(cast.ada)
    page = client.get("/users/reauthenticate", {"next": f"{FACTOR}/codes"}).content.decode()
    assert f"/users/reauthenticate/code?next={FACTOR.replace('/', '%2F')}%2Fcodes" in page
    code_page = client.get("/users/reauthenticate/code").content.decode()
    assert problems_of(code_page) == []
    typed = {"code": code(secret), "next": "https://evil.example/"}
    assert client.post("/users/reauthenticate/code", typed).headers["location"] == "/"
    assert client.get(f"{FACTOR}/codes").status_code == 200


def test_an_unconfirmed_address_comes_first_where_mail_can_be_sent(
    cast: Cast, with_mail: Settings
) -> None:
    edie = commands.create_account(
        "edie", email="edie@example.org", password="eleven green ladders", at=JOINED
    )
    client = Client()
    client.force_login(edie)
    assert "has to be confirmed" in client.get(FACTOR).content.decode()
    for path in ("/app", "/passkeys/new"):
        assert client.get(FACTOR + path).headers["location"] == FACTOR
    client.force_login(cast.ada)
    assert "has to be confirmed" not in client.get(FACTOR).content.decode()


def test_a_change_of_a_factor_is_told_by_mail(
    cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    give_app(cast.ada)
    client = proven(cast.ada)
    client.post(f"{FACTOR}/app/remove")
    [mail] = mailoutbox
    assert mail.subject == "Fanfold: the authenticator app was removed"
    assert "set a new password at once" in str(mail.body)


def test_a_changed_secret_key_is_explained_and_opens_nothing(
    cast: Cast, settings: Settings
) -> None:
    secret = give_app(cast.ada)
    spare = recovery_codes(cast.ada)[0]
    settings.SECRET_KEY = "another key, as long as a key has to be, but not the same"
    for typed in (code(secret), spare, ""):
        client = knocking("ada")
        answer = client.post(STEP, {"code": typed})
        assert answer.status_code == (503 if typed else 200)
        assert not is_signed_in(client)
    assert "Otherwise ask the archivist" in client.post(STEP, {"code": "1"}).content.decode()


def test_a_new_password_by_a_link_does_not_pass_by_the_second_factor(cast: Cast) -> None:
    give_app(cast.ada)
    commands.set_password(cast.ada, password="eleven green ladders")
    client = Client()
    client.post("/users/login", {"login": "ada", "password": "eleven green ladders"})
    assert not is_signed_in(client)
