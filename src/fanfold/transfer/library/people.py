"""Whose works they are: the people of an export, and who they are here."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.commands import add_pen_name, create_account, edit_about
from fanfold.people.models import Account, PenName, folded
from fanfold.transfer.library.layout import WORK_JSON_LIMIT
from fanfold.transfer.library.places import Source
from fanfold.transfer.library.told import Told, read_json

__all__ = ["Everybody", "Herself", "People", "the_one_person"]

PEN_NAMES_LIMIT = 1_000
# People are few beside works; of more than this one person's export would not speak.
PEOPLE_LIMIT = 1_000_000


@dataclass(frozen=True)
class Person:
    """A person of the export."""

    login: str
    created_at: datetime
    pen_names: tuple[Told, ...]


class People(Protocol):
    """Finds out who somebody of the export is here."""

    def pen_name(self, login: str, name: str) -> PenName | None:
        """The pen name here; None for somebody who is not brought along."""

    def account(self, login: str) -> Account | None:
        """The account here; None likewise."""


@dataclass
class Herself:
    """One person's export comes under one account. Her pen names stay apart from each other, as
    she kept them: one that she lacks here is added. Nobody else signs without being asked."""

    person: Person
    here: Account
    at: datetime
    left_out: set[str] = field(default_factory=set)

    def pen_name(self, login: str, name: str) -> PenName | None:
        """Her pen name, made where she has it not yet; others are noted as left out."""
        if not self._is_she(login):
            self.left_out.add(f"{name} ({login})")
            return None
        return _own_pen_name(self.here, name, at=self.at)

    def account(self, login: str) -> Account | None:
        """Her account."""
        return self.here if self._is_she(login) else None

    def _is_she(self, login: str) -> bool:
        return login.casefold() == self.person.login.casefold()


@dataclass
class Everybody:
    """A whole archive comes with its accounts, which nobody can sign in to yet. An account that is
    here already is the same only when it was made at the same moment, or whoever runs the import
    says so (`same`): a login alone proves nothing."""

    source: Source
    at: datetime
    same: frozenset[str] = frozenset()
    made: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    _here: dict[str, Account] = field(default_factory=dict)

    def bring_all(self) -> None:
        """Find or make every account, before any work: each in a transaction of its own."""
        for login in _logins(self.source):
            try:
                person = _person(self.source, login)
                with transaction.atomic():
                    self._here[login] = self._found_or_made(person)
            except Refused as refusal:
                self.refused[login] = str(refusal)

    def pen_name(self, login: str, name: str) -> PenName | None:
        """The person's pen name here. Refused when she could not be brought."""
        if login in self.refused:
            raise Refused(self.refused[login])
        account = self._here.get(login)
        return _own_pen_name(account, name, at=self.at) if account else None

    def account(self, login: str) -> Account | None:
        """The person's account here."""
        return self._here.get(login)

    def _found_or_made(self, person: Person) -> Account:
        here = Account.objects.filter(login__iexact=person.login).first()
        if here is not None:
            if here.created_at == person.created_at or person.login in self.same:
                return here
            raise Refused(
                _(
                    "There is an account “%(login)s” here, and nobody knows whether it is the same "
                    "person. If it is, say so with --same %(login)s."
                )
                % {"login": person.login}
            )
        if person.created_at > self.at:
            raise Refused(
                _("The account “%(login)s” was made in the future.") % {"login": person.login}
            )
        first, *others = sorted(person.pen_names, key=lambda one: not one.flag("is_default"))
        account = create_account(person.login, pen_name=first.text("name"), at=person.created_at)
        for told in others:
            add_pen_name(account, name=told.text("name"), by=account, at=self.at)
        for told in person.pen_names:
            pen_name = account.pen_names.get(folded=folded(told.text("name")))
            edit_about(pen_name, about=told.text("about"), by=account)
            made_at = min(told.time("created_at"), self.at)
            PenName.objects.filter(pk=pen_name.pk).update(created_at=made_at)
        self.made.append(account.login)
        return account


def the_one_person(source: Source, manifest: Told, *, pen_name: PenName) -> Person:
    """Whose export it is: the account that it names, else whoever has this pen name in it. Refused
    when nobody has."""
    if manifest.text("scope") == "account":
        return _person(source, manifest.text("account"))
    for login in _logins(source):
        person = _person(source, login)
        if any(folded(one.text("name")) == pen_name.folded for one in person.pen_names):
            return person
    raise Refused(
        _("Nobody in this export is called “%(name)s”, so it is not known whose works to take.")
        % {"name": pen_name.name}
    )


def _logins(source: Source) -> list[str]:
    names = source.names("people")
    if len(names) > PEOPLE_LIMIT:
        raise Refused(_("There are more people in this export than are taken."))
    return [name.removesuffix(".json") for name in names if name.endswith(".json")]


def _person(source: Source, login: str) -> Person:
    # A login stands in a path here: it must be one.
    if not (login.isascii() and login.replace("_", "").isalnum()):
        raise Refused(_("“%(login)s” is no login.") % {"login": login[:60]})
    path = f"people/{login}.json"
    told = read_json(source.read(path, WORK_JSON_LIMIT), path)
    pen_names = told.objects("pen_names", limit=PEN_NAMES_LIMIT)
    if not pen_names or told.text("login") != login:
        told.refuse("pen_names" if not pen_names else "login")
    return Person(login, told.time("created_at"), tuple(pen_names))


def _own_pen_name(account: Account, name: str, *, at: datetime) -> PenName:
    found = PenName.objects.filter(account=account, folded=folded(name)).first()
    return found or add_pen_name(account, name=name, by=account, at=at)
