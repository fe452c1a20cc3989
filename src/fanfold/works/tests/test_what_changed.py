"""An author sees all revisions of a chapter and what changed between any two; nobody else does."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fanfold.people.testing import Cast
from fanfold.prose import Summary
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.sentences import sums_of
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

FIRST = "<p>Once there was a road that nobody took.</p><hr><p>It went to the sea.</p>"
SECOND = "<p>Once there was a road that somebody took.</p><hr><p>It went to the <i>sea</i>.</p>"


def _revised(cast: Cast, *sources: str) -> Work:
    work = a_work(cast.ada, chapters=[FIRST])
    for source in sources:
        commands.edit_chapter(work.chapters.get(), ChapterText(source=source), by=cast.ada, at=AT)
    return work


def test_the_last_two_revisions_are_compared_at_first(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND)
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes")
    assert page.context["sums"] == ["1 paragraph changed", "1 paragraph in other markup"]
    text = page.content.decode()
    assert '<del class="ff-gone" data-begins="[removed:" data-ends="]">nobody</del>' in text
    assert '<hr class="ff-break" aria-label="Scene break">' in text


def test_any_two_revisions_are_compared(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND, FIRST + "<p>The end.</p>")
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "3"})
    assert page.context["sums"] == ["1 new paragraph", "2 words more"]
    back = client.get(f"/works/{work.pk}/changes", {"before": "3", "after": "1"})
    assert back.context["sums"] == ["1 paragraph gone", "2 words fewer"]
    same = client.get(f"/works/{work.pk}/changes", {"before": "2", "after": "2"})
    assert same.context["sums"] == ["Nothing changed."]


def test_a_chapter_saved_once_says_so(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ada)
    assert b"has been saved once" in client.get(f"/works/{work.pk}/changes").content
    asked = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "2"})
    assert asked.status_code == 200


@pytest.mark.parametrize(
    "asked",
    [{"before": "1", "after": "9"}, {"before": "x", "after": "1"}, {"before": "1"},
     {"before": "0", "after": "1"}, {"before": "1", "after": "9" * 30}],
)  # fmt: skip
def test_numbers_that_are_none_get_a_sentence(
    client: Client, cast: Cast, asked: dict[str, str]
) -> None:
    work = _revised(cast, SECOND)
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", asked)
    assert page.status_code == 422
    assert "comparison" not in page.context
    assert page.context["form"].errors


def test_a_chapter_of_another_work_is_not_found(client: Client, cast: Cast) -> None:
    work, other = _revised(cast, SECOND), a_work(cast.ada, title="Other")
    client.force_login(cast.ada)
    for asked in (str(other.chapters.get().pk), "0", "x"):
        assert client.get(f"/works/{work.pk}/changes", {"chapter": asked}).status_code == 404


def test_only_its_authors_see_what_changed(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND)
    address = f"/works/{work.pk}/changes"
    assert client.get(address).status_code == 302
    for reader in (cast.ben, cast.cleo, cast.mona):
        client.force_login(reader)
        answer = client.get(address)
        assert answer.status_code == 403
        assert b"nobody" not in answer.content
    draft = a_work(cast.ada, title="Draft", publish=False)
    assert client.get(f"/works/{draft.pk}/changes").status_code == 404


def test_the_desk_leads_there_once_there_is_something_to_see(client: Client, cast: Cast) -> None:
    work = _revised(cast)
    client.force_login(cast.ada)
    chapter = work.chapters.get()
    pages = (f"/works/{work.pk}/edit", f"/works/{work.pk}/chapters/{chapter.pk}/edit")
    link = f'/works/{work.pk}/changes?chapter={chapter.pk}"'
    assert all(link not in client.get(page).content.decode() for page in pages)
    commands.edit_chapter(chapter, ChapterText(source=SECOND), by=cast.ada, at=AT)
    assert all(link in client.get(page).content.decode() for page in pages)


def test_many_revisions_cost_no_more_queries(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND)
    client.force_login(cast.ada)
    address = f"/works/{work.pk}/changes"
    client.get(address)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
        for number in range(30):
            text = ChapterText(source=f"{SECOND}{number}")
            commands.edit_chapter(work.chapters.get(), text, by=cast.ada, at=AT)
    assert counts[0] == counts[1]


def test_the_sums_are_phrases_and_never_none() -> None:
    summary = Summary(changed=12, new=2, words_more=340, is_same=False)
    assert sums_of(summary) == ["12 paragraphs changed", "2 new paragraphs", "340 words more"]
    assert sums_of(Summary()) == ["Nothing changed."]
    assert len(sums_of(Summary(is_same=False))) == 1
