"""What is typed into a form is kept before it is saved: whose, how much, how often, how long."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.people.testing import Cast
from fanfold.works import commands, queries
from fanfold.works.commands import unsaved as keeping
from fanfold.works.fields import FIELDS_LIMIT, TIMES_A_MINUTE, about_words, keys_in
from fanfold.works.forms import ChapterForm
from fanfold.works.models import Settled, Target, Unsaved, Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

LATER = AT + timedelta(hours=1)
Fields = dict[str, list[str]]


@pytest.fixture(autouse=True)
def no_rates_from_other_tests() -> None:
    cache.clear()


@pytest.fixture
def work(cast: Cast) -> Work:
    return a_work(cast.ada, chapters=["Once there was a road.", "It went on."])


def typed(source: str = "She walked on.", **others: str) -> Fields:
    fields = {"chapter-title": "", "chapter-source": source, "chapter-source_format": "html"}
    return {name: [value] for name, value in (fields | others).items()}


def keep(by: Account, fields: Fields | None = None, **given: Any) -> Unsaved | None:
    words = {"at": AT, "key": uuid.uuid4(), "serial": 1, **given}
    target = words.pop("target", Target.NEW_WORK)
    return commands.keep_unsaved(target, typed() if fields is None else fields, by=by, **words)


def letter(by: Account, source: str = "She walked on.", **others: Any) -> dict[str, Any]:
    """A form as the module sends it."""
    own = {"unsaved-key": uuid.uuid4(), "unsaved-serial": 1, "unsaved-account": by.pk}
    return {"chapter-source": source, "chapter-source_format": "html", **own, **others}


def addresses(work: Work) -> dict[str, str]:
    chapter = work.chapters.get(position=1)
    return {
        "new work": "/works/new/unsaved",
        "details": f"/works/{work.pk}/unsaved",
        "new chapter": f"/works/{work.pk}/chapters/new/unsaved",
        "chapter": f"/works/{work.pk}/chapters/{chapter.pk}/unsaved",
    }


def test_of_one_form_the_latest_words_are_kept_whichever_come_last(cast: Cast) -> None:
    key = uuid.uuid4()
    keep(cast.ada, typed("one two"), key=key, serial=2)
    keep(cast.ada, typed("one"), key=key, serial=1, at=LATER)
    kept = Unsaved.objects.get()
    assert kept.fields["chapter-source"] == ["one two"]
    assert (kept.word_count, kept.kept_at) == (2, AT)
    keep(cast.ada, typed("one two three"), key=key, serial=3, at=LATER)
    kept.refresh_from_db()
    assert (kept.word_count, kept.kept_at) == (3, LATER)


def test_two_tabs_with_the_same_chapter_never_write_over_each_other(cast: Cast, work: Work) -> None:
    chapter = work.chapters.get(position=1)
    for source in ("From tab one.", "From tab two."):
        keep(cast.ada, typed(source), target=Target.CHAPTER, work=work, chapter=chapter)
    assert Unsaved.objects.count() == 2


def test_a_form_that_goes_on_with_another_takes_its_place(cast: Cast) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    keep(cast.ada, typed("one"), key=first)
    keep(cast.ada, typed("one two"), key=second, continues=[first, second])
    assert [row.key for row in Unsaved.objects.all()] == [second]
    assert keep(cast.ada, typed("one again"), key=first, serial=9) is None


def test_what_comes_late_from_a_saved_form_is_not_kept_again(cast: Cast) -> None:
    key = uuid.uuid4()
    keep(cast.ada, key=key)
    commands.drop_unsaved([key, key], by=cast.ada, at=AT)
    assert keep(cast.ada, key=key, serial=2) is None
    assert not Unsaved.objects.exists()


def test_saved_forms_are_forgotten_in_the_end(cast: Cast) -> None:
    old, new = uuid.uuid4(), uuid.uuid4()
    commands.drop_unsaved([old], by=cast.ada, at=AT)
    commands.drop_unsaved([new], by=cast.ada, at=AT + keeping.MEMORY + timedelta(days=1))
    assert [row.key for row in Settled.objects.all()] == [new]


def test_one_account_cannot_touch_what_another_has_typed(cast: Cast) -> None:
    key = uuid.uuid4()
    keep(cast.ada, typed("Ada's words"), key=key)
    keep(cast.ben, typed("Ben's words"), key=key, serial=9)
    commands.drop_unsaved([key], by=cast.ben, at=AT)
    assert [row.fields["chapter-source"] for row in Unsaved.objects.all()] == [["Ada's words"]]
    assert not queries.unsaved_of(cast.ben).exists()


def test_nobody_keeps_words_for_a_work_that_she_may_not_edit(cast: Cast, work: Work) -> None:
    with pytest.raises(Refused):
        keep(cast.ben, target=Target.NEW_CHAPTER, work=work)


@pytest.mark.parametrize(
    "fields",
    [
        typed("a" * (FIELDS_LIMIT + 1)),
        typed("half \ud800"),
        typed("nothing \0"),
        {"\0": [""]},
        {str(number): [""] for number in range(101)},
        {"warnings": ["Dragons"] * 1_001},
    ],
)
def test_what_no_form_could_hold_is_refused_with_a_sentence(cast: Cast, fields: Fields) -> None:
    with pytest.raises(Refused):
        keep(cast.ada, fields)
    assert not Unsaved.objects.exists()


def test_the_longest_form_is_kept_and_so_is_a_title_that_is_too_long(cast: Cast) -> None:
    keep(cast.ada, typed("w " * 1_000_000, title="T" * 300))
    kept = Unsaved.objects.get()
    assert (kept.word_count, kept.title) == (1_000_000, "T" * 255)
    assert kept.fields["title"] == ["T" * 300]


def test_a_hundred_texts_are_kept_and_the_next_is_refused(cast: Cast) -> None:
    keys = [uuid.uuid4() for _number in range(keeping.UNSAVED_LIMIT)]
    for key in keys:
        keep(cast.ada, key=key)
    with pytest.raises(Refused, match="100"):
        keep(cast.ada)
    assert keep(cast.ada, typed("longer"), key=keys[0], serial=2)
    assert keep(cast.ada, continues=[keys[1]])


def test_what_was_typed_goes_with_its_work_its_chapter_and_its_account(
    cast: Cast, work: Work
) -> None:
    chapter = work.chapters.get(position=2)
    keep(cast.ada, target=Target.CHAPTER, work=work, chapter=chapter)
    keep(cast.ada, target=Target.NEW_CHAPTER, work=work)
    keep(cast.ben)
    commands.delete_chapter(chapter, by=cast.ada, at=AT)
    assert [one.target for one in queries.unsaved_of(cast.ada)] == ["new_chapter"]
    commands.restore_chapter(chapter, by=cast.ada, at=AT)
    assert len(queries.unsaved_of(cast.ada)) == 2
    commands.delete_work(work, by=cast.ada, at=AT)
    assert not queries.unsaved_of(cast.ada)
    commands.empty_bin(at=AT + commands.GRACE)
    assert Unsaved.objects.count() == 1
    cast.ben.pen_names.all().delete()
    cast.ben.delete()
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("name", ["new work", "details", "new chapter", "chapter"])
def test_each_form_keeps_what_its_author_types(
    client: Client, cast: Cast, work: Work, name: str
) -> None:
    client.force_login(cast.ada)
    answer = client.post(addresses(work)[name], letter(cast.ada, title="Another"))
    assert answer.status_code == 200
    assert answer.json()["state"] == "kept"
    kept = Unsaved.objects.get()
    assert answer.json()["saved_at"] == kept.kept_at.isoformat()
    assert kept.target == name.replace(" ", "_")
    assert set(kept.fields) == {"chapter-source", "chapter-source_format", "title"}


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 401), ("cleo", 403), ("mona", 403), ("ada", 200)]
)
@pytest.mark.parametrize("name", ["details", "new chapter", "chapter"])
@pytest.mark.parametrize("ask", ["get", "post"])
def test_only_authors_keep_words_or_ask_about_them(
    client: Client, cast: Cast, work: Work, who: str, status: int, name: str, ask: str
) -> None:
    person = getattr(cast, who)
    if who != "stranger":
        client.force_login(person)
    given = {**letter(cast.ada, title="Another"), "unsaved-account": person.pk or ""}
    answer = getattr(client, ask)(addresses(work)[name], given)
    assert answer.status_code == status
    assert ("error" in answer.json()) == (status != 200)
    assert Unsaved.objects.exists() == (status == 200 and ask == "post")


def test_somebody_elses_draft_is_not_even_there(client: Client, cast: Cast) -> None:
    draft = a_work(cast.ada, publish=False)
    client.force_login(cast.ben)
    answer = client.post(addresses(draft)["chapter"], letter(cast.ben))
    assert answer.status_code == 404
    assert "not there" in answer.json()["error"]


@pytest.mark.parametrize("whose", ["ben", None, "None"])
def test_words_of_one_account_do_not_land_on_the_desk_of_another(
    client: Client, cast: Cast, whose: str | None
) -> None:
    given = letter(cast.ada)
    if whose == "ben":
        client.force_login(cast.ben)
    elif whose is None:
        client.force_login(cast.ada)
        del given["unsaved-account"]
    else:
        given["unsaved-account"] = whose
    assert client.post("/works/new/unsaved", given).status_code == 401
    assert not Unsaved.objects.exists()


def test_the_token_of_the_form_is_asked_for_as_usual(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post("/works/new/unsaved", letter(cast.ada)).status_code == 403
    token = client.get("/works/new/unsaved", {"unsaved-account": cast.ada.pk}).json()["token"]
    answer = client.post("/works/new/unsaved", letter(cast.ada, csrfmiddlewaretoken=token))
    assert answer.status_code == 200
    assert "csrfmiddlewaretoken" not in Unsaved.objects.get().fields


@pytest.mark.parametrize(
    "spoiled",
    [
        {"unsaved-key": "no key"},
        {"unsaved-key": ""},
        {"unsaved-serial": "-1"},
        {"unsaved-serial": "one"},
        {"unsaved-serial": "\u0663"},
        {"unsaved-serial": "9" * 5_000},
        {"chapter-source": "nothing \0"},
    ],
)
def test_what_no_form_sends_gets_a_sentence(
    client: Client, cast: Cast, spoiled: dict[str, str]
) -> None:
    client.force_login(cast.ada)
    answer = client.post("/works/new/unsaved", letter(cast.ada) | spoiled)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", json.dumps({"chapter-source": 5}), "\0\ud7ff"])
def test_a_body_that_is_no_form_is_nobodys(client: Client, cast: Cast, body: str) -> None:
    client.force_login(cast.ada)
    answer = client.post("/works/new/unsaved", body, content_type="application/json")
    assert answer.status_code == 401
    assert not Unsaved.objects.exists()


def test_a_number_beyond_all_typing_is_cut_and_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    given = letter(cast.ada, **{"unsaved-serial": "9" * 16})
    assert client.post("/works/new/unsaved", given).json()["state"] == "kept"
    assert Unsaved.objects.get().serial == 2**53


def test_keeping_without_end_is_put_off(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    statuses = [
        client.post("/works/new/unsaved", letter(cast.ada, "")).status_code
        for _time in range(2 * TIMES_A_MINUTE + 1)
    ]
    assert statuses[:TIMES_A_MINUTE] == [200] * TIMES_A_MINUTE
    assert 429 in statuses


@pytest.mark.parametrize("name", ["new work", "details", "new chapter", "chapter"])
def test_what_says_the_same_as_what_is_saved_is_not_kept(
    client: Client, cast: Cast, work: Work, name: str
) -> None:
    client.force_login(cast.ada)
    address = addresses(work)[name]
    given = letter(cast.ada, "Something else.", title="Another", summary="And this")
    client.post(address, given)
    is_new = name.startswith("new")
    page = client.get(address.replace("/unsaved", "" if is_new else "/edit"))
    forms = [page.context[one] for one in ("form", "chapter_form") if one in page.context]
    sent = {
        form.add_prefix(field): value if isinstance(value, list) else str(value or "")
        for form in forms
        for field, value in form.initial.items()
    }
    own = {one: value for one, value in given.items() if one.startswith("unsaved")}
    answer = client.post(address, {**sent, **own, "unsaved-serial": 2})
    assert answer.json()["state"] == "same"
    assert not Unsaved.objects.exists()


def test_the_answer_tells_who_saved_meanwhile(client: Client, cast: Cast, work: Work) -> None:
    client.force_login(cast.ada)
    chapter = work.chapters.select_related("current").get(position=1)
    given = letter(cast.ada) | {
        f"chapter-{name}": value for name, value in ChapterForm.filled_from(chapter).items()
    }
    given["chapter-source"] = "Mine."
    address = addresses(work)["chapter"]
    assert client.post(address, given).json()["changed"] is None
    saved = commands.edit_chapter(chapter, ChapterText(source="Theirs."), by=cast.ada, at=LATER)
    answer = client.post(address, given | {"unsaved-serial": 2}).json()
    assert answer["state"] == "kept"
    assert answer["changed"]["by"] == "ada"
    assert answer["changed"]["at"] == LATER.isoformat()
    assert "chapter 1" in answer["changed"]["sentence"]
    marks = {name: given[name] for name in ("chapter-based_on", "chapter-seen")}
    asked = client.get(address, {**marks, "unsaved-account": cast.ada.pk}).json()
    assert asked["changed"] == answer["changed"]
    assert saved.current_id != chapter.current_id


def test_a_large_body_is_refused_before_it_is_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    answer = client.post("/works/new/unsaved", letter(cast.ada, "w" * (FIELDS_LIMIT + 1)))
    assert answer.status_code == 422
    answer = client.post("/works/new/unsaved", letter(cast.ada, "w" * 25_000_000))
    assert answer.status_code in {400, 413}
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize(
    ("source", "form", "words"),
    [
        ("One two&nbsp;three &amp; don&#39;t", "html", 4),
        ("un<em>believ</em>able <p>stop", "html", 4),
        ("arm-rest one--two", "text", 3),
        ("a < b > c", "text", 3),
        ("他走了", "markdown", 3),
        ("<" * 100_000, "html", 0),
    ],
)
def test_words_are_counted_roughly_but_at_once(source: str, form: str, words: int) -> None:
    fields = typed(source, **{"chapter-source_format": form})
    assert about_words(fields) == words


def test_a_hidden_field_names_forms_and_nothing_else() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert keys_in(f" {one} nothing {other}\n") == [one, other]
    assert keys_in(" ".join([str(one)] * 500 + [str(other)]))[-1] == other
    assert len(keys_in(f"{one} " * 500)) <= 20
