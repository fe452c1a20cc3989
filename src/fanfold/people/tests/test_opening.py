"""The one-time link of the first start: it makes one archivist, and then never another."""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fanfold.house import opening, profile
from fanfold.house.models import Archive
from fanfold.house.tests.running import PATIENCE, Served
from fanfold.kit.errors import Conflict, Refused
from fanfold.people import commands
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.people.tests.pages import problems_of

ANSWERS = {
    "archive_name": "The Reading Room",
    "login": "mona",
    "pen_name": "Mona of the Keys",
    "email": "mona@example.org",
    "password": "eleven green ladders",
}


@pytest.fixture
def link(db: None) -> str:
    """A link as `fanfold serve` prints it."""
    return reverse("open_archive", args=[opening.token()])


def test_the_link_makes_the_archivist_and_signs_her_in(link: str) -> None:
    client = Client()
    page = client.get(link)
    assert page.status_code == 200
    assert problems_of(page.content.decode()) == []
    response = client.post(link, ANSWERS, follow=True)
    assert response.redirect_chain == [("/", 302)]
    mona = Account.objects.get()
    assert (mona.login, mona.is_archivist) == ("mona", True)
    assert [pen_name.name for pen_name in mona.pen_names.all()] == ["Mona of the Keys"]
    assert response.context["user"] == mona
    assert profile.current().name == "The Reading Room"


def test_the_link_works_once(link: str) -> None:
    Client().post(link, ANSWERS)
    for again in (Client().get(link), Client().post(link, ANSWERS | {"login": "cleo"})):
        assert again.status_code == 410
        assert "has its archivist already" in again.content.decode()
    fresh = reverse("open_archive", args=[opening.token()])
    assert Client().get(fresh).status_code == 410
    assert Account.objects.count() == 1


def test_a_refused_form_leaves_the_link_open_and_the_words_in_place(link: str) -> None:
    refused = Client().post(link, ANSWERS | {"password": "short"})
    assert refused.status_code == 200
    assert "The Reading Room" in refused.content.decode()
    assert "too short" in refused.content.decode()
    assert Archive.objects.get().opened_at is None
    assert Client().post(link, ANSWERS).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token",
    ["archivist.1abc.forged", "x", signing.TimestampSigner(sep=".").sign("archivist")],
    ids=["forged", "nonsense", "signed for something else"],
)
def test_a_link_that_is_not_ours_is_gone(token: str) -> None:
    response = Client().get(reverse("open_archive", args=[token]))
    assert response.status_code == 410
    assert "printed whenever `fanfold serve` starts" in response.content.decode()


def test_an_archivist_from_the_shell_ends_the_link(link: str) -> None:
    commands.create_account("mona", is_archivist=True, at=timezone.now())
    assert Client().get(link).status_code == 410


def test_a_member_who_becomes_archivist_ends_the_link(link: str) -> None:
    ada = commands.create_account("ada", at=timezone.now())
    assert Client().get(link).status_code == 200
    commands.set_role(ada, is_archivist=True, at=timezone.now())
    assert Client().get(link).status_code == 410


def test_who_comes_second_gets_nothing(cast: Cast) -> None:
    with pytest.raises(Conflict):
        commands.open_archive("dora", password="eleven green ladders", at=timezone.now())
    assert not Account.objects.filter(login="dora").exists()


@pytest.mark.django_db
def test_a_refused_command_leaves_the_archive_as_it_was() -> None:
    with pytest.raises(Refused):
        commands.open_archive("admin", password="eleven green ladders", at=timezone.now())
    assert opening.awaits_archivist()


def test_of_two_at_the_same_moment_one_becomes_archivist(tmp_path: Path) -> None:
    with Served(tmp_path / "data", "--no-worker") as served:
        served.wait_until_it_answers()
        link = served.link()
        openers = [_opener(link) for _each in range(2)]
        together = threading.Barrier(2)
        statuses: list[int] = []

        def send(opener: urllib.request.OpenerDirector, token: str, login: str) -> None:
            form = ANSWERS | {"login": login, "email": "", "csrfmiddlewaretoken": token}
            together.wait(PATIENCE)
            try:
                answer = opener.open(link, urllib.parse.urlencode(form).encode(), timeout=PATIENCE)
                with answer:
                    statuses.append(answer.status)
            except urllib.error.HTTPError as error:
                statuses.append(error.code)
                error.close()

        threads = [
            threading.Thread(target=send, args=[*opener, login])
            for opener, login in zip(openers, ("ada", "ben"), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert sorted(statuses) == [200, 410], served.said()


def _opener(link: str) -> tuple[urllib.request.OpenerDirector, str]:
    """A browser that has the page open, and the form's token."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(link, timeout=PATIENCE) as page:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    assert found
    return opener, found[1]
