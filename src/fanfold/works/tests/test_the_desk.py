"""The desk's pages: writing, previewing, publishing; what is refused keeps what was typed."""

import uuid
from typing import Any

import pytest
from django.test import Client

from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Chapter, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText


def filled(account: Account, **changes: Any) -> dict[str, Any]:
    """A form that could be published."""
    return {
        "title": "The Gate",
        "pen_name": account.pen_names.get(is_default=True).pk,
        "language": "en",
        "rating": "General",
        "warnings": ["No warnings apply"],
        "categories": ["Gen"],
        "fandoms": "Original Work",
        "freeforms": "Gates, Slow burn",
        "summary": "A gate opens.",
        "chapter-title": "One",
        "chapter-source": "It opened.\r\n\r\n* * *\r\n\r\nIt closed.",
        "chapter-source_format": "text",
        "submission": str(uuid.uuid4()),
        "action": "publish",
        **changes,
    }


@pytest.fixture
def ada(client: Client, cast: Cast) -> Account:
    client.force_login(cast.ada)
    return cast.ada


def test_a_work_is_posted_and_read(client: Client, ada: Account) -> None:
    answer = client.post("/works/new", filled(ada), follow=True)
    work = Work.objects.published().get()
    assert answer.redirect_chain == [(f"/works/{work.pk}", 302)]
    assert b"It opened." in answer.content
    assert [tag.name for tag in work.tags_by_kind["freeform"]] == ["Gates", "Slow burn"]


def test_a_draft_needs_a_title_only(client: Client, ada: Account) -> None:
    form = {
        "title": "Later", "language": "en", "action": "draft", "chapter-source_format": "html",
        "pen_name": ada.pen_names.get(is_default=True).pk,
    }  # fmt: skip
    answer = client.post("/works/new", form)
    work = Work.objects.get()
    assert answer["Location"] == f"/works/{work.pk}/edit"
    assert work.state == "draft"


def test_publishing_names_all_that_is_missing_at_once(client: Client, ada: Account) -> None:
    form = filled(ada, rating="", warnings=[], fandoms=" , ")
    answer = client.post("/works/new", form)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"rating", "warnings", "fandoms"}
    assert b"It opened." in answer.content
    assert not Work.objects.exists()


def test_publishing_without_words_is_refused_and_makes_nothing(
    client: Client, ada: Account
) -> None:
    answer = client.post("/works/new", filled(ada, **{"chapter-source": "* * *"}))
    assert answer.status_code == 422
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "x" * 300, "300"),
        ("summary", "x" * 5_001, "5,001"),
        ("chapter-source", "x " * 1_000_001, "2,000,002"),
        ("freeforms", "x" * 151, "151"),
        ("freeforms", "a<b", "cannot hold"),
        ("fandoms", ",".join(f"f{n}" for n in range(76)), "75"),
        ("language", "xx-klingon-?", "xx-klingon"),
        ("warnings", ["Dragons"], "Dragons"),
        ("title", "a\0b", "NUL"),
        ("expected_chapters", "0", "1"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_what_was_typed(
    client: Client, ada: Account, field: str, value: Any, sentence: str
) -> None:
    answer = client.post("/works/new", filled(ada, **{field: value}))
    assert answer.status_code == 422
    content = answer.content.decode()
    assert sentence in content
    assert "A gate opens." in content or field == "summary"
    assert not Work.objects.exists()


def test_a_preview_shows_the_text_and_saves_nothing(client: Client, ada: Account) -> None:
    answer = client.post("/works/new", filled(ada, action="preview"))
    content = answer.content.decode()
    assert '<hr class="ff-break" aria-label="Scene break" data-ornament="* * *">' in content
    assert "<textarea" in content
    assert not Work.objects.exists()


def test_a_double_click_makes_one_work(client: Client, ada: Account) -> None:
    form = filled(ada)
    for _click in range(2):
        client.post("/works/new", form)
    assert Work.objects.count() == 1
    assert Chapter.objects.count() == 1


def test_nobody_signs_with_another_persons_pen_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben)
    theirs = cast.ada.pen_names.get(is_default=True).pk
    answer = client.post("/works/new", filled(cast.ben, pen_name=theirs))
    assert answer.status_code == 422
    assert not Work.objects.exists()


def test_a_chapter_is_added_previewed_and_published(client: Client, ada: Account) -> None:
    work = a_work(ada)
    form = {"chapter-source": "Second.", "chapter-source_format": "html"}
    form["chapter-submission"] = str(uuid.uuid4())
    address = f"/works/{work.pk}/chapters/new"
    assert b"Second." in client.post(address, {**form, "action": "preview"}).content
    assert work.chapters.count() == 1
    for _click in range(2):
        client.post(address, {**form, "action": "publish"})
    assert work.chapters.published().count() == 2


def test_editing_shows_the_source_exactly(client: Client, ada: Account) -> None:
    source = "\n\nTwo empty lines above, <i>tags</i> & “quotes”.\n"
    work = a_work(ada, chapters=[source])
    chapter = work.chapters.get()
    address = f"/works/{work.pk}/chapters/{chapter.pk}/edit"
    shown = client.get(address).context["form"]
    assert shown.initial["source"] == source
    form = {
        "chapter-source": source.replace("\n", "\r\n"),
        "chapter-source_format": "html",
        "chapter-based_on": 1,
        "action": "save",
    }
    client.post(address, form)
    assert chapter.revisions.count() == 1


def test_two_tabs_do_not_overwrite_each_other(client: Client, ada: Account) -> None:
    work = a_work(ada, chapters=["Old."])
    chapter = work.chapters.get()
    address = f"/works/{work.pk}/chapters/{chapter.pk}/edit"
    form = {"chapter-source_format": "html", "chapter-based_on": 1, "action": "save"}
    client.post(address, {**form, "chapter-source": "Tab one."})
    answer = client.post(address, {**form, "chapter-source": "Tab two."})
    assert answer.status_code == 409
    assert b"Tab one." in answer.content
    assert b"Tab two." in answer.content
    again = {**form, "chapter-source": "Both.", "chapter-based_on": 2}
    assert client.post(address, again).status_code == 302
    assert chapter.revisions.count() == 3


def test_pull_and_republish_from_the_page(client: Client, ada: Account) -> None:
    work = a_work(ada)
    client.post(f"/works/{work.pk}/pull", {"note": "Back soon."})
    work.refresh_from_db()
    assert (work.state, work.pull_note) == ("pulled", "Back soon.")
    client.post(f"/works/{work.pk}/republish")
    work.refresh_from_db()
    assert work.state == "published"


def test_a_draft_without_warnings_is_not_published_from_its_page(
    client: Client, ada: Account
) -> None:
    work = a_work(ada, publish=False)
    answer = client.post(f"/works/{work.pk}/publish")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"warnings", "fandoms"}


def test_changing_states_needs_a_form(client: Client, ada: Account) -> None:
    work = a_work(ada)
    for verb in ("publish", "pull", "republish"):
        assert client.get(f"/works/{work.pk}/{verb}").status_code == 405


@pytest.mark.parametrize(
    ("person", "published", "draft"),
    [(None, 302, 302), ("ben", 403, 404), ("mona", 403, 404), ("ada", 200, 200)],
)
def test_only_authors_come_to_the_desk_of_a_work(
    client: Client, cast: Cast, person: str | None, published: int, draft: int
) -> None:
    public, hidden = a_work(cast.ada), a_work(cast.ada, publish=False)
    if person:
        client.force_login(getattr(cast, person))
    for work, expected in ((public, published), (hidden, draft)):
        chapter = work.chapters.get()
        for address in (
            f"/works/{work.pk}/edit",
            f"/works/{work.pk}/chapters/new",
            f"/works/{work.pk}/chapters/{chapter.pk}/edit",
        ):
            assert client.get(address).status_code == expected, address


def test_the_desk_shows_every_state_and_costs_the_same(
    client: Client, ada: Account, django_assert_max_num_queries: Any
) -> None:
    a_work(ada, title="Draft one", publish=False)
    pulled = a_work(ada, title="Pulled one")
    commands.pull_work(pulled, by=ada, at=AT)
    client.get("/desk")
    with django_assert_max_num_queries(7) as few:
        content = client.get("/desk").content
    assert b"Draft one" in content
    assert b"Pulled one" in content
    for number in range(20):
        work = a_work(ada, title=f"More {number}")
        commands.add_chapter(work, ChapterText(source="x"), by=ada, at=AT)
    with django_assert_max_num_queries(7) as many:
        client.get("/desk")
    assert len(few) == len(many)
