"""Page-sized reads about people: pen names by what somebody typed, and what an account's own pages
show: addresses, logins of old, second factors, where it is signed in."""

import re
import shlex
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, Q, QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account, FormerLogin, PenName, SignIn, folded, tidied

_WITH_LOGIN = re.compile(r"(?P<name>.+) \((?P<login>[A-Za-z0-9_]+)\)")


BETWEEN_LOGINS = timedelta(days=30)


@dataclass(frozen=True)
class Addresses:
    """The e-mail addresses of one account: the one in use, and one that waits to be confirmed."""

    current: str
    current_is_confirmed: bool
    waiting: str


@dataclass(frozen=True)
class Factors:
    """The second factors of one account."""

    all_of_them: list[Authenticator]
    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    @property
    def are_on(self) -> bool:
        """Whether a password alone is not enough."""
        return self.app is not None or bool(self.passkeys)


def pen_name_for(text: str) -> PenName:
    """The pen name meant by “Pen name” or “Pen name (login)”, in whatever case, with its account.

    Refused when nobody has it, naming the command that makes one, and when several people have
    it, listing them as “Pen name (login)”.
    """
    text = tidied(text)
    if not text:
        raise Refused(_("Say whose work it is: a pen name, or “Pen name (login)”."))
    if exact := _WITH_LOGIN.fullmatch(text):
        return _pen_name_of(exact["name"], login=exact["login"])
    found = list(
        PenName.objects.filter(folded=folded(text)).select_related("account").order_by("pk")[:11]
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            _("Several people are called “%(name)s”. Say which one: %(candidates)s.")
            % {"name": text, "candidates": _listed(found)}
        )
    raise Refused(
        _("Nobody here is called “%(name)s”. This makes an account with the pen name: %(command)s")
        % {"name": text, "command": f"fanfold admin create LOGIN --pen-name {shlex.quote(text)}"}
    )


def person_called(text: str) -> Account:
    """The account of the person meant by a login, a pen name or “Pen name (login)”, in whatever
    case. Refused when nobody is called so, and when several people are, listing them."""
    text = tidied(text)
    if exact := _WITH_LOGIN.fullmatch(text):
        named = PenName.objects.filter(
            account__login__iexact=exact["login"], folded=folded(exact["name"])
        )
    else:
        named = PenName.objects.filter(Q(folded=folded(text)) | Q(account__login__iexact=text))
    # Several pen names of one person are one answer.
    people: dict[int, PenName] = {}
    for one in named.select_related("account").order_by("-is_default", "pk")[:50]:
        people.setdefault(one.account_id, one)
    if not people:
        raise Refused(
            _("Nobody here is called “%(name)s”. Write a login or a pen name.") % {"name": text}
        )
    if len(people) > 1:
        raise Refused(
            _("Several people are called “%(name)s”. Say which one: %(candidates)s.")
            % {"name": text, "candidates": _listed(list(people.values()))}
        )
    (found,) = people.values()
    return found.account


def pen_names_of(account: Account) -> QuerySet[PenName]:
    """The account's pen names, its default first."""
    return PenName.objects.filter(account=account).order_by("-is_default", "folded")


def account_called(login: str) -> Account:
    """The account that has this login or had it once, whatever its case. Refused when there is
    none."""
    if found := Account.objects.filter(login__iexact=login).first() or once_called(login):
        return found
    raise Refused(
        _("There is no account “%(login)s”. `fanfold admin list` shows those there are.")
        % {"login": login}
    )


def once_called(login: str) -> Account | None:
    """The account that gave this login up, if it is open. For a login that nobody has now."""
    former = FormerLogin.objects.filter(login__iexact=login, account__is_active=True)
    row = former.select_related("account").first()
    return row.account if row else None


def former_logins(account: Account) -> QuerySet[FormerLogin]:
    """What the account was called before, the latest first."""
    return FormerLogin.objects.filter(account=account).order_by("-given_up_at", "-pk")


def may_change_login_at(account: Account) -> datetime | None:
    """When the login may be changed again; nothing when it never was."""
    last = former_logins(account).first()
    return last.given_up_at + BETWEEN_LOGINS if last else None


def factors_of(account: Account) -> Factors:
    """The account's second factors, as its page shows them."""
    found = list(Authenticator.objects.filter(user=account).order_by("pk"))
    by_kind: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type}
    for one in found:
        by_kind[one.type].append(one)
    codes = by_kind[Authenticator.Type.RECOVERY_CODES]
    return Factors(
        all_of_them=found,
        app=next(iter(by_kind[Authenticator.Type.TOTP]), None),
        passkeys=by_kind[Authenticator.Type.WEBAUTHN],
        codes_left=sum(
            settings.MFA_RECOVERY_CODE_COUNT - int(one.data["used_mask"]).bit_count()
            for one in codes
        ),
    )


def sign_ins_of(account: Account, *, at: datetime) -> list[SignIn]:
    """Where the account is signed in, the last seen first. Sessions that have run out, and those
    that a new password has ended, are none."""
    rows = SignIn.objects.filter(account=account).order_by("-seen_at", "-pk")
    sessions = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=at
    )
    hashed = account.get_session_auth_hash()
    alive = {
        session.session_key
        for session in sessions
        if constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), hashed)
    }
    return [row for row in rows if row.session_key in alive]


def all_accounts() -> QuerySet[Account]:
    """Every account by login, with its pen names at hand, the default first."""
    pen_names = PenName.objects.order_by("-is_default", "folded")
    return Account.objects.order_by("login").prefetch_related(Prefetch("pen_names", pen_names))


def addresses_of(account: Account) -> Addresses:
    """The account's e-mail addresses as its settings page shows them."""
    rows = {row.email: row for row in EmailAddress.objects.filter(user=account).order_by("pk")}
    current = rows.pop(account.email.lower(), None)
    waiting = [row.email for row in rows.values() if not row.verified]
    return Addresses(
        current=account.email,
        current_is_confirmed=current is not None and current.verified,
        waiting=waiting[-1] if waiting else "",
    )


def _pen_name_of(name: str, *, login: str) -> PenName:
    account = account_called(login)
    if found := PenName.objects.filter(account=account, folded=folded(name)).first():
        return found
    own = list(pen_names_of(account).select_related("account"))
    raise Refused(
        _("The account “%(login)s” has no pen name “%(name)s”. It has: %(candidates)s.")
        % {"login": account.login, "name": name, "candidates": _listed(own)}
    )


def _listed(pen_names: list[PenName]) -> str:
    shown = [f"{one.name} ({one.account.login})" for one in pen_names[:10]]
    return ", ".join(shown + ["…"] * (len(pen_names) > 10))
