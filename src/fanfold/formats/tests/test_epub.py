"""What an EPUB bound here says about itself, and that the same book gives the same file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from fanfold.formats.book import Book, BookPerson
from fanfold.formats.epub import bind_epub
from fanfold.formats.tests.specimens import arabic, chapter, chinese, plain, rich

NS = {
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}


def files(book: Book) -> dict[str, str]:
    with ZipFile(BytesIO(bind_epub(book))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def found(text: str, path: str) -> list[str]:
    result = etree.fromstring(text.encode()).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [str(one) for one in result]


def package(book: Book, path: str) -> list[str]:
    return found(files(book)["EPUB/package.opf"], path)


def first_chapter(book: Book) -> str:
    return files(book)["EPUB/chapter-001.xhtml"]


def test_the_mimetype_comes_first_and_is_stored() -> None:
    data = bind_epub(plain())
    with ZipFile(BytesIO(data)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_book_gives_the_same_bytes() -> None:
    assert bind_epub(rich()) == bind_epub(rich())


def test_the_time_of_the_last_change_is_in_the_book_and_in_utc() -> None:
    there = datetime(2024, 5, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    moment = package(plain(modified=there), '//o:meta[@property="dcterms:modified"]/text()')
    assert moment == ["2024-04-30T23:30:00Z"]
    assert bind_epub(plain(modified=there)) == bind_epub(plain(modified=there.astimezone(UTC)))


def test_the_work_can_be_found_again_by_its_address() -> None:
    assert package(rich(), "//d:source/text()") == ["https://archive.example/works/17"]
    assert package(rich(), "//d:identifier/text()") == [
        "urn:uuid:6f0e2a3c-8e0b-4d0e-9c57-2f5f3f0b6c11",
        "https://archive.example/works/17",
    ]


def test_the_first_identifier_is_the_one_the_old_contents_name() -> None:
    uid = found(files(rich())["EPUB/toc.ncx"], '//n:meta[@name="dtb:uid"]/@content')
    assert uid == package(rich(), "//d:identifier[@id=/o:package/@unique-identifier]/text()")


def test_every_tag_is_a_subject_once() -> None:
    book = replace(rich(), freeforms=("slow burn", "Ada", "slow burn"))
    subjects = package(book, "//d:subject/text()")
    assert subjects[:2] == ["Original Work", "Fables & Folds"]
    assert subjects.count("slow burn") == subjects.count("Ada") == 1


def test_series_stand_as_epub_3_and_as_calibre_write_them() -> None:
    assert package(rich(), '//o:meta[@property="belongs-to-collection"]/text()') == [
        "Folds",
        "Gardens",
    ]
    assert package(rich(), '//o:meta[@property="group-position"]/text()') == ["2", "1"]
    assert package(rich(), '//o:meta[@name="calibre:series"]/@content') == ["Folds"]
    assert package(rich(), '//o:meta[@name="calibre:series_index"]/@content') == ["2"]


def test_authors_keep_their_order_and_an_anonymous_work_says_so() -> None:
    assert package(rich(), "//d:creator/text()") == ["Ada Lark", "Ben"]
    assert package(plain(), "//d:creator/text()") == ["Anonymous"]


def test_the_description_is_plain_text() -> None:
    assert package(rich(), "//d:description/text()") == [
        "A gardener folds paper flowers. One of them opens."
    ]


def test_no_standard_is_claimed_that_nobody_checked() -> None:
    text = files(rich())["EPUB/package.opf"]
    assert "conformsTo" not in text
    assert "certifiedBy" not in text
    assert package(rich(), '//o:meta[@property="schema:accessibilityHazard"]/text()') == ["none"]
    assert package(rich(), '//o:meta[@property="schema:accessibilitySummary"]/text()')


def test_a_book_in_arabic_opens_from_the_right() -> None:
    assert package(arabic(), "//o:spine/@page-progression-direction") == ["rtl"]
    page = first_chapter(arabic())
    assert found(page, "/h:html/@dir | /h:html/@lang | /h:html/@xml:lang") == ["ar", "ar", "rtl"]
    assert found(page, '//h:div[@role="note"]/h:h2/@lang') == ["en"]


def test_a_book_in_chinese_says_so_in_every_file() -> None:
    for name, text in files(chinese()).items():
        if name.endswith(".xhtml"):
            assert found(text, "/h:html/@lang") == ["zh-Hans"], name


def test_a_language_nobody_knows_is_called_undetermined() -> None:
    assert package(plain(language="not a language"), "//d:language/text()") == ["und"]
    assert package(plain(language="pt_BR"), "//d:language/text()") == ["pt-BR"]


def test_the_contents_name_title_page_chapters_and_afterword() -> None:
    names = [
        "Title page",
        "Chapter 1: Prologue",
        "Chapter 2",
        "Chapter 3: Last <words>",
        "End notes",
    ]
    assert found(files(rich())["EPUB/nav.xhtml"], '//*[@e:type="toc"]//h:a/text()')[:5] == names
    assert found(files(rich())["EPUB/toc.ncx"], "//n:navLabel/n:text/text()") == names


def test_a_single_chapter_without_a_title_prints_no_heading() -> None:
    assert found(first_chapter(plain()), "//h:h1") == []
    assert found(first_chapter(plain()), "//h:section/@aria-label") == ["The Paper Garden"]


def test_a_single_chapter_with_a_title_prints_the_title_alone() -> None:
    book = plain(chapters=(chapter(1, title="Prologue"),))
    assert found(first_chapter(book), "//h:h1/text()") == ["Prologue"]


def test_notes_stand_before_and_after_the_chapter() -> None:
    page = first_chapter(rich())
    where = [
        page.index(words) for words in ("It begins.", "A note on", "Ada wrote", "Until Friday.")
    ]
    assert where == sorted(where)


def test_empty_notes_leave_no_label() -> None:
    page = first_chapter(plain(chapters=(chapter(1, summary="  ", notes="<!-- -->"),)))
    assert found(page, "//h:h2") == []


def test_a_scene_break_is_text_and_is_announced() -> None:
    page = first_chapter(rich())
    breaks = '//h:p[@role="separator"]'
    assert found(page, f"{breaks}/text()") == ["* * *", "~*~ & ~*~"]
    assert found(page, f"{breaks}/@aria-label") == ["scene break"] * 2


def test_links_lead_somewhere_or_are_words() -> None:
    page = first_chapter(rich())
    assert found(page, "//h:p/h:a[text()='up']/@href") == ["#top"]
    assert found(page, "//h:a[text()='nowhere']") == []
    assert "nowhere" in page
    second = files(rich())["EPUB/chapter-002.xhtml"]
    hrefs = found(second, "//h:a/@href")
    assert all(href.startswith(("http://", "https://", "#")) for href in hrefs)
    assert "javascript" not in second
    assert "pw@" not in second


def test_ids_that_are_there_twice_become_two() -> None:
    ids = found(files(rich())["EPUB/chapter-002.xhtml"], "//@id")
    assert len(ids) == len(set(ids))
    assert {"twice", "twice-2", "heading", "heading-2"} <= set(ids)


def test_colours_and_scripts_of_the_source_stay_behind() -> None:
    second = files(rich())["EPUB/chapter-002.xhtml"]
    for unwanted in ("style=", "onclick", "alert(1)", "<font", "<center", "userstuff", "<img"):
        assert unwanted not in second


def test_misplaced_elements_keep_their_words() -> None:
    text = " ".join(found(files(rich())["EPUB/chapter-002.xhtml"], "//text()"))
    for words in ("around", "loose", "alone", "no summary", "only", "block link", "a cat", "mine"):
        assert words in text, words


def test_five_hundred_chapters_stay_in_order() -> None:
    book = plain(chapters=tuple(chapter(number) for number in range(1, 501)))
    names = [name for name in files(book) if "chapter-" in name]
    assert len(names) == 500
    assert names == sorted(names)


def test_a_tree_a_thousand_deep_keeps_its_words() -> None:
    prose = "<div>" * 1000 + "deep" + "</div>" * 1000 + "<em>" * 1000 + "deeper"
    page = first_chapter(plain(chapters=(chapter(1, prose),)))
    assert "deep" in page
    assert "deeper" in page


def test_a_name_without_an_address_is_no_link() -> None:
    title = files(plain(authors=(BookPerson("Ada"),)))["EPUB/title.xhtml"]
    assert found(title, '//h:p[@class="byline"]//h:a') == []
    assert "Ada" in title


def test_a_book_without_chapters_is_refused() -> None:
    with pytest.raises(ValueError, match="chapter"):
        bind_epub(plain(chapters=()))
