"""An author sees every revision of a chapter, reads it, restores it, and says what she changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fanfold.kit.errors import Conflict, Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Revision
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText, WorkDetails

LATER = AT + timedelta(days=3)


@pytest.fixture
def chapter(cast: Cast) -> Chapter:
    """Three revisions, published; the first one is Markdown."""
    work = commands.post_work(
        WorkDetails(title="The Lantern Road", rating="General"),
        [ChapterText(source="The *old* road.", source_format="markdown", title="Roads")],
        by=cast.ada,
        pen_names=[cast.ada.pen_names.get(is_default=True)],
        at=AT,
    )
    chapter = work.chapters.get()
    for words, note in (("The new road.", "A new road"), ("The newest road.", "Once more")):
        text = ChapterText(source=f"<p>{words}</p>", title="Roads", change_note=note)
        commands.edit_chapter(chapter, text, by=cast.ada, at=AT)
    return Chapter.objects.select_related("current", "work").get(pk=chapter.pk)


def _address(chapter: Chapter, *rest: object) -> str:
    parts = ["works", chapter.work_id, "chapters", chapter.pk, "revisions", *rest]
    return "/" + "/".join(map(str, parts))


def test_a_restored_text_is_a_new_revision_that_says_so(chapter: Chapter, cast: Cast) -> None:
    now = commands.restore_revision(chapter, 1, by=cast.ada, at=LATER, based_on=3).current
    assert now is not None
    assert (now.number, now.restored_from, now.made_by) == (4, 1, cast.ada)
    assert (now.source, now.source_format) == ("The *old* road.", "markdown")
    assert now.prose == "<p>The <em>old</em> road.</p>"
    row = Chapter.objects.get(pk=chapter.pk)
    assert (row.title, row.word_count, row.revised_at) == ("Roads", 3, LATER)
    assert [one.source for one in chapter.revisions.all()][1:] == [
        "<p>The newest road.</p>",
        "<p>The new road.</p>",
        "The *old* road.",
    ]


def test_a_double_click_restores_once(chapter: Chapter, cast: Cast) -> None:
    for _ in range(2):
        commands.restore_revision(chapter, 1, by=cast.ada, at=LATER, based_on=3)
    assert chapter.revisions.count() == 4


def test_who_saved_meanwhile_is_not_overwritten(chapter: Chapter, cast: Cast) -> None:
    commands.edit_chapter(chapter, ChapterText(source="Mine."), by=cast.ada, at=LATER)
    with pytest.raises(Conflict, match="nothing was restored"):
        commands.restore_revision(chapter, 1, by=cast.ada, at=LATER, based_on=3)
    current = Chapter.objects.get(pk=chapter.pk).current
    assert current is not None
    assert current.source == "Mine."


def test_a_title_that_was_changed_meanwhile_stays(chapter: Chapter, cast: Cast) -> None:
    Chapter.objects.filter(pk=chapter.pk).update(title="Rivers")
    assert commands.restore_revision(chapter, 1, by=cast.ada, at=LATER).title == "Rivers"


def test_nobody_else_restores(chapter: Chapter, cast: Cast) -> None:
    for person in (cast.ben, cast.cleo, cast.mona):
        with pytest.raises(Refused):
            commands.restore_revision(chapter, 1, by=person, at=LATER)
    assert chapter.revisions.count() == 3


def test_a_revision_without_words_is_not_restored_before_readers(cast: Cast) -> None:
    chapter = a_work(cast.ada, chapters=[""], publish=False).chapters.get()
    commands.edit_chapter(chapter, ChapterText(source="Words."), by=cast.ada, at=AT)
    commands.publish_work(chapter.work, by=cast.ada, at=AT)
    with pytest.raises(Refused, match="without words"):
        commands.restore_revision(chapter, 1, by=cast.ada, at=LATER)
    with pytest.raises(Refused, match="no revision 9"):
        commands.restore_revision(chapter, 9, by=cast.ada, at=LATER)
    assert chapter.revisions.count() == 2


def test_a_word_on_what_changed_is_kept_with_its_revision(chapter: Chapter, cast: Cast) -> None:
    notes = chapter.revisions.order_by("number").values_list("note", flat=True)
    assert list(notes) == ["", "A new road", "Once more"]


def test_a_word_without_a_change_is_kept_with_the_present_text(
    chapter: Chapter, cast: Cast
) -> None:
    text = ChapterText(source="<p>The newest road.</p>", change_note="  Two\nlines ")
    commands.edit_chapter(chapter, text, by=cast.ada, at=LATER)
    commands.edit_chapter(
        chapter, ChapterText(source="<p>The newest road.</p>"), by=cast.ada, at=LATER
    )
    assert chapter.revisions.count() == 3
    assert chapter.revisions.get(number=3).note == "Two lines"


@pytest.mark.parametrize("note", ["x" * 501, "a\0b", "a\x07b"])
def test_a_word_that_cannot_be_kept_is_refused(chapter: Chapter, cast: Cast, note: str) -> None:
    with pytest.raises(Refused, match="word on what changed"):
        commands.edit_chapter(
            chapter, ChapterText(source="New.", change_note=note), by=cast.ada, at=LATER
        )
    assert chapter.revisions.count() == 3


def test_the_form_takes_a_word_and_gives_it_back_when_it_is_too_long(
    client: Client, chapter: Chapter, cast: Cast
) -> None:
    client.force_login(cast.ada)
    address = f"/works/{chapter.work_id}/chapters/{chapter.pk}/edit"
    given = {
        "chapter-source": "New.", "chapter-source_format": "html", "chapter-based_on": "3",
        "chapter-change_note": "y" * 501, "action": "save",
    }  # fmt: skip
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "501 characters; the limit is 500" in answer.content.decode()
    assert "y" * 501 in answer.content.decode()
    assert client.post(address, given | {"chapter-change_note": "Shorter"}).status_code == 302
    assert chapter.revisions.get(number=4).note == "Shorter"
    assert b"Shorter" not in client.get(address).content, "a word is for one change"


def test_the_list_names_date_words_size_maker_and_note(
    client: Client, chapter: Chapter, cast: Cast
) -> None:
    commands.restore_revision(chapter, 1, by=cast.ada, at=LATER)
    client.force_login(cast.ada)
    page = client.get(_address(chapter)).content.decode()
    for shown in (
        "2026-11-04 12:00",
        "ada",
        "A new road",
        "Restored from revision 1.",
        "<dd>15</dd>",
    ):
        assert shown in page
    assert page.count("The present text") == 1


def test_a_revision_is_read_and_restored(client: Client, chapter: Chapter, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = client.get(_address(chapter, 1))
    assert "<p>The <em>old</em> road.</p>" in page.content.decode()
    assert "It is not what readers see." in page.content.decode()
    answer = client.post(_address(chapter, 1, "restore"), {"based_on": "3"}, follow=True)
    assert "Revision 1 is the present text again, as revision 4." in answer.content.decode()
    again = client.post(_address(chapter, 1, "restore"), {"based_on": "3"}, follow=True)
    assert "this text stands there already" in again.content.decode()
    assert "not what readers see" not in client.get(_address(chapter, 4)).content.decode()
    assert chapter.revisions.count() == 4


@pytest.mark.parametrize("based_on", ["2", "", "x", "9" * 40])
def test_a_form_that_is_based_on_another_text_restores_nothing(
    client: Client, chapter: Chapter, cast: Cast, based_on: str
) -> None:
    client.force_login(cast.ada)
    answer = client.post(_address(chapter, 1, "restore"), {"based_on": based_on}, follow=True)
    assert "nothing was restored" in answer.content.decode()
    assert chapter.revisions.count() == 3


@pytest.mark.parametrize("number", [0, 7, 10**30])
def test_a_number_that_is_none_is_not_found(
    client: Client, chapter: Chapter, cast: Cast, number: int
) -> None:
    client.force_login(cast.ada)
    assert client.get(_address(chapter, number)).status_code == 404
    client.post(_address(chapter, number, "restore"), {"based_on": "3"})
    assert chapter.revisions.count() == 3


def test_a_damaged_revision_says_so_and_harms_no_other(
    client: Client, chapter: Chapter, cast: Cast
) -> None:
    Revision.objects.filter(number=1).update(packed=b"nonsense")
    client.force_login(cast.ada)
    page = client.get(_address(chapter, 1))
    assert page.status_code == 503
    assert "damaged where it is stored" in page.content.decode()
    assert client.get(_address(chapter)).status_code == 200
    assert client.get(_address(chapter, 3)).status_code == 200


@pytest.mark.parametrize("publish", [True, False])
def test_who_may_see_and_restore_revisions(client: Client, cast: Cast, publish: bool) -> None:
    chapter = a_work(cast.ada, chapters=["One."], publish=publish).chapters.get()
    hidden = 403 if publish else 404
    expected = {cast.ada: (200, 200, 302), cast.ben: (hidden,) * 3,
                cast.cleo: (hidden,) * 3, cast.mona: (hidden,) * 3}  # fmt: skip
    addresses = _address(chapter), _address(chapter, 1), _address(chapter, 1, "restore")
    for address in addresses:
        assert client.get(address).status_code in {302, 405}
    assert client.post(addresses[2], {"based_on": "1"}).url.startswith("/users/login")  # type: ignore[attr-defined]
    for person, answers in expected.items():
        client.force_login(person)
        gets = tuple(client.get(address).status_code for address in addresses[:2])
        posted = client.post(addresses[2], {"based_on": "1"}).status_code
        assert (*gets, posted) == answers, person
        assert client.get(addresses[2]).status_code == 405


def test_many_revisions_are_paged_and_cost_no_more_queries(client: Client, cast: Cast) -> None:
    chapter = a_work(cast.ada, chapters=["0"]).chapters.get()
    client.force_login(cast.ada)
    client.get(_address(chapter))
    counts = []
    for last in (3, 40):
        for number in range(chapter.revisions.count(), last):
            commands.edit_chapter(chapter, ChapterText(source=str(number)), by=cast.ada, at=AT)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(_address(chapter))
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert len(page.context["page"]) == 25
    assert b'revisions/1"' in client.get(_address(chapter), {"page": "2"}).content
