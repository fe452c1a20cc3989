"""Second factors for the cast, and codes as an app would show them."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from fanfold.people.models import Account
from fanfold.people.testing import PASSWORD


def give_app(account: Account) -> str:
    """An authenticator app and recovery codes; the app's secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def recovery_codes(account: Account) -> list[str]:
    """Those that are left."""
    codes: list[str] = RecoveryCodes.activate(account).get_unused_codes()
    return codes


def code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
    return shown


def knocking(login: str, **more: str) -> Client:
    """A browser that has given the right password and stands before the second step."""
    client = Client()
    client.post("/users/login", {"login": login, "password": PASSWORD} | more)
    return client


def proven(account: Account) -> Client:
    """A browser that is signed in and has just given the password once more."""
    client = Client()
    client.force_login(account)
    client.post("/users/reauthenticate", {"password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
