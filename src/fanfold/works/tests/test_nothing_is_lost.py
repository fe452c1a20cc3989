"""Two tabs, forms sent twice, sessions that ended: what an author typed is always given back."""

import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from fanfold.kit.errors import Conflict, Refused
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.forms import ChapterForm, DetailsForm
from fanfold.works.models import PULL_NOTE_LIMIT, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.tests.test_the_desk import filled
from fanfold.works.text import ChapterText, WorkDetails

LATER = AT + timedelta(days=7)


@pytest.fixture
def ada(client: Client, cast: Cast) -> Account:
    client.force_login(cast.ada)
    return cast.ada


def shown(answer: Any) -> str:
    """The page as its reader sees the characters."""
    return unescape(answer.content.decode())


def test_who_was_signed_out_while_writing_gets_her_words_back(client: Client, cast: Cast) -> None:
    answer = client.post("/works/new", filled(cast.ada))
    assert answer.status_code == 403
    for words in ("The Gate", "A gate opens.", "It opened.\n\n* * *\n\nIt closed."):
        assert words in shown(answer)
    assert not Work.objects.exists()


def test_a_form_with_an_old_token_gives_the_words_back_but_no_secret(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    answer = client.post("/works/new", {**filled(cast.ada), "password": "two words"})
    assert answer.status_code == 403
    assert "A gate opens." in shown(answer)
    assert "two words" not in shown(answer)


def test_a_form_sent_again_with_other_words_is_a_conflict_and_then_a_work_of_its_own(
    client: Client, ada: Account
) -> None:
    form = filled(ada, action="draft")
    client.post("/works/new", form)
    answer = client.post("/works/new", {**form, "chapter-source": "Another story."})
    assert answer.status_code == 409
    assert "Another story." in shown(answer)
    assert Work.objects.count() == 1
    anew = answer.context["form"]["submission"].value()
    assert (
        client.post(
            "/works/new", {**form, "chapter-source": "Another story.", "submission": anew}
        ).status_code
        == 302
    )
    assert Work.objects.count() == 2


def test_a_double_click_on_publish_leads_to_the_one_published_work(
    client: Client, ada: Account
) -> None:
    form = filled(ada)
    first, second = (client.post("/works/new", form) for _click in range(2))
    assert first["Location"] == second["Location"]
    assert Work.objects.published().count() == 1


def test_somebody_elses_form_number_gives_away_nothing(client: Client, cast: Cast) -> None:
    number = str(uuid.uuid4())
    client.force_login(cast.ada)
    client.post("/works/new", filled(cast.ada, submission=number, action="draft"))
    client.force_login(cast.ben)
    answer = client.post("/works/new", filled(cast.ben, submission=number, title="Ben's"))
    assert answer.status_code == 409
    assert "Ben's" in shown(answer)
    assert not Work.objects.written_by(cast.ben).exists()


def test_a_form_number_of_another_works_chapter_makes_no_second_one(cast: Cast) -> None:
    one, other, number = a_work(cast.ada), a_work(cast.ada), uuid.uuid4()
    text = ChapterText(source="More.")
    commands.add_chapter(one, text, by=cast.ada, at=AT, submission=number)
    with pytest.raises(Conflict):
        commands.add_chapter(other, text, by=cast.ada, at=AT, submission=number)
    assert other.chapters.count() == 1


def test_details_edited_in_two_tabs_are_not_overwritten(client: Client, ada: Account) -> None:
    work = a_work(ada, tags={"warning": ["No warnings apply"], "fandom": ["Original Work"]})
    address = f"/works/{work.pk}/edit"
    form = {**sent(DetailsForm.filled_from(work)), "action": "save"}
    assert client.post(address, {**form, "summary": "From tab one."}).status_code == 302
    answer = client.post(address, {**form, "summary": "From tab two."})
    assert answer.status_code == 409
    assert "From tab one." in shown(answer)
    assert "From tab two." in shown(answer)
    work.refresh_from_db()
    assert work.summary_source == "From tab one."
    mark = answer.context["form"]["seen"].value()
    client.post(address, {**form, "summary": "From both.", "seen": mark})
    work.refresh_from_db()
    assert work.summary_source == "From both."


def test_notes_edited_in_two_tabs_are_not_overwritten(client: Client, ada: Account) -> None:
    work = a_work(ada)
    chapter = work.chapters.select_related("current").get()
    address = f"/works/{work.pk}/chapters/{chapter.pk}/edit"
    form = sent(ChapterForm.filled_from(chapter), "chapter-") | {"action": "save"}
    client.post(address, {**form, "chapter-notes": "Note one."})
    answer = client.post(address, {**form, "chapter-notes": "Note two."})
    assert answer.status_code == 409
    assert "Note one." in shown(answer)
    assert "Note two." in shown(answer)
    chapter.refresh_from_db()
    assert chapter.notes_source == "Note one."


def test_the_same_words_saved_twice_are_no_conflict(client: Client, ada: Account) -> None:
    work = a_work(ada)
    chapter = work.chapters.select_related("current").get()
    address = f"/works/{work.pk}/chapters/{chapter.pk}/edit"
    form = sent(ChapterForm.filled_from(chapter), "chapter-")
    form |= {"action": "save", "chapter-source": "New words."}
    for _click in range(2):
        assert client.post(address, form).status_code == 302
    assert chapter.revisions.count() == 2


def test_a_late_second_click_on_publish_opens_no_later_draft(cast: Cast) -> None:
    work = a_work(cast.ada)
    commands.add_chapter(work, ChapterText(source="Not yet."), by=cast.ada, at=LATER)
    commands.publish_work(work, by=cast.ada, at=LATER)
    assert work.chapters.published().count() == 1


def test_a_work_that_cannot_be_published_is_not_made_either(cast: Cast) -> None:
    with pytest.raises(Refused):
        commands.post_work(
            WorkDetails(title="Empty"),
            [ChapterText(source="* * *")],
            by=cast.ada,
            pen_names=[cast.ada.pen_names.get(is_default=True)],
            at=AT,
        )
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "\u200b \u00a0"), ("expected_chapters", 100_001), ("title", "a\x07b")],
)
def test_details_that_no_page_could_show_are_refused(field: str, value: Any) -> None:
    details = WorkDetails(**{"title": "The Gate", field: value})
    assert [name for name, _sentence in details.problems()] == [field]


def test_a_title_is_kept_on_one_line(cast: Cast) -> None:
    assert a_work(cast.ada, title=" The\r\nGate\u2028opens ").title == "The Gate opens"


def test_a_word_to_readers_has_a_limit_and_a_refused_one_is_given_back(
    client: Client, ada: Account
) -> None:
    work = a_work(ada)
    answer = client.post(f"/works/{work.pk}/pull", {"note": "w" * (PULL_NOTE_LIMIT + 1)})
    assert answer.status_code == 422
    assert "w" * (PULL_NOTE_LIMIT + 1) in shown(answer)
    work.refresh_from_db()
    assert work.state == "published"


def test_a_chapter_of_a_draft_is_published_with_its_work_or_says_what_the_work_lacks(
    client: Client, ada: Account
) -> None:
    lacking = a_work(ada, publish=False)
    address = f"/works/{lacking.pk}/chapters/{lacking.chapters.get().pk}/publish"
    answer = client.post(address)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"warnings", "fandoms"}
    ready = a_work(
        ada,
        publish=False,
        chapters=["One.", "Two."],
        tags={"warning": ["No warnings apply"], "fandom": ["Original Work"]},
    )
    client.post(f"/works/{ready.pk}/chapters/{ready.chapters.get(position=1).pk}/publish")
    ready.refresh_from_db()
    assert ready.state == "published"
    assert [one.state for one in ready.chapters.order_by("position")] == ["published", "draft"]


def sent(initial: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """A form as the browser sends it back untouched."""
    return {prefix + name: "" if value is None else value for name, value in initial.items()}
