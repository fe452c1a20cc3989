"""A book bound as Markdown or as plain text is read in again: what was in it is found again."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold import formats, prose, transfer
from fanfold.formats.book import Book, BookChapter, BookPerson, SeriesPlace
from fanfold.formats.written import Write, bind_markdown, bind_text
from fanfold.prose import Manuscript, SourceFormat, clean

KINDS = ["md", "txt"]
REMARKS = ("summary", "notes", "endnotes")
SAMPLES = Path(transfer.__path__[0]) / "samples"
SOURCE_FORMATS: dict[str, SourceFormat] = {".md": "markdown", ".txt": "text", ".html": "html"}


def html(text: str) -> str:
    return clean(text, "html").prose


def a_chapter(number: int, title: str = "", text: str = "<p>Rain.</p>", **more: str) -> BookChapter:
    texts = {name: html(one) for name, one in more.items()}
    return BookChapter(
        number=number,
        title=title,
        heading="",
        prose=html(text),
        published=date(2026, 1, number),
        **texts,
    )


def a_book(
    *chapters: BookChapter, title: str = "The Sea", language: str = "en", **more: str
) -> Book:
    texts = {name: html(more.get(name, "")) for name in REMARKS}
    return Book(
        identifier="urn:uuid:1",
        title=title,
        language=language,
        published=date(2026, 1, 1),
        modified=datetime(2026, 1, 2, tzinfo=UTC),
        authors=(BookPerson("Ada"), BookPerson("Ben")),
        rating="Teen",
        warnings=("No warnings apply",),
        fandoms=("Original Work",),
        relationships=("Ada & Ben",),
        characters=("Ada", "Ben"),
        freeforms=("Rain",),
        series=(SeriesPlace("Waters", 2),),
        url="https://archive.example/works/1",
        words=1234,
        chapters=chapters or (a_chapter(1, "One"),),
        summary=texts["summary"],
        notes=texts["notes"],
        endnotes=texts["endnotes"],
    )


def written(book: Book, kind: str) -> str:
    if kind == "md":
        return bind_markdown(book, partial(prose.to_markdown, guarded=True))
    return bind_text(book, partial(prose.to_text, guarded=True))


def read(text: str, kind: str) -> tuple[formats.Document, Manuscript]:
    document = formats.read(text.encode(), name=f"story.{kind}")
    assert document.file_format == kind
    return document, prose.divide(document.source, document.source_format)


def as_read(fragment: str, kind: str) -> str:
    """A text of the book as the kind of file can hold it."""
    if kind == "md":
        return fragment
    return clean(prose.to_text(fragment, guarded=True), "text").prose


def comes_back(book: Book, kind: str) -> None:
    document, manuscript = read(written(book, kind), kind)
    headers = {**document.headers, **manuscript.headers}
    assert headers["title"] == " ".join(book.title.split())
    assert headers["author"] == "Ada, Ben"
    assert headers["language"] == book.language
    assert manuscript.summary == as_read(book.summary, kind)
    assert manuscript.notes == as_read(book.notes, kind)
    assert [part.number for part in manuscript.chapters] == [one.number for one in book.chapters]
    for chapter, part in zip(book.chapters, manuscript.chapters, strict=True):
        assert part.title == " ".join(chapter.title.split())
        assert part.summary == as_read(chapter.summary, kind)
        assert part.notes == as_read(chapter.notes, kind)
        last = book.endnotes if chapter is book.chapters[-1] else ""
        endnotes = [as_read(one, kind) for one in (chapter.endnotes, last) if one]
        assert part.endnotes == "\n".join(endnotes)
        source_format: SourceFormat = "markdown" if kind == "md" else "text"
        assert clean(part.source, source_format).prose == as_read(chapter.prose, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_an_author_wrote_comes_back(kind: str) -> None:
    comes_back(
        a_book(
            a_chapter(
                1,
                "The Storm",
                "<p>It <em>rained</em>.</p><hr><p>Still.</p><p>***</p>",
                summary="<p>Rain.</p><p>And more.</p>",
                notes="<p>Hi!</p><hr><p>Chapter 3</p>" + "<p>More.</p>" * 12,
                endnotes="<p>Bye.<br>Really.</p><blockquote><p>X</p></blockquote>",
            ),
            a_chapter(2, "", "<p>The Storm</p><p>went on.</p>"),
            a_chapter(4, "", "<h3>Monday</h3><p>A/N: hi</p><p>Chapter 9</p><p>b</p>", notes="X"),
            summary="<p>A <em>wet</em> story.</p><p>Rating: wet</p>",
            notes="<ul><li>one</li><li>two</li></ul>",
            endnotes="<p>Thanks to all.</p>",
        ),
        kind,
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "ru", "zh", "ja", "fi"])
def test_headings_and_labels_in_the_storys_language_are_found(kind: str, language: str) -> None:
    one = a_chapter(1, "A", notes="<p>b</p>", summary="<p>c</p>", endnotes="<p>d</p>")
    two = replace(one, number=2)
    comes_back(a_book(one, two, language=language, summary="<p>e</p>", notes="<p>f</p>"), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "title",
    ["1984", "“No”", '"No"', "'Tis", "'x'", "C#", "~Dreams~", "The End—", "A: B", "No", "#1", "[x]",
     "Chapter 2", "A/N", "x" * 250, "...and then", "5*3", "Sad :(", "Joy :)", "日本", "- x", "//x"],
)  # fmt: skip
def test_titles_come_back_to_the_letter(kind: str, title: str) -> None:
    comes_back(a_book(a_chapter(1, title), a_chapter(2, title, notes="x"), title=title), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_of_one_chapter_that_counts_its_own_parts_stays_one(kind: str) -> None:
    text = "<p>1</p><p>Rain.</p><p>2</p><p>Snow.</p><p>3</p><p>Hail.</p>"
    comes_back(a_book(a_chapter(1, "", text), notes="<p>a</p>" * 9), kind)


def test_a_text_that_speaks_html_is_no_page() -> None:
    typed = "She typed <p>one</p><br><br><br><i>two</i>."
    book = a_book(a_chapter(1, "", prose.escape_text(typed)))
    _, manuscript = read(written(book, "txt"), "txt")
    assert manuscript.chapters[0].source.replace("\u2060", "") == typed


@pytest.mark.parametrize("kind", KINDS)
def test_facts_are_told(kind: str) -> None:
    document, manuscript = read(written(a_book(), kind), kind)
    headers = {**document.headers, **manuscript.headers}
    assert headers["rating"] == "Teen"
    assert headers["pairing"] == "Ada & Ben"
    assert "https://archive.example/works/1" in headers.values()
    assert "2026-01-01" in headers.get("published", headers.get("date", ""))


@pytest.mark.parametrize("bind", [bind_markdown, bind_text])
def test_a_book_without_a_chapter_is_refused(bind: Callable[[Book, Write], str]) -> None:
    with pytest.raises(ValueError, match="at least one chapter"):
        bind(replace(a_book(), chapters=()), str)


def the_demo_story(folder: Path) -> Book:
    known = tomllib.loads((folder / "work.toml").read_text(encoding="utf-8"))
    chapters = []
    for number, one in enumerate(known["chapters"], 1):
        file = folder / one["file"]
        source = file.read_text(encoding="utf-8")
        text = clean(source, SOURCE_FORMATS[file.suffix]).prose
        remarks = {name: one.get(name, "") for name in REMARKS}
        chapters.append(replace(a_chapter(number, one.get("title", ""), **remarks), prose=text))
    remarks = {name: known.get(name, "") for name in REMARKS}
    return a_book(*chapters, title=known["title"], language=known["language"], **remarks)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", sorted(SAMPLES.glob("*/work.toml")), ids=lambda p: p.parent.name)
def test_the_demo_library_comes_back(folder: Path, kind: str) -> None:
    comes_back(the_demo_story(folder.parent), kind)


PIECES = ["Rain.", "Chapter 5", "1", "IV.", "A/N: hi", "Note: x", "Author’s note:", "Date: today",
          "Summary:", "***", "The End", "The Storm", "> q", "- x", "Prologue", "by Ada", "Title: x",
          "a<br>Chapter 6<br>b", "<hr>", "<h1>x</h1>", "<h2>Chapter 7</h2>", "<b>The Storm</b>",
          "<blockquote>Chapter 8</blockquote>", "<blockquote><p>a<hr><p>Note: b</blockquote>",
          "<ul><li>Part One</li></ul>", "<pre>a\n\nChapter 9\n\nb</pre>", "“Ha!”", "[A/N: x", "x]",
          "<table><tr><th>Chapter 4</th></tr></table>", "<details>Notes:</details>", "X", "第三章",
          "Disclaimer: mine", "<p>&nbsp;</p>", "This is my first fic, please review"]  # fmt: skip
texts = st.lists(st.sampled_from([f"<p>{one}</p>" for one in PIECES]), max_size=6).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(KINDS),
    st.lists(
        st.tuples(st.sampled_from(["", "The Sea", "1"]), *[texts] * 4), min_size=1, max_size=3
    ),
    texts,
    texts,
)
def test_whatever_stands_in_a_story_is_not_taken_for_its_structure(
    kind: str, chapters: list[tuple[str, str, str, str, str]], summary: str, notes: str
) -> None:
    bound = [
        a_chapter(number, title, f"<p>Rain.</p>{text}", summary=about, notes=before, endnotes=after)
        for number, (title, text, about, before, after) in enumerate(chapters, 1)
    ]
    comes_back(a_book(*bound, summary=summary, notes=notes), kind)
