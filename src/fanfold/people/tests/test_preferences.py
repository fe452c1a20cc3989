"""Preferences: kept, refused where they make no sense, and the time zone at work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from fanfold.kit.errors import Refused
from fanfold.people import commands, time_zones
from fanfold.people.models import Account, FormerLogin
from fanfold.people.testing import Cast
from fanfold.people.tests.pages import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_mail")]

PAGE = "/users/settings/preferences"


def options(client: Client) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(PAGE).content.decode())


def test_they_are_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    assert problems_of(client.get(PAGE).content.decode()) == []
    client.post(PAGE, {"time_zone": "Asia/Kolkata", "opens_entire_works": "on"})
    cast.ada.refresh_from_db()
    kept = (cast.ada.time_zone, cast.ada.opens_adult_works, cast.ada.opens_entire_works)
    assert kept == ("Asia/Kolkata", False, True)
    chosen = [one.attributes["value"] for one in options(client).css("option[selected]")]
    assert chosen == ["Asia/Kolkata"]


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "../../etc/passwd", "europe/paris", "x" * 100_000]
)
def test_a_zone_that_does_not_exist_is_refused_in_a_sentence(
    client: Client, cast: Cast, name: str
) -> None:
    client.force_login(cast.ada)
    page = client.post(PAGE, {"time_zone": name, "opens_adult_works": "on"}).content.decode()
    assert "Choose a time zone from the list." in page
    assert problems_of(page) == []
    assert LexborHTMLParser(page).css("#id_opens_adult_works[checked]")
    cast.ada.refresh_from_db()
    assert (cast.ada.time_zone, cast.ada.opens_adult_works) == ("", False)


def test_the_list_is_grouped_and_its_labels_begin_with_the_city(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = options(client)
    groups = [group.attributes["label"] for group in page.css("optgroup")]
    assert groups[0] == "Africa"
    assert "Pacific Ocean" in groups
    labels = {one.attributes["value"]: one.text() for one in page.css("option")}
    assert labels["America/Argentina/Buenos_Aires"] == "Buenos Aires (Argentina)"
    assert labels["Europe/Paris"] == "Paris"
    assert labels[""] == "The archive’s own (UTC)"
    assert not {"Etc/GMT+5", "posix/Europe/Paris", "EST"} & set(labels)
    assert 400 < len(labels) < 700


def test_a_zone_outside_the_list_stays_hers(client: Client, cast: Cast) -> None:
    Account.objects.filter(pk=cast.ada.pk).update(time_zone="Gone/Nowhere")
    client.force_login(cast.ada)
    page = options(client)
    assert page.css_first("option[selected]").attributes["value"] == "Gone/Nowhere"  # type: ignore[union-attr]
    client.post(PAGE, {"time_zone": "Gone/Nowhere", "opens_adult_works": "on"})
    cast.ada.refresh_from_db()
    assert (cast.ada.time_zone, cast.ada.opens_adult_works) == ("Gone/Nowhere", True)


def test_nobody_sets_somebody_elses(cast: Cast) -> None:
    for other in (cast.ben, cast.mona):
        with pytest.raises(Refused, match="Only its owner"):
            commands.set_preferences(
                cast.ada,
                time_zone="UTC",
                opens_adult_works=True,
                opens_entire_works=True,
                by=other,
            )


def test_another_site_cannot_set_them(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post(PAGE, {"time_zone": "UTC"}).status_code == 403


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Auckland", "Nov. 25, 2026"),
        ("America/Los_Angeles", "Nov. 24, 2026"),
        ("", "Nov. 24, 2026"),
        ("Gone/Nowhere", "Nov. 24, 2026"),
    ],
)
def test_times_are_shown_in_her_own_zone_and_nobody_elses(
    client: Client, cast: Cast, zone: str, day: str
) -> None:
    noon = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    FormerLogin.objects.create(account=cast.ada, login="adela", given_up_at=noon)
    FormerLogin.objects.create(account=cast.ben, login="benno", given_up_at=noon)
    Account.objects.filter(pk=cast.ada.pk).update(time_zone=zone)
    client.force_login(cast.ada)
    assert day in client.get("/users/settings/login").content.decode()
    assert timezone.get_current_timezone_name() == "UTC"
    other = Client()
    other.force_login(cast.ben)
    assert "Nov. 24, 2026" in other.get("/users/settings/login").content.decode()


def test_the_zone_follows_daylight_saving() -> None:
    paris = time_zones.zone_called("Europe/Paris")
    summer, winter = (datetime(2026, month, 1, tzinfo=paris).utcoffset() for month in (7, 12))
    assert (summer, winter) == (timedelta(hours=2), timedelta(hours=1))


def test_a_time_zone_costs_no_query(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Account.objects.update(time_zone="Asia/Tokyo")
    client.force_login(cast.ada)
    client.get(PAGE)
    with django_assert_num_queries(2):  # session, account
        client.get(PAGE)


def test_a_strangers_session_is_not_read(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/users/inactive")
    with django_assert_num_queries(0):
        answer = client.get("/users/inactive")
    assert (answer.status_code, answer.cookies) == (200, {})
