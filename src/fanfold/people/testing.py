"""The cast of every test: Ada writes, Ben beta-reads, Cleo reads, Mona keeps the archive."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from fanfold.people.models import Account, PenName

PASSWORD = "a long and plain password"  # noqa: S105 - the cast lives in tests alone


def person(login: str, *, pen_names: tuple[str, ...] = (), is_archivist: bool = False) -> Account:
    """An account that can sign in with PASSWORD; its first pen name is its default."""
    account = Account(login=login, email=f"{login}@example.org", is_archivist=is_archivist)
    account.set_password(PASSWORD)
    account.save()
    for place, name in enumerate(pen_names or (login.title(),)):
        PenName.objects.create(account=account, name=name, is_default=place == 0)
    return account


@dataclass(frozen=True)
class Cast:
    """Everybody, and nobody: the stranger is not signed in."""

    ada: Account = field(default_factory=lambda: person("ada", pen_names=("Ada", "Nightingale")))
    ben: Account = field(default_factory=lambda: person("ben"))
    cleo: Account = field(default_factory=lambda: person("cleo"))
    mona: Account = field(default_factory=lambda: person("mona", is_archivist=True))
    stranger: AnonymousUser = field(default_factory=AnonymousUser)
