"""Every page of the room: who gets it, and that its HTML can be used by everyone."""

import re
from pathlib import Path

import allauth
import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from pytest_django import Settings

from fanfold.people import urls
from fanfold.people.models import RESERVED_LOGINS
from fanfold.people.testing import Cast
from fanfold.people.tests.pages import problems_of

pytestmark = pytest.mark.django_db

ALLAUTH = Path(allauth.__file__).parent / "templates"

# The page, and what a stranger and a member are answered.
TABLE = [
    ("/users/signup", 200, 302),
    ("/users/login", 200, 302),
    ("/users/logout", 302, 200),
    ("/users/inactive", 200, 200),
    ("/users/reauthenticate", 302, 200),
    ("/users/login/code", 302, 302),
    ("/users/login/second-step", 302, 302),
    ("/users/login/passkey", 302, 302),
    ("/users/reauthenticate/code", 302, 302),
    ("/users/reauthenticate/passkey", 302, 302),
    ("/users/password", 302, 200),
    ("/users/password/set", 302, 302),
    ("/users/password/reset", 200, 200),
    ("/users/password/reset/sent", 200, 200),
    ("/users/password/reset/done", 200, 200),
    ("/users/password/reset/1-nonsense", 410, 410),
    ("/users/email", 302, 200),
    ("/users/email/sent", 200, 200),
    ("/users/email/confirm/nonsense", 410, 410),
    ("/users/settings", 302, 200),
    ("/users/settings/history", 302, 302),
    ("/users/settings/invitations", 302, 302),
    ("/users/settings/pen-names", 302, 302),
    ("/users/settings/pen-names/1/name", 302, 302),
    ("/users/settings/pen-names/1/about", 302, 302),
    ("/users/settings/pen-names/1/default", 302, 302),
    ("/users/settings/preferences", 302, 200),
    ("/users/settings/login", 302, 200),
    ("/users/settings/sign-ins", 302, 200),
    ("/users/settings/sign-ins/others", 302, 302),
    ("/users/settings/sign-ins/1", 302, 302),
    ("/users/settings/second-factor", 302, 200),
    ("/users/settings/second-factor/app", 302, 302),
    ("/users/settings/second-factor/app/remove", 302, 404),
    ("/users/settings/second-factor/codes", 302, 404),
    ("/users/settings/second-factor/codes/new", 302, 302),
    ("/users/settings/second-factor/passkeys/new", 302, 302),
    ("/users/settings/second-factor/passkeys/1/name", 302, 302),
    ("/users/settings/second-factor/passkeys/1/remove", 302, 302),
]


@pytest.mark.parametrize(("path", "stranger", "member"), TABLE)
@pytest.mark.parametrize("mail", ["with_mail", "without_mail"])
def test_everybody_gets_the_page_that_is_hers(
    request: pytest.FixtureRequest, cast: Cast, path: str, stranger: int, member: int, mail: str
) -> None:
    request.getfixturevalue(mail)
    everybody = [(None, stranger)] + [
        (one, member) for one in (cast.ada, cast.ben, cast.cleo, cast.mona)
    ]
    for person, expected in everybody:
        client = Client()
        if person:
            client.force_login(person)
        response = client.get(path)
        assert response.status_code == expected
        if expected in {200, 410}:
            assert problems_of(response.content.decode()) == []


def test_the_table_above_has_every_address() -> None:
    named = {pattern.name for pattern in urls.urlpatterns}
    seen = {resolve(path).url_name for path, _stranger, _member in TABLE}
    assert named - seen <= {"open_archive"}, "set-up pages have tests of their own"


def test_all_names_that_allauth_asks_for_exist() -> None:
    names = get_resolver().reverse_dict
    for name in (
        *("account_login", "account_logout", "account_signup", "account_inactive"),
        *("account_reauthenticate", "account_email", "account_email_verification_sent"),
        *("account_change_password", "account_set_password", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key"),
        *("account_reset_password_from_key_done", "account_confirm_email"),
        *("account_confirm_login_code", "mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
        *("mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_edit_webauthn"),
        *("mfa_remove_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
    ):
        assert name in names


def test_no_login_can_stand_in_the_way_of_a_page() -> None:
    for path, _stranger, _member in TABLE:
        assert path.split("/")[2] in RESERVED_LOGINS
        assert resolve(path).url_name not in {"person", "pen_name"}


def test_addresses_have_no_slash_at_the_end() -> None:
    for pattern in urls.urlpatterns:
        assert not str(pattern.pattern).endswith("/")
    assert reverse("account_login") == "/users/login"


@pytest.mark.parametrize("path", ["/users/login", "/users/signup", "/users/password/reset"])
def test_next_goes_with_the_form_and_cannot_break_out_of_it(
    client: Client, with_mail: Settings, path: str
) -> None:
    page = client.get(path, {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert problems_of(page) == []


def test_a_passwords_page_is_never_kept_by_a_cache(client: Client) -> None:
    for path in ("/users/login", "/users/signup"):
        assert "no-store" in client.get(path).headers["cache-control"]


def test_every_page_of_allauths_that_can_be_reached_is_ours() -> None:
    """A view added by an update must get our page before anyone sees allauth's."""
    ours = Path(urls.__file__).parent / "templates"
    theirs = set()
    for pattern in urls.urlpatterns:
        view = getattr(pattern.callback, "view_class", None)
        if view and view.__module__ != "fanfold.people.views.settings":
            theirs.add(view.template_name)
    theirs |= {"account/verification_sent.html", "account/signup_closed.html"}
    # Its view only leads back: no code is sent. Signing in by passkey has no page of its own.
    theirs -= {"account/confirm_login_code.html", None}
    for kind in ("messages", "email"):
        theirs |= {f"mfa/{kind}/{one.name}" for one in (ALLAUTH / "mfa" / kind).iterdir()}
    assert [name for name in sorted(theirs) if not (ours / name).exists()] == []


def test_every_template_speaks_through_gettext() -> None:
    templates = Path(urls.__file__).parent / "templates"
    for path in templates.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for apart in (
            r"{% block body_class %}.*?{% endblock %}|<code>.*?</code>",
            r"{% blocktrans.*?endblocktrans %}|{%.*?%}|{{.*?}}|{#.*?#}",
            r"<[^>]*>",
        ):
            text = re.sub(apart, " ", text, flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]{2,}", text), f"{path.name}: {text.strip()[:80]}"
