"""An author sees all revisions of a chapter and what changed between any two; nobody else does."""

from dataclasses import asdict

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fanfold.people.testing import Cast
from fanfold.prose import Summary
from fanfold.works import commands
from fanfold.works.models import Revision, Work
from fanfold.works.sentences import CHANGES, sums_of
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
    assert '<p><span class="ff-was-changed" lang="en">Changed: </span>Once' in text
    assert '<del class="ff-gone">nobody</del>' in text
    assert '<hr class="ff-break" aria-label="Scene break">' in text


def test_any_two_revisions_are_compared(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND, FIRST + "<p>The end.</p>")
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "3"})
    assert page.context["sums"] == ["1 new paragraph", "2 words more"]
    back = client.get(f"/works/{work.pk}/changes", {"before": "3", "after": "1"})
    assert back.context["sums"] == ["1 paragraph gone", "2 words fewer"]
    assert "the way back" in back.content.decode()
    assert "the way back" not in page.content.decode()


def test_the_revisions_to_choose_from_have_their_dates_and_words(
    client: Client, cast: Cast
) -> None:
    work = _revised(cast, SECOND)
    Revision.objects.update(created_at=AT, word_count=1204)
    client.force_login(cast.ada)
    text = client.get(f"/works/{work.pk}/changes").content.decode()
    saved = f"{AT:%Y-%m-%d %H:%M}"
    assert text.count(f">1: {saved}, 1,204 words</option>") == 2
    assert f'<option value="1" selected>1: {saved}' in text
    assert f'<option value="2" selected>2: {saved}' in text
    Revision.objects.filter(number=1).update(made_by=cast.ben)
    text = client.get(f"/works/{work.pk}/changes").content.decode()
    assert f">1: {saved}, 1,204 words, by ben</option>" in text
    assert f">2: {saved}, 1,204 words, by ada</option>" in text


def test_one_number_alone_is_compared_with_the_latest(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND, FIRST + "<p>The end.</p>")
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", {"before": "1"})
    assert (page.context["before"].number, page.context["after"].number) == (1, 3)


def test_a_revision_is_not_compared_with_itself(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND)
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", {"before": "2", "after": "2"})
    assert page.status_code == 422
    assert "the same revision twice" in page.content.decode()


def test_a_text_that_came_back_is_said_to_be_the_same(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND, FIRST)
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "3"})
    assert page.context["sums"] == ["Nothing changed."]
    assert "Marks:" not in page.content.decode()


def test_what_did_not_change_for_long_is_folded_and_can_be_shown(
    client: Client, cast: Cast
) -> None:
    long = "".join(
        f"<p>Of the days of the year, this is the one numbered {n}.</p>" for n in range(20)
    )
    work = _revised(cast, long, f"{long}<p>The end.</p>")
    client.force_login(cast.ada)
    text = client.get(f"/works/{work.pk}/changes").content.decode()
    assert "<summary>18 paragraphs unchanged</summary>" in text
    assert "whole=1#text" in text
    whole = client.get(f"/works/{work.pk}/changes", {"whole": "1"}).content.decode()
    assert 'class="unchanged"' not in whole
    assert "numbered 7" in whole
    assert "Show only what changed" in whole


def test_neighbouring_changes_are_one_step_away(client: Client, cast: Cast) -> None:
    work = _revised(cast, SECOND, FIRST, SECOND)
    client.force_login(cast.ada)
    text = client.get(f"/works/{work.pk}/changes", {"before": "2", "after": "3"}).content.decode()
    assert "before=1&amp;after=2" in text
    assert "before=3&amp;after=4" in text
    first = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "4"}).content.decode()
    assert "Earlier:" not in first
    assert "Later:" not in first


def test_marks_are_explained_when_they_occur(client: Client, cast: Cast) -> None:
    work = _revised(cast, FIRST.replace("<p>It", "<blockquote><p>It") + "</blockquote>")
    client.force_login(cast.ada)
    page = client.get(f"/works/{work.pk}/changes")
    assert page.context["sums"] == ["1 paragraph in other markup"]
    text = page.content.decode()
    assert '<span class="ff-restyled">other markup</span>' in text
    assert '<ins class="ff-new">new</ins>' not in text


def test_a_chapter_saved_once_says_so(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ada)
    assert b"has been saved once" in client.get(f"/works/{work.pk}/changes").content
    asked = client.get(f"/works/{work.pk}/changes", {"before": "1", "after": "2"})
    assert asked.status_code == 200


@pytest.mark.parametrize(
    "asked",
    [{"before": "1", "after": "9"}, {"before": "x", "after": "1"},
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
    assert sums_of(Summary(is_same=False)) == ["Only the markup around paragraphs changed."]


def test_each_number_of_a_summary_has_its_phrase() -> None:
    numbers = {name for name in asdict(Summary()) if name not in {"is_same", "words_more"}}
    assert numbers | {"more", "fewer"} == CHANGES.keys()
