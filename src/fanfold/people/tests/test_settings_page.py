"""The settings page: every form posts to its own address and comes back whole."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from selectolax.lexbor import LexborHTMLParser

from fanfold.people import commands
from fanfold.people.models import PenName
from fanfold.people.testing import JOINED, Cast
from fanfold.people.tests.pages import problems_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ada)
    return client


def nightingale(cast: Cast) -> PenName:
    return cast.ada.pen_names.get(account=cast.ada, is_default=False)


def address(pen_name: PenName, what: str) -> str:
    return f"/users/settings/pen-names/{pen_name.pk}/{what}"


def test_it_lists_the_pen_names_with_the_default_marked(ada: Client, cast: Cast) -> None:
    page = LexborHTMLParser(ada.get("/users/settings").content.decode())
    lines = [" ".join(one.text().split()) for one in page.css(".pen-name-line")]
    assert lines == ["Ada default", "Nightingale"]
    links = [one.attributes["href"] for one in page.css(".pen-name-line a")]
    assert links == ["/users/ada/pseuds/Ada", "/users/ada/pseuds/Nightingale"]


def test_a_pen_name_is_added_and_the_page_comes_back_at_it(ada: Client, cast: Cast) -> None:
    response = ada.post("/users/settings/pen-names", {"name": "Wren"})
    wren = PenName.objects.get(name="Wren")
    assert response.headers["location"] == f"/users/settings#pen-name-{wren.pk}"
    assert "“Wren” is one of your pen names now." in ada.get("/users/settings").content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("nightingale", "This account has the pen name “nightingale” already."),
        ("x" * 41, "up to 40 characters; this has 41"),
        ("what?", "A pen name is made of"),
        ("", "This field is required."),
    ],
)
def test_a_pen_name_that_cannot_be_added_is_still_in_the_form(
    ada: Client, cast: Cast, typed: str, sentence: str
) -> None:
    response = ada.post("/users/settings/pen-names", {"name": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    field = LexborHTMLParser(page).css_first("#new-pen-name-name")
    assert field is not None
    assert (field.attributes.get("value") or "") == typed
    assert problems_of(page) == []


def test_a_refused_new_name_stands_in_its_own_open_form(ada: Client, cast: Cast) -> None:
    response = ada.post(address(nightingale(cast), "name"), {"name": "ada"})
    page = LexborHTMLParser(response.content.decode())
    [open_one] = page.css("details[open]:not(.menu)")
    field = open_one.css_first("input[name=name]")
    assert field is not None
    assert field.attributes["value"] == "ada"
    assert "already" in open_one.text()
    assert "Nightingale" in [one.text() for one in page.css(".pen-name-line bdi")]


def test_a_text_that_is_too_long_is_not_lost(ada: Client, cast: Cast) -> None:
    text = "night " * 100
    response = ada.post(address(nightingale(cast), "about"), {"about": text})
    page = response.content.decode()
    assert "This text has up to 500 characters; yours has 599." in page
    assert text.strip() in page
    assert nightingale(cast).about == ""


def test_rename_about_and_default_are_saved(ada: Client, cast: Cast) -> None:
    pen_name = nightingale(cast)
    here = f"/users/settings#pen-name-{pen_name.pk}"
    for what, typed in (
        ("name", {"name": "夜鶯"}),
        ("about", {"about": "Sings\nat <i>night</i>."}),
        ("default", {}),
    ):
        assert ada.post(address(pen_name, what), typed).headers["location"] == here
    pen_name.refresh_from_db()
    assert (pen_name.name, pen_name.is_default) == ("夜鶯", True)
    assert "Sings<br>at &lt;i&gt;night&lt;/i&gt;." in ada.get("/users/settings").content.decode()


def test_two_tabs_leave_one_default(ada: Client, cast: Cast) -> None:
    first, second = cast.ada.pen_names.order_by("pk")
    for chosen in (second, first, second):
        ada.post(address(chosen, "default"))
    assert cast.ada.pen_names.get(is_default=True) == second


def test_an_old_tab_renames_the_same_pen_name(ada: Client, cast: Cast) -> None:
    pen_name = nightingale(cast)
    ada.post(address(pen_name, "name"), {"name": "Wren"})
    ada.post(address(pen_name, "name"), {"name": "Lark"})
    assert [one.name for one in cast.ada.pen_names.all()] == ["Ada", "Lark"]


@pytest.mark.parametrize("what", ["name", "about", "default"])
def test_somebody_elses_pen_name_is_not_found(client: Client, cast: Cast, what: str) -> None:
    typed = {"name": "Stolen", "about": "Stolen"}
    for other in (cast.ben, cast.mona):
        client.force_login(other)
        assert client.post(address(nightingale(cast), what), typed).status_code == 404
    client.logout()
    response = client.post(address(nightingale(cast), what), typed)
    assert response.headers["location"].startswith("/users/login?next=")
    pen_name = nightingale(cast)
    assert (pen_name.name, pen_name.about) == ("Nightingale", "")


def test_a_reload_of_a_forms_address_finds_the_page(ada: Client, cast: Cast) -> None:
    for path in ("/users/settings/pen-names", address(nightingale(cast), "name")):
        assert ada.get(path).headers["location"] == "/users/settings"


def test_without_mail_it_asks_for_no_confirmation(
    ada: Client, cast: Cast, without_mail: Settings
) -> None:
    commands.change_email(cast.ada, email="new@example.org", by=cast.ada)
    page = ada.get("/users/settings").content.decode()
    assert "new@example.org" in page
    assert "not confirmed" not in page


def test_an_account_without_a_password_can_set_one(client: Client, cast: Cast) -> None:
    edie = commands.create_account("edie", at=JOINED)
    client.force_login(edie)
    page = client.get("/users/settings").content.decode()
    assert 'action="/users/password/set"' in page
    assert 'name="oldpassword"' not in page
    assert problems_of(page) == []


@pytest.mark.parametrize("more", [0, 20])
def test_many_pen_names_cost_no_more_queries(
    ada: Client, cast: Cast, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        commands.add_pen_name(cast.ada, name=f"Bird {number}", by=cast.ada, at=JOINED)
    ada.get("/users/settings")
    with django_assert_num_queries(5):  # session, account, pen names, addresses, second factors
        ada.get("/users/settings")
