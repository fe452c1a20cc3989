"""Who comes back is told what was revised since. Strangers leave no trace, and who will forgets."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.reading import commands
from fanfold.reading.models import SITTING, ReadMark
from fanfold.works import commands as works
from fanfold.works.models import Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

TOLD = "Revised since you read it on"


@pytest.fixture
def work(cast: Cast) -> Work:
    return works.show_changes(a_work(cast.ada, chapters=["One."]), "comparison", by=cast.ada, at=AT)


def _revise(work: Work, source: str, cast: Cast) -> None:
    works.edit_chapter(work.chapters.get(), ChapterText(source=source), by=cast.ada, at=AT)


def _read(client: Client, work: Work, **headers: str) -> str:
    return client.get(f"/works/{work.pk}", headers=headers).content.decode()


def _days_ago(days: int) -> datetime:
    """Let every mark be so old; when that was."""
    then = timezone.now() - timedelta(days=days)
    ReadMark.objects.update(read_at=then)
    return then


def test_a_returning_reader_is_told_and_led_to_what_changed(
    client: Client, cast: Cast, work: Work
) -> None:
    client.force_login(cast.ben)
    assert TOLD not in _read(client, work)
    then = _days_ago(5)
    _revise(work, "Two.", cast)
    _revise(work, "Three.", cast)
    page = _read(client, work)
    assert f"{TOLD} {then:%Y-%m-%d}." in page
    address = f"/works/{work.pk}/changes?chapter={work.chapters.get().pk}"
    assert f'href="{address}&amp;before=1&amp;after=3"' in page
    assert client.get(f"{address}&before=1&after=3").status_code == 200


def test_she_is_told_for_a_sitting_and_then_no_more(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ben)
    _read(client, work)
    _days_ago(5)
    _revise(work, "Two.", cast)
    assert TOLD in _read(client, work)
    assert TOLD in _read(client, work), "she went to see what changed, and came back"
    _days_ago(1)
    page = _read(client, work)
    assert TOLD not in page
    assert "Revised on" in page


def test_what_she_had_read_at_first_counts_when_it_is_revised_again(
    client: Client, cast: Cast, work: Work
) -> None:
    client.force_login(cast.ben)
    _read(client, work)
    then = _days_ago(5)
    _revise(work, "Two.", cast)
    _read(client, work)
    _revise(work, "Three.", cast)
    page = _read(client, work)
    assert f"{TOLD} {then:%Y-%m-%d}." in page
    assert "before=1&amp;after=3" in page


def test_a_new_reader_is_told_only_that_it_was_revised(
    client: Client, cast: Cast, work: Work
) -> None:
    _revise(work, "Two.", cast)
    client.force_login(cast.cleo)
    page = _read(client, work)
    assert TOLD not in page
    assert "Revised on" in page


@pytest.mark.parametrize(
    ("shows", "is_told", "is_led"),
    [("nothing", False, False), ("mark", True, False), ("comparison", True, True)],
)
def test_she_is_told_what_the_author_lets_her_know(
    client: Client, cast: Cast, work: Work, shows: str, is_told: bool, is_led: bool
) -> None:
    works.show_changes(work, shows, by=cast.ada, at=AT)
    client.force_login(cast.ben)
    _read(client, work)
    _days_ago(5)
    _revise(work, "Two.", cast)
    page = _read(client, work)
    assert (TOLD in page) is is_told
    assert ("/changes?" in page) is is_led


def test_in_the_entire_work_each_chapter_speaks_for_itself(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Two.", "Three."])
    client.force_login(cast.ben)
    client.get(f"/works/{work.pk}?view_full_work=true")
    assert ReadMark.objects.filter(account=cast.ben).count() == 3
    _days_ago(5)
    second = work.chapters.get(position=2)
    works.edit_chapter(second, ChapterText(source="Two, revised."), by=cast.ada, at=AT)
    page = client.get(f"/works/{work.pk}?view_full_work=true").content.decode()
    assert page.count(TOLD) == 1
    assert ReadMark.objects.filter(account=cast.ben).count() == 3


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"},
     {"X-Moz": "prefetch"}, {"X-Purpose": "preview"}],
)  # fmt: skip
def test_what_a_browser_fetches_ahead_was_not_read(
    client: Client, cast: Cast, work: Work, headers: dict[str, str]
) -> None:
    client.force_login(cast.ben)
    _read(client, work, **headers)
    client.head(f"/works/{work.pk}")
    assert not ReadMark.objects.exists()
    _read(client, work)
    _days_ago(5)
    _revise(work, "Two.", cast)
    assert TOLD in _read(client, work, **headers), "it may be shown without asking again"
    assert ReadMark.objects.get().number == 1


def test_strangers_and_authors_leave_no_trace(client: Client, cast: Cast, work: Work) -> None:
    answer = client.get(f"/works/{work.pk}")
    assert answer.cookies == {}
    client.force_login(cast.ada)
    _read(client, work)
    assert not ReadMark.objects.exists()


def test_what_was_not_shown_was_not_read(client: Client, cast: Cast, work: Work) -> None:
    Work.objects.update(rating="Explicit")
    client.force_login(cast.ben)
    _read(client, work)
    client.get(f"/works/{work.pk}/navigate?view_adult=true")
    assert not ReadMark.objects.exists()


def test_reading_on_writes_nothing_within_a_sitting(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ben)
    _read(client, work)
    then = ReadMark.objects.get().read_at
    with CaptureQueriesContext(connection) as seen:
        _read(client, work)
    assert not [one for one in seen if one["sql"].startswith(("INSERT", "UPDATE", "SAVEPOINT"))]
    ReadMark.objects.update(read_at=then - SITTING)
    _read(client, work)
    assert ReadMark.objects.get().read_at > then


def test_a_reader_costs_the_same_queries_however_many_chapters(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben)
    _read(client, a_work(cast.ada))
    counts = []
    for chapters in (2, 40):
        work = a_work(cast.ada, chapters=["Words."] * chapters)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/works/{work.pk}?view_full_work=true")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_page_comes_when_a_mark_cannot_be_written(cast: Cast, work: Work) -> None:
    chapter = work.chapters.get()
    broken = ReadMark(account=cast.ben, chapter=chapter, number=1, read_at=AT, before_number=7)
    commands.keep_marks([broken], by=cast.ben)
    assert not ReadMark.objects.exists()


def test_a_deleted_chapter_takes_its_marks_with_it(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ben)
    _read(client, work)
    works.delete_work(work, by=cast.ada, at=AT)
    assert ReadMark.objects.count() == 1, "it may come back"
    works.empty_bin(at=AT + timedelta(days=31))
    assert not ReadMark.objects.exists()


# Her own choice


def test_who_wants_nothing_noted_has_nothing_noted(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ben)
    answer = client.post("/users/settings/history", {"keeps": "no"}, follow=True)
    assert "Nothing that you read is noted." in answer.content.decode()
    _read(client, work)
    assert not ReadMark.objects.exists()
    client.post("/users/settings/history", {"keeps": "yes"})
    _read(client, work)
    assert ReadMark.objects.get().account == cast.ben


def test_what_was_noted_is_forgotten_on_request_and_nobody_elses(
    client: Client, cast: Cast, work: Work
) -> None:
    for reader in (cast.cleo, cast.ben):
        client.force_login(reader)
        _read(client, work)
    answer = client.post("/users/settings/history/forget", follow=True)
    assert "is forgotten" in answer.content.decode()
    assert [mark.account for mark in ReadMark.objects.all()] == [cast.cleo]


def test_only_she_herself_decides(client: Client, cast: Cast, work: Work) -> None:
    for address in ("/users/settings/history", "/users/settings/history/forget"):
        assert client.post(address).url.startswith("/users/login")  # type: ignore[attr-defined]
    client.force_login(cast.ben)
    _read(client, work)
    assert client.get("/users/settings/history/forget").status_code == 405
    for other in (cast.ada, cast.mona):
        with pytest.raises(Refused):
            commands.forget_history(cast.ben, by=other)
        with pytest.raises(Refused):
            commands.keep_marks([ReadMark.objects.get()], by=other)
    assert ReadMark.objects.count() == 1


def test_who_switched_it_off_is_noted_by_no_command(cast: Cast, work: Work) -> None:
    Account.objects.update(keeps_history=False)
    cast.ben.refresh_from_db()
    mark = ReadMark(account=cast.ben, chapter=work.chapters.get(), number=1, read_at=AT)
    with pytest.raises(Refused):
        commands.keep_marks([mark], by=cast.ben)


def test_a_chapter_is_marked_once_for_each_account(cast: Cast, work: Work) -> None:
    chapter: Chapter = work.chapters.get()
    ReadMark.objects.create(account=cast.ben, chapter=chapter, number=1, read_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadMark.objects.create(account=cast.ben, chapter=chapter, number=2, read_at=AT)
