"""The cast of every test: Ada writes, Ben beta-reads, Cleo reads, Mona keeps the archive."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser

from fanfold.people import commands
from fanfold.people.models import Account

PASSWORD = "a long and plain password"  # noqa: S105 - the cast lives in tests alone
JOINED = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)


def person(login: str, *, pen_names: tuple[str, ...] = (), is_archivist: bool = False) -> Account:
    """An account that can sign in with PASSWORD; its first pen name is its default."""
    first, *others = pen_names or (login.title(),)
    account = commands.create_account(
        login,
        email=f"{login}@example.org",
        password=PASSWORD,
        pen_name=first,
        is_archivist=is_archivist,
        email_is_confirmed=True,
        at=JOINED,
    )
    for name in others:
        commands.add_pen_name(account, name=name, by=account, at=JOINED)
    return account


@dataclass(frozen=True)
class Cast:
    """Everybody, and nobody: the stranger is not signed in."""

    ada: Account = field(default_factory=lambda: person("ada", pen_names=("Ada", "Nightingale")))
    ben: Account = field(default_factory=lambda: person("ben"))
    cleo: Account = field(default_factory=lambda: person("cleo"))
    mona: Account = field(default_factory=lambda: person("mona", is_archivist=True))
    stranger: AnonymousUser = field(default_factory=AnonymousUser)
