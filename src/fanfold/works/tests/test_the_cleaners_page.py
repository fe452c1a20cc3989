"""Anybody may see what the cleaner makes of a text; an editor asks for JSON; nothing is kept."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fanfold.people.testing import Cast
from fanfold.works.models import Revision

PASTED = '<p class="MsoNormal"><font color="red">It <b>opened</b>.</font></p><p>***</p><p>Shut.</p>'


@pytest.fixture(autouse=True)
def nobody_tried_yet() -> None:
    cache.clear()


def post(client: Client, source: str, **more: Any) -> Any:
    return client.post("/clean", {"source": source, "source_format": "html"}, **more)


@pytest.mark.django_db
def test_a_stranger_sees_before_after_and_what_was_done(client: Client) -> None:
    assert client.get("/clean").status_code == 200
    answer = post(client, PASTED)
    content = answer.content.decode()
    assert "<p>It <b>opened</b>.</p>" in content
    assert "1 scene break was recognised." in content
    assert "&lt;font color=&quot;red&quot;&gt;" in content
    assert not Revision.objects.exists()


@pytest.mark.django_db
def test_an_editor_gets_json(client: Client) -> None:
    told = post(client, PASTED, headers={"accept": "application/json"}).json()
    assert told["prose"].startswith("<p>It <b>opened</b>.</p>")
    assert (told["words"], told["scene_breaks"]) == (3, 1)
    assert {"code": "scene_break", "values": {"count": 1},
            "sentence": "1 scene break was recognised."} in told["done"]  # fmt: skip


STORY = (
    "<p>Er zählte die Stufen zweimal; es waren immer dreizehn, und niemand im Dorf wollte darüber "
    "reden, was am Brunnen geschehen war.</p>"
)


@pytest.mark.django_db
def test_it_says_how_long_the_text_is_and_what_language_it_looks_like(client: Client) -> None:
    content = " ".join(post(client, STORY).content.decode().split())
    assert (
        "21 words · 126 characters (106 without spaces) · about 1 minute to read · "
        "0 scene breaks · looks like Deutsch"
    ) in content
    told = post(client, STORY, headers={"accept": "application/json"}).json()
    assert (told["characters"], told["characters_without_spaces"]) == (126, 106)
    assert (told["words"], told["minutes"], told["language"]["code"]) == (21, 1, "de")
    assert told["language"]["confidence"] > 0.4


@pytest.mark.django_db
def test_a_text_too_short_to_tell_has_no_language(client: Client) -> None:
    assert "looks like" not in post(client, PASTED).content.decode()
    assert post(client, PASTED, headers={"accept": "application/json"}).json()["language"] is None


@pytest.mark.django_db
def test_a_script_is_shown_as_text_and_never_runs(client: Client) -> None:
    content = post(client, "<p>Hi<script>alert(1)</script></p>").content
    assert b"<script>alert" not in content
    assert b"&lt;script&gt;alert(1)" in content  # Still in the box, as it was typed.


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "sentence"),
    [("", "paste a text first"), ("x" * 40_001, "40,001"), ("a\0b", "NUL")],
)
def test_what_cannot_be_cleaned_gets_a_sentence(client: Client, source: str, sentence: str) -> None:
    answer = post(client, source)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    as_json = post(client, source, headers={"accept": "application/json"})
    assert as_json.status_code == 422
    assert sentence in as_json.json()["errors"]["source"][0]


def test_a_member_may_bring_a_whole_chapter(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    assert post(client, "x " * 60_000).status_code == 200


@pytest.mark.django_db
def test_nobody_keeps_the_archive_busy(client: Client) -> None:
    # Twice the limit and one more: a minute may end while the test runs, two do not.
    answers = [post(client, "Hello.").status_code for _time in range(41)]
    assert answers[:20] == [200] * 20
    assert 429 in answers


@pytest.mark.django_db
def test_an_editor_that_asks_too_often_is_told_in_json(client: Client) -> None:
    answers = [post(client, "Hi.", headers={"accept": "application/json"}) for _time in range(41)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert "Wait a minute" in refused[0].json()["errors"][""][0]
