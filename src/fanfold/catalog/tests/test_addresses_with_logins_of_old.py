"""An address with a login that was given up leads to the one of today."""

from datetime import timedelta

import pytest
from django.test import Client

from fanfold.people import commands
from fanfold.people.models import Account
from fanfold.people.testing import JOINED, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(cast: Cast) -> Account:
    """Ada is called lovelace now."""
    return commands.change_login(cast.ada, login="lovelace", by=cast.ada, at=JOINED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/users/ada", "/users/lovelace"),
        ("/users/ADA", "/users/lovelace"),
        ("/users/ada?page=2&x=%C3%A9", "/users/lovelace?page=2&x=%C3%A9"),
        ("/users/ada/pseuds/Nightingale", "/users/lovelace/pseuds/Nightingale"),
        ("/users/ada/pseuds/%2F%2Fevil.example", "/users/lovelace/pseuds///evil.example"),
    ],
)
def test_it_leads_on_with_everything_that_was_asked(
    client: Client, renamed: Account, old: str, new: str
) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.headers["location"]) == (301, new)
    assert answer.headers["cache-control"] == "no-store", "she may go back to her old login"


def test_it_leads_through_several_changes_at_once(client: Client, renamed: Account) -> None:
    at = JOINED + timedelta(days=30)
    commands.change_login(renamed, login="countess", by=renamed, at=at)
    for old in ("ada", "lovelace"):
        assert client.get(f"/users/{old}").headers["location"] == "/users/countess"


@pytest.mark.parametrize(
    "path", ["/users/nobody", "/users/nobody/pseuds/Ada", "/users/lovelace/pseuds/Ben"]
)
def test_what_never_was_leads_nowhere(client: Client, renamed: Account, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_closed_account_is_not_given_away_by_its_old_login(
    client: Client, renamed: Account
) -> None:
    Account.objects.filter(pk=renamed.pk).update(is_active=False)
    for login in ("ada", "lovelace"):
        assert client.get(f"/users/{login}").status_code == 404
