"""Lists of works: home, all works, a tag's, a pen name's; who is in them and what they cost."""

from typing import Any

import pytest
from django.test import Client

from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.testing import AT, a_work


def test_an_empty_archive_says_so(client: Client, db: None) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"No story yet" in answer.content


def test_home_shows_the_newest_published_works(client: Client, cast: Cast) -> None:
    a_work(cast.ada, title="Published one")
    a_work(cast.ada, title="Draft one", publish=False)
    pulled = a_work(cast.ada, title="Pulled one")
    commands.pull_work(pulled, by=cast.ada, at=AT)
    for person in (None, cast.ada):
        if person:
            client.force_login(person)
        content = client.get("/").content
        assert b"Published one" in content
        assert b"Draft one" not in content
        assert b"Pulled one" not in content


@pytest.mark.parametrize("name", ["Roads*s*Rivers", "roads*s*rivers", "General", "Gen"])
def test_a_tag_lists_its_works(client: Client, cast: Cast, name: str) -> None:
    a_work(cast.ada, tags={"freeform": ["Roads/Rivers"], "category": ["Gen"]})
    answer = client.get(f"/tags/{name}/works")
    assert answer.status_code == 200
    assert b"The Lantern Road" in answer.content


def test_an_unknown_tag_is_not_found(client: Client, db: None) -> None:
    assert client.get("/tags/Nothing/works").status_code == 404


def test_a_pen_names_page_lists_its_works_and_no_other_pen_names(
    client: Client, cast: Cast
) -> None:
    a_work(cast.ada, title="By Ada")
    other = cast.ada.pen_names.get(name="Nightingale")
    assert b"By Ada" in client.get("/users/ada/pseuds/Ada").content
    assert b"By Ada" in client.get("/users/ada").content
    assert b"By Ada" not in client.get(f"/users/ada/pseuds/{other.name}").content


def test_nobodys_page_is_not_found(client: Client, cast: Cast) -> None:
    for address in ("/users/nobody", "/users/ada/pseuds/Nobody", "/users/ben/pseuds/Ada"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/works", "/users/ada", "/users/ada/pseuds/Ada"])
def test_lists_cost_the_same_however_long_they_are(
    client: Client, cast: Cast, django_assert_max_num_queries: Any, address: str
) -> None:
    tags = {"freeform": ["One", "Two"], "fandom": ["Three"]}
    for number in range(3):
        a_work(cast.ada, title=f"Work {number}", tags=tags)
    client.get(address)  # The archive's profile is read once and remembered.
    with django_assert_max_num_queries(11) as few:
        client.get(address)
    for number in range(15):
        a_work(cast.ada, title=f"More {number}", tags=tags)
    with django_assert_max_num_queries(11) as many:
        client.get(address)
    assert len(few) == len(many)


def test_a_page_number_that_makes_no_sense_is_no_error(client: Client, cast: Cast) -> None:
    a_work(cast.ada)
    for number in ("0", "-1", "x", "9" * 30):
        assert client.get(f"/works?page={number}").status_code == 200


@pytest.mark.parametrize(
    "address", ["/users/a%00b", "/tags/a%00b/works", "/users/ada/pseuds/%00", "/works?page=%00"]
)
def test_an_address_with_a_nul_in_it_leads_nowhere(
    client: Client, cast: Cast, address: str
) -> None:
    assert client.get(address).status_code == 404
