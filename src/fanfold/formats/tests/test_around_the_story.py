"""What stands around the story of a book: dedications, forewords, contents, rights."""

import pytest

from fanfold.formats import CODES, Document, read
from fanfold.formats.tests.epubs import book, page, point

LONG = "<p>" + "It rained on the quay. " * 40 + "</p>"


def _read(pages: dict[str, str], **package: str) -> Document:
    data = book({name: page(text) for name, text in pages.items()}, **package)  # type: ignore[arg-type]
    document = read(data, name="b.epub")
    for finding in (*document.warnings, *document.questions):
        CODES[finding.code].format(**finding.values)
    return document


def _titles(document: Document) -> list[str]:
    return [chapter.title for chapter in document.chapters]


def test_choices_that_a_story_offers_are_no_contents() -> None:
    choices = "".join(f'<p><a href="{name}.xhtml">Go {name}</a></p>' for name in "bcd")
    pages = {f"{name}.xhtml": f"<h1>{name}</h1>{LONG}" for name in "bcde"}
    document = _read({"a.xhtml": f"<h1>a</h1>{LONG}{choices}"} | pages)
    assert _titles(document) == list("abcde")
    assert document.chapters[0].source.endswith("<p>Go b</p><p>Go c</p><p>Go d</p>")


def test_a_chapter_that_is_named_like_matter_is_a_chapter_between_chapters() -> None:
    names = ("One", "Dedication", "Two")
    document = _read({f"{name}.xhtml": f"<h1>{name}</h1>{LONG}" for name in names})
    assert _titles(document) == list(names)


def test_a_dedication_may_follow_a_foreword() -> None:
    document = _read(
        {
            "f.xhtml": f"<h1>Foreword</h1>{LONG}",
            "d.xhtml": "<h1>Dedication</h1><p>For you.</p>",
            "a.xhtml": f"<h1>One</h1>{LONG}",
            "b.xhtml": f"<h1>Two</h1>{LONG}",
        }
    )
    assert _titles(document) == ["Foreword", "One", "Two"]
    assert document.notes == "<h1>Dedication</h1><p>For you.</p>"


def test_long_matter_stays_a_chapter_and_is_asked_about() -> None:
    document = _read({"a.xhtml": f"<h1>One</h1>{LONG}", "t.xhtml": f"<h1>Colophon</h1>{LONG * 9}"})
    assert _titles(document) == ["One", "Colophon"]
    (question,) = document.questions
    assert question.code == "maybe_no_chapter"
    assert question.values == {"chapter": 2, "text": "Colophon"}


def test_a_page_of_a_chapter_that_ends_in_its_notes_goes_on_with_it() -> None:
    document = _read(
        {
            "a.xhtml": f'<h1>One</h1>{LONG}<p>a<a id="r" href="b.xhtml#n">1</a></p>',
            "b.xhtml": f'{LONG}<p id="n"><a href="a.xhtml#r">1</a> Note.</p>',
            "c.xhtml": f"<h1>Two</h1>{LONG}",
        },
        contents=point("One", "a.xhtml") + point("Two", "c.xhtml"),
    )
    assert _titles(document) == ["One", "Two"]
    assert '<a href="#n" id="r">1</a>' in document.chapters[0].source
    assert '<p id="n"><a href="#r">1</a> Note.</p>' in document.chapters[0].source


def test_a_page_without_contents_that_holds_chapters_is_one_text_to_divide() -> None:
    text = "".join(f"<h2>Chapter {number}</h2>{LONG}" for number in (1, 2))
    document = _read({"a.xhtml": text})
    assert not document.chapters
    assert document.source.count("<h2>") == 2


@pytest.mark.parametrize(
    ("metadata", "headers"),
    [
        ("<dc:rights>Mine</dc:rights><dc:rights>Yours</dc:rights>", {"rights": "Mine; Yours"}),
        ("<dc:identifier>urn:uuid:12-3</dc:identifier>", {}),
        ("<dc:identifier>0123456788</dc:identifier>", {}),
        ("<dc:identifier>urn:isbn:9783161484100</dc:identifier>", {"ISBN": "9783161484100"}),
        ("<dc:identifier>978-3-16-148410-0</dc:identifier>", {"ISBN": "978-3-16-148410-0"}),
        ('<dc:identifier opf:scheme="calibre">7</dc:identifier>', {}),
        ('<dc:identifier opf:scheme="MOBI-ASIN">B0</dc:identifier>', {"MOBI-ASIN": "B0"}),
        ("<dc:identifier>doi:10.1000/182</dc:identifier>", {"DOI": "10.1000/182"}),
        (
            "<dc:source>https://a.example</dc:source>"
            "<dc:identifier>https://a.example</dc:identifier>",
            {"source": "https://a.example"},
        ),
    ],
)
def test_rights_and_identifiers_that_say_something_are_headers(
    metadata: str, headers: dict[str, str]
) -> None:
    assert dict(_read({"a.xhtml": "<p>a</p>"}, metadata=metadata).headers) == headers
