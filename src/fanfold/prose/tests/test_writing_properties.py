"""What is promised of writing, for every prose that cleaning can produce."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.prose import SourceFormat, clean, divide, to_markdown, to_text
from fanfold.prose.tests.test_properties import PIECES, plain_sources

# What Markdown, our reader of it, our reader of text and `divide` might take for more than text.
TRAPS = r"""*|_|**|__|~~|~|`|``|```|\|[|](|)|![|](x)|>|&|&amp;amp;|#|+ |- |1. |1) |1989. |---|===
5*3|f*ck|snake_case|a_b_|“Ha!”|!|?|—|ü|日本|https://x.org/a_b*c|@x_|[a]: b|<!-- x|[i]|[/i]|X|V|o
[^1]|[^1]: b|[^a_b]:|0|12|A/N: x|Chapter 2|Note: y|Date: z|Warning|The End|\o/|:-[|>_<
\|\!|\*|\_|\[x]|\- x|\~|\#|\>|<p>\!</p>|<p>\[x]</p>|<p>\- x</p>| {#a .b}|<h2>a {-}</h2>""".replace(
    "\n", "|"
)
MARKUP = """<code>|</code>|<s>|</s>|<strong>|</strong>|<a href='https://ex.org/x_(y)'>
<a href='https://ex.org/?a=1&copy=2'>|<thead><tr><th>|<tr>|<th>|<td>|<p>|</li>|<u>|</u>|<h1>|</h1>
<ol start=98>|<pre><code>|</code></pre>|<p lang=fr>|<details open>|<hr data-ornament='~*~'>
<hr data-ornament='>|'>|&#8232;|&#10;|&#12288;|<ul><li>|<blockquote><p>""".replace("\n", "|")
ALL = [
    *PIECES,
    *TRAPS.split("|"),
    "|",
    "| a | b |",
    "~~~",
    "\u3000",
    "<",
    "\t",
    "> ",
    *MARKUP.split("|"),
]
html_sources = st.lists(st.sampled_from(ALL), max_size=20).map("".join)

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _breaks(prose: str) -> list[str]:
    """The ornaments of all scene breaks outside of lists and tables, which are lines there."""
    found = re.findall(r'<hr class="ff-break"(?: data-ornament="([^"]*)")?>', prose)
    return [" ".join(ornament.split()) or "* * *" for ornament in found]


def _paragraphs(prose: str) -> list[str]:
    """The text of each paragraph and heading, its lines kept, white space and joiners left out."""
    blocks = re.findall(r"<(?:p|h\d)\b[^>]*>(.*?)</(?:p|h\d)>", prose, re.DOTALL)
    texts = (re.sub("<(?!br)[^>]*>|\u2060", "", block) for block in blocks)
    return ["<br>".join("".join(line.split()) for line in text.split("<br>")) for text in texts]


@many
@given(html_sources, st.booleans())
def test_markdown_of_any_prose_reads_back_as_the_same_prose(source: str, guarded: bool) -> None:
    prose = clean(source, "html").prose
    assert clean(to_markdown(prose, guarded=guarded), "markdown").prose == prose


@many
@given(st.one_of(plain_sources, st.text(max_size=80)), st.sampled_from(["text", "markdown"]))
def test_markdown_of_text_and_of_markdown_reads_back_too(source: str, form: SourceFormat) -> None:
    prose = clean(source, form).prose
    assert clean(to_markdown(prose), "markdown").prose == prose


@many
@given(html_sources, st.booleans())
def test_what_was_read_from_text_is_written_and_read_to_the_letter(
    source: str,
    guarded: bool,
) -> None:
    read = clean(to_text(clean(source, "html").prose, guarded=guarded), "text").prose
    assert clean(to_text(read, guarded=guarded), "text").prose == read


@many
@given(html_sources)
def test_text_keeps_paragraphs_lines_breaks_and_blank_lines(source: str) -> None:
    prose = clean(source, "html").prose
    if re.search(r"<(?:ul|ol|dl|table|blockquote|details|q|ruby|pre)\b", prose):
        return
    read = clean(to_text(prose), "text").prose
    assert _paragraphs(read) == _paragraphs(prose)
    assert _breaks(read) == _breaks(prose)
    if prose.count("ff-blank") < 3:
        assert read.count("ff-blank") == prose.count("ff-blank")


@many
@given(html_sources)
def test_guarded_writing_is_one_chapter_with_nothing_taken_out(source: str) -> None:
    prose = clean(source, "html").prose
    for form, heading, body in (
        ("markdown", "# Chapter 1\n\n---\n\n", to_markdown(prose, guarded=True)),
        ("text", "Chapter 1\n=========\n\n", to_text(prose, guarded=True)),
    ):
        source_format: SourceFormat = "markdown" if form == "markdown" else "text"
        chapters = divide(heading + body, source_format).chapters
        assert len(chapters) == 1
        part = chapters[0]
        assert (part.title, part.notes, part.endnotes, part.summary) == ("", "", "", "")
        assert clean(part.source, source_format).prose == clean(body, source_format).prose


@pytest.mark.parametrize("piece", ["<blockquote>", "<ul><li>", "<b>", "<details>", "<ol><li>x<p>"])
def test_prose_as_deep_as_cleaning_lets_it_be_is_written(piece: str) -> None:
    prose = clean(piece * 300 + "deep", "html").prose
    assert clean(to_markdown(prose), "markdown").prose == prose
    assert "deep" in to_text(prose)


@pytest.mark.parametrize("write", [to_markdown, to_text])
@pytest.mark.parametrize(
    "piece",
    ["<blockquote>", "<i>", "a* ", "_b", "`", "[", "[a]: ", "](", "&lt;b ", "~~", "\\", "<li>"],
)
def test_what_never_came_from_cleaning_is_written_in_bounded_time(
    write: Callable[[str], str], piece: str
) -> None:
    assert "end" in write(f"<p>{piece * 20_000}end</p>")
