"""EPUBs that are odd, broken or hostile: read as far as they can be, else refused by a code."""

import time

import pytest

from fanfold.formats import CODES, Document, Limits, Unreadable, read
from fanfold.formats.tests.epubs import XHTML, book, opf, page, point, zipped

CONTAINER = "META-INF/container.xml"
STORY = "<h1>One</h1><p>It was a dark night.</p>"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9)
)  # 10^8 times "ha", if anybody expanded it


def _read(data: bytes, limits: Limits | None = None) -> Document:
    return read(data, name="book.epub", limits=limits)


def _refusal(data: bytes, limits: Limits | None = None) -> str:
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        _read(data, limits)
    CODES[caught.value.code].format(**caught.value.values)
    assert time.monotonic() - started < 20
    return caught.value.code


def _codes(document: Document) -> list[str]:
    for warning in document.warnings:
        CODES[warning.code].format(**warning.values)
    return [warning.code for warning in document.warnings]


def _papers(package: str | bytes) -> dict[str, str | bytes]:
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    return {CONTAINER: container, "p.opf": package}


def test_a_book_says_its_title_author_and_language() -> None:
    document = _read(book({"a.xhtml": page(STORY)}))
    assert (document.title, document.author, document.language) == (
        "The Tin Boat",
        "Ira Lund",
        "en",
    )
    assert [(one.title, one.source) for one in document.chapters] == [
        ("One", "<p>It was a dark night.</p>")
    ]
    assert document.file_format == "epub"


def test_the_main_title_and_the_authors_are_told_by_their_refinements() -> None:
    said = (
        '<dc:title id="t">The Tin Boat, a tale</dc:title>'
        '<meta refines="#t" property="title-type">main</meta>'
        '<dc:creator id="c">Jo Ek</dc:creator><meta refines="#c" property="role">trl</meta>'
    )
    document = _read(book({"a.xhtml": page(STORY)}, metadata=said))
    assert (document.title, document.author) == ("The Tin Boat, a tale", "Ira Lund")


@pytest.mark.parametrize("mimetype", [True, False])
@pytest.mark.parametrize("folder", ["", "OEBPS/", "a b/ü/"])
def test_the_package_may_stand_anywhere_and_the_mimetype_be_missing(
    folder: str, *, mimetype: bool
) -> None:
    data = book({"a.xhtml": page(STORY)}, folder=folder, mimetype=mimetype)
    assert _read(data).chapters[0].title == "One"


def test_addresses_in_percents_and_in_other_capitals_are_found() -> None:
    items = [("a", "text/Kapitel%201%20%C3%A9.xhtml", XHTML)]
    files = {**_papers(opf(items)), "Text/kapitel 1 é.xhtml": page(STORY)}
    assert _read(zipped(files)).chapters[0].title == "One"


def test_pages_that_are_not_there_are_counted() -> None:
    spine = '<itemref idref="i0"/><itemref idref="gone"/><itemref idref="i1"/><itemref idref="i0"/>'
    data = book({"a.xhtml": page(STORY), "b.xhtml": page("<p>More.</p>")}, spine=spine)
    assert _codes(_read(data)) == ["pages_missing"]
    assert len(_read(data).chapters) == 2


def test_a_book_without_a_page_or_a_word_is_refused() -> None:
    assert _refusal(book({"a.xhtml": page("<p> </p>")})) == "no_words"
    assert _refusal(book({}, spine='<itemref idref="no"/>')) == "no_pages"


def test_a_book_without_its_papers_is_refused() -> None:
    assert _refusal(zipped({"mimetype": "application/epub+zip"})) == "not_epub"
    container = '<container><rootfiles><rootfile full-path="../x.opf"/></rootfiles></container>'
    assert _refusal(zipped({CONTAINER: container, "x.opf": "<a/>"})) == "not_epub"
    assert _refusal(zipped({CONTAINER: "<container"})) == "damaged_xml"


def test_names_of_html_and_elements_that_close_themselves_are_understood() -> None:
    text = '<a id="x"/><p>caf&eacute;&nbsp;&mdash; <i/>plain<span class="a/b"/></p><div/><p>b</p>'
    (chapter,) = _read(book({"a.xhtml": page(text)})).chapters
    assert chapter.source == "<p>café\u00a0— <i></i>plain</p><div></div><p>b</p>"


def test_a_style_sheet_that_is_no_text_is_passed_over() -> None:
    package = opf([("a", "a.xhtml", XHTML), ("s", "s.css", "text/css")])
    files = {**_papers(package), "a.xhtml": page(STORY), "s.css": bytes(range(256)) * 20}
    assert _read(zipped(files)).chapters[0].title == "One"


def test_text_in_cdata_is_text() -> None:
    (chapter,) = _read(book({"a.xhtml": page("<p><![CDATA[a < b & c]]></p>")})).chapters
    assert chapter.source == "<p>a &lt; b &amp; c</p>"


def test_a_page_in_another_encoding_is_read_as_it_says() -> None:
    text = page("<p>Käse</p>").replace("utf-8", "iso-8859-1").encode("latin-1")
    assert _read(book({"a.xhtml": text})).chapters[0].source == "<p>Käse</p>"


# -- what is refused ----------------------------------------------------------------------------

ENCRYPTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:EncryptionMethod Algorithm="{how}"/><enc:CipherData>
<enc:CipherReference URI="{what}"/></enc:CipherData></enc:EncryptedData></encryption>"""
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
OBFUSCATED = "http://www.idpf.org/2008/embedding"


@pytest.mark.parametrize(
    ("how", "what", "refused"),
    [
        (AES, "OEBPS/a.xhtml", True),
        (OBFUSCATED, "OEBPS/f.otf", False),
        (AES, "OEBPS/f.OTF", False),
        ("", "OEBPS/a.xhtml", True),
    ],
)
def test_encrypted_pages_are_refused_and_scrambled_fonts_are_not(
    how: str, what: str, *, refused: bool
) -> None:
    others = {"META-INF/encryption.xml": ENCRYPTED.format(how=how, what=what)}
    data = book({"a.xhtml": page(STORY)}, others=others)
    if refused:
        assert _refusal(data) == "encrypted"
    else:
        assert _read(data).chapters


def test_entities_that_a_page_declares_are_refused() -> None:
    hostile = page(f"<p>&l8;</p>{STORY}", doctype=f"<!DOCTYPE html [{LAUGHS}]>")
    assert _refusal(book({"a.xhtml": hostile})) == "unsafe_xml"


def test_entities_that_the_package_or_the_contents_declare_are_refused() -> None:
    package = opf([("a", "a.xhtml", XHTML)], metadata="<dc:date>&l8;</dc:date>")
    package = package.replace("<package", f"<!DOCTYPE package [{LAUGHS}]><package", 1)
    assert _refusal(zipped({**_papers(package), "a.xhtml": page(STORY)})) == "unsafe_xml"
    laughing = f"<!DOCTYPE ncx [{LAUGHS}]><ncx><navMap>{point('&l8;', 'a.xhtml')}</navMap></ncx>"
    items = [("a", "a.xhtml", XHTML), ("ncx", "t.ncx", "application/x-dtbncx+xml")]
    files = {**_papers(opf(items)), "a.xhtml": page(STORY), "t.ncx": laughing}
    assert _refusal(zipped(files)) == "unsafe_xml"


def test_entities_in_an_encoding_of_two_bytes_are_refused_as_well() -> None:
    hidden = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE package [{LAUGHS}]><package/>'
    assert _refusal(zipped(_papers(hidden.encode("utf-16")))) == "unsafe_xml"


def test_an_external_entity_fetches_nothing() -> None:
    outside = '<!DOCTYPE container [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    container = (
        f'{outside}<container><rootfiles><rootfile full-path="&x;"/></rootfiles></container>'
    )
    assert _refusal(zipped({CONTAINER: container})) == "unsafe_xml"


def test_paths_that_leave_the_book_lead_nowhere() -> None:
    items = [("a", "a.xhtml", XHTML), ("b", "../../etc/passwd", "text/css"),
             ("c", "/etc/passwd", XHTML), ("d", "file:///etc/passwd", "text/css"),
             ("e", "%2e%2e/%2e%2e/x", XHTML)]  # fmt: skip
    container = '<container><rootfiles><rootfile full-path="o/p.opf"/></rootfiles></container>'
    files = {CONTAINER: container, "o/p.opf": opf(items), "o/a.xhtml": page(STORY)}
    document = _read(zipped(files))
    assert _codes(document) == ["pages_missing"]
    assert len(document.chapters) == 1
    assert _refusal(zipped({**files, "../out": "x"})) == "unsafe_path"


def test_a_zip_bomb_is_refused() -> None:
    bomb = book({"a.xhtml": page(STORY)}, others={"OEBPS/big.xhtml": b" " * 90_000_000})
    assert _refusal(bomb) == "too_dense"
    many = book({f"{n}.xhtml": page("<p>x</p>" * 60_000) for n in range(10)})
    assert _refusal(many) in {"too_many_tags", "too_dense"}


def test_a_spine_of_a_hundred_thousand_is_refused() -> None:
    spine = '<itemref idref="i0"/>' * 100_000
    limits = Limits(ratio=100_000)
    assert _refusal(book({"a.xhtml": page(STORY)}, spine=spine), limits) == "too_many_pages"


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 50_000 + "deep" + "</div>" * 50_000,
        "<b>" * 50_000 + "deep",
        "".join(f'<font size="{n}">' for n in range(90)) + "<p>x</p>" * 20_000,
    ],
    ids=["deep", "unclosed", "opened again in each paragraph"],
)
def test_a_page_that_a_parser_would_choke_on_is_refused(text: str) -> None:
    limits = Limits(ratio=100_000)
    assert _refusal(book({"a.xhtml": page(text)}), limits) == "too_deep"


def test_contents_nested_too_deeply_are_not_used() -> None:
    nested = '<navPoint><navLabel><text>x</text></navLabel><content src="a.xhtml"/>' * 150
    data = book({"a.xhtml": page(STORY)}, contents=nested + "</navPoint>" * 150)
    assert _codes(_read(data)) == ["contents_unreadable"]
    assert len(_read(data).chapters) == 1


def test_contents_of_ten_thousand_places_are_not_used() -> None:
    text = "".join(f'<p id="p{n}">Word {n}.</p>' for n in range(10_000))
    contents = "".join(point(f"W {n}", f"a.xhtml#p{n}") for n in range(10_000))
    document = _read(book({"a.xhtml": page(text)}, contents=contents))
    assert _codes(document) == ["contents_too_long"]
    assert len(document.chapters) == 1


def test_two_thousand_places_in_one_page_cut_it_in_time() -> None:
    text = "".join(f'<p id="p{n}">Word {n}.</p>' for n in range(2_000))
    contents = "".join(point(f"W {n}", f"a.xhtml#p{n}") for n in range(2_000))
    started = time.monotonic()
    document = _read(book({"a.xhtml": page(text)}, contents=contents))
    assert time.monotonic() - started < 20
    assert len(document.chapters) == 2_000
    assert document.chapters[7].source == "<p>Word 7.</p>"


def test_a_navigation_document_that_leads_to_itself_is_passed_over() -> None:
    nav = page('<nav epub:type="toc"><ol><li><a href="nav.xhtml">Nav</a><ol><li>'
               '<a href="nav.xhtml#x">Nav</a></li></ol></li></ol></nav>')  # fmt: skip
    spine = '<itemref idref="nav"/><itemref idref="i0"/>'
    document = _read(book({"a.xhtml": page(STORY)}, nav=nav, spine=spine))
    assert [one.title for one in document.chapters] == ["One"]
    assert dict(document.warnings[0].values) == {"count": 1, "names": "Nav"}
    alone = book({}, nav=nav, spine='<itemref idref="nav"/>')
    assert _refusal(alone) == "no_words"


def test_links_and_notes_without_end_are_read_in_time() -> None:
    links = "".join(f'<p><a href="n.xhtml#n{n}" id="r{n}">{n}</a></p>' for n in range(8_000))
    notes = "".join(f'<li id="n{n}"><a href="a.xhtml#r{n}">{n}</a></li>' for n in range(8_000))
    pages = {"a.xhtml": page(STORY + links), "n.xhtml": page(f"<h2>Notes</h2><ol>{notes}</ol>")}
    started = time.monotonic()
    document = _read(book(pages))
    assert time.monotonic() - started < 20
    assert _codes(document) == ["pages_left_out", "notes_moved"]
    assert document.chapters[0].source.count("<li") == 8_000


def test_a_damaged_archive_or_package_is_refused() -> None:
    data = book({"a.xhtml": page(STORY)})
    assert _refusal(data[: len(data) // 2]) == "damaged"
    assert _refusal(zipped(_papers("<x"))) == "damaged_xml"
    assert _refusal(zipped(_papers("<package/>"))) == "no_pages"


def test_control_characters_are_left_out_of_all_pages_and_counted() -> None:
    pages = {"a.xhtml": page("<p>a\x07 bell</p>"), "b.xhtml": page("<p>b\x1b[1m\x08</p>")}
    document = _read(book(pages))
    assert [chapter.source for chapter in document.chapters] == ["<p>a bell</p>", "<p>b[1m</p>"]
    (warning,) = document.warnings
    assert (warning.code, warning.values) == ("control_characters", {"count": 3})


@pytest.mark.parametrize(("lines", "chapters"), [(1_500, 1_500), (8_000, 1)])
def test_lines_of_contents_without_end_are_read_in_time(lines: int, chapters: int) -> None:
    links = "".join(f'<p><a href="#c{n}">{n}. Line</a></p>' for n in range(lines))
    text = "".join(f'<h2 id="c{n}">{n}. Line</h2><p>Text {n}.</p>' for n in range(lines))
    started = time.monotonic()
    document = _read(book({"a.xhtml": page(links + text)}), Limits(ratio=100_000))
    assert time.monotonic() - started < 20
    assert len(document.chapters) == chapters
