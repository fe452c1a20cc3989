"""`fanfold admin`: accounts from the shell. Whoever can open the shell is the archivist.

A password is never an argument (others on the machine could read it) and never in the log.
"""

import getpass
import sys
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fanfold.house import console
from fanfold.kit.errors import Refused
from fanfold.people import commands, queries
from fanfold.people.links import password_link
from fanfold.people.models import Account


class Command(console.Command):
    """Makes accounts, sets passwords and roles, takes second factors away, lists who there is."""

    help = "Accounts from the shell: create, password, role, second-factor, list."
    group = console.Group.PEOPLE

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb, then what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

        create = verbs.add_parser("create", help="make an account", allow_abbrev=False)
        create.add_argument("login", metavar="LOGIN")
        create.add_argument("--email", metavar="E", default="", help="counts as confirmed")
        create.add_argument(
            "--pen-name",
            metavar="NAME",
            dest="pen_names",
            action="append",
            default=[],
            help="may be given several times; the first is the default (else the login is)",
        )
        create.add_argument("--role", choices=["archivist", "member"], default="member")
        self._add_password_option(create)

        password = verbs.add_parser(
            "password",
            help="set a password: asked for on a terminal, else a link is printed",
            allow_abbrev=False,
        )
        password.add_argument("login", metavar="LOGIN")
        self._add_password_option(password)

        role = verbs.add_parser(
            "role", help="make somebody an archivist or a member", allow_abbrev=False
        )
        role.add_argument("login", metavar="LOGIN")
        role.add_argument("role", choices=["archivist", "member"])

        factor = verbs.add_parser(
            "second-factor",
            help="show somebody's second factors, or remove them all when she has lost them",
            allow_abbrev=False,
        )
        factor.add_argument("login", metavar="LOGIN")
        factor.add_argument("deed", choices=["show", "remove"])

        everyone = verbs.add_parser("list", help="who there is", allow_abbrev=False)
        for verb in (create, password, role, factor, everyone):
            verb.add_argument(
                "--json", action="store_true", default=SUPPRESS, help="answer as JSON, for programs"
            )

    def run(self, options: dict[str, Any]) -> None:
        """Do the verb."""
        verbs = {
            "create": self.create,
            "password": self.password,
            "role": self.role,
            "second-factor": self.second_factor,
            "list": self.list,
        }
        verbs[options["verb"]](options)

    def create(self, options: dict[str, Any]) -> None:
        """An account with its pen names, all or nothing. Without a password: a link to set one."""
        password = self._password_from_stdin() if options["password_stdin"] else None
        first, *others = options["pen_names"] or [""]
        at = timezone.now()
        with transaction.atomic():
            account = commands.create_account(
                options["login"],
                email=options["email"],
                password=password,
                pen_name=first,
                is_archivist=options["role"] == "archivist",
                email_is_confirmed=True,
                at=at,
            )
            for name in others:
                commands.add_pen_name(account, name=name, by=account, at=at)
        self.say(
            _("The account “%(login)s” is made. Pen names: %(pen_names)s.")
            % {"login": account.login, "pen_names": ", ".join(_pen_names(account))}
        )
        self._answer(account, link=None if password else password_link(account))

    def password(self, options: dict[str, Any]) -> None:
        """A new password, or a link to set one where nobody can be asked."""
        account = queries.account_called(options["login"])
        if options["password_stdin"]:
            password = self._password_from_stdin()
        elif sys.stdin.isatty() and not self.as_json:
            password = _password_from_terminal(account)
        else:
            self._answer(account, link=password_link(account))
            return
        commands.set_password(account, password=password)
        self.say(
            _("The password of “%(login)s” is set. Whoever was signed in with the old one is out.")
            % {"login": account.login}
        )
        self._answer(account, link=None)

    def role(self, options: dict[str, Any]) -> None:
        """Archivist or member."""
        account = queries.account_called(options["login"])
        commands.set_role(account, is_archivist=options["role"] == "archivist", at=timezone.now())
        self.say(
            _("“%(login)s” is an archivist now.") % {"login": account.login}
            if account.is_archivist
            else _("“%(login)s” is a member now.") % {"login": account.login}
        )
        self._answer(account, link=None)

    def second_factor(self, options: dict[str, Any]) -> None:
        """What there is, or that there is nothing any more. Removing is told to its owner."""
        account = queries.account_called(options["login"])
        removing = options["deed"] == "remove"
        if removing:
            factors = commands.remove_second_factors(account, at=timezone.now())
        else:
            factors = queries.factors_of(account).all_of_them
        named = [_factor_in_words(factor) for factor in factors]
        if removing:
            sentence = _(
                "Removed from “%(login)s”: %(factors)s. The password alone signs in again."
            )
        elif named:
            sentence = _("“%(login)s” has: %(factors)s.")
        else:
            sentence = _("“%(login)s” has no second factor.")
        self.say(sentence % {"login": account.login, "factors": ", ".join(named)})
        if self.as_json:
            left = [] if removing else named
            removed = named if removing else []
            answer = {"login": account.login, "second_factors": left, "removed": removed}
            self.print_json(answer)

    def list(self, _options: dict[str, Any]) -> None:
        """Everybody, by login."""
        accounts = queries.all_accounts()
        if self.as_json:
            self.print_json([_as_json(account) for account in accounts])
            return
        rows = [(one.login, _role(one), one.email or "—", _pen_names(one)) for one in accounts]
        if not rows:
            self.say(_("Nobody has an account yet. `fanfold admin create LOGIN` makes one."))
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
        for login, role, email, names in rows:
            columns = zip((login, role, email), widths, strict=True)
            fixed = "  ".join(text.ljust(width) for text, width in columns)
            self.say(f"{fixed}  {', '.join(names)}")

    def _add_password_option(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input",
        )

    def _password_from_stdin(self) -> str:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            self.refuse_usage(_("There was no password on standard input."))
        return password

    def _answer(self, account: Account, *, link: str | None) -> None:
        """What stands at the end: the link for a person, the account for a program."""
        if self.as_json:
            self.print_json(_as_json(account) | ({"password_link": link} if link else {}))
        elif link:
            self.say(
                _("This link sets a password for “%(login)s”. It works once, for three days:")
                % {"login": account.login}
            )
            self.say(link)


def _password_from_terminal(account: Account) -> str:
    asked = _("New password for “%(login)s”: ") % {"login": account.login}
    try:
        password, again = getpass.getpass(asked), getpass.getpass(_("The same again: "))
    except EOFError as error:
        raise Refused(_("No password was given. Nothing was changed.")) from error
    if password != again:
        raise Refused(_("These were two different passwords. Nothing was changed."))
    return password


def _factor_in_words(factor: Authenticator) -> str:
    if factor.type == Authenticator.Type.WEBAUTHN:
        return _("passkey “%(name)s”") % {"name": factor}
    is_app = factor.type == Authenticator.Type.TOTP
    return _("authenticator app") if is_app else _("recovery codes")


def _role(account: Account) -> str:
    return "archivist" if account.is_archivist else "member"


def _pen_names(account: Account) -> Sequence[str]:
    return [one.name for one in account.pen_names.all()]


def _as_json(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "email": account.email,
        "role": _role(account),
        "pen_names": _pen_names(account),
        "created_at": account.created_at.isoformat(),
        "last_sign_in_at": account.last_login.isoformat() if account.last_login else None,
        "is_open": account.is_active,
        "has_password": account.has_usable_password(),
    }
