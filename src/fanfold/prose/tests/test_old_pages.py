"""What old pages and word processors leave behind is read in linear time, and said."""

import time

import pytest

from fanfold.prose import SourceFormat, clean, divide

WORD_ITEM = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1."


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>x</td></tr></table>" * 10_000,
        "<pre>" * 50_000 + "x",
        "<pre>" + "<b>" * 100_000,
        WORD_ITEM * 10_000,
        ("<p " + "mso-list:l0 level1 " * 25) * 2_000,
        "<lj user=" * 50_000,
        "<cut text=x>" * 50_000,
        "<style>" * 30_000 + "<p class=a>x",
        "<style>" + "/* " * 60_000 + "</style><p class=a>x",
        "<style>" + "a," * 90_000 + "{text-align:center}</style><p class=a>x",
        "<div class=message>" * 30_000 + "x",
        "[list]" * 20_000 + "[*]" * 20_000 + "[/list]" * 20_000,
        "".join(f"<p><a href=#f{n} name=r{n}>{n}</a></p>" for n in range(5_000))
        + "".join(f"<p id=f{n}><a href=#r{n}>{n}</a> x</p>" for n in range(5_000)),
        "=20\n" * 50_000,
        "    x\n" * 50_000,
    ],
    ids=lambda source: repr(source[:16]),
)
@pytest.mark.parametrize("form", ["text", "html"])
def test_time_is_bounded(source: str, form: SourceFormat) -> None:
    began = time.process_time()
    clean(source, form)
    divide(source, form)
    # Generous for a busy machine; anything quadratic would take minutes.
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("source", "form", "code", "count"),
    [
        ("<table><tr><td>a</td></tr></table>", "html", "table_dissolved", 1),
        ("caf=C3=A9 =20\nb=\nc", "text", "quoted_printable", 4),
        ("<p>&nbsp;&nbsp;a</p><p>&nbsp;&nbsp;b</p>", "html", "indents_dropped", 2),
        ("<lj-cut text=x>a</lj-cut>", "html", "markup_dropped", 2),
    ],
)
def test_what_was_done_is_said(source: str, form: SourceFormat, code: str, count: int) -> None:
    done = {finding.code: finding.values["count"] for finding in clean(source, form).done}
    assert done[code] == count


def test_no_table_of_data_is_dissolved() -> None:
    prose = clean("<table><tr><td>a</td><td>b</td></tr></table>", "html").prose
    assert prose.startswith("<table>")


@pytest.mark.parametrize("kind", ["a", "A", "i", "I"])
def test_a_list_keeps_its_letters(kind: str) -> None:
    assert f'<ol type="{kind}">' in clean(f"<ol type={kind}><li>x</ol>", "html").prose


@pytest.mark.parametrize("kind", ["1", "disc", "javascript:", "aa"])
def test_any_other_kind_of_list_is_numbered(kind: str) -> None:
    assert clean(f'<ol type="{kind}"><li>x</ol>', "html").prose == "<ol>\n<li>x</li>\n</ol>"
