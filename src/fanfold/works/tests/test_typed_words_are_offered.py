"""What was typed and never saved is offered where it was typed, taken up, saved or thrown away."""

import uuid
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.forms import ChapterForm, DetailsForm
from fanfold.works.models import Chapter, Creatorship, Target, Unsaved, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText, WorkDetails

OFFER = "You wrote something here on 20"


@pytest.fixture(autouse=True)
def no_rates_from_other_tests() -> None:
    cache.clear()


@pytest.fixture
def ada(client: Client, cast: Cast) -> Account:
    client.force_login(cast.ada)
    return cast.ada


@pytest.fixture
def chapter(ada: Account) -> Chapter:
    tags = {"warning": ["No warnings apply"], "fandom": ["Original Work"]}
    work = a_work(ada, chapters=["<p>She walked.</p>"], tags=tags)
    return work.chapters.select_related("current", "work").get()


def shown(answer: Any) -> str:
    """The page as its reader sees the characters."""
    return unescape(answer.content.decode())


def sent(initial: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """A form as the browser sends it back untouched."""
    return {prefix + name: "" if value is None else value for name, value in initial.items()}


def typed_into(chapter: Chapter, source: str, **others: str) -> dict[str, Any]:
    """The form of the chapter with another text in it."""
    form = sent(ChapterForm.filled_from(chapter), "chapter-")
    return form | {"chapter-source": source} | others


def left(by: Account, target: Target, given: dict[str, Any], **about: Any) -> str:
    """What a tab that is gone by now has kept: the name of its form."""
    key = uuid.uuid4()
    fields = {
        name: list(map(str, value)) if isinstance(value, list) else [str(value)]
        for name, value in given.items()
    }
    commands.keep_unsaved(target, fields, by=by, at=AT, key=key, serial=1, **about)
    return str(key)


def left_in(chapter: Chapter, source: str, by: Account, **others: str) -> str:
    return left(
        by,
        Target.CHAPTER,
        typed_into(chapter, source, **others),
        work=chapter.work,
        chapter=chapter,
    )


def address_of(chapter: Chapter) -> str:
    return f"/works/{chapter.work_id}/chapters/{chapter.pk}/edit"


def test_a_chapter_is_taken_up_and_saved_and_then_nothing_is_unsaved(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    key = left_in(chapter, "She walked on & on.", ada, **{"chapter-notes": "A note."})
    page = client.get(address_of(chapter))
    assert "about 4 words" in shown(page)
    assert page.context["form"]["source"].value() == "<p>She walked.</p>"
    page = client.get(address_of(chapter), {"unsaved": key})
    assert page.context["form"]["source"].value() == "She walked on & on."
    assert page.context["form"]["notes"].value() == "A note."
    assert page.context["theirs"] == [
        ("Text", "<p>She walked.</p>"),
        ("Chapter notes at the beginning", ""),
    ]
    assert '<ins class="ff-new"' in page.context["comparison"]
    assert page.context["meanwhile"] is None
    assert Unsaved.objects.exists()
    form = sent({one.html_name: one.value() for one in page.context["form"]})
    answer = client.post(address_of(chapter), {**form, "unsaved": key, "action": "save"})
    assert answer.status_code == 302
    assert not Unsaved.objects.exists()
    chapter.refresh_from_db()
    assert chapter.current
    assert chapter.current.source == "She walked on & on."
    assert OFFER not in shown(client.get(address_of(chapter)))


def test_a_new_work_is_taken_up_with_every_field(client: Client, ada: Account) -> None:
    given = {
        "title": "The Gate",
        "language": "de",
        "rating": "Teen",
        "warnings": ["No warnings apply", "Graphic violence"],
        "fandoms": "Original Work, The Sea",
        "expected_chapters": "3",
        "pen_name": str(ada.pen_names.get(name="Nightingale").pk),
        "submission": str(uuid.uuid4()),
        "chapter-source": "It opened.",
        "chapter-source_format": "markdown",
    }
    key = left(ada, Target.NEW_WORK, given)
    assert "about 2 words" in shown(client.get("/works/new"))
    page = client.get("/works/new", {"unsaved": key})
    forms = page.context["form"], page.context["chapter_form"]
    values = {one.html_name: one.value() for form in forms for one in form}
    assert {name: values[name] for name in given} == given
    assert "theirs" not in page.context
    answer = client.post("/works/new", {**given, "unsaved": key, "action": "draft"})
    assert answer.status_code == 302
    assert Work.objects.get().language == "de"
    assert not Unsaved.objects.exists()


def test_what_is_said_about_a_work_is_taken_up(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    work = chapter.work
    form = sent(DetailsForm.filled_from(work))
    key = left(ada, Target.DETAILS, {**form, "summary": "A road."}, work=work)
    address = f"/works/{work.pk}/edit"
    assert OFFER in shown(client.get(address))
    page = client.get(address, {"unsaved": key})
    assert page.context["form"]["summary"].value() == "A road."
    client.post(address, {**form, "summary": "A road.", "unsaved": key, "action": "save"})
    work.refresh_from_db()
    assert work.summary_source == "A road."
    assert not Unsaved.objects.exists()


def test_a_new_chapter_is_taken_up_and_published(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    address = f"/works/{chapter.work_id}/chapters/new"
    given = {"chapter-source": "More.", "chapter-source_format": "text"}
    key = left(ada, Target.NEW_CHAPTER, given, work=chapter.work)
    page = client.get(address, {"unsaved": key})
    assert page.context["form"]["source"].value() == "More."
    answer = client.post(address, {**given, "unsaved": key, "action": "publish"})
    assert answer.status_code == 302
    assert not Unsaved.objects.exists()


def test_a_form_that_is_refused_keeps_what_was_unsaved(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    key = left_in(chapter, "She walked on.", ada)
    given = typed_into(chapter, "", **{"chapter-title": "T" * 300})
    answer = client.post(address_of(chapter), {**given, "unsaved": key, "action": "save"})
    assert answer.status_code == 422
    assert f'name="unsaved" value="{key}"' in shown(answer)
    assert Unsaved.objects.exists()


def test_who_saved_meanwhile_is_said_and_both_texts_are_there(
    client: Client, cast: Cast, ada: Account, chapter: Chapter
) -> None:
    Creatorship.objects.create(
        work=chapter.work, pen_name=cast.ben.pen_names.get(is_default=True), position=2
    )
    key = left_in(chapter, "<p>She walked on.</p>", ada)
    text = ChapterText(source="<p>She ran.</p>")
    commands.edit_chapter(chapter, text, by=cast.ben, at=AT)
    page = client.get(address_of(chapter), {"unsaved": key})
    assert "ben saved chapter 1 meanwhile (2026-11-01" in shown(page)
    assert ("Text", "<p>She ran.</p>") in page.context["theirs"]
    assert page.context["form"]["source"].value() == "<p>She walked on.</p>"
    # Who has seen both may save: nothing is asked a second time.
    form = sent({one.html_name: one.value() for one in page.context["form"]})
    assert client.post(address_of(chapter), {**form, "action": "save"}).status_code == 302
    assert chapter.revisions.count() == 3


def test_a_save_in_a_second_tab_names_the_first_and_shows_what_differs(
    client: Client, chapter: Chapter, ada: Account
) -> None:
    given = typed_into(chapter, "<p>She ran.</p>", action="save")
    client.post(address_of(chapter), given)
    answer = client.post(address_of(chapter), {**given, "chapter-source": "<p>She flew.</p>"})
    assert answer.status_code == 409
    assert "You saved chapter 1 from somewhere else" in shown(answer)
    assert "<ins" in answer.context["comparison"]
    for words in ("She ran.", "She flew."):
        assert words in shown(answer)


def test_changed_details_are_said_when_older_words_are_taken_up(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    work = chapter.work
    form = sent(DetailsForm.filled_from(work))
    key = left(ada, Target.DETAILS, {**form, "summary": "Mine."}, work=work)
    commands.edit_work(work, WorkDetails(title="Another", summary="Theirs."), by=ada, at=AT)
    page = client.get(f"/works/{work.pk}/edit", {"unsaved": key})
    assert "changed from somewhere else (2026-11-01" in shown(page)
    assert ("Summary", "Theirs.") in page.context["theirs"]
    assert page.context["form"]["summary"].value() == "Mine."


def test_notes_changed_meanwhile_are_said_without_a_name(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    key = left_in(chapter, "<p>She walked on.</p>", ada)
    text = ChapterText(source="<p>She walked.</p>", notes="New.")
    commands.edit_chapter(chapter, text, by=ada, at=AT)
    page = client.get(address_of(chapter), {"unsaved": key})
    assert "Chapter 1 was changed from somewhere else" in shown(page)


def test_what_says_the_same_as_the_saved_text_is_not_offered(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    left_in(chapter, "<p>She ran.</p>", ada)
    commands.edit_chapter(chapter, ChapterText(source="<p>She ran.</p>"), by=ada, at=AT)
    assert OFFER not in shown(client.get(address_of(chapter)))


def test_thrown_away_words_are_gone_and_only_they(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    keys = [left_in(chapter, source, ada) for source in ("One.", "Two.")]
    address = f"/desk/unsaved/{keys[0]}/drop"
    assert client.get(address).status_code == 405
    for _click in range(2):
        answer = client.post(address)
        assert answer.status_code == 302
    assert [str(one.key) for one in Unsaved.objects.all()] == keys[1:]
    answer = client.post(f"/desk/unsaved/{keys[1]}/drop")
    assert answer["Location"] == address_of(chapter)
    chapter.refresh_from_db()
    assert chapter.word_count == 2


@pytest.mark.parametrize("who", ["stranger", "ben", "mona"])
def test_nobody_else_sees_takes_up_or_throws_away(
    client: Client, cast: Cast, who: str, ada: Account, chapter: Chapter
) -> None:
    key = left(ada, Target.NEW_WORK, {"title": "Secret", "chapter-source": "Hidden words."})
    client.logout()
    if who != "stranger":
        client.force_login(getattr(cast, who))
    for address in ("/works/new", f"/works/new?unsaved={key}", "/desk"):
        answer = client.get(address)
        assert "Secret" not in shown(answer)
        assert "Hidden" not in shown(answer)
    client.post(f"/desk/unsaved/{key}/drop", {"next": "desk"})
    assert Unsaved.objects.exists()


def test_co_authors_do_not_see_each_others_unsaved_words(
    client: Client, cast: Cast, ada: Account, chapter: Chapter
) -> None:
    Creatorship.objects.create(
        work=chapter.work, pen_name=cast.ben.pen_names.get(is_default=True), position=2
    )
    key = left_in(chapter, "Hidden words.", ada)
    client.force_login(cast.ben)
    for given in ({}, {"unsaved": key}):
        answer = client.get(address_of(chapter), given)
        assert answer.status_code == 200
        assert "Hidden" not in shown(answer)


NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("key", ["", "nothing", NOWHERE, "a" * 5_000])
def test_a_key_that_leads_nowhere_opens_the_form_as_it_is_saved(
    client: Client, chapter: Chapter, key: str
) -> None:
    answer = client.get(address_of(chapter), {"unsaved": key})
    assert answer.context["form"]["source"].value() == "<p>She walked.</p>"
    assert ("not kept any more" in shown(answer)) == bool(key)


def test_a_key_of_another_form_fills_nothing(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    key = left(ada, Target.NEW_WORK, {"chapter-source": "Elsewhere."})
    answer = client.get(address_of(chapter), {"unsaved": key})
    assert "not kept any more" in shown(answer)
    assert answer.context["form"]["source"].value() == "<p>She walked.</p>"


def test_unsaved_words_are_never_markup(client: Client, ada: Account, chapter: Chapter) -> None:
    attack = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)">'
    others = {"chapter-title": attack, "chapter-notes": attack}
    key = left_in(chapter, attack, ada, **others)
    left(ada, Target.NEW_WORK, {"title": attack})
    for address in (address_of(chapter), f"{address_of(chapter)}?unsaved={key}", "/desk"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "</textarea><script" not in page


def test_odd_values_fill_the_form_without_harm(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    given = {
        "title": ["One", "Two"],
        "language": "xx-klingon",
        "rating": "none",
        "warnings": ["Dragons"],
        "pen_name": "-1",
        "expected_chapters": "many",
        "submission": "no number",
        "chapter-source_format": "latex",
        "unknown": "field",
    }
    key = left(ada, Target.NEW_WORK, given)
    assert client.get("/works/new", {"unsaved": key}).status_code == 200
    odd = {"chapter-source_format": "latex", "chapter-based_on": "x"}
    key = left_in(chapter, "Odd.", ada, **odd)
    assert client.get(address_of(chapter), {"unsaved": key}).status_code == 200


def test_five_are_offered_at_a_form_and_the_desk_lists_all(
    client: Client, ada: Account, chapter: Chapter, django_assert_max_num_queries: Any
) -> None:
    for number in range(7):
        left_in(chapter, f"Attempt {number}.", ada)
    left(ada, Target.NEW_WORK, {"title": "The Gate"})
    left(ada, Target.DETAILS, {"title": "Renamed"}, work=chapter.work)
    left(ada, Target.NEW_CHAPTER, {"chapter-title": "Next"}, work=chapter.work)
    assert shown(client.get(address_of(chapter))).count(OFFER) == 5
    with django_assert_max_num_queries(7):
        desk = shown(client.get("/desk"))
    assert desk.count("?unsaved=") == 2 * 10
    for words in ("A new work: ", "The Gate", "About the work", "A new chapter: "):
        assert words in desk.replace("<bdi>", "")


def test_who_was_signed_out_finds_her_words_after_signing_in_again(
    client: Client, ada: Account, chapter: Chapter
) -> None:
    left_in(chapter, "She walked on.", ada)
    client.logout()
    answer = client.post(address_of(chapter), typed_into(chapter, "She walked on and on."))
    assert answer.status_code == 403
    assert "offers you what it kept" in shown(answer)
    client.force_login(ada)
    assert OFFER in shown(client.get(address_of(chapter)))
