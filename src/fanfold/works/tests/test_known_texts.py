"""A text that the archive knows is known again; a pulled work comes back with a new text."""

import random
from datetime import timedelta

import pytest
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.works import commands, tasks
from fanfold.works.models import Chapter, ChapterSketch, Resemblance, SketchKey, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

LATER = AT + timedelta(days=7)


def story(seed: int, *, words: int = 400, other: float = 0.0) -> str:
    """A text of its own; `other` of its words are replaced."""
    chance, noise = random.Random(seed), random.Random(seed + 1000)
    made = [f"word{chance.randint(0, 5000)}" for _word in range(words)]
    return " ".join(f"new{n}" if noise.random() < other else word for n, word in enumerate(made))


def test_an_edited_text_is_known_and_another_is_not(cast: Cast) -> None:
    old = a_work(cast.ada, chapters=[story(1), story(2)])
    a_work(cast.ada, chapters=[story(1, other=0.05), story(3)], publish=False)
    found = Resemblance.objects.get()
    assert found.other == old.chapters.get(position=1)
    assert found.kind == "edited"
    a_work(cast.ben, chapters=[story(2)])
    assert Resemblance.objects.filter(kind="same").count() == 1


def test_the_same_words_in_one_work_and_short_texts_are_nothing_to_tell(cast: Cast) -> None:
    a_work(cast.ada, chapters=[story(1), story(1)])
    a_work(cast.ada, chapters=["This chapter was moved."])
    a_work(cast.ben, chapters=["This chapter was moved."])
    assert not Resemblance.objects.exists()


def test_a_text_that_was_changed_is_what_it_is_now(cast: Cast) -> None:
    a_work(cast.ada, chapters=[story(1)])
    other = a_work(cast.ben, chapters=[story(1)])
    assert Resemblance.objects.count() == 1
    chapter = other.chapters.get()
    commands.edit_chapter(chapter, ChapterText(source=story(2)), by=cast.ben, at=LATER)
    assert not Resemblance.objects.exists()
    assert SketchKey.objects.filter(chapter=chapter).count() >= 32
    commands.edit_chapter(chapter, ChapterText(source=story(1)), by=cast.ben, at=LATER)
    assert Resemblance.objects.count() == 1


def test_what_an_archivist_has_looked_at_stays_so(cast: Cast) -> None:
    a_work(cast.ben, chapters=[story(1)])
    other = a_work(cast.ada, chapters=[story(1)])
    commands.settle_likeness(Resemblance.objects.get(), by=cast.mona, at=LATER)
    text = ChapterText(source=story(1, other=0.02))
    commands.edit_chapter(other.chapters.get(), text, by=cast.ada, at=LATER)
    found = Resemblance.objects.get()
    assert (found.kind, found.settled_at) == ("edited", LATER)


def test_texts_of_an_older_archive_are_sketched_in_the_background(cast: Cast) -> None:
    a_work(cast.ada, chapters=[story(1), "Short."])
    a_work(cast.ben, chapters=[story(1)])
    kept = dict(ChapterSketch.objects.values_list("chapter", "data"))
    for rows in (ChapterSketch, SketchKey, Resemblance):
        rows.objects.all().delete()
    tasks.sketch_texts.func()
    assert dict(ChapterSketch.objects.values_list("chapter", "data")) == kept
    assert Resemblance.objects.count() == 1
    assert not commands.chapters_to_sketch().exists()


def a_pulled_work_and_its_new_text(cast: Cast) -> tuple[Work, Work]:
    """Three chapters that were pulled; a draft of the first two, turned round, and a new one."""
    pulled = a_work(cast.ada, title="Old title", chapters=[story(1), story(2), story(3)])
    commands.pull_work(pulled, by=cast.ada, at=AT)
    texts = [story(2, other=0.05), story(9), story(1, other=0.05)]
    return pulled, a_work(cast.ada, title="New title", chapters=texts, publish=False, at=LATER)


def test_a_pulled_work_comes_back_with_a_new_text(cast: Cast) -> None:
    pulled, draft = a_pulled_work_and_its_new_text(cast)
    first, second, third = pulled.chapters.in_order()
    back = commands.return_with(pulled, draft, by=cast.ada, at=LATER)
    assert (back.state, back.title) == ("published", "New title")
    chapters = list(Chapter.objects.visible_to(cast.stranger).in_order().select_related("current"))
    assert [one.pk for one in chapters if one.pk in {first.pk, second.pk}] == [second.pk, first.pk]
    assert [one.current.source for one in chapters if one.current] == [
        story(2, other=0.05), story(9), story(1, other=0.05),
    ]  # fmt: skip
    assert [one.revised_at for one in chapters] == [LATER, None, LATER]
    third.refresh_from_db()
    assert (third.state, third.position) == ("pulled", 4)
    assert [one.number for one in first.revisions.all()] == [2, 1]
    assert not Work.objects.filter(pk=draft.pk).exists()
    assert Work.with_deleted.get(pk=draft.pk).chapters.count() == 3


def test_a_return_may_leave_the_details_as_they_were_and_be_silent(cast: Cast) -> None:
    pulled, draft = a_pulled_work_and_its_new_text(cast)
    back = commands.return_with(pulled, draft, by=cast.ada, at=LATER, with_details=False)
    assert (back.title, back.published_at) == ("Old title", AT)


def test_what_cannot_come_back_is_refused_and_nothing_is_half_done(cast: Cast) -> None:
    pulled, draft = a_pulled_work_and_its_new_text(cast)
    commands.add_chapter(draft, ChapterText(source="* * *"), by=cast.ada, at=LATER)
    before = list(Chapter.with_deleted.values("pk", "state", "position", "current"))
    with pytest.raises(Refused):
        commands.return_with(pulled, draft, by=cast.ada, at=LATER)
    with pytest.raises(Refused):
        commands.return_with(pulled, draft, by=cast.ben, at=LATER)
    with pytest.raises(Refused):
        commands.return_with(draft, pulled, by=cast.ada, at=LATER)
    published = a_work(cast.ada, chapters=[story(20)])
    with pytest.raises(Refused):
        commands.return_with(pulled, published, by=cast.ada, at=LATER)
    after = Chapter.with_deleted.exclude(work=published)
    assert list(after.values("pk", "state", "position", "current")) == before


def test_the_page_tells_its_author_and_brings_it_back(client: Client, cast: Cast) -> None:
    pulled, draft = a_pulled_work_and_its_new_text(cast)
    client.force_login(cast.ada)
    page = client.get(f"/works/{draft.pk}/edit").content.decode()
    assert f"/works/{draft.pk}/return/{pulled.pk}" in page
    assert "Old title" in page
    asked = client.get(f"/works/{draft.pk}/return/{pulled.pk}").content.decode()
    assert "Old title" in asked
    answer = client.post(f"/works/{draft.pk}/return/{pulled.pk}", {"details": "on"}, follow=True)
    assert answer.redirect_chain == [
        (f"/works/{pulled.pk}", 302),
        (answer.redirect_chain[1][0], 302),
    ]
    pulled.refresh_from_db()
    assert (pulled.state, pulled.title) == ("published", "New title")


@pytest.mark.parametrize(("person", "expected"), [(None, 302), ("ben", 404), ("mona", 404)])
def test_nobody_else_learns_of_it(
    client: Client, cast: Cast, person: str | None, expected: int
) -> None:
    pulled, draft = a_pulled_work_and_its_new_text(cast)
    if person:
        client.force_login(getattr(cast, person))
    assert client.get(f"/works/{draft.pk}/return/{pulled.pk}").status_code == expected
    assert client.post(f"/works/{draft.pk}/return/{pulled.pk}").status_code == expected
    pulled.refresh_from_db()
    assert pulled.state == "pulled"


def test_an_author_is_not_told_of_other_peoples_works(client: Client, cast: Cast) -> None:
    a_work(cast.ben, title="Of Ben", chapters=[story(1)])
    copy = a_work(cast.ada, chapters=[story(1)], publish=False)
    client.force_login(cast.ada)
    assert b"Of Ben" not in client.get(f"/works/{copy.pk}/edit").content


def test_archivists_look_at_likenesses_between_people(client: Client, cast: Cast) -> None:
    a_work(cast.ben, title="Of Ben", chapters=[story(1)])
    a_work(cast.ada, title="Of Ada", chapters=[story(1, other=0.05)])
    a_work(cast.ada, title="Own copy", chapters=[story(1, other=0.05)])
    for person, expected in ((cast.ada, 403), (cast.ben, 403), (cast.mona, 200)):
        client.force_login(person)
        assert client.get("/likenesses").status_code == expected
    page = client.get("/likenesses").content.decode()
    assert page.count("Of Ben") == 2
    found = Resemblance.objects.order_by("pk")[0]
    client.post(f"/likenesses/{found.pk}/settle")
    assert client.get("/likenesses").content.decode().count("Of Ben") == 1
    client.force_login(cast.ada)
    assert client.post(f"/likenesses/{found.pk}/settle").status_code == 403
    client.logout()
    assert client.get("/likenesses").status_code == 302
