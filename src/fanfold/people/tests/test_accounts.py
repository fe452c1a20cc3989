"""Making and keeping accounts, whatever way they come: page, shell or import."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save
from pytest_django import Settings

from fanfold.kit.errors import Refused
from fanfold.people import commands, policies
from fanfold.people.models import RESERVED_LOGINS, Account, PenName
from fanfold.people.testing import JOINED, PASSWORD, Cast

pytestmark = pytest.mark.django_db


def test_an_account_has_one_default_pen_name_from_the_start() -> None:
    edie = commands.create_account("edie", pen_name="Ed. Wren".replace(".", ""), at=JOINED)
    assert [(one.name, one.is_default) for one in edie.pen_names.all()] == [("Ed Wren", True)]
    assert edie.created_at == JOINED


def test_without_a_password_nobody_can_sign_in() -> None:
    assert not commands.create_account("edie", at=JOINED).has_usable_password()


def test_an_address_is_kept_in_small_letters_and_unconfirmed() -> None:
    edie = commands.create_account("edie", email=" Edie@Example.org ", at=JOINED)
    row = EmailAddress.objects.get(user=edie)
    assert (edie.email, row.email, row.primary) == ("edie@example.org", "edie@example.org", True)
    assert not row.verified


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"login": "ADA"}, "Somebody has this login already."),
        ({"login": "ada"}, "Somebody has this login already."),
        ({"login": "ed"}, "at least 3 characters"),
        ({"login": "e" * 41}, "up to 40 characters; this has 41"),
        ({"login": "Archivist"}, "the archive uses itself"),
        ({"login": "édie"}, "letters a–z"),
        ({"email": "BEN@example.org"}, "Another account has this e-mail address already."),
        ({"email": "no address"}, "valid email address"),
        ({"password": "short"}, "at least 10 characters"),
        ({"pen_name": "<b>"}, "A pen name is made of"),
        ({"pen_name": "x" * 41}, "up to 40 characters; this has 41"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    cast: Cast, given: dict[str, str], sentence: str
) -> None:
    wanted = {"login": "edie", **given}
    with pytest.raises(Refused, match=sentence):
        commands.create_account(wanted.pop("login"), at=JOINED, **wanted)  # type: ignore[arg-type]
    assert Account.objects.count() == 4
    assert PenName.objects.count() == 5
    assert EmailAddress.objects.count() == 4


@pytest.mark.parametrize("login", sorted(word for word in RESERVED_LOGINS if len(word) > 2))
def test_every_word_of_the_archives_own_is_refused(login: str) -> None:
    with pytest.raises(Refused, match="the archive uses itself"):
        commands.create_account(login.upper(), at=JOINED)


@pytest.mark.parametrize("rival", [{"login": "EDIE"}, {"login": "fern", "email": "e@x.org"}])
def test_who_is_second_by_a_moment_is_refused(db: None, rival: dict[str, str]) -> None:
    def be_faster(instance: Account, **_rest: Any) -> None:
        if instance.login == "edie":
            Account.objects.create(**rival)

    pre_save.connect(be_faster, sender=Account)
    try:
        with pytest.raises(Refused, match="Somebody has just taken"):
            commands.create_account("edie", email="e@x.org", at=JOINED)
    finally:
        pre_save.disconnect(be_faster, sender=Account)
    assert not Account.objects.filter(login="edie").exists()
    assert not PenName.objects.exists()


def test_the_database_keeps_logins_addresses_and_defaults_apart(cast: Cast) -> None:
    for wrong in (
        Account(login="Ada"),
        Account(login="edie", email="ADA@example.org"),
        Account(login=""),
        PenName(account=cast.ada, name="Wren", is_default=True),
        PenName(account=cast.ada, name="NIGHTINGALE"),
        PenName(account=cast.ada, name=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
    Account.objects.create(login="edie")
    Account.objects.create(login="fern")


def test_a_password_from_the_shell_ends_what_was_open(cast: Cast) -> None:
    before = cast.ada.get_session_auth_hash()
    commands.set_password(cast.ada, password="eleven green ladders")
    assert cast.ada.check_password("eleven green ladders")
    assert cast.ada.get_session_auth_hash() != before
    with pytest.raises(Refused, match="too similar"):
        commands.set_password(cast.ada, password="ada@example.org")


def test_the_last_archivist_stays_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="only archivist"):
        commands.set_role(cast.mona, is_archivist=False, at=JOINED)
    commands.set_role(cast.ada, is_archivist=True, at=JOINED)
    commands.set_role(cast.mona, is_archivist=False, at=JOINED)
    assert list(Account.objects.filter(is_archivist=True)) == [cast.ada]
    with pytest.raises(Refused, match="only archivist"):
        commands.set_role(cast.ada, is_archivist=False, at=JOINED)


def test_only_the_owner_changes_an_address(cast: Cast) -> None:
    for other in (cast.ben, cast.mona):
        with pytest.raises(Refused, match="Only its owner"):
            commands.change_email(cast.ada, email="x@example.org", by=other)
    with pytest.raises(Refused, match="valid email"):
        commands.change_email(cast.ada, email="nonsense", by=cast.ada)


def test_signing_up_is_for_strangers_and_while_the_archive_is_open(
    cast: Cast, settings: Settings
) -> None:
    settings.SIGNUPS_OPEN = True
    assert policies.may_sign_up(cast.stranger)
    assert not policies.may_sign_up(cast.ada)
    settings.SIGNUPS_OPEN = False
    assert not policies.may_sign_up(cast.stranger)


def test_the_casts_password_is_one_that_the_archive_takes(cast: Cast) -> None:
    assert cast.ada.check_password(PASSWORD)
