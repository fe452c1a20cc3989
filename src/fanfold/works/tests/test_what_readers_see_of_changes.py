"""Readers compare what they could read, where its author lets them, and never anything else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Audience, Chapter, Revision, ShownChanges, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_rates_from_other_tests() -> None:
    cache.clear()


def _save(chapter: Chapter, source: str, cast: Cast, *, day: int = 1) -> None:
    commands.edit_chapter(
        Chapter.objects.get(pk=chapter.pk),
        ChapterText(source=source),
        by=cast.ada,
        at=AT + day * DAY,
    )


def _shown(chapter: Chapter) -> dict[int, int]:
    """Number of each revision that readers could read, and since which day."""
    rows = chapter.revisions.filter(shown_at__isnull=False).order_by("number")
    return {row.number: (row.shown_at - AT).days for row in rows if row.shown_at}


def _showing(work: Work, cast: Cast, shows: str = ShownChanges.COMPARISON) -> Work:
    return commands.show_changes(work, shows, by=cast.ada, at=AT)


# Which texts readers could read


def test_of_a_draft_only_the_text_that_is_published_is_shown(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One."], publish=False)
    chapter = work.chapters.get()
    _save(chapter, "Two.", cast)
    _save(chapter, "Three.", cast)
    assert _shown(chapter) == {}
    commands.publish_work(work, by=cast.ada, at=AT + 2 * DAY, dated=AT - 900 * DAY)
    assert _shown(chapter) == {3: 2}


def test_a_text_is_shown_when_it_is_saved_before_readers(cast: Cast) -> None:
    chapter = a_work(cast.ada).chapters.get()
    _save(chapter, "Two.", cast, day=3)
    assert _shown(chapter) == {1: 0, 2: 3}
    commands.restore_revision(chapter, 1, by=cast.ada, at=AT + 5 * DAY)
    assert _shown(chapter) == {1: 0, 2: 3, 3: 5}


def test_of_a_pulled_work_only_the_text_that_comes_back_is_shown(cast: Cast) -> None:
    work = a_work(cast.ada)
    chapter = work.chapters.get()
    commands.pull_work(work, by=cast.ada, at=AT)
    _save(chapter, "Two.", cast)
    _save(chapter, "Three.", cast)
    assert _shown(chapter) == {1: 0}
    commands.republish_work(work, by=cast.ada, at=AT + 4 * DAY)
    assert _shown(chapter) == {1: 0, 3: 4}


def test_of_a_pulled_chapter_only_the_text_that_comes_back_is_shown(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Other."])
    chapter = work.chapters.get(position=1)
    commands.pull_chapter(chapter, by=cast.ada, at=AT)
    _save(chapter, "Two.", cast)
    _save(chapter, "Three.", cast)
    assert _shown(chapter) == {1: 0}
    commands.republish_chapter(chapter, by=cast.ada, at=AT + 4 * DAY)
    assert _shown(chapter) == {1: 0, 3: 4}


def test_a_scheduled_text_is_shown_when_its_time_comes(cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    chapter = work.chapters.get()
    commands.schedule_work(work, by=cast.ada, at=AT, publish_at=AT + 3 * DAY)
    _save(chapter, "Two.", cast)
    assert _shown(chapter) == {}
    commands.publish_due(at=AT + 3 * DAY)
    assert _shown(chapter) == {2: 3}


def test_a_draft_chapter_of_a_published_work_is_shown_when_it_is_published(cast: Cast) -> None:
    work = a_work(cast.ada)
    chapter = commands.add_chapter(work, ChapterText(source="One."), by=cast.ada, at=AT)
    _save(work.chapters.get(position=1), "New.", cast)
    assert _shown(chapter) == {}
    commands.publish_chapter(chapter, by=cast.ada, at=AT + DAY)
    assert _shown(chapter) == {1: 1}


def test_a_chapter_that_is_deleted_and_restored_shows_no_more_than_before(cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["One.", "Other."])
    chapter = work.chapters.get(position=1)
    commands.delete_chapter(chapter, by=cast.ada, at=AT)
    commands.restore_chapter(chapter, by=cast.ada, at=AT + 9 * DAY)
    assert _shown(chapter) == {1: 0}


# What the page shows


@pytest.fixture
def work(cast: Cast) -> Work:
    """Revisions 1 to 5: 1 and 2 while a draft, 3 while pulled; readers could read 2, 4 and 5."""
    work = a_work(cast.ada, chapters=["Drafted secret."], publish=False)
    chapter = work.chapters.get()
    _save(chapter, "First public.", cast)
    work = commands.publish_work(work, by=cast.ada, at=AT + DAY)
    commands.pull_work(work, by=cast.ada, at=AT + DAY)
    _save(chapter, "Pulled secret.", cast)
    _save(chapter, "Second public.", cast)
    commands.republish_work(work, by=cast.ada, at=AT + 2 * DAY)
    _save(chapter, "Third public.", cast, day=3)
    return _showing(work, cast)


def test_readers_compare_what_they_could_read(client: Client, work: Work) -> None:
    page = client.get(f"/works/{work.pk}/changes")
    assert (page.context["before"].number, page.context["after"].number) == (4, 5)
    asked = client.get(f"/works/{work.pk}/changes", {"before": "2", "after": "5"})
    assert "First" in asked.content.decode()
    assert asked.cookies == {}
    for answer in (page, asked):
        assert "secret" not in answer.content.decode()
        assert f'href="/works/{work.pk}"' in answer.content.decode()
        assert "/edit" not in answer.content.decode()


@pytest.mark.parametrize("pair", [(1, 2), (3, 4), (2, 3), (1, 3), (4, 9)])
def test_readers_never_see_what_was_saved_out_of_their_sight(
    client: Client, cast: Cast, work: Work, pair: tuple[int, int]
) -> None:
    asked = {"before": str(pair[0]), "after": str(pair[1])}
    for reader in (None, cast.ben, cast.mona):
        if reader:
            client.force_login(reader)
        page = client.get(f"/works/{work.pk}/changes", asked)
        assert page.status_code == 422
        assert "secret" not in page.content.decode()
    client.force_login(cast.ada)
    if 9 not in pair:
        assert client.get(f"/works/{work.pk}/changes", asked).status_code == 200


def test_readers_never_hear_of_other_chapters(client: Client, cast: Cast, work: Work) -> None:
    hidden = commands.add_chapter(
        work, ChapterText(source="Hidden.", title="Secret title"), by=cast.ada, at=AT
    )
    page = client.get(f"/works/{work.pk}/changes")
    assert "Secret title" not in page.content.decode()
    asked = client.get(f"/works/{work.pk}/changes", {"chapter": str(hidden.pk)})
    assert asked.status_code == 404


@pytest.mark.parametrize("shows", ShownChanges.values)
def test_who_may_compare(client: Client, cast: Cast, work: Work, shows: str) -> None:
    _showing(work, cast, shows)
    is_shown = shows == ShownChanges.COMPARISON
    address = f"/works/{work.pk}/changes"
    assert client.get(address).status_code == (200 if is_shown else 302)
    for person in (cast.ben, cast.cleo, cast.mona):
        client.force_login(person)
        assert client.get(address).status_code == (200 if is_shown else 403)
    client.force_login(cast.ada)
    assert client.get(address).status_code == 200


def test_what_readers_cannot_read_they_cannot_compare(
    client: Client, cast: Cast, work: Work
) -> None:
    address = f"/works/{work.pk}/changes"
    commands.pull_work(work, by=cast.ada, at=AT + 5 * DAY)
    client.force_login(cast.ben)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
    commands.republish_work(work, by=cast.ada, at=AT + 6 * DAY)
    Work.objects.update(audience=Audience.SIGNED_IN)
    assert client.get(address).status_code == 302
    client.force_login(cast.ben)
    assert client.get(address).status_code == 200


def test_an_adult_work_is_compared_behind_its_gate(client: Client, work: Work) -> None:
    Work.objects.update(rating="Explicit")
    address = f"/works/{work.pk}/changes"
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/works/{work.pk}")
    client.get(f"/works/{work.pk}?view_adult=true")
    assert client.get(address).status_code == 200


def test_one_readable_text_is_nothing_to_compare(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, chapters=["Drafted secret."], publish=False)
    _save(work.chapters.get(), "Public.", cast)
    commands.publish_work(work, by=cast.ada, at=AT + DAY)
    _showing(work, cast)
    page = client.get(f"/works/{work.pk}/changes")
    assert "nothing to compare" in page.content.decode()
    assert "secret" not in page.content.decode()


def test_who_compares_without_end_is_asked_to_wait(client: Client, work: Work) -> None:
    codes = {client.get(f"/works/{work.pk}/changes").status_code for _ in range(31)}
    assert codes == {200, 429}


def test_a_reader_costs_the_same_queries_however_many_revisions(
    client: Client, cast: Cast, work: Work
) -> None:
    client.get(f"/works/{work.pk}/changes")
    counts = []
    for last in (0, 30):
        for number in range(last):
            _save(work.chapters.get(), f"Public {number}.", cast)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/works/{work.pk}/changes", {"before": "2", "after": "4"})
        counts.append(len(seen))
    assert counts[0] == counts[1]


# The setting


def test_the_author_chooses_on_the_works_page(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/edit").content.decode()
    assert 'value="comparison" checked' in page
    answer = client.post(f"/works/{work.pk}/shows-changes", {"shows": "nothing"}, follow=True)
    assert 'value="nothing" checked' in answer.content.decode()
    for nonsense in ("", "all", "x" * 900):
        answer = client.post(f"/works/{work.pk}/shows-changes", {"shows": nonsense}, follow=True)
        assert "Choose what readers shall see" in answer.content.decode()
    assert Work.objects.get().shows_changes == ShownChanges.NOTHING


def test_nobody_else_chooses(client: Client, cast: Cast, work: Work) -> None:
    address = f"/works/{work.pk}/shows-changes"
    assert client.post(address, {"shows": "nothing"}).url.startswith("/users/login")  # type: ignore[attr-defined]
    for person in (cast.ben, cast.cleo, cast.mona):
        client.force_login(person)
        assert client.post(address, {"shows": "nothing"}).status_code == 403
        with pytest.raises(Refused):
            commands.show_changes(work, "nothing", by=person, at=AT)
    draft = a_work(cast.ada, title="Draft", publish=False)
    assert client.post(f"/works/{draft.pk}/shows-changes", {"shows": "mark"}).status_code == 404
    assert Work.objects.get(pk=work.pk).shows_changes == ShownChanges.COMPARISON


# The reading page


def _reading(client: Client, work: Work, reader: Account | None = None) -> str:
    if reader:
        client.force_login(reader)
    return client.get(f"/works/{work.pk}").content.decode()


def test_the_reading_page_says_what_the_author_lets_it_say(
    client: Client, cast: Cast, work: Work
) -> None:
    text = ChapterText(source="Fourth public.", change_note="The ending <is> kinder.")
    commands.edit_chapter(work.chapters.get(), text, by=cast.ada, at=AT + 4 * DAY)
    link = f'/works/{work.pk}/changes?chapter={work.chapters.get().pk}"'
    expected = {
        ShownChanges.NOTHING: (False, False),
        ShownChanges.MARK: (True, False),
        ShownChanges.COMPARISON: (True, True),
    }
    for shows, (is_marked, is_linked) in expected.items():
        _showing(work, cast, shows)
        page = _reading(client, work)
        assert ("Revised on 2026-11-05." in page) is is_marked
        assert ("The ending &lt;is&gt; kinder." in page) is is_marked
        assert (link in page) is is_linked


def test_a_text_that_was_never_revised_says_nothing(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    _save(work.chapters.get(), "Two.", cast)
    commands.publish_work(work, by=cast.ada, at=AT)
    _showing(work, cast)
    assert "Revised" not in _reading(client, work)


def test_no_link_leads_where_there_is_nothing_to_compare(client: Client, work: Work) -> None:
    Revision.objects.exclude(number=5).update(shown_at=None)
    page = _reading(client, work)
    assert "Revised on" in page
    assert "/changes" not in page
