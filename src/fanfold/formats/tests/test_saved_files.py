"""Which saved file is whose, and files that only look like one."""

from dataclasses import replace
from pathlib import Path

import pytest

from fanfold.formats import Document, read
from fanfold.formats.book import BookWords
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page
from fanfold.formats.tests.epubs import book, page
from fanfold.formats.tests.specimens import chapter, plain, rich

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "formats"
PAGE = (GOLDEN / "html-fanficfare" / "in.html").read_text(encoding="utf-8")
TEXT = (GOLDEN / "txt-fanficfare" / "in.txt").read_bytes().decode()


def _site(document: Document) -> str:
    return document.saved.site if document.saved else ""


def test_a_page_of_ours_is_ours_though_it_has_the_marks_of_ao3() -> None:
    document = read(bind_page(rich()).encode(), name="a.html")
    assert _site(document) == "fanfold"
    assert [one.title for one in document.chapters] == ["Prologue", "", "Last <words>"]


def test_whatever_words_the_binder_prints_the_file_is_read_alike() -> None:
    odd = BookWords(label="", by="", series_part="", posted="", farewell="", summary="X:", notes="")
    for bind in (lambda one: bind_page(one).encode(), bind_epub):
        said = [read(bind(replace(rich(), labels=words)), name="a") for words in (BookWords(), odd)]
        assert replace(said[0], warnings=()) == replace(said[1], warnings=())


def test_a_file_of_ours_is_known_by_its_content_not_by_its_name() -> None:
    assert _site(read(bind_epub(plain()), name="download")) == "fanfold"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="generator" content="Fanfold">',
        '<meta name="generator" content="Fanfold"><meta name="fanfold:series-position" content="2">'
        '<meta name="fanfold:published" content="soon"><meta name="fanfold:series" content="S">'
        '<meta name="fanfold:expected-chapters" content="-1">',
    ],
)
def test_a_page_that_says_it_is_ours_is_read_as_far_as_it_is(head: str) -> None:
    bare = f"<!DOCTYPE html><html><head>{head}</head><body><p>Text</p></body></html>"
    assert _site(read(bare.encode(), name="a.html")) == ""
    text = '<div id="chapters"><section class="chapter"><div class="userstuff"><p>T</p></div>'
    document = read(bare.replace("<p>Text</p>", text).encode(), name="a.html")
    assert _site(document) == "fanfold"
    assert document.chapters[0].source == "<p>T</p>"
    assert document.saved is not None
    assert document.saved.expected_chapters is None
    assert [place.position for place in document.saved.series] in ([], [0])


def test_a_mark_that_nobody_wrote_restores_no_element_of_its_own() -> None:
    text = bind_page(plain(chapters=(chapter(1, "<p>a</p>"),)))
    forged = text.replace("<p>a</p>", '<p data-was="script" data-was-onclick="x()">a</p>')
    assert read(forged.encode(), name="a.html").chapters[0].source == "<p>a</p>"


def test_a_page_of_ours_that_is_absurdly_deep_is_a_page_like_any_other() -> None:
    text = bind_page(plain(chapters=(chapter(1, "<p>a</p>"),)))
    deep = text.replace("<p>a</p>", "<div>" * 20_000)
    assert _site(read(deep.encode(), name="a.html")) == ""


def test_a_page_with_sections_and_no_title_of_fanficfare_is_none_of_its() -> None:
    assert _site(read(PAGE.encode(), name="a.html")) == "fanficfare"
    assert _site(read(PAGE.replace("<h1>", "<h1 >").encode(), name="a.html")) == ""
    assert _site(read(PAGE.replace("section000", "part").encode(), name="a.html")) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("End file.", "The end."),
        ("Story URL:", "Address:"),
        ("\r\nby Mara", "\r\nfor Mara"),
        ("        Two lamps", "        Three lamps"),
    ],
)
def test_a_text_that_is_not_wholly_of_fanficfare_stays_a_text(before: str, after: str) -> None:
    assert _site(read(TEXT.encode(), name="a.txt")) == "fanficfare"
    assert before in TEXT
    document = read(TEXT.replace(before, after).encode(), name="a.txt")
    assert (_site(document), document.source_format) == ("", "text")
    assert document.source == TEXT.replace(before, after)


def test_a_book_that_a_library_has_renamed_is_still_of_fanficfare() -> None:
    made = "<dc:contributor>FanFicFare [https://x.example]</dc:contributor>"
    head = '<meta name="chaptertitle" content="2. The &quot;Sea&quot;"/>'
    text = '<h3 class="fff_chapter_title">2. The "Sea"</h3><p>a</p>'
    sea = page(text, head=head, attributes=' class="fff_chapter"')
    document = read(book({"a.xhtml": sea, "b.xhtml": page("<p>log</p>")}, metadata=made), name="a")
    assert _site(document) == "fanficfare"
    assert [(one.title, one.source) for one in document.chapters] == [('The "Sea"', "<p>a</p>")]
    assert {one.code for one in document.warnings} == {"read_as", "pages_left_out"}


NOTES = """<div class="fff_chapter_notes fff_head_notes"><b>Author's Note:</b><blockquote>
<p>For Jo.</p></blockquote><b>Summary for the Chapter:</b><blockquote><p>It rains.</p></blockquote>
<b>Notes for the Chapter:</b><blockquote><p>See <a href="#x">below</a>.</p></blockquote></div>
<div><p>Rain.</p><p id="x">More.</p></div>
<div class="fff_chapter_notes fff_foot_notes"><p>Bye.</p></div>"""


def test_every_kind_of_note_in_a_chapter_finds_its_field() -> None:
    made = "<dc:identifier>fanficfare-uid:x-u1-s2</dc:identifier>"
    rain = page(NOTES, attributes=' class="fff_chapter"')
    (one,) = read(book({"a.xhtml": rain}, metadata=made), name="a.epub").chapters
    assert one.summary == "<p>It rains.</p>"
    assert one.notes == (
        "<p><b>Author's Note:</b></p><p>For Jo.</p><p><b>Notes for the Chapter:</b></p>"
        '<p>See <a href="#x">below</a>.</p>'
    )
    assert one.endnotes == "<p>Bye.</p>"
    assert "".join(one.source.split()) == '<div><p>Rain.</p><pid="x">More.</p></div>'
