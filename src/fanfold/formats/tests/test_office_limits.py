"""Hostile files of word processors: depth, lies about sizes, and floods end soon and in order."""

import io
import time
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.formats import CODES, Document, Unreadable, read

ODT = "application/vnd.oasis.opendocument.text"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Seconds of this process: many times what is needed, far below what quadratic work would take.
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def _ends_soon() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < PATIENCE


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def odt(body: str, before: str = "", **more: str) -> bytes:
    content = (
        f"{before}<office:document-content {NAMES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT, "content.xml": content, **more})


def docx(body: str, **parts: str) -> bytes:
    def part(root: str, inside: str) -> str:
        return f'<w:{root} xmlns:w="{WORD}">{inside}</w:{root}>'

    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": part(name, inside) for name, inside in parts.items()},
        }
    )


def rtf(body: bytes) -> Document:
    return read(b"{\\rtf1 " + body, name="a.rtf")


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name=name)
    CODES[caught.value.code].format(**caught.value.values)
    return caught.value.code


def codes(document: Document) -> list[str]:
    return [warning.code for warning in document.warnings]


def test_a_hundred_thousand_nested_groups_are_read() -> None:
    document = rtf(b"{\\b " * 100_000 + b"deep" + b"}" * 100_000 + b" after}")
    assert document.source == "<p><strong>deep</strong> after</p>"
    assert not document.warnings


def test_groups_that_never_close_are_read_with_a_warning() -> None:
    document = rtf(b"a" + b"{\\footnote x" * 100_000)
    assert document.source.startswith("<p>a<sup>")
    assert codes(document) == ["file_broken_off", "footnotes_kept"]


def test_a_single_line_of_five_megabytes_is_read() -> None:
    assert len(rtf(b"word " * 1_000_000 + b"}").source) > 4_999_000


@pytest.mark.parametrize("word", [b"\\" + b"a" * 5_000_000, b"\\b" + b"9" * 5_000_000])
def test_a_word_or_number_of_five_megabytes_is_no_problem(word: bytes) -> None:
    assert rtf(word + b" x}").source.endswith("x</strong></p>" if b"9" in word else "x</p>")


def test_bin_skips_what_it_announces_and_never_beyond_the_file() -> None:
    assert rtf(b"a{\\pict\\bin4 }{}}}b}").source == "<p>ab</p>"
    lying = rtf(b"a{\\pict\\bin99999999 ff}b\\bin-5 c\\bin0 d}")
    assert lying.source == "<p>abcd</p>"
    assert "file_broken_off" in codes(lying)


def test_uc_that_lies_swallows_no_text() -> None:
    assert rtf(b"\\uc999999999\\u8217?abc\\uc-3\\u8217?d}").source == "<p>’abc’d</p>"
    assert rtf(b"\\uc8\\u8217{x}yz\\u8217\\par w}").source == "<p>’xyz’</p><p>w</p>"


def test_halves_of_letters_never_come_out() -> None:
    document = rtf(b"\\uc0\\u55357 \\u55357 \\u56832 \\u56832 a\\u55357 }")
    assert document.source == "<p>\ufffd😀\ufffda\ufffd</p>"
    assert document.source.encode()


@pytest.mark.parametrize("flood", [b"\\cell", b"\\line"])
def test_more_pieces_than_any_book_has_are_refused(flood: bytes) -> None:
    data = b"{\\rtf1 \\trowd\\intbl " + flood * 1_100_000
    assert refusal(data, "a.rtf") == "too_many_pieces"


def test_more_notes_than_any_book_has_are_refused() -> None:
    assert refusal(b"{\\rtf1 " + b"{\\footnote x}" * 20_001, "a.rtf") == "too_many_notes"


def test_styles_that_are_based_on_each_other_end() -> None:
    sheet = b"{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 heading 2;}}"
    assert rtf(sheet + b"\\pard\\s1 x\\par}").source == "<h2>x</h2>"
    style = '<style:style style:name="{}" style:family="paragraph" style:parent-style-name="{}"/>'
    styles = style.format("A", "B") + style.format("B", "A")
    names = f"<office:document-styles {NAMES}>{styles}</office:document-styles>"
    looped = odt('<text:p text:style-name="A">x</text:p>', **{"styles.xml": names})
    assert read(looped, name="a.odt").source == "<p>x</p>"


def test_a_zip_bomb_named_odt_is_refused() -> None:
    assert refusal(odt(f"<text:p>{' ' * 30_000_000}</text:p>"), "a.odt") == "too_dense"


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "http://localhost/x.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
def test_a_doctype_or_entity_in_an_odt_is_refused(before: str) -> None:
    assert refusal(odt("<text:p>x</text:p>", before), "a.odt") == "unsafe_xml"


def test_an_odt_that_announces_endless_spaces_gets_a_few() -> None:
    document = read(odt('<text:p>a<text:s text:c="999999999"/>b</text:p>'), name="a.odt")
    assert document.source == f"<p>a{' ' * 100}b</p>"
    assert read(odt('<text:p>a<text:s text:c="-9"/>b</text:p>'), name="a.odt").source


def test_a_table_that_announces_endless_cells_gets_a_few() -> None:
    huge = "9" * 400
    body = (
        '<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
        f'table:number-columns-repeated="999999999" table:number-rows-spanned="{huge}">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert read(odt(body), name="a.odt").source == (
        '<table><tr><td colspan="100" rowspan="100"><p>x</p></td></tr></table>'
    )


def test_lists_as_deep_as_any_are_read_and_deeper_ones_refused() -> None:
    def lists(depth: int) -> bytes:
        item = "<text:list><text:list-item>"
        end = "</text:list-item></text:list>"
        return odt(item * depth + "<text:p>x</text:p>" + end * depth)

    assert read(lists(45), name="a.odt").source == "<ul><li>x</li></ul>"
    assert refusal(lists(60), "a.odt") == "too_deep"
    assert refusal(lists(1_000), "a.odt") == "damaged_xml"  # The parser itself goes no deeper.


def test_fields_that_never_end_cost_no_more_than_others() -> None:
    mark = '<w:fldChar w:fldCharType="{}"/>'
    field = mark.format("begin") + mark.format("separate")
    runs = "".join(f"<w:p><w:r>{field}<w:t>{place}</w:t></w:r></w:p>" for place in range(30_000))
    assert read(docx(runs), name="a.docx").source.startswith("<p>0</p><p>1</p>")


def test_one_footnote_named_often_is_written_once() -> None:
    names = "".join(
        f'<w:r><w:t>{n}</w:t><w:footnoteReference w:id="1"/></w:r>' for n in range(3000)
    )
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Once.</w:t></w:r></w:p></w:footnote>'
    document = read(docx(f"<w:p>{names}</w:p>", footnotes=note), name="a.docx")
    assert document.source.count("Once.") == 1


def test_comments_that_all_begin_before_any_ends_are_quoted_in_bounds() -> None:
    begun = "".join(
        f'<w:commentRangeStart w:id="{n}"/><w:r><w:t>word {n} </w:t></w:r>' for n in range(5_000)
    )
    ended = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(5_000))
    said = "".join(f'<w:comment w:id="{n}"><w:p/></w:comment>' for n in range(5_000))
    document = read(docx(f"<w:p>{begun}{ended}</w:p>", comments=said), name="a.docx")
    assert len(document.comments) == 5_000
    assert max(len(comment.quote) for comment in document.comments) <= 300


def test_numbers_of_another_world_are_no_numbers() -> None:
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    )
    for number in ("999999999999", "-4", "٣", "two", ""):
        source = read(
            docx(f"<w:tbl><w:tr>{cell.format(number)}</w:tr></w:tbl>"), name="a.docx"
        ).source
        assert source == "<table><tr><td><p>x</p></td></tr></table>"


WORDS = [b"{", b"}", b"\\par ", b"\\b", b"0 ", b"\\'e4", b"\\u8217?", b"\\u-10179 ", b"\\uc0 ",
         b"\\cell", b"\\row", b"\\trowd\\cellx1", b"\\intbl ", b"\\pard", b"{\\footnote ", b"x ",
         b"{\\field{\\*\\fldinst HYPERLINK a}{\\fldrslt ", b"{\\*\\annotation ", b"\\page", b"\\*",
         b"{\\listtext 1.}", b"\\ls1", b"{\\shp{\\*\\shpinst{\\shptxt ", b"\\bin2 ", b"\\plain",
         b"{\\fonttbl\\f0 Symbol;}", b"{\\stylesheet{\\s1 heading 1;}}", b"\\s1 ", b"\\line ",
         b"\\deleted ", b"\\v ", b"{\\pict 00}", b"\\sect", b"\\clvmrg\\cellx2", b"\\",
         b"\xff"]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_rtf_ends_in_markup_that_is_balanced(words: list[bytes]) -> None:
    source = rtf(b"".join(words)).source
    for name in ("p", "table", "tr", "td", "ol", "ul", "li", "a", "strong", "blockquote", "h1"):
        opened = source.count(f"<{name}>") + source.count(f"<{name} ")
        assert opened == source.count(f"</{name}>"), name
    source.encode()  # No half of a letter is left.


INNER = ["<text:p>a</text:p>", "<text:h>b</text:h>", "<text:list>", "</text:list>",
         "<text:list-item>", "</text:list-item>", "<text:p>", "</text:p>", "<text:span>", "c ",
         "</text:span>", "<text:s/>", "<table:table>", "</table:table>", "<table:table-row>",
         "</table:table-row>", "<table:table-cell>", "</table:table-cell>", "<text:section>",
         "</text:section>", "<text:line-break/>"]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(INNER), max_size=40))
def test_any_order_of_elements_ends_in_a_document_or_a_known_code(pieces: list[str]) -> None:
    opened: list[str] = []
    kept: list[str] = []
    for piece in pieces:
        if piece.startswith("</"):
            if not opened or opened[-1] != piece[2:-1]:
                continue
            opened.pop()
        elif piece.startswith("<") and not piece.endswith("/>") and "</" not in piece:
            opened.append(piece[1:-1])
        kept.append(piece)
    kept += [f"</{name}>" for name in reversed(opened)]
    source = read(odt("".join(kept)), name="a.odt").source
    for name in ("p", "ul", "li"):
        assert source.count(f"<{name}>") == source.count(f"</{name}>")
