"""Which pages are parsed whole: what archives make is, what would keep a parser busy is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from fanfold.formats.saved.bounds import tame

GOLDEN = Path(__file__).parents[4] / "tests" / "golden"
FILES = sorted([*GOLDEN.glob("formats/ao3-*/in.html"), *GOLDEN.glob("saved/*/in.html")])


def depths(html: str) -> Iterator[int]:
    node, depth = LexborHTMLParser(html).root, 0
    while node is not None:
        yield depth
        if node.child is not None:
            node, depth = node.child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None


@pytest.mark.parametrize("path", [pytest.param(path, id=path.parent.name) for path in FILES])
def test_what_an_archive_makes_is_tame(path: Path) -> None:
    assert tame(path.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<blockquote class='x'>",
        "<span><div></span>",
        "<div><table></div></table>",
        "<form><div></form>",
        "<form><marquee><form></form></marquee></form>",
        "<ul><li><div></li><section></div>",
        "<div><!-->",
        '<div a=="><i "></i>',
        "<div title='</div>'>",
        "<div></div\u0130></block\u212auote>",
        "<frameset><title></frameset></title>",
        "<scr<script></script>ipt><div></script>",
        "<svg><![CDATA[</svg><div>]]>",
        "<font color=%d><p>x",
    ],
)
def test_what_nests_without_end_is_refused(unit: str) -> None:
    html = "".join(unit % place if "%" in unit else unit for place in range(20_000))
    assert tame(f"<body>{html}") is None


def test_a_tag_with_hundreds_of_attributes_is_refused() -> None:
    assert tame("<p " + " ".join(f"a{place}" for place in range(200)) + ">") is not None
    assert tame("<p " + " ".join(f"a{place}" for place in range(201)) + ">") is None
    assert tame("<img src='data:" + "A b=" * 10_000 + "'>") is not None


def test_scripts_and_drawings_are_left_out() -> None:
    html = "a<script>if (a < b) '<div>'</script>b<SVG><g/></svg >c<select><option>d</select>e<svg>f"
    assert tame(html) == "abce"


def test_formatting_around_many_paragraphs_is_tame() -> None:
    assert tame("<b><i>" + "<p>One.</p>" * 50_000 + "</i></b>") is not None


_PIECES = [
    *["<div>", "</div>", "<p>", "</p>", "<span>", "</span>", "<table>", "</table>", "<td>"],
    *["</td>", "<li>", "</li>", "<b>", "</b>", "<a x>", "</a>", "<form>", "</form>", "<h2>"],
    *["</h3>", "<button>", "</button>", "<style>", "</style>", "<title>", "</title>", "<ruby>"],
    *["<rt>", "</rt>", "</ruby>", "<object>", "</object>", "<!--", "-->", "<br/>", '"', "=", "x"],
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12), st.integers(1, 400))
def test_no_tame_page_is_deep(pieces: list[str], times: int) -> None:
    page = tame("".join(pieces) * times)
    assert page is None or max(depths(page)) <= 1_010
