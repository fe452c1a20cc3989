"""`fanfold admin`: accounts from the shell, for a person and for a program."""

import io
import json
import logging
import re
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.people.testing import PASSWORD, Cast
from fanfold.people.tests.factors import give_app, is_signed_in, knocking

pytestmark = pytest.mark.django_db

NEW = "eleven green ladders"


def admin(*words: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("admin", *words, stdout=out)
    return out.getvalue()


def answered(*words: str) -> Any:
    return json.loads(admin(*words, "--json"))


@pytest.fixture
def on_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{NEW}\nmore\n"))


def test_an_account_is_made_with_its_pen_names() -> None:
    said = admin("create", "edie", "--email", "E@x.org", "--pen-name", "Wren", "--pen-name", "夜鶯")
    edie = Account.objects.get(login="edie")
    assert [(one.name, one.is_default) for one in edie.pen_names.all()] == [
        ("Wren", True),
        ("夜鶯", False),
    ]
    assert (edie.email, edie.is_archivist) == ("e@x.org", False)
    assert "The account “edie” is made. Pen names: Wren, 夜鶯." in said


def test_without_a_password_a_link_to_set_one_is_printed(client: Client) -> None:
    link = re.search(
        r"http://127\.0\.0\.1:8000(/users/password/reset/\S+)", admin("create", "edie")
    )
    assert link
    assert not Account.objects.get(login="edie").has_usable_password()
    form = client.get(link[1]).headers["location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert Account.objects.get(login="edie").check_password(NEW)


def test_the_archivist_can_be_made_with_a_password_from_a_pipe(
    on_stdin: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        said = admin("create", "edie", "--role", "archivist", "--password-stdin")
    edie = Account.objects.get(login="edie")
    assert edie.is_archivist
    assert edie.check_password(NEW)
    assert "http" not in said
    assert NEW not in said + caplog.text


def test_a_program_gets_json(cast: Cast) -> None:
    made = answered("create", "edie", "--pen-name", "Wren")
    assert made["password_link"].startswith("http://127.0.0.1:8000/users/password/reset/")
    assert (made["login"], made["role"], made["pen_names"]) == ("edie", "member", ["Wren"])
    everybody = answered("list")
    assert [one["login"] for one in everybody] == ["ada", "ben", "cleo", "edie", "mona"]
    assert everybody[0]["pen_names"] == ["Ada", "Nightingale"]
    assert everybody[0].keys() == {
        *("login", "email", "role", "pen_names", "created_at", "last_sign_in_at"),
        *("is_open", "has_password"),
    }


def test_a_person_gets_a_table(cast: Cast) -> None:
    lines = [" ".join(line.split()) for line in admin("list").splitlines()]
    assert lines[0] == "ada member ada@example.org Ada, Nightingale"
    assert lines[-1] == "mona archivist mona@example.org Mona"


def test_an_empty_archive_says_how_to_begin() -> None:
    assert "fanfold admin create LOGIN" in admin("list")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["create", "ADA"], "Somebody has this login already."),
        (["create", "edie", "--pen-name", "Wren", "--pen-name", "wren"], "already"),
        (["create", "edie", "--email", "ada@example.org"], "Another account has this"),
        (["create", "login"], "the archive uses itself"),
        (["password", "nobody"], "There is no account “nobody”"),
        (["role", "nobody", "archivist"], "There is no account “nobody”"),
        (["role", "mona", "member"], "only archivist"),
        (["second-factor", "nobody", "remove"], "There is no account “nobody”"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    cast: Cast, words: list[str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        admin(*words)
    assert Account.objects.count() == 4
    assert Account.objects.get(login="mona").is_archivist


def test_a_password_is_set_from_a_pipe(cast: Cast, on_stdin: None) -> None:
    admin("password", "ADA", "--password-stdin")
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(NEW)


def test_an_easy_password_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("password\n"))
    with pytest.raises(Refused, match="too common"):
        admin("password", "ada", "--password-stdin")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="no password on standard input"):
        admin("password", "ada", "--password-stdin")
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(PASSWORD)


def test_where_nobody_can_be_asked_a_link_is_printed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = admin("password", "ada")
    assert "It works once, for three days" in said
    assert "/users/password/reset/" in said
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(PASSWORD)


def test_the_link_begins_with_the_archives_own_address(cast: Cast, settings: Any) -> None:
    settings.PUBLIC_URL = "https://stories.example"
    assert answered("password", "ada")["password_link"].startswith("https://stories.example/users/")


def test_roles_are_given_and_taken(cast: Cast) -> None:
    assert admin("role", "ada", "archivist") == "“ada” is an archivist now.\n"
    assert admin("role", "mona", "member") == "“mona” is a member now.\n"
    assert [one.login for one in Account.objects.filter(is_archivist=True)] == ["ada"]


def test_lost_second_factors_are_shown_and_removed(cast: Cast) -> None:
    assert "“ada” has no second factor." in admin("second-factor", "ada", "show")
    give_app(cast.ada)
    shown = admin("second-factor", "ADA", "show")
    assert shown == "“ada” has: authenticator app, recovery codes.\n"
    assert not is_signed_in(knocking("ada"))
    said = admin("second-factor", "ada", "remove")
    assert said == (
        "Removed from “ada”: authenticator app, recovery codes. "
        "The password alone signs in again.\n"
    )
    assert is_signed_in(knocking("ada"))
    with pytest.raises(Refused, match=r"has no second factor\. Nothing was changed\."):
        admin("second-factor", "ada", "remove")


def test_removing_second_factors_is_told_to_programs_and_by_mail(
    cast: Cast, with_mail: Settings, mailoutbox: list[EmailMessage]
) -> None:
    give_app(cast.ada)
    Authenticator.objects.create(user=cast.ada, type="webauthn", data={"name": "Phone"})
    assert answered("second-factor", "ada", "remove") == {
        "login": "ada",
        "second_factors": [],
        "removed": ["authenticator app", "recovery codes", "passkey “Phone”"],
    }
    [mail] = mailoutbox
    assert mail.subject == "Fanfold: your second factor was removed"
    assert mail.to == ["ada@example.org"]
    assert "tell the archivist" in str(mail.body)


def test_a_password_is_never_an_argument() -> None:
    with pytest.raises((CommandError, SystemExit)):
        admin("create", "edie", "--password", NEW)
