"""The desk's pages about readers: schedule, date, audience, order, bin; what readers then find."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

READY = {"warning": ["No warnings apply"], "fandom": ["Original Work"]}


@pytest.fixture
def ada(client: Client, cast: Cast) -> Account:
    client.force_login(cast.ada)
    return cast.ada


def typed(days: float) -> str:
    """A moment some days from now, as a browser sends it."""
    when = timezone.localtime(timezone.now() + timedelta(days=days))
    return when.strftime("%Y-%m-%dT%H:%M")


def test_a_work_is_scheduled_and_taken_off_again(client: Client, ada: Account) -> None:
    work = a_work(ada, publish=False, tags=READY)
    answer = client.post(f"/works/{work.pk}/schedule", {"publish_at": typed(2)}, follow=True)
    work.refresh_from_db()
    assert work.state == "scheduled"
    assert timezone.localtime(work.publish_at).strftime("%Y-%m-%d %H:%M") in answer.content.decode()
    client.post(f"/works/{work.pk}/unschedule")
    work.refresh_from_db()
    assert work.state == "draft"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "Choose a date"),
        ("tomorrow", "is not a date and a time"),
        ("2001-01-01T10:00", "has passed"),
        ("2027-03-28T02:30", "clocks are changed"),
        ("2027-10-31T02:30", "clocks are changed"),
    ],
)
def test_a_time_that_cannot_be_taken_gets_a_sentence(
    client: Client, ada: Account, value: str, sentence: str
) -> None:
    work = a_work(ada, publish=False, tags=READY)
    chapter = work.chapters.get()
    Account.objects.update(time_zone="Europe/Berlin")
    for address in (
        f"/works/{work.pk}/schedule",
        f"/works/{work.pk}/chapters/{chapter.pk}/schedule",
    ):
        answer = client.post(address, {"publish_at": value})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert value in answer.content.decode()
    work.refresh_from_db()
    assert work.state == "draft"


def test_a_work_that_lacks_what_readers_rely_on_is_not_scheduled(
    client: Client, ada: Account
) -> None:
    work = a_work(ada, publish=False)
    chapter = work.chapters.get()
    for address in (
        f"/works/{work.pk}/schedule",
        f"/works/{work.pk}/chapters/{chapter.pk}/schedule",
    ):
        answer = client.post(address, {"publish_at": typed(2)})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"warnings", "fandoms"}
    work.refresh_from_db()
    assert work.state == "draft"


def test_a_chapter_is_scheduled_dated_and_pulled_with_a_word(client: Client, ada: Account) -> None:
    work = a_work(ada, tags=READY)
    first = work.chapters.get()
    second = commands.add_chapter(work, ChapterText(source="More."), by=ada, at=AT)
    here = f"/works/{work.pk}/chapters/{second.pk}"
    client.post(f"{here}/schedule", {"publish_at": typed(1)})
    second.refresh_from_db()
    assert second.state == "scheduled"
    assert b"comes out on" in client.get(f"{here}/readers").content
    client.post(f"{here}/unschedule")
    client.post(f"{here}/publish", {"dated": "2009-05-06"})
    second.refresh_from_db()
    assert (second.state, str(second.published_at)[:10]) == ("published", "2009-05-06")
    client.post(f"{here}/date", {"dated": "2010-01-02"})
    client.post(f"{here}/pull", {"note": "It is being mended."})
    client.logout()
    answer = client.get(f"/works/{work.pk}/chapters/{second.pk}")
    assert answer.status_code == 410
    assert b"It is being mended." in answer.content
    assert client.get(f"/works/{work.pk}").status_code == 200
    assert client.get(f"/works/{work.pk}/chapters/{first.pk}").status_code == 200


@pytest.mark.parametrize("value", ["", "yesterday", "2999-01-01"])
def test_an_odd_date_is_refused_and_stays_in_the_form(
    client: Client, ada: Account, value: str
) -> None:
    work = a_work(ada)
    chapter = work.chapters.get()
    answer = client.post(f"/works/{work.pk}/chapters/{chapter.pk}/date", {"dated": value})
    assert answer.status_code == 422
    chapter.refresh_from_db()
    assert chapter.published_at == AT


def test_the_last_published_chapter_is_not_pulled_and_the_page_says_why(
    client: Client, ada: Account
) -> None:
    work = a_work(ada)
    chapter = work.chapters.get()
    answer = client.post(f"/works/{work.pk}/chapters/{chapter.pk}/pull", {"note": "My word."})
    assert answer.status_code == 422
    assert b"only published chapter" in answer.content
    assert b"My word." in answer.content


def test_a_work_for_people_who_are_signed_in_sends_strangers_to_the_door(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.ada)
    work = a_work(cast.ada, title="For friends")
    assert client.post(f"/works/{work.pk}/audience", {"audience": "dragons"}).status_code == 422
    client.post(f"/works/{work.pk}/audience", {"audience": "signed_in"})
    client.logout()
    answer = client.get(f"/works/{work.pk}")
    assert answer.status_code == 302
    assert answer["Location"] == f"/users/login?restricted=true&next=/works/{work.pk}"
    assert not answer.cookies
    assert b"For friends" not in client.get("/").content
    assert b"For friends" not in client.get("/works").content
    assert client.get(f"/downloads/{work.pk}/x.epub").status_code == 404
    client.force_login(cast.cleo)
    assert client.get(f"/works/{work.pk}").status_code == 200
    assert b"For friends" in client.get("/works").content


def test_chapters_get_other_numbers(client: Client, ada: Account) -> None:
    work = a_work(ada, chapters=["One.", "Two.", "Three.", "Four."])
    one, two, three, four = work.chapters.in_order().values_list("pk", flat=True)
    seen = f"{one} {two} {three} {four} "
    typed_as_is = {f"place-{pk}": n for n, pk in enumerate((one, two, three, four), start=1)}
    for change, expected in (
        ({f"place-{four}": 1}, [four, one, two, three]),
        ({f"place-{one}": 3}, [two, three, one, four]),
        ({f"place-{one}": 4, f"place-{two}": 3, f"place-{three}": 2, f"place-{four}": 1},
         [four, three, two, one]),
    ):  # fmt: skip
        commands.reorder_chapters(work, [one, two, three, four], by=ada, at=AT)
        client.post(f"/works/{work.pk}/order", {"seen": seen, **typed_as_is, **change})
        assert list(work.chapters.in_order().values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("number", ["0", "3", "-1", "two", "²", "9" * 5000, "1.5", ""])
def test_a_number_that_is_no_place_is_refused_and_stays_in_the_form(
    client: Client, ada: Account, number: str
) -> None:
    work = a_work(ada, chapters=["One.", "Two."])
    one, two = work.chapters.in_order().values_list("pk", flat=True)
    given = {"seen": f"{one} {two}", f"place-{one}": number, f"place-{two}": "2"}
    answer = client.post(f"/works/{work.pk}/order", given)
    assert answer.status_code == 422
    assert list(work.chapters.in_order().values_list("pk", flat=True)) == [one, two]


@pytest.mark.parametrize("seen", ["", "x", "1 2 3", "9" * 5000])
def test_an_order_of_other_chapters_answers_409(client: Client, ada: Account, seen: str) -> None:
    work = a_work(ada, chapters=["One.", "Two."])
    assert client.post(f"/works/{work.pk}/order", {"seen": seen}).status_code == 409


def test_somebody_elses_order_is_not_overwritten(client: Client, ada: Account) -> None:
    work = a_work(ada, chapters=["One.", "Two.", "Three."])
    one, two, three = work.chapters.in_order().values_list("pk", flat=True)
    given = {"seen": f"{one} {two} {three}", f"place-{one}": "3"}
    commands.reorder_chapters(work, [two, one, three], by=ada, at=AT)
    assert client.post(f"/works/{work.pk}/order", given).status_code == 409
    assert list(work.chapters.in_order().values_list("pk", flat=True)) == [two, one, three]


def test_a_work_is_deleted_after_a_question_and_comes_back(client: Client, ada: Account) -> None:
    work = a_work(ada, title="Gone tomorrow")
    assert b"Gone tomorrow" in client.get(f"/works/{work.pk}/delete").content
    assert Work.objects.filter(pk=work.pk).exists()
    answer = client.post(f"/works/{work.pk}/delete", follow=True)
    assert b"Gone tomorrow" in answer.content
    page = client.get(f"/works/{work.pk}")
    assert page.status_code == 410
    assert b"Gone tomorrow" not in page.content
    assert b"Gone tomorrow" not in client.get("/desk").content
    client.post(f"/works/{work.pk}/restore")
    assert client.get(f"/works/{work.pk}").status_code == 200


def test_a_chapter_is_deleted_and_comes_back(client: Client, ada: Account) -> None:
    work = a_work(ada, chapters=["One.", "Two."])
    second = work.chapters.get(position=2)
    here = f"/works/{work.pk}/chapters/{second.pk}"
    client.post(f"{here}/delete")
    assert client.get(here).status_code == 410
    assert b"Chapter 2" in client.get("/desk/bin").content
    client.post(f"{here}/restore")
    assert client.get(here).status_code == 200


def test_a_draft_that_was_deleted_was_never_there(client: Client, ada: Account) -> None:
    work = a_work(ada, publish=False)
    client.post(f"/works/{work.pk}/delete")
    assert client.get(f"/works/{work.pk}").status_code == 404


OF_A_WORK = (
    "get/delete post/delete post/restore post/schedule post/unschedule post/audience "
    "get/order post/order"
)
OF_A_CHAPTER = (
    "get/readers post/schedule post/unschedule post/date post/pull post/republish "
    "get/delete post/delete post/restore"
)
ADDRESSES = [
    (method, f"{place}/{page}")
    for place, pages in (
        ("/works/{work}", OF_A_WORK),
        ("/works/{work}/chapters/{chapter}", OF_A_CHAPTER),
    )
    for method, page in (one.split("/") for one in pages.split())
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
@pytest.mark.parametrize("person", [None, "ben", "cleo", "mona"])
def test_nobody_else_comes_to_these_pages(
    client: Client, cast: Cast, method: str, address: str, person: str | None
) -> None:
    public, hidden = a_work(cast.ada, chapters=["One.", "Two."]), a_work(cast.ada, publish=False)
    before = list(Work.with_deleted.values()), list(Chapter.with_deleted.values())
    if person:
        client.force_login(getattr(cast, person))
    for work in (public, hidden):
        chapter = work.chapters.order_by("-position")[0]
        answer = getattr(client, method)(address.format(work=work.pk, chapter=chapter.pk))
        assert answer.status_code in ({302, 403} if person is None else {403, 404})
        if answer.status_code == 302:
            assert answer["Location"].startswith("/users/login")
    assert (list(Work.with_deleted.values()), list(Chapter.with_deleted.values())) == before


@pytest.mark.parametrize("address", [address for method, address in ADDRESSES if method == "post"])
def test_a_change_needs_a_form(client: Client, ada: Account, address: str) -> None:
    work = a_work(ada, chapters=["One.", "Two."])
    chapter = work.chapters.get(position=2)
    answer = client.get(address.format(work=work.pk, chapter=chapter.pk))
    asks_first = ("get", address) in ADDRESSES
    assert answer.status_code == (200 if asks_first else 405)
    assert Chapter.objects.count() == 2
