"""A work is read: its pages, their marks, and who may see them."""

import json

import pytest
from django.test import Client
from lxml import html

from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText, WorkDetails

TAGS = {
    "warning": ["No warnings apply"],
    "category": ["Gen"],
    "fandom": ["The Lantern Road"],
    "relationship": ["Ada & Ben"],
    "character": ["Ada", "Ben"],
    "freeform": ["Slow burn", "Roads/Rivers"],
}


@pytest.fixture
def one_shot(cast: Cast) -> Work:
    """One chapter of one, with every kind of tag."""
    work = commands.create_work(
        WorkDetails(
            title="A <Road> & a River",
            rating="General",
            tags=TAGS,
            summary="Two go home.",
            notes="It was on this site before.",
            endnotes="Thank you for reading.",
            expected_chapters=1,
        ),
        [
            ChapterText(
                source="<p>Once.</p><p>* * *</p><p>Twice “said”.</p>",
                notes="Stick with me.",
                endnotes="More soon.",
            )
        ],
        by=cast.ada,
        pen_names=[cast.ada.pen_names.get(is_default=True)],
        at=AT,
    )
    return commands.publish_work(work, by=cast.ada, at=AT)


@pytest.fixture
def serial(cast: Cast) -> Work:
    """Three chapters, the third one still a draft."""
    work = a_work(cast.ada, chapters=["<p>One.</p>", "<p>Two.</p>"], tags=TAGS)
    commands.add_chapter(work, ChapterText(source="Secret third."), by=cast.ada, at=AT)
    return work


def page(client: Client, address: str) -> html.HtmlElement:
    """The page at an address, which must answer 200."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return html.document_fromstring(response.content.decode())


def text_of(element: html.HtmlElement) -> str:
    """Its text with white space folded."""
    return " ".join(element.text_content().split())


def test_a_work_of_one_chapter_is_one_page(client: Client, one_shot: Work) -> None:
    tree = page(client, f"/works/{one_shot.pk}")
    assert [text_of(one) for one in tree.cssselect("h1")] == ["A <Road> & a River"]
    assert "Once." in text_of(tree.cssselect("div.userstuff.module")[0])


def test_the_marks_of_the_page_contract_are_there(client: Client, one_shot: Work) -> None:
    tree = page(client, f"/works/{one_shot.pk}")
    marks = {
        "dd.rating.tags a.tag": ["General"],
        "dd.warning.tags a.tag": ["No warnings apply"],
        "dd.category.tags a.tag": ["Gen"],
        "dd.fandom.tags a.tag": ["The Lantern Road"],
        "dd.relationship.tags a.tag": ["Ada & Ben"],
        "dd.character.tags a.tag": ["Ada", "Ben"],
        "dd.freeform.tags a.tag": ["Slow burn", "Roads/Rivers"],
        "h3.byline a[rel=author]": ["Ada"],
        "dl.stats dd.chapters": ["1/1"],
        "div.preface.group div.summary.module blockquote.userstuff": ["Two go home."],
        "div.preface.group div.notes.module blockquote.userstuff": [
            "It was on this site before.",
            "Stick with me.",
            "More soon.",
        ],
        "div#notes blockquote": ["Stick with me."],
        "div.end.notes.module blockquote": ["More soon.", "Thank you for reading."],
        "div#work_endnotes blockquote": ["Thank you for reading."],
    }
    for selector, expected in marks.items():
        assert [text_of(one) for one in tree.cssselect(selector)] == expected, selector
    assert tree.cssselect("div#chapters div#chapter-1")
    assert tree.cssselect("div.userstuff.module > h3.landmark.heading")
    assert len(tree.cssselect("li.download ul li a")) == 4


def test_a_scene_break_is_announced_and_keeps_its_ornament(client: Client, one_shot: Work) -> None:
    (rule,) = page(client, f"/works/{one_shot.pk}").cssselect("div.userstuff.module hr")
    assert rule.get("aria-label") == "Scene break"
    assert rule.get("data-ornament") == "* * *"


def test_a_serial_begins_at_its_first_chapter(client: Client, serial: Work) -> None:
    first = serial.chapters.get(position=1)
    answer = client.get(f"/works/{serial.pk}?view_adult=true")
    assert answer.status_code == 302
    assert answer["Location"] == f"/works/{serial.pk}/chapters/{first.pk}?view_adult=true"


def test_chapters_lead_to_each_other(client: Client, serial: Work) -> None:
    one, two = serial.chapters.filter(state="published").order_by("position")
    tree = page(client, f"/works/{serial.pk}/chapters/{one.pk}")
    assert tree.xpath("//link[@rel='next']/@href") == [f"/works/{serial.pk}/chapters/{two.pk}"]
    assert not tree.cssselect("link[rel=prev]")
    assert tree.cssselect("a[rel=next]")
    tree = page(client, f"/works/{serial.pk}/chapters/{two.pk}")
    assert tree.xpath("//link[@rel='prev']/@href") == [f"/works/{serial.pk}/chapters/{one.pk}"]
    assert not tree.cssselect("link[rel=next]"), "the draft is no reader's next chapter"


def test_the_entire_work_has_all_published_chapters(client: Client, serial: Work) -> None:
    tree = page(client, f"/works/{serial.pk}?view_full_work=true")
    assert [one.get("id") for one in tree.cssselect("div#chapters > div.chapter")] == [
        "chapter-1",
        "chapter-2",
    ]
    assert tree.cssselect("li.bychapter")
    assert len({one.get("id") for one in tree.cssselect("[id]")}) == len(tree.cssselect("[id]"))


def test_the_index_lists_chapters_with_dates(client: Client, serial: Work) -> None:
    tree = page(client, f"/works/{serial.pk}/navigate")
    assert len(tree.cssselect("ol.chapter.index li")) == 2
    assert text_of(tree.cssselect("ol.chapter.index span.datetime")[0]) == "(2026-11-01)"


def test_a_draft_chapter_is_seen_by_its_author_alone(
    client: Client, cast: Cast, serial: Work
) -> None:
    draft = serial.chapters.get(state="draft")
    address = f"/works/{serial.pk}/chapters/{draft.pk}"
    for person in (None, cast.cleo, cast.mona):
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404
        assert b"Secret" not in client.get(f"/works/{serial.pk}?view_full_work=true").content
    client.force_login(cast.ada)
    assert b"Secret third." in client.get(address).content


@pytest.mark.parametrize("rating", ["Mature", "Explicit", "Not rated"])
def test_adult_works_ask_first_and_remember_the_answer(
    client: Client, cast: Cast, rating: str
) -> None:
    work = a_work(cast.ada, chapters=["<p>For adults.</p>"], rating=rating)
    asked = client.get(f"/works/{work.pk}")
    assert b"For adults.</p>" not in asked.content
    tree = html.document_fromstring(asked.content.decode())
    (proceed,) = [link for link in tree.cssselect("a") if link.text == "Proceed"]
    assert b"For adults.</p>" in client.get(str(proceed.get("href"))).content
    assert b"For adults.</p>" in client.get(f"/works/{work.pk}").content


def test_an_adult_work_has_no_summary_in_link_previews(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, rating="Explicit")
    Work.objects.filter(pk=work.pk).update(summary="<p>Not for previews.</p>")
    tree = page(client, f"/works/{work.pk}?view_adult=true")
    assert not tree.xpath("//meta[@property='og:description']")
    assert tree.xpath("//meta[@name='rating']/@content") == ["adult"]


def test_a_pulled_work_answers_honestly_and_says_nothing_of_itself(
    client: Client, cast: Cast
) -> None:
    work = a_work(cast.ada, title="Hidden Title", chapters=["<p>Hidden text.</p>"])
    commands.pull_work(work, by=cast.ada, at=AT, note="Back in spring.")
    answer = client.get(f"/works/{work.pk}")
    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-store", "browsers would keep a 410 for ever"
    assert b"Back in spring." in answer.content
    assert b"Hidden" not in answer.content
    client.force_login(cast.ada)
    assert b"Hidden text." in client.get(f"/works/{work.pk}").content


def test_a_draft_work_does_not_exist_for_others(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, publish=False)
    for address in (f"/works/{work.pk}", f"/works/{work.pk}/navigate"):
        assert client.get(address).status_code == 404
    client.force_login(cast.cleo)
    assert client.get(f"/works/{work.pk}").status_code == 404


def test_another_works_chapter_is_not_found_here(client: Client, cast: Cast, serial: Work) -> None:
    other = a_work(cast.ben)
    chapter = other.chapters.get()
    assert client.get(f"/works/{serial.pk}/chapters/{chapter.pk}").status_code == 404


def test_machines_are_told_what_the_page_is(client: Client, serial: Work) -> None:
    chapter = serial.chapters.get(position=2)
    tree = page(client, f"/works/{serial.pk}/chapters/{chapter.pk}")
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        f"http://testserver/works/{serial.pk}/chapters/{chapter.pk}"
    ]
    (data,) = tree.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(data)
    assert told["@type"] == "Chapter"
    assert told["isPartOf"]["name"] == "The Lantern Road"
    assert tree.xpath("//meta[@property='og:type']/@content") == ["book"]


def test_a_title_cannot_end_the_structured_data(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, title="</script><script>alert(1)</script>")
    content = client.get(f"/works/{work.pk}").content
    assert b"<script>alert" not in content


def test_a_story_names_its_language_and_direction(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada, language="ar", chapters=["<p>كان يا ما كان.</p>"])
    (article,) = page(client, f"/works/{work.pk}").cssselect("#workskin")
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_a_chapter_page_asks_the_database_no_more_for_more_chapters(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    short = a_work(cast.ada, chapters=["<p>x</p>"] * 2)
    long = a_work(cast.ada, chapters=["<p>x</p>"] * 30, tags=TAGS)
    for work in (short, long):
        chapter = work.chapters.get(position=1)
        with django_assert_max_num_queries(8):  # type: ignore[operator]
            client.get(f"/works/{work.pk}/chapters/{chapter.pk}")


def test_odd_addresses_are_not_found(client: Client, serial: Work) -> None:
    for address in ("/works/0", "/works/99999999999999999999", f"/works/{serial.pk}/chapters/0"):
        assert client.get(address).status_code == 404
