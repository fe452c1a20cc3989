"""The desk's list: searched, sorted, and changed several works at a time after a look."""

from typing import Any

import pytest
from django.test import Client

from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work

READY = {"warning": ["No warnings apply"], "fandom": ["Original Work"]}


@pytest.fixture
def ada(client: Client, cast: Cast) -> Account:
    client.force_login(cast.ada)
    return cast.ada


def many(client: Client, step: str, action: str, *works: Work, **given: Any) -> Any:
    data = {"step": step, "action": action, "work": [work.pk for work in works], **given}
    return client.post("/desk/many", data, follow=True)


def titles(client: Client, address: str) -> list[str]:
    return [work.title for work in client.get(address).context["page"]]


def test_the_list_is_searched_sorted_and_filtered(client: Client, ada: Account) -> None:
    a_work(ada, title="beta road", chapters=["One two three."])
    a_work(ada, title="Alpha Road", chapters=["One."], publish=False)
    commands.pull_work(a_work(ada, title="Gamma", chapters=["One two."]), by=ada, at=AT)
    assert titles(client, "/desk?sort=title") == ["Alpha Road", "beta road", "Gamma"]
    assert titles(client, "/desk?sort=words") == ["beta road", "Gamma", "Alpha Road"]
    assert titles(client, "/desk?q=ROAD&sort=title") == ["Alpha Road", "beta road"]
    assert titles(client, "/desk?state=pulled") == ["Gamma"]
    assert titles(client, "/desk?q=nothing") == []
    assert len(titles(client, "/desk?state=dragon&sort=magic")) == 3


def test_every_order_of_the_list_is_an_order(client: Client, ada: Account) -> None:
    a_work(ada)
    for sort in client.get("/desk").context["filter"].fields["sort"].choices:
        assert len(titles(client, f"/desk?sort={sort[0]}")) == 1


def test_a_look_changes_nothing_and_names_what_will(client: Client, ada: Account) -> None:
    draft = a_work(ada, title="Ready", publish=False, tags=READY)
    bare = a_work(ada, title="Bare", publish=False)
    page = many(client, "choose", "publish", draft, bare).content.decode()
    assert "<del>Draft</del> <ins>Published</ins>" in page
    assert "Name a fandom before you publish" in page
    assert set(Work.objects.values_list("state", flat=True)) == {"draft"}
    page = many(client, "do", "publish", draft, bare).content.decode()
    assert "1 work is done." in page
    assert "“Bare”:" in page
    assert list(Work.objects.published()) == [draft]


def test_nobody_hears_of_what_was_only_shown(
    client: Client, ada: Account, django_capture_on_commit_callbacks: Any
) -> None:
    draft = a_work(ada, publish=False, tags=READY)
    with django_capture_on_commit_callbacks() as announced:
        many(client, "choose", "publish", draft)
    assert announced == []


@pytest.mark.parametrize(
    ("action", "given", "field", "value"),
    [
        ("audience", {"audience": "signed_in"}, "audience", "signed_in"),
        ("language", {"language": "de"}, "language", "de"),
        ("pull", {"note": "Soon."}, "pull_note", "Soon."),
        ("pull", {}, "state", "pulled"),
        ("delete", {}, "deleted_at__isnull", False),
    ],
)
def test_an_action_on_two_works(
    client: Client, ada: Account, action: str, given: dict[str, str], field: str, value: object
) -> None:
    works = a_work(ada, title="One"), a_work(ada, title="Two")
    asked = many(client, "choose", action, *works)
    assert asked.status_code == 200
    shown = many(client, "show", action, *works, **given)
    assert b"Nothing is changed yet" in shown.content
    assert Work.objects.published().count() == 2
    many(client, "do", action, *works, **given)
    assert Work.with_deleted.filter(**{field: value}).count() == 2


def test_tags_are_added_and_taken_away_whatever_their_case(client: Client, ada: Account) -> None:
    work = a_work(ada, tags={"freeform": ["Gates", "Roads"]})
    given = {"kind": "freeform", "names": "slow burn, GATES"}
    many(client, "do", "add_tags", work, **given)
    assert [tag.name for tag in work.tags_by_kind["freeform"]] == ["Roads", "slow burn", "Gates"]
    many(client, "do", "remove_tags", work, kind="freeform", names="roads")
    fresh = Work.objects.get(pk=work.pk)
    assert [tag.name for tag in fresh.tags_by_kind["freeform"]] == ["slow burn", "Gates"]


@pytest.mark.parametrize(
    ("action", "given", "sentence"),
    [
        ("add_tags", {"kind": "freeform", "names": " , "}, "Name at least one tag"),
        ("add_tags", {"kind": "freeform", "names": "a<b"}, "cannot hold"),
        ("add_tags", {"kind": "dragon", "names": "a"}, "dragon"),
        ("pull", {"note": "x" * 501}, "501"),
        ("language", {"language": "??"}, "??"),
        ("audience", {}, "required"),
    ],
)
def test_what_cannot_be_taken_is_asked_again(
    client: Client, ada: Account, action: str, given: dict[str, str], sentence: str
) -> None:
    work = a_work(ada)
    answer = many(client, "do", action, work, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    work.refresh_from_db()
    assert work.state == "published"


@pytest.mark.parametrize(
    ("ticked", "action", "sentence"),
    [([], "pull", "Tick at least one"), (["x", "9" * 5000], "pull", "Tick at least one")],
)
def test_nothing_ticked_is_said(
    client: Client, ada: Account, ticked: list[str], action: str, sentence: str
) -> None:
    a_work(ada)
    data = {"step": "choose", "action": action, "work": ticked}
    assert sentence in client.post("/desk/many", data, follow=True).content.decode()


@pytest.mark.parametrize("action", ["", "burn"])
def test_no_action_is_said(client: Client, ada: Account, action: str) -> None:
    answer = many(client, "choose", action, a_work(ada))
    assert "Choose what to do" in answer.content.decode()


def test_all_of_the_list_are_those_that_it_shows(client: Client, ada: Account) -> None:
    a_work(ada, title="Road one")
    a_work(ada, title="Road two")
    a_work(ada, title="Gate")
    shown = many(client, "choose", "republish", all="on", q="road")
    assert {work.title for work in shown.context["works"]} == {"Road one", "Road two"}


def test_other_peoples_works_are_not_touched(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ben)
    assert "Tick at least one" in many(client, "do", "delete", work).content.decode()
    client.logout()
    answer = client.post("/desk/many", {"step": "do", "action": "delete", "work": work.pk})
    assert answer.status_code == 302
    assert Work.objects.get() == work
