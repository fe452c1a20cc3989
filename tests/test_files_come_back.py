"""What the archive binds, it reads again: whatever prose a work is made of, nothing is lost."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats import Document, read
from fanfold.formats.book import Book, BookChapter, BookPerson, BookWords, SeriesPlace
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page
from fanfold.prose import clean, plain_text
from fanfold.prose.vocabulary import BLOCK_CLASSES, CONTAINERS, INLINE, INLINE_CLASSES, LINE_BLOCKS

words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M", "Zs"]),
    min_size=1,
    max_size=12,
)
line = words.map(lambda text: " ".join(text.split())).filter(bool)
escaped = words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
places = st.sampled_from(["1", "note", "c-1", "é", "heading", "notes", "chapter-1", "a b", "title"])
addresses = st.sampled_from(
    [
        "https://example.org", "https://example.org/é?q=a b#c", "http://a..example/",
        "mailto:a@b.example",
        "https://example.org/%zz", "HTTPS://Example.ORG/", "https://example.org:99999/",
        "https://example.org/@ada", "#1", "#note", "#c-1", "#%C3%A9",
    ]
)  # fmt: skip
CLASSES = [*BLOCK_CLASSES, *INLINE_CLASSES]
OWN = {
    "ol": ['start="3"', "reversed", 'start="-0"'], "li": ['value="7"', 'value="00"'],
    "td": ['colspan="2"', 'rowspan="0"'], "th": ['colspan="1000"'], "details": ["open"],
    "abbr": ['title="An  abbr"'], "dfn": ['title="d"'],
}  # fmt: skip


@st.composite
def opening(draw: st.DrawFn, name: str) -> str:
    said = []
    if draw(st.integers(0, 3)) == 0:
        said.append(f'class="{draw(st.sampled_from(CLASSES))}"')
    if draw(st.integers(0, 3)) == 0:
        said.append(f'id="{draw(places)}"')
    if draw(st.integers(0, 7)) == 0:
        said.append(
            f'lang="{draw(st.sampled_from(["fr", "zh-Hans", "en-x", "de-1", "xx-abcdefgh"]))}"'
        )
    if draw(st.integers(0, 7)) == 0:
        said.append(f'dir="{draw(st.sampled_from(["rtl", "ltr", "auto"]))}"')
    if name in OWN and draw(st.booleans()):
        said.append(draw(st.sampled_from(OWN[name])))
    if name == "a":
        said.append(f'href="{draw(addresses)}"')
    return f"<{' '.join([name, *said])}>"


@st.composite
def element(draw: st.DrawFn, names: list[str], inner: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(names))
    held = "".join(draw(st.lists(inner, max_size=4)))
    return f"{draw(opening(name))}{held}</{name}>"


ruby = st.sampled_from(
    [
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        "<ruby>漢<rt>kan</rt>字<rp>[</rp><rt>ji</rt><rp>]</rp></ruby>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>",
    ]
)
inline = st.recursive(
    st.one_of(escaped, escaped, st.just("<br>"), st.just(" "), ruby),
    lambda inner: element(sorted(INLINE - {"ruby"}), inner),
    max_leaves=6,
)
table = st.sampled_from(
    [
        "<table><caption>c</caption><thead><tr><th>h<h3>x</h3></th></tr></thead>"
        "<tbody><tr><td>d</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>",
        "<table><caption>one</caption><caption>two</caption><tr><td><p>d</p><p>e</p></td></tr></table>",
        "<table><caption>alone</caption></table>",
        "<table><thead><tr><td>1</td></tr></thead><thead><tr><th>2</th></tr></thead></table>",
        "<dl><dd>no term</dd></dl>", "<dl><dt>t</dt><dd>d</dd><dt>only</dt></dl>",
        "<details><p>no summary</p></details>",
        '<details><summary>s <a href="https://example.org/">l</a></summary><p>p</p></details>',
        '<hr class="ff-break" data-ornament="*  *  *">', '<hr class="ff-break">', "<hr>",
        '<hr class="ff-break" data-ornament="~*~ &amp; ~*~">', '<p class="ff-blank">\u00a0</p>',
        "<pre>\n  two\n    lines</pre>", "<h1>First</h1>", "<pre><code>a  b</code>\n\nc</pre>",
    ]
)  # fmt: skip
lines = element(sorted((LINE_BLOCKS | {"p"}) - {"summary", "caption", "dt"}), inline)
blocks = st.recursive(
    st.one_of(lines, lines, table),
    lambda inner: element(sorted(CONTAINERS), st.one_of(inner, inline)),
    max_leaves=8,
)


def _cleaned(found: list[str]) -> str:
    """Prose of these pieces; an empty table says nothing, and no binder writes it."""
    made = clean("".join(found), "html").prose
    return made if plain_text(made).strip() else ""


prose = st.lists(blocks, max_size=6).map(_cleaned)
chapters = st.builds(
    BookChapter,
    number=st.just(1),
    title=st.one_of(st.just(""), line),
    heading=line,
    prose=prose,
    published=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    summary=prose,
    notes=prose,
    endnotes=prose,
)
labels = st.one_of(
    st.just(BookWords()),
    line.map(
        lambda said: BookWords(language="de", label=said, by=said, series_part=said, posted="")
    ),
)
many = st.lists(line, max_size=3).map(tuple)
books = st.builds(
    Book,
    identifier=st.just("urn:uuid:6f0e2a3c-8e0b-4d0e-9c57-2f5f3f0b6c11"),
    title=line,
    language=st.sampled_from(["en", "zh-Hans", "ar", "und", "pt_BR", "not a language"]),
    published=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    modified=st.just(datetime(2024, 2, 3, tzinfo=UTC)),
    chapters=st.lists(chapters, min_size=1, max_size=3).map(tuple),
    authors=st.lists(line.map(BookPerson), max_size=2).map(tuple),
    url=st.sampled_from(["", "https://archive.example/works/17", "https://é.example/<&>"]),
    tag_address=st.sampled_from(["", "https://archive.example/tags/{name}"]),
    summary=prose,
    notes=prose,
    endnotes=prose,
    rating=st.one_of(st.just(""), line),
    warnings=many,
    categories=many,
    fandoms=many,
    relationships=many,
    characters=many,
    freeforms=many,
    series=st.lists(
        st.builds(
            SeriesPlace, line, st.integers(1, 99), st.sampled_from(["", "https://a.example/s/1"])
        ),
        max_size=2,
    ).map(tuple),
    complete=st.booleans(),
    expected_chapters=st.one_of(st.none(), st.integers(1, 99)),
    labels=labels,
)


def _steps(html: str) -> list[object]:
    """A text as its elements, attributes and words in order; white space between blocks aside.

    `rel` is the cleaner's own, on every link alike.
    """
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{html}").body
    assert body is not None
    steps: list[object] = []
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            text = node.text_content or ""
            if text.strip("\n ") or not (_is_block(node.prev) or _is_block(node.next)):
                steps.append(text)
        elif node.tag != "body":
            attributes = {key: value or "" for key, value in node.attributes.items()}
            attributes.pop("rel", None)
            flags = {key: "" for key in ("open", "reversed") if key in attributes}
            steps.append((node.tag, _depth(node), attributes | flags))
    return steps


def _is_block(node: LexborNode | None) -> bool:
    return node is None or node.tag in CONTAINERS | LINE_BLOCKS | {"p", "hr"}


def _depth(node: LexborNode) -> int:
    depth = 0
    above = node.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    return depth


def _expect_all(document: Document, book: Book) -> None:
    # Random signs may look like text that was encoded twice.
    assert [one for one in document.warnings if one.code != "mojibake"] == []
    assert document.title == book.title
    assert document.language == book.language
    for found, bound in zip(document.chapters, book.chapters, strict=True):
        assert found.title == bound.title
        for name in ("summary", "notes", "endnotes"):
            assert _steps(getattr(found, name)) == _steps(getattr(bound, name)), name
        assert _steps(found.source) == _steps(bound.prose)
    saved = document.saved
    assert saved is not None
    assert saved.site == "fanfold"
    assert saved.authors == tuple(person.name for person in book.authors)
    assert saved.address == book.url
    assert saved.published == book.published
    assert saved.updated == max(book.published, *(one.published for one in book.chapters))
    for name in ("rating", "warnings", "categories", "fandoms", "relationships", "characters",
                 "freeforms", "series", "complete", "expected_chapters"):  # fmt: skip
        assert getattr(saved, name) == getattr(book, name), name
    for name in ("summary", "notes", "endnotes"):
        assert _steps(getattr(saved, name)) == _steps(getattr(book, name)), name


@settings(
    max_examples=30,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
@given(books)
def test_an_epub_comes_back_as_it_was_bound(book: Book) -> None:
    _expect_all(read(bind_epub(book), name="work.epub"), book)


@settings(
    max_examples=30,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
@given(books)
def test_a_page_comes_back_as_it_was_bound(book: Book) -> None:
    _expect_all(read(bind_page(book).encode(), name="work.html"), book)
