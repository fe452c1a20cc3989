"""A forum's marks: pairs become markup, everything else stays text, and time stays linear."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose import clean
from fanfold.prose.bbcode import bbcode_to_html

NAMES = ["b", "i", "quote", "center", "size"]
MARKS = [f"[{mark}]" for name in NAMES for mark in (name, f"/{name}", f"{name}=Ana")]
PIECES = st.sampled_from([*MARKS, "word", " ", "\n\n", "<i>", "</i>", "<p>", "[", "]", "***"])


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["html", "text", "markdown"]))
def test_cleaning_marks_twice_is_cleaning_them_once(source: str, source_format: str) -> None:
    prose = clean(source, source_format).prose  # type: ignore[arg-type]
    assert clean(prose, "html").prose == prose


def test_what_was_done_is_told() -> None:
    done = {finding.code: finding.values for finding in clean("[b]a[/b] [i]b[/i]", "html").done}
    assert done["bbcode_as_markup"] == {"count": 2}


@pytest.mark.parametrize("text", ["[s]he", "[b] and [b]", "[/i]", "a [note]b[/note]", "[b ]x[/b]"])
def test_what_is_no_pair_is_text(text: str) -> None:
    assert bbcode_to_html(text, Counter()) == text


@pytest.mark.parametrize("unit", ["[b]", "[/b]", "[b=", "[quote=a]", "[b][i]"])
def test_a_hundred_thousand_marks_without_a_partner_stay_text(unit: str) -> None:
    source = unit * 100_000
    assert bbcode_to_html(source, Counter()) == source


def test_a_hundred_thousand_pairs_become_markup() -> None:
    source = "[b]x[/b]" * 100_000
    assert bbcode_to_html(source, Counter()) == "<b>x</b>" * 100_000


def test_marks_in_each_other_are_paired_from_the_inside() -> None:
    source = "[b]" * 50_000 + "x" + "[/b]" * 50_000
    assert bbcode_to_html(source, Counter()) == "<b>" * 50_000 + "x" + "</b>" * 50_000
