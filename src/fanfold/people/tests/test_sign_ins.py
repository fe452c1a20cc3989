"""Where one is signed in: what is noted, what is shown, and ending it."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fanfold.kit.errors import Refused
from fanfold.people import commands, queries
from fanfold.people.devices import browser_and_system, network_of
from fanfold.people.models import SignIn
from fanfold.people.testing import PASSWORD, Cast
from fanfold.people.tests.pages import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

PAGE = "/users/settings/sign-ins"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def browser(login: str, *, agent: str = WINDOWS, address: str = "203.0.113.77") -> Client:
    """A browser that has signed in."""
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/users/login", {"login": login, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/users/settings").status_code == 200


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (WINDOWS, ("Firefox", "Windows")),
        (PHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", ("Chrome", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/1 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; CrOS x86_64 1) Chrome/1 Safari/1", ("Chrome", "ChromeOS")),
        ("(Linux; Android 15) SamsungBrowser/28 Chrome/1", ("Samsung Internet", "Android")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/1 OPR/120", ("Opera", "macOS")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
        ("Firefox" * 100_000, ("", "")),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_people_name_it(agent: str, expected: tuple[str, str]) -> None:
    assert browser_and_system(agent) == expected


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.…"),
        ("2001:db8:7:1::9", "2001:db8:7:…"),
        ("2001:db8::9", "2001:db8:…"),
        ("::ffff:203.0.113.77", "203.0.113.…"),
        ("unknown", ""),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_only_the_beginning_of_an_address_is_kept(address: str, kept: str) -> None:
    assert network_of(address) == kept


def test_the_page_tells_browsers_apart_and_keeps_little_of_them(cast: Cast) -> None:
    here = browser("ada")
    browser("ada", agent=PHONE, address="2001:db8:7:1::9")
    browser("ben", agent="curl/8", address="198.51.100.1")
    page = here.get(PAGE).content.decode()
    assert problems_of(page) == []
    assert page.index("Firefox on Windows") < page.index("this browser")
    assert "Safari on iPhone" in page
    assert "2001:db8:7:…" in page
    assert "198.51.100" not in page
    kept = str(list(SignIn.objects.values()))
    for secret in ("203.0.113.77", "2001:db8:7:1", "18_5", "Gecko"):
        assert secret not in kept


def test_one_browser_is_signed_out_and_the_others_stay(cast: Cast) -> None:
    here, there, third = browser("ada"), browser("ada", agent=PHONE), browser("ada")
    row = SignIn.objects.get(browser="Safari")
    for _twice in range(2):
        answer = here.post(f"{PAGE}/{row.pk}", follow=True)
        assert "That browser is signed out." in answer.content.decode()
    assert [is_in(one) for one in (here, there, third)] == [True, False, True]
    assert not Session.objects.filter(session_key=row.session_key).exists()


def test_all_others_are_signed_out_at_once(cast: Cast) -> None:
    here, there, third = (browser("ada") for _each in range(3))
    stranger = browser("ben")
    answer = here.post(f"{PAGE}/others", follow=True)
    assert "2 other browsers are signed out." in answer.content.decode()
    assert [is_in(one) for one in (here, there, third, stranger)] == [True, False, False, True]


def test_the_browser_that_asks_does_not_end_itself_by_the_list(cast: Cast) -> None:
    here = browser("ada")
    here.post(f"{PAGE}/{SignIn.objects.get().pk}")
    assert is_in(here)


def test_somebody_elses_sign_in_cannot_be_ended(cast: Cast) -> None:
    hers = browser("ada")
    row = SignIn.objects.get()
    for other in ("ben", "mona"):
        browser(other).post(f"{PAGE}/{row.pk}")
    assert is_in(hers)
    with pytest.raises(Refused):
        commands.end_sign_in(row, by=cast.ben)
    with pytest.raises(Refused):
        commands.end_other_sign_ins(cast.ada, keeping=None, by=cast.ben)


def test_another_site_cannot_sign_anybody_out_elsewhere(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post(f"{PAGE}/others").status_code == 403


def test_a_new_password_ends_the_others_and_this_one_is_still_known(cast: Cast) -> None:
    here, there = browser("ada"), browser("ada", agent=PHONE)
    began = SignIn.objects.get(browser="Firefox").created_at
    new = "eleven green ladders"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/users/password", typed)
    assert [is_in(one) for one in (here, there)] == [True, False]
    [row] = SignIn.objects.all()
    assert (row.created_at, row.session_key) == (began, here.session.session_key)


def test_a_password_from_the_shell_leaves_nothing_in_the_list(cast: Cast) -> None:
    browser("ada")
    commands.set_password(cast.ada, password="eleven green ladders")
    assert queries.sign_ins_of(cast.ada, at=timezone.now()) == []


def test_sessions_that_have_run_out_are_not_in_the_list(cast: Cast) -> None:
    browser("ada")
    now = timezone.now()
    assert len(queries.sign_ins_of(cast.ada, at=now)) == 1
    assert queries.sign_ins_of(cast.ada, at=now + timedelta(days=91)) == []


def test_what_has_ended_is_forgotten_and_the_rest_is_not(cast: Cast) -> None:
    here, there = browser("ada"), browser("ben")
    there.post("/users/logout")
    assert commands.forget_ended_sign_ins() == 1
    assert [row.account for row in SignIn.objects.all()] == [cast.ada]
    assert is_in(here)


def test_a_browser_is_noted_once_an_hour_and_not_at_every_page(cast: Cast) -> None:
    here = browser("ada")
    before = SignIn.objects.get().seen_at
    here.get("/users/settings")
    assert SignIn.objects.get().seen_at == before
    cache.clear()  # As if an hour had passed.
    here.get("/users/settings")
    assert SignIn.objects.get().seen_at > before


def test_a_session_that_was_never_noted_is_noted_when_it_is_seen(cast: Cast) -> None:
    here = browser("ada")
    SignIn.objects.all().delete()
    cache.clear()
    assert "Firefox on Windows" in here.get(PAGE).content.decode()


def test_a_server_behind_a_socket_knows_no_address_and_lets_one_in(cast: Cast) -> None:
    assert is_in(browser("ada", address=""))
    assert SignIn.objects.get().network == ""


def test_strangers_leave_no_trace(cast: Cast, settings: Settings) -> None:
    client = Client(headers={"user-agent": WINDOWS})
    client.cookies[configured.SESSION_COOKIE_NAME] = "made-up-by-somebody"
    assert client.get("/works").status_code == 200
    assert not SignIn.objects.exists()


def test_signing_in_over_somebody_elses_session_takes_its_place(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada)
    client.force_login(cast.ben)
    found = queries.sign_ins_of(cast.ben, at=timezone.now())
    assert [row.session_key for row in found] == [client.session.session_key]
