"""AO3's files: e-books as a converter cuts them, files that break off, and what is none of them.

Whole files are in tests/golden/formats/ao3-…; e-books in tests/golden/saved: the bodies of the
pages in.html, the style sheet in.css, golden.json as in the other golden folders.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from fanfold.formats import Document
from fanfold.formats.page import bind_page
from fanfold.formats.saved.ao3 import read_ao3
from fanfold.formats.tests.golden import shown
from fanfold.formats.tests.specimens import rich

GOLDEN = Path(__file__).parents[4] / "tests" / "golden"
BOOKS = sorted((GOLDEN / "saved").glob("ao3-epub-*"))
WRITE = bool(os.environ.get("FANFOLD_WRITE_GOLDEN"))


def saved(name: str) -> str:
    return (GOLDEN / "formats" / name / "in.html").read_text(encoding="utf-8")


def book(folder: Path) -> Document:
    html = (folder / "in.html").read_text(encoding="utf-8")
    read = read_ao3(html, styles=(folder / "in.css").read_text(encoding="utf-8"))
    assert read is not None
    return read


def said(html: str) -> str:
    return " ".join(LexborHTMLParser(f"<body>{html}").text().split())


def in_words(document: Document) -> Document:
    """The document with every text as words alone, as far as a converter leaves them."""
    work = document.saved
    assert work is not None
    return replace(
        document,
        chapters=tuple(
            replace(
                one,
                source=said(one.source),
                summary=said(one.summary),
                notes=said(one.notes),
                endnotes=said(one.endnotes),
            )
            for one in document.chapters
        ),
        saved=replace(
            work,
            summary=said(work.summary),
            notes=said(work.notes),
            endnotes=said(work.endnotes),
        ),
    )


@pytest.mark.parametrize("folder", [pytest.param(one, id=one.name) for one in BOOKS])
def test_an_e_book_gives_the_golden_document(folder: Path) -> None:
    found = shown(book(folder))
    golden = folder / "golden.json"
    if WRITE:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        golden.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["several-chapters", "look-alike-text", "chinese"])
def test_an_e_book_says_what_the_download_says_of_which_it_was_made(name: str) -> None:
    download = read_ao3(saved(f"ao3-download-{name}"))
    assert download is not None
    assert in_words(book(GOLDEN / "saved" / f"ao3-epub-{name}")) == in_words(download)


def test_a_download_that_breaks_off_gives_what_is_there_and_says_so() -> None:
    html = saved("ao3-download-several-chapters")
    whole = read_ao3(html)
    assert whole is not None
    full = [said(chapter.source) for chapter in whole.chapters]
    begins, ends = html.index("Archive Warnings"), html.index("drop by")
    for end in range(begins, ends - 80, 7):
        cut = read_ao3(html[:end])
        assert cut is not None, end
        assert [finding.code for finding in cut.warnings] == ["saved_cut_off"]
        found = [said(chapter.source) for chapter in cut.chapters]
        assert found[:-1] == full[: max(len(found) - 1, 0)]
        assert not found or full[len(found) - 1].startswith(found[-1])


def test_a_page_that_breaks_off_gives_what_is_there_and_says_so() -> None:
    html = saved("ao3-page-entire-work")
    whole = read_ao3(html)
    assert whole is not None
    full = [said(chapter.source) for chapter in whole.chapters]
    for end in range(html.index('id="workskin"') + 20, len(html) - 20, 97):
        cut = read_ao3(html[:end])
        assert cut is not None, end
        assert [finding.code for finding in cut.warnings][-1] == "saved_cut_off"
        for found, expected in zip(cut.chapters, full, strict=False):
            assert expected.startswith(said(found.source))


def test_what_fanfold_binds_itself_is_not_taken_for_a_download() -> None:
    html = bind_page(rich())
    assert 'id="preface"' in html
    assert "/works/17" in html
    assert read_ao3(html) is None


@pytest.mark.parametrize("page", ["", "<", "\x00", "preface /tags/", "workskin /tags/ \ud800"])
def test_anything_else_is_left_alone(page: str) -> None:
    assert read_ao3(page) is None


def test_a_lone_surrogate_becomes_the_sign_for_what_cannot_be_read() -> None:
    read = read_ao3(saved("ao3-download-one-chapter").replace("The water", "The \ud800water"))
    assert read is not None
    assert "The \ufffdwater" in read.chapters[0].source


def test_a_style_sheet_with_other_rules_changes_nothing_but_alignment_and_type() -> None:
    html = saved("ao3-download-one-chapter").replace(
        "<p>The", '<p class="a b"><b class="c">The</b>'
    )
    read = read_ao3(
        html,
        styles="/* .a { text-align: right } */ @media print { .a { font-style: italic } }"
        ".a, p.b { text-align: center !important; color: red; background: url(x) }"
        ".c { font-weight: bold; text-decoration: underline } .a > .b { font-variant: small-caps }"
        ".b { text-align: justify; font-weight: expression(1)",
    )
    assert read is not None
    assert '<p class="a b" style="text-align: justify">' in read.chapters[0].source
    assert '<b class="c" style="text-decoration: underline">' in read.chapters[0].source
