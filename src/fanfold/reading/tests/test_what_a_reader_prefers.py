"""How works open for somebody who has said what she prefers."""

import pytest
from django.test import Client

from fanfold.people import commands
from fanfold.people.testing import Cast
from fanfold.works.models import Rating, Work
from fanfold.works.testing import a_work


def prefer(cast: Cast, *, adult: bool = False, entire: bool = False) -> None:
    """What Cleo prefers."""
    commands.set_preferences(
        cast.cleo, time_zone="", opens_adult_works=adult, opens_entire_works=entire, by=cast.cleo
    )


@pytest.fixture
def serial(cast: Cast) -> Work:
    return a_work(cast.ada, chapters=["<p>First part.</p>", "<p>Second part.</p>"])


@pytest.mark.parametrize("rating", [Rating.MATURE, Rating.EXPLICIT, Rating.NOT_RATED])
def test_adult_works_open_unasked_for_who_wants_it_and_for_nobody_else(
    client: Client, cast: Cast, rating: Rating
) -> None:
    work = a_work(cast.ada, chapters=["<p>For adults.</p>"], rating=rating)
    prefer(cast, adult=True)
    client.force_login(cast.cleo)
    answer = client.get(f"/works/{work.pk}")
    assert b"For adults." in answer.content
    assert "view_adult" not in answer.cookies
    other = Client()
    assert b"For adults." not in other.get(f"/works/{work.pk}").content
    other.force_login(cast.ben)
    assert b"For adults." not in other.get(f"/works/{work.pk}").content
    prefer(cast)
    assert b"For adults." not in client.get(f"/works/{work.pk}").content


def test_works_open_entire_for_who_wants_it(client: Client, cast: Cast, serial: Work) -> None:
    prefer(cast, entire=True)
    client.force_login(cast.cleo)
    page = client.get(f"/works/{serial.pk}").content
    assert b"First part." in page
    assert b"Second part." in page
    first, second = serial.chapters.in_order()
    assert f"/works/{serial.pk}/chapters/{first.pk}".encode() in page, "and by chapter, if asked"
    one = client.get(f"/works/{serial.pk}/chapters/{second.pk}").content
    assert b"First part." not in one


def test_what_a_link_asks_for_goes_before_what_she_prefers(
    client: Client, cast: Cast, serial: Work
) -> None:
    prefer(cast, entire=True)
    client.force_login(cast.cleo)
    assert client.get(f"/works/{serial.pk}?view_full_work=false").status_code == 302
    prefer(cast)
    assert client.get(f"/works/{serial.pk}").status_code == 302
    assert client.get(f"/works/{serial.pk}?view_full_work=true").status_code == 200
