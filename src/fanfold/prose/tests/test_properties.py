"""What holds for every text: cleaning twice is once, no word is lost, nothing forbidden stays."""

import re
from collections import Counter

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.prose import CODES, SourceFormat, clean, count_words, divide, plain_text
from fanfold.prose.vocabulary import CLASSES, ELEMENTS

MARKUP = [
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "<b>",
    "</b>",
    "<br>",
    "<br><br>",
    "<hr>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol>",
    "<dl><dt>",
    "<dd>",
    "</dl>",
    "<div~align=center>",
    "</div>",
    "<center>",
    "</center>",
    "<a~href='#x'>",
    "</a>",
    "<a~name=x>",
    "<sup~id=x>",
    "</sup>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<table><tr><td>",
    "</table>",
    "<caption>",
    "<blockquote>",
    "</blockquote>",
    "<p>&nbsp;</p>",
    "<p~align=right>",
    "<i>",
    "</i>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<span~lang=fr>",
    "</span>",
    "<details>",
    "<summary>",
    "</details>",
    "<font~color=red>",
    "</font>",
    "<q>",
    "</q>",
    "<svg>",
    "</svg>",
    "<!--",
    "-->",
    "<",
    "&lt;",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<select><option>",
    "<textarea>",
    "</textarea>",
    "<form>",
    "<p~class=ff-blank>",
    "<xmp>",
    "</xmp>",
    "<math><mi>",
    "<template>",
    "</template>",
    "<title>",
    "</title>",
    "<span~style='font-style:italic'>",
    "<odd>",
    "***",
    "~*~",
]
PIECES = [piece.replace("~", " ") if piece != "~*~" else piece for piece in MARKUP]
PIECES += ["word", "Two words.", "\n", "\n\n", "\n\n\n\n", " ", "  ", "\u00a0"]
html_sources = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
plain_sources = st.lists(
    st.sampled_from(
        ["word", "Two words.", "\n", "\n\n", "\n\n\n", "***", "  ", " ", "<b>", "&amp;", "\t", "# ",
         "- ", "> ", "*a*", "---", "1. ", "1989. ", "`", "```", "\u3000", "A/N: hi", "Chapter 1"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
LINES = """Chapter 1|Chapter 2: The Sea|CHAPTER THREE|Prologue|Epilogue|1.|2.|3.|IV.|Part One
Title: The Sea|Author: Ada|Summary: It is wet|Rating: PG|A/N: thanks all|[A/N: hi there]
(Author's note: one|and two)|Author's Notes:|***|~*~|The Storm|He went out.|“No,” she said.
by Ada|Disclaimer: not mine|Notes:|The End|This is a fic about rain.|Warning: rain|第一章
作者注：你好|Note: x
RATING: T - wet  WORDS: 3|         and cold|TITLE: x AUTHOR: y|Remember: y
Kapitel 2|unter dem Meer|Tags: a""".replace("\n", "|").split("|")
manuscripts = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\n\n", "\r\n\r\n"])),
    max_size=14,
).map(lambda pairs: "".join(line + end for line, end in pairs))
pages = st.lists(
    st.tuples(
        st.sampled_from(LINES),
        st.sampled_from(
            ["<p>{}</p>", "<p><b>{}</b></p>", "<h2>{}</h2>", "{}<br>", "<p align=center>{}</p>",
             "<h1>{}</h1>", "{}<br><br>", "<blockquote>{}</blockquote>", "<ul><li>{}</ul>"]
        ),
    ),
    max_size=12,
).map(lambda pairs: "".join(form.format(line) for line, form in pairs))  # fmt: skip

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _words(text: str) -> Counter[str]:
    return Counter(regex.findall(r"[\p{L}\p{M}\p{Nd}]+", text.lower()))


def _visible(prose: str) -> str:
    ornaments = re.findall(r'data-ornament="([^"]*)"', prose)
    return " ".join([plain_text(prose), *ornaments])


@many
@given(html_sources)
def test_cleaning_html_twice_is_cleaning_once(source: str) -> None:
    prose = clean(source, "html").prose
    assert clean(prose, "html").prose == prose


@many
@given(plain_sources, st.sampled_from(["text", "markdown"]))
def test_prose_of_text_and_markdown_is_clean_html(source: str, form: SourceFormat) -> None:
    prose = clean(source, form).prose
    assert clean(prose, "html").prose == prose


@many
@given(st.text(max_size=200))
def test_every_character_of_a_text_survives_but_white_space(source: str) -> None:
    shown = regex.sub(r"[\x00-\x1f\x7f\ufeff\ufffe\uffff\u200b\u2060]", "", source)
    shown = regex.sub(r"[\ud800-\udfff]", "\ufffd", shown)
    prose = clean(source, "text").prose
    ornaments = "".join(_unescaped(o) for o in re.findall(r'data-ornament="([^"]*)"', prose))
    kept = Counter(plain_text(prose) + ornaments)
    for sign in "".join(shown.split()):
        kept[sign] -= 1
    assert all(count >= 0 for sign, count in kept.items() if not sign.isspace())


def _unescaped(text: str) -> str:
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text


nested_lines = st.lists(
    st.tuples(
        st.integers(0, 120),
        st.lists(st.sampled_from(["> ", "- ", "* ", "1. ", "+ ", ">"]), max_size=60),
    ),
    min_size=1,
    max_size=12,
)


@many
@given(nested_lines)
def test_no_word_of_markdown_is_too_deep_to_be_read(lines: list[tuple[int, list[str]]]) -> None:
    source = "\n".join(
        f"{' ' * indent}{''.join(marks)}wordnumber{place}."
        for place, (indent, marks) in enumerate(lines)
    )
    text = plain_text(clean(f"{source}\n\nThe end.", "markdown").prose)
    assert all(f"wordnumber{place}." in text for place in range(len(lines)))
    assert text.endswith("The end.")


@many
@given(html_sources)
def test_prose_holds_only_the_closed_list(source: str) -> None:
    prose = clean(source, "html").prose
    assert set(re.findall(r"<([a-z0-9]+)", prose)) <= ELEMENTS
    for names in re.findall(r' class="([^"]*)"', prose):
        assert set(names.split()) <= set(CLASSES)
    assert not re.search(r"<[^>]*\s(?:style|on\w+|src)=", prose)


@many
@given(manuscripts)
def test_dividing_a_text_loses_no_word_and_cuts_exact_slices(source: str) -> None:
    manuscript = divide(source, "text")
    assert _words(source) == _words(_everything(source, "text"))
    assert all(part.source in source for part in manuscript.chapters)


@many
@given(pages)
def test_dividing_a_page_loses_no_word(source: str) -> None:
    whole = _visible(clean(source, "html").prose)
    assert _words(whole) == _words(_everything(source, "html"))


def _everything(source: str, form: SourceFormat) -> str:
    manuscript = divide(source, form)
    out = [*manuscript.headers.values(), plain_text(manuscript.notes)]
    for part in manuscript.chapters:
        text = part.source if form == "text" else _visible(clean(part.source, form).prose)
        out += [part.title, text]
        out += [plain_text(html) for html in (part.notes, part.endnotes, part.summary)]
    out += [str(finding.values.get("label", "")) for finding in manuscript.applied]
    for finding in [*manuscript.applied, *manuscript.questions]:
        CODES[finding.code].format(**finding.values)
        assert len(str(finding.values.get("text", ""))) <= 120
    return "\n".join(out)


@many
@given(html_sources)
def test_words_are_never_negative_and_add_up_over_paragraphs(source: str) -> None:
    prose = clean(source, "html").prose
    assert count_words(prose) == sum(count_words(block) for block in prose.split("\n"))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_nothing_gives_nothing(form: SourceFormat) -> None:
    assert clean("", form).prose == ""
    assert divide(" \n", form).chapters == ()
