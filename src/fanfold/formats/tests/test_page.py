"""The single HTML file: its marks, its safety, its independence."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from selectolax.lexbor import LexborHTMLParser

from fanfold.formats.book import Book
from fanfold.formats.page import bind_page
from fanfold.formats.tests.specimens import HOSTILE, arabic, chapter, plain, rich


def parsed(book: Book) -> LexborHTMLParser:
    return LexborHTMLParser(bind_page(book))


def texts(book: Book, selector: str) -> list[str]:
    return [node.text(deep=True, strip=False).strip() for node in parsed(book).css(selector)]


def test_the_window_is_titled_as_tools_expect() -> None:
    assert texts(rich(), "title") == [
        "The Paper Garden & Other <Folds> - Ada Lark, Ben - Original Work, Fables & Folds"
    ]
    assert texts(plain(fandoms=tuple("abcd")), "title")[0].endswith("Anonymous - Multifandom")
    assert texts(plain(), "title")[0].endswith("No fandom specified")


def test_the_preface_names_the_archive_and_the_work() -> None:
    links = [a.attributes["href"] for a in parsed(rich()).css("#preface > p.message a")]
    assert links == ["https://archive.example/", "https://archive.example/works/17"]
    assert texts(rich(), "#preface > p.message > b") == ["The Paper Garden & Other <Folds>"]


def test_facts_are_labelled_in_the_order_readers_know() -> None:
    assert texts(rich(), "#preface .meta dl.tags dt") == [
        "Rating:", "Warnings:", "Categories:", "Fandoms:", "Relationships:", "Characters:",
        "Additional tags:", "Language:", "Series:", "Figures:",
    ]  # fmt: skip
    assert texts(rich(), "dl.tags dd.relationship a") == ["Ada/Ben", "Cleo & Mona"]
    hrefs = [a.attributes["href"] for a in parsed(rich()).css("dl.tags dd.relationship a")]
    assert hrefs[0] == "https://archive.example/tags/Ada%2FBen/works"


def test_the_figures_read_like_those_of_other_archives() -> None:
    (stats,) = texts(rich(), "dl.tags dd.stats")
    assert stats.replace("\xa0", " ") == (
        "Published: 2024-01-01 Completed: 2024-01-04 Words: 12,345 Chapters: 3/3"
    )
    unfinished = texts(plain(chapters=(chapter(1), chapter(2))), "dl.tags dd.stats")[0]
    assert "Updated:\xa02024-01-03" in unfinished
    assert unfinished.endswith("Chapters:\xa02/?")


def test_each_chapter_stands_between_its_comments() -> None:
    found = re.findall(
        r'<!--chapter content-->\s*<div class="userstuff">(.*?)</div>\s*<!--/chapter content-->',
        bind_page(plain(chapters=(chapter(1, "<p>a</p>"), chapter(2, "<p>b</p>")))),
        re.DOTALL,
    )
    assert [one.strip() for one in found] == ["<p>a</p>", "<p>b</p>"]


def test_headings_and_notes_stand_where_tools_look() -> None:
    assert texts(rich(), "#chapters .meta.group > h2.heading") == [
        "Chapter 1: Prologue",
        "Chapter 2",
        "Chapter 3: Last <words>",
    ]
    assert texts(rich(), "#chapters .meta.group > p") == ["Chapter summary", "Chapter notes"]
    assert texts(rich(), "#endnotes1 blockquote.userstuff") == ["Until Friday."]
    assert texts(rich(), "#afterword #endnotes blockquote") == ["That is all."]
    assert texts(rich(), "#preface .meta > blockquote.userstuff p")[0].startswith("A gardener")
    assert texts(rich(), '#preface .byline a[rel="author"]') == ["Ada Lark"]


def test_a_work_of_one_chapter_has_no_contents_and_no_heading_to_see() -> None:
    page = parsed(plain())
    assert page.css("nav") == []
    assert [node.attributes["class"] for node in page.css("#chapters h2")] == ["toc-heading unseen"]


def test_an_ornament_is_kept_as_the_author_made_it() -> None:
    rules = parsed(rich()).css("hr.ff-break")
    assert [rule.attributes.get("data-ornament") for rule in rules] == [None, "~*~ & ~*~"]
    assert [rule.attributes["aria-label"] for rule in rules] == ["scene break"] * 2


def test_ids_are_unique_in_the_whole_file_and_links_stay_in_their_chapter() -> None:
    note = '<p><a href="#note">1</a></p><p id="note">n</p>'
    page = parsed(plain(chapters=(chapter(1, note), chapter(2, note))))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert [a.attributes["href"] for a in page.css(".userstuff a")] == ["#note", "#note-2"]


def test_every_link_within_the_file_arrives() -> None:
    page = parsed(rich())
    ids = {node.attributes["id"] for node in page.css("[id]")}
    for link in page.css('a[href^="#"]'):
        assert (link.attributes["href"] or "")[1:] in ids


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    text = bind_page(rich())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


def test_end_notes_that_say_nothing_are_not_promised() -> None:
    page = parsed(plain(endnotes="<p> </p><!-- later -->", notes="<p></p>"))
    assert page.css("a[href='#endnotes'], .endnote-link, .label, #afterword") == []


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = parsed(rich())
    for tag in ("script", "img", "link", "iframe", "object", "svg", "form"):
        assert page.css(tag) == [], tag
    assert "url(" not in bind_page(rich())
    assert page.css("[style], [onclick]") == []


def test_hostile_text_stays_text() -> None:
    book = plain(title=HOSTILE, publisher=HOSTILE, url=HOSTILE, rating=HOSTILE, fandoms=(HOSTILE,))
    page = parsed(book)
    assert page.css("script") == []
    assert texts(book, "h1")[0].startswith('A & B < C > D "E"')
    assert len(page.css("title")) == 1


def test_a_page_in_arabic_runs_from_the_right() -> None:
    root = parsed(arabic()).css_first("html")
    assert root is not None
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")


def test_the_same_book_gives_the_same_page() -> None:
    assert bind_page(rich()) == bind_page(rich())


def test_a_book_without_chapters_is_refused() -> None:
    with pytest.raises(ValueError, match="chapter"):
        bind_page(plain(chapters=()))
