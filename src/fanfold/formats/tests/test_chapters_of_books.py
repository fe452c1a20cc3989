"""A book of no archive we know: its chapters, titles, notes, looks, and what is left out."""

import itertools
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.formats import Document, Limits, read
from fanfold.formats.tests.epubs import book, page, point


def _read(
    pages: dict[str, str], *, contents: str = "", nav: str = "", css: str = "", **package: str
) -> Document:
    made: dict[str, str | bytes] = {name: page(text) for name, text in pages.items()}
    data = book(made, contents=contents, nav=nav, css=css, others=None, mimetype=True, **package)
    return read(data, name="b.epub")


def _shape(document: Document) -> list[tuple[str, str]]:
    return [(chapter.title, chapter.source) for chapter in document.chapters]


def _said(document: Document) -> dict[str, dict[str, str | int]]:
    return {warning.code: dict(warning.values) for warning in document.warnings}


def test_pages_of_one_entry_are_one_chapter() -> None:
    document = _read(
        {
            "a.xhtml": "<h2>One</h2><p>a</p>",
            "b.xhtml": "<p>b</p>",
            "c.xhtml": "<h2>Two</h2><p>c</p>",
        },
        contents=point("One", "a.xhtml") + point("Two", "c.xhtml"),
    )
    assert _shape(document) == [("One", "<p>a</p> <p>b</p>"), ("Two", "<p>c</p>")]


def test_a_page_of_several_entries_is_cut_at_their_places() -> None:
    text = (
        '<div class="book"><h1 id="one">One</h1><p>a</p>'
        '<div><a id="two"/><h1>Two</h1><p>b</p></div>'
        '<blockquote><p>q</p><p id="three">Three</p><p>c</p></blockquote></div>'
    )
    places = "".join(point(name.title(), f"a.xhtml#{name}") for name in ("one", "two", "three"))
    assert _shape(_read({"a.xhtml": text}, contents=places)) == [
        ("One", "<div><p>a</p></div>"),
        ("Two", "<div><div><p>b</p></div><blockquote><p>q</p></blockquote></div>"),
        ("Three", "<div><blockquote><p>c</p></blockquote></div>"),
    ]


def test_contents_out_of_order_and_places_that_are_not_there_do_no_harm() -> None:
    document = _read(
        {"a.xhtml": '<p>a</p><h2 id="b">B</h2><p>b</p>', "c.xhtml": "<h2>C</h2><p>c</p>"},
        contents=point("C", "c.xhtml") + point("B", "a.xhtml#b") + point("No", "a.xhtml#no")
        + point("Gone", "gone.xhtml") + point("B", "a.xhtml#b"),
    )  # fmt: skip
    assert _shape(document) == [("B", "<p>b</p>"), ("C", "<p>c</p>")]
    assert document.notes == "<p>a</p>"


def test_parts_hold_chapters_and_their_own_page_opens_the_first() -> None:
    document = _read(
        {
            "p.xhtml": "<h1>Part One</h1><p>A motto.</p>",
            "a.xhtml": "<h2>Chapter 1</h2><p>a</p>",
            "b.xhtml": '<h2>Chapter 2</h2><p>b</p><h3 id="s">Section</h3><p>s</p>',
        },
        contents=point(
            "Part One",
            "p.xhtml",
            point("Chapter 1", "a.xhtml")
            + point("Chapter 2", "b.xhtml", point("Section", "b.xhtml#s")),
        ),
    )
    assert _shape(document) == [
        ("", "<h1>Part One</h1><p>A motto.</p>\n<p>a</p>"),
        ("", "<p>b</p><h3>Section</h3><p>s</p>"),
    ]


def test_chapters_below_a_part_are_chapters_and_sections_below_a_chapter_are_not() -> None:
    text = (
        '<h1>Part One</h1><h2 id="a">Chapter 1</h2><p>a</p>'
        '<h3 id="s">Chapter and Verse</h3><p>s</p>'
        '<h2 id="b">Chapter 2: B</h2><p>b</p><h3 id="t">I.</h3><p>t</p>'
    )
    document = _read(
        {"p.xhtml": text, "q.xhtml": "<h1>Epilogue</h1><p>q</p>"},
        contents=point(
            "Part One",
            "p.xhtml",
            point("Chapter 1", "p.xhtml#a", point("Chapter and Verse", "p.xhtml#s"))
            + point("Chapter 2: B", "p.xhtml#b", point("I.", "p.xhtml#t")),
        )
        + point("Epilogue", "q.xhtml"),
    )
    assert _shape(document) == [
        ("", "<h1>Part One</h1>\n<p>a</p><h3>Chapter and Verse</h3><p>s</p>"),
        ("B", "<p>b</p><h3>I.</h3><p>t</p>"),
        ("Epilogue", "<p>q</p>"),
    ]


def test_without_contents_each_page_is_a_chapter_with_its_heading() -> None:
    document = _read(
        {
            "a.xhtml": "<h1>Chapter 3: The Sea</h1><p>a</p>",
            "b.xhtml": "<h2>Chapter 4</h2><h3>Land</h3><p>b</p>",
            "c.xhtml": "<p>No heading.</p>",
            "d.xhtml": "<h1>Part Two</h1>",
            "e.xhtml": "<h2>IV.</h2><p>e</p>",
        }
    )
    assert _shape(document) == [
        ("The Sea", "<p>a</p>"),
        ("Land", "<p>b</p>"),
        ("", "<p>No heading.</p>"),
        ("", "<h1>Part Two</h1>\n<p>e</p>"),
    ]


def test_a_heading_that_says_something_else_stays_in_the_text() -> None:
    pages = {"a.xhtml": "<h2>A Letter</h2><p>a</p>", "b.xhtml": "<p>The Sea</p><p>b</p>"}
    contents = point("1. Home", "a.xhtml") + point("2. The Sea", "b.xhtml")
    assert _shape(_read(pages, contents=contents)) == [
        ("Home", "<h2>A Letter</h2><p>a</p>"),
        ("The Sea", "<p>b</p>"),
    ]


def test_a_heading_with_a_link_in_it_stays_where_it_is() -> None:
    text = '<h2>One<a href="#n">*</a></h2><p>a</p><p id="n">* Note.</p>'
    assert _shape(_read({"a.xhtml": text})) == [
        ("", '<h2>One<a href="#n">*</a></h2><p>a</p><p id="n">* Note.</p>')
    ]


def test_cover_title_page_and_contents_are_left_out_and_named() -> None:
    nav = page('<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a></li>'
               '<li><a href="b.xhtml">Two</a></li></ol></nav>')  # fmt: skip
    links = "".join(f'<p><a href="{name}.xhtml">{name} chapter</a></p>' for name in "abc")
    document = _read(
        {
            "cover.xhtml": '<div><svg xmlns="x"><image href="c.jpg"/></svg></div>',
            "title.xhtml": "<h1>The Tin Boat</h1><h2>a novel by Ira Lund</h2>",
            "half.xhtml": '<section epub:type="halftitlepage"><p>THE BOAT</p></section>',
            "list.xhtml": f"<h2>Contents</h2>{links}",
            "a.xhtml": "<h2>One</h2><p>a</p>",
            "b.xhtml": "<h2>Two</h2><p>b</p>",
            "c.xhtml": "<h2>Three</h2><p>c</p>",
        },
        nav=nav,
    )
    assert [title for title, _ in _shape(document)] == ["One", "Two"]
    assert document.chapters[1].source == "<p>b</p> <h2>Three</h2><p>c</p>"
    names = "cover.xhtml, title.xhtml, half.xhtml, list.xhtml"
    assert _said(document) == {
        "pages_left_out": {"count": 4, "names": ", ".join(f"OEBPS/{n}" for n in names.split(", "))}
    }


def test_a_page_called_cover_that_tells_a_story_is_read() -> None:
    text = "<p>" + "It rained on the quay. " * 60 + "</p>"
    guide = '<guide><reference type="cover" href="a.xhtml"/></guide>'
    assert len(_read({"a.xhtml": text, "b.xhtml": "<p>b</p>"}, more=guide).chapters) == 2
    document = _read({"a.xhtml": "<p>A Cover</p>", "b.xhtml": "<p>b</p>"}, more=guide)
    assert _said(document) == {"pages_left_out": {"count": 1, "names": "OEBPS/a.xhtml"}}


NOTES = (
    '<h2>Notes</h2><p><a id="n1" href="a.xhtml#r1">1</a> First.</p><p>Goes on.</p>'
    '<p><a id="n2" href="b.xhtml#r2">2</a> Second.</p>'
)


def test_notes_move_to_the_chapter_that_links_to_them() -> None:
    document = _read(
        {
            "a.xhtml": '<p>a<a id="r1" href="n.xhtml#n1">1</a></p>',
            "b.xhtml": '<p>b<a id="r2" href="n.xhtml#n2">2</a>, c<a href="n.xhtml#n1">1</a></p>',
            "n.xhtml": NOTES,
        }
    )
    assert _shape(document) == [
        ("", '<p>a<a href="#n1" id="r1">1</a></p>\n'
             '<p><a href="#r1" id="n1">1</a> First.</p><p>Goes on.</p>'),
        ("", '<p>b<a href="#n2" id="r2">2</a>, c<a href="#n1">1</a></p>\n'
             '<p><a id="n1">1</a> First.</p><p>Goes on.</p>\n'
             '<p><a href="#r2" id="n2">2</a> Second.</p>'),
    ]  # fmt: skip
    assert _said(document) == {
        "pages_left_out": {"count": 1, "names": "Notes"},
        "notes_moved": {"count": 2},
    }


def test_a_note_that_nobody_links_to_stays_behind_the_story() -> None:
    document = _read(
        {
            "a.xhtml": '<p>a<a id="r1" href="n.xhtml#n1">1</a></p>',
            "n.xhtml": '<ol><li id="n1"><a href="a.xhtml#r1">^</a> First.</li><li>Alone.</li></ol>',
        }
    )
    assert _shape(document) == [
        ("", '<p>a<a href="#n1" id="r1">1</a></p>\n'
             '<ol start="1"><li id="n1"><a href="#r1">^</a> First.</li></ol>'),
    ]  # fmt: skip
    assert document.endnotes == "<ol><li>Alone.</li></ol>"


def test_a_note_called_one_moves_without_a_way_back() -> None:
    document = _read(
        {
            "a.xhtml": '<p>a<a epub:type="noteref" href="#x">*</a></p>'
            '<aside epub:type="footnote" id="x"><p>Said.</p></aside><p>b</p>',
        }
    )
    (chapter,) = document.chapters
    assert chapter.source == (
        '<p>a<a href="#x">*</a></p><p>b</p>\n<aside id="x"><p>Said.</p></aside>'
    )


def test_links_between_chapters_are_words_and_links_within_are_links() -> None:
    document = _read(
        {
            "a.xhtml": '<p id="x">a <a href="b.xhtml#x">b</a> <a href="b.xhtml">c</a></p>',
            "b.xhtml": '<p id="x">d</p><p><a href="b.xhtml#x">up</a> '
            '<a href="https://e.example/?a=1&amp;b=2">out</a> <a href="javascript:x()">no</a></p>',
        }
    )
    assert _shape(document) == [
        ("", "<p>a b c</p>"),
        ("", '<p id="x">d</p><p><a href="#x">up</a> '
             '<a href="https://e.example/?a=1&amp;b=2">out</a> no</p>'),
    ]  # fmt: skip


def test_the_same_name_in_two_pages_of_a_chapter_becomes_two() -> None:
    text = '<p id="x">{0}</p><p><a href="#x">to {0}</a></p>'
    document = _read(
        {"a.xhtml": text.format("a"), "b.xhtml": text.format("b"), "c.xhtml": "<p>c</p>"},
        contents=point("One", "a.xhtml") + point("Two", "c.xhtml"),
    )
    assert document.chapters[0].source == (
        '<p id="x">a</p><p><a href="#x">to a</a></p>\n'
        '<p id="x-1-2">b</p><p><a href="#x-1-2">to b</a></p>'
    )


CSS = """/* {p.c{}} */ @import "x.css"; @media print { .i { font-weight: bold } }
.i { font-style: italic; color: red } p.c, h2.c { text-align: center !important }
.sc { font-variant: small-caps } p.m { margin: 0 1em 0 2em; text-indent: 2em }
.body { text-align: right; margin-left: 5% } .u { text-decoration: underline } broken { .x {"""


def test_simple_classes_become_styles_of_the_element() -> None:
    body = '<p class="body">x</p>' * 5
    text = (
        f'<div class="m"><p class="body c">c <span class="i sc">i</span></p><p class="m">m</p>'
        f'<h2 class="i">h</h2>{body}<p class="c" style="color:blue">k</p></div>'
    )
    (chapter,) = _read({"a.xhtml": text}, css=CSS).chapters
    assert chapter.source == (
        '<div><p style="text-align:center">c '
        '<span style="font-style:italic;font-variant:small-caps">i</span></p>'
        '<p style="margin-left:2em">m</p><h2>h</h2>' + "<p>x</p>" * 5
        + '<p style="text-align:center;color:blue">k</p></div>'
    )  # fmt: skip


@pytest.mark.parametrize("css", ["/*", "a{", "}", ".a,", "@x;", ".a{x:"])
def test_a_style_sheet_that_never_ends_is_read_in_time(css: str) -> None:
    started = time.monotonic()
    data = book({"a.xhtml": page('<p class="a">x</p>')}, css=css * 300_000)
    document = read(data, name="b.epub", limits=Limits(ratio=100_000))
    assert document.chapters[0].source == "<p>x</p>"
    assert time.monotonic() - started < 20


def test_old_elements_written_as_spans_are_meant() -> None:
    (chapter,) = _read({"a.xhtml": '<p><span class="u">a</span> <span>b</span></p>'}).chapters
    assert chapter.source == "<p><u>a</u> b</p>"


def test_line_breaks_in_the_source_are_spaces_but_in_verse() -> None:
    text = "<p>one\n      two</p><pre>one\n  two</pre>"
    (chapter,) = _read({"a.xhtml": text}).chapters
    assert chapter.source == "<p>one two</p><pre>one\n  two</pre>"


def test_pictures_leave_what_they_say() -> None:
    text = '<p><img src="x.png" alt="a &quot;bird&quot;"/> flew</p><svg><path d="M0"/></svg>'
    (chapter,) = _read({"a.xhtml": text}).chapters
    assert chapter.source == '<p><img alt="a &quot;bird&quot;"> flew</p><img>'


def test_a_description_is_the_summary() -> None:
    words = "&lt;p&gt;A &lt;i&gt;boat&lt;/i&gt; &amp;amp; a sea.&lt;/p&gt;"
    said = f"<dc:description>{words}</dc:description>"
    assert dict(_read({"a.xhtml": "<p>a</p>"}, metadata=said).headers) == {
        "summary": "A boat & a sea."
    }


def test_what_else_the_package_says_is_a_header() -> None:
    said = (
        "<dc:subject>Boats</dc:subject><dc:subject>Sea</dc:subject><dc:date>2019-05-03</dc:date>"
        "<dc:publisher>The Small Press</dc:publisher>"
        '<meta name="calibre:series" content="Piers"/>'
        '<meta name="calibre:series_index" content="2"/>'
    )
    assert dict(_read({"a.xhtml": "<p>a</p>"}, metadata=said).headers) == {
        "keywords": "Boats, Sea",
        "series": "Piers 2",
        "date": "2019-05-03",
        "publisher": "The Small Press",
    }


_TAGS = """<p> </p> <div> </div> <h2> </h2> <h1> </h1> <blockquote> </blockquote> <ol> <li> </li>
</ol> <aside> </aside> <em> </em> <a> </a> <table> <tr> <td> </td> </tr> </table> <section>
</section> <br/> <hr/> <span/> <nav> </nav> <pre> </pre>"""
_ids = st.integers(0, 4).map(lambda number: f"i{number}")
# Two other pages at most: a page of links to three would be taken for contents.
_names = st.integers(0, 2).map(lambda number: f"p{number}.xhtml")
_link = st.builds(lambda name, place: f'<a href="{name}#{place}">', _names, _ids)
_blocks = st.sampled_from(["p", "li", "div", "aside", "h2"])
_placed = st.builds(lambda tag, place: f'<{tag} id="{place}">', _blocks, _ids)
_reference = st.builds(lambda place: f'<a epub:type="noteref" href="p2.xhtml#{place}">', _ids)
_note = st.builds(lambda place: f'<li epub:type="footnote" id="{place}">', _ids)
_piece = st.one_of(
    st.sampled_from(_TAGS.split()), _link, _placed, _reference, _note, st.just("{}"), st.just("{}")
)
_pages = st.lists(st.lists(_piece, max_size=16).map("".join), min_size=1, max_size=3)
_lines = st.lists(st.tuples(_names, st.one_of(st.just(""), _ids), st.booleans()), max_size=6)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(_pages, _lines)
def test_no_word_of_any_book_is_lost(texts: list[str], lines: list[tuple[str, str, bool]]) -> None:
    count = itertools.count()
    said = [re.sub(r"\{\}", lambda _: f" w{next(count)}w ", f"{text}<p>{{}}</p>") for text in texts]
    contents = "".join(
        point(f"Entry {number}", f"{name}#{place}", point("Below", name) if is_part else "")
        for number, (name, place, is_part) in enumerate(lines)
    )
    document = _read({f"p{at}.xhtml": text for at, text in enumerate(said)}, contents=contents)
    found = "".join(f"{chapter.title} {chapter.source} " for chapter in document.chapters)
    found += document.source + document.notes + document.endnotes
    found += str(_said(document).get("pages_left_out", {}).get("names", ""))
    assert [number for number in range(next(count)) if f"w{number}w" not in found] == []
