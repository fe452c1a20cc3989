"""Comparing two proses: nothing is lost on the way, and what is shown is both of them."""

import random
import re
import time
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.prose import Stretch, Summary, clean, compare, count_words, show
from fanfold.prose.comparing.aligning import align
from fanfold.prose.comparing.units import split, tokens
from fanfold.prose.comparing.wording import apply_edits, edits
from fanfold.prose.safety import secure_comparison
from fanfold.prose.tree import parse_body, walk

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

SENTENCES = """The rain fell on the harbour and nobody minded it at all.|“No,” she said.|“Yes.”
He went out to the boats, and then he came back again.|It was <em>very</em> late by then.
The <b>old <i>cat</i></b> slept under the stove.|One two three.|昨天他去了北京的大学。|Ooh!
A <a href="https://example.org/a?b=1&amp;c=2">link</a> &amp; a &lt;tag&gt;.|One<br>and two<br>end
<ruby>漢<rt>かん</rt></ruby>字|<span class="ff-smallcaps">Small</span> caps and <del>struck</del>
They had been walking since the morning, and the road had not become any shorter for it.
Nobody in the village could say when the bells had last been rung, or by whom.""".replace(
    "\n", "|"
).split("|")
HOLDERS = ["{}", "<blockquote>{}</blockquote>", "<ul><li>{}</li></ul>", "<h2>{}</h2>",
           "<table><tr><td>{}</td><td>x</td></tr></table>",
           "<details><summary>s</summary>{}</details>",
           "<p class=ff-center>{}</p>", "<pre>{}</pre>", "<dl><dt>t<dd>{}</dl>",
           "<ol><li>{}<ul><li>in</ul></ol>"]  # fmt: skip
blocks = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(
        lambda parts: f"<p>{' '.join(parts)}</p>"
    ),
    st.tuples(st.sampled_from(HOLDERS), st.sampled_from(SENTENCES)).map(
        lambda pair: pair[0].format(pair[1])
    ),
    st.sampled_from(["<hr>", "<p>* * *</p>", "<p class=ff-blank></p>", "<p>~*~</p>"]),
)
proses = st.lists(blocks, max_size=8).map(lambda parts: clean("\n".join(parts), "html").prose)


@st.composite
def _revised(draw: st.DrawFn) -> tuple[str, str]:
    """Two proses of which the second is the first with paragraphs moved, cut, doubled, edited."""
    parts = draw(st.lists(blocks, min_size=1, max_size=8))
    before = clean("\n".join(parts), "html").prose
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["move", "cut", "new", "word", "join"])):
            case "move":
                parts.insert(draw(st.integers(0, len(parts) - 1)), parts.pop(place))
            case "cut" if len(parts) > 1:
                del parts[place]
            case "new":
                parts.insert(place, draw(blocks))
            case "word":
                words = parts[place].split(" ")
                words.insert(draw(st.integers(0, len(words))), "<i>newly</i> put")
                parts[place] = " ".join(words)
            case "join" if place:
                parts[place - 1 : place + 1] = [parts[place - 1][:-4] + " " + parts[place]]
    return before, clean("\n".join(parts), "html").prose


pairs = st.one_of(_revised(), st.tuples(proses, proses))


def _letters(html: str, *, without: str = "nothing") -> Counter[str]:
    """The characters of a comparison but white space, ¶ and ↵, without one kind of our marks."""
    body = parse_body(html)
    out: Counter[str] = Counter()
    for node in walk(body) if body is not None else ():
        if not node.is_text_node:
            continue
        holder, ours = node.parent, ""
        while holder is not None and not ours:
            name = holder.attributes.get("class") or "" if holder.is_element_node else ""
            ours = {"ff-gone": "del", "ff-left": "del", "ff-new": "ins"}.get(name, "")
            if name == "ff-came" and without == "ins":
                ours = "ins"
            holder = holder.parent
        if ours != without:
            out.update(c for c in node.text_content or "" if not c.isspace() and c not in "¶↵")
    return out


def _shown(a: str, b: str) -> str:
    return "\n".join(stretch.html for stretch in show(compare(a, b), a))


@many
@given(pairs)
def test_a_comparison_applied_to_the_first_gives_the_second(pair: tuple[str, str]) -> None:
    a, b = pair
    assert compare(a, b).apply(a) == b
    assert compare(b, a).apply(b) == a


@many
@given(st.text("<>p/&; \n\"'ab“é漢", max_size=40), st.text("<>p/&; \n\"'ab“é漢", max_size=40))
def test_that_holds_for_texts_that_are_no_prose(a: str, b: str) -> None:
    assert compare(a, b).apply(a) == b


@many
@given(pairs)
def test_what_is_shown_is_the_second_and_all_of_the_first(pair: tuple[str, str]) -> None:
    a, b = pair
    shown = _shown(a, b)
    assert _letters(shown, without="del") == _letters(b)
    assert _letters(shown, without="ins") == _letters(a)


@many
@given(pairs)
def test_what_is_shown_is_markup_that_no_parser_mends(pair: tuple[str, str]) -> None:
    a, b = pair
    shown = _shown(a, b)
    assert secure_comparison(shown) == shown
    # The new prose's paragraphs are all there, in order and whole.
    plain = re.sub(r'<del class="ff-(?:gone|left)">.*?</del>', "", shown, flags=re.DOTALL)
    texts = [" ".join(unit.text.split()) for unit in split(plain) if unit.text.strip()]
    for unit in split(b):
        if wanted := " ".join(unit.text.split()):
            assert wanted in [text.replace("¶", "") for text in texts]


@many
@given(pairs)
def test_the_sums_agree_with_the_texts(pair: tuple[str, str]) -> None:
    a, b = pair
    summary = compare(a, b).summary
    assert summary.is_same == (a == b)
    assert summary.words_more == count_words(b) - count_words(a)
    if a == b:
        assert not any([summary.changed, summary.new, summary.gone, summary.moved])


@many
@given(pairs)
def test_what_is_counted_is_marked_and_nothing_else(pair: tuple[str, str]) -> None:
    a, b = pair
    comparison = compare(a, b)
    numbers = {**asdict(comparison.summary), "words_more": 0, "is_same": 0}
    stretches = show(comparison, a)
    assert any(numbers.values()) == ("ff-was-" in "".join(one.html for one in stretches))
    assert all("ff-was-" not in one.html for one in stretches if one.unchanged)


@many
@given(pairs)
def test_what_is_not_counted_is_seen_by_nobody(pair: tuple[str, str]) -> None:
    a, b = pair
    summary = compare(a, b).summary
    if not any({**asdict(summary), "is_same": 0}.values()):
        read = [[unit.html for unit in split(prose) if unit.is_paragraph] for prose in pair]
        assert read[0] == read[1]


@many
@given(pairs)
def test_units_and_tokens_joined_are_the_prose(pair: tuple[str, str]) -> None:
    for prose in pair:
        units = split(prose)
        assert "".join(unit.html for unit in units) == f"{prose}\n"
        assert all("".join(tokens(unit.html)) == unit.html for unit in units)


@many
@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
def test_aligned_spans_are_equal_and_in_order(a: list[int], b: list[int]) -> None:
    end_a = end_b = 0
    for i, j, length in align(a, b):
        assert a[i : i + length] == b[j : j + length]
        assert i >= end_a
        assert j >= end_b
        end_a, end_b = i + length, j + length


token_rows = st.lists(st.sampled_from(["a", " ", "b", "<i>", "</i>", ",", "c"]), max_size=30)


@many
@given(token_rows, token_rows)
def test_edits_make_the_second_row_of_the_first(a: list[str], b: list[str]) -> None:
    assert apply_edits(edits(a, b), a) == b


def test_equal_proses_are_one_step() -> None:
    prose = clean("<p>One.</p><p>Two.</p>", "html").prose
    comparison = compare(prose, prose)
    assert len(comparison.steps) == 1
    assert show(comparison, prose) == [Stretch(prose)]


def test_a_comparison_says_no_to_another_text() -> None:
    with pytest.raises(ValueError, match="not the prose"):
        compare("<p>a</p>", "<p>b</p>").apply("<p>a</p><p>c</p>")


def test_a_wall_of_text_that_was_parted_or_joined_is_the_same_words() -> None:
    words = [f"word{number}" for number in range(400)]
    wall = f"<p>{' '.join(words)}</p>"
    parted = "\n".join(f"<p>{' '.join(words[n : n + 20])}</p>" for n in range(0, 400, 20))
    for a, b in ((wall, parted), (parted, wall)):
        assert compare(a, b).summary == Summary(changed=1, is_same=False)


@pytest.mark.parametrize("turned", [False, True], ids=["joined", "parted"])
def test_a_hundred_thousand_words_are_joined_and_parted_in_seconds(turned: bool) -> None:
    chance = random.Random(11)
    words = [f"{chance.choice('bcdfgklmnprst')}{chance.randrange(3_000)}" for _ in range(100_000)]
    rows = [" ".join(words[n : n + 40]) for n in range(0, len(words), 40)]
    pair = "\n".join(f"<p>{row}</p>" for row in rows), f"<p>{' '.join(rows)}</p>"
    a, b = pair[::-1] if turned else pair
    began = time.process_time()
    summary = compare(a, b).summary
    assert time.process_time() - began < 10  # It takes 1 s; anything quadratic would take minutes.
    assert summary == Summary(changed=1, is_same=False)


def test_a_copy_of_a_paragraph_is_no_part_of_it() -> None:
    one = "<p>The ferry left at six, as it had every morning since the war began.</p>"
    other = one.replace("six", "seven")
    summary = compare(one, f"{other}\n{other}").summary
    assert (summary.changed, summary.new) == (1, 1)


def test_a_part_of_a_long_paragraph_that_alone_was_left_is_that_paragraph() -> None:
    words = [f"word{number}" for number in range(100)]
    before, after = (f"<p>{' '.join(row)}</p>" for row in (words, words[40:60]))
    summary = compare(before, after).summary
    assert (summary.changed, summary.new, summary.gone, summary.words_more) == (1, 0, 0, -80)


@pytest.mark.parametrize(
    ("before", "after"),
    [("cafe\u0301", "caf\u00e9"), ("10\u00a0h", "10 h"), ("10\u202fh", "10\u00a0h"),
     ("to\u00adday", "today"), ("to\u200bday", "today"), ("\ufeffto day", "to day"),
     ("of\u200cfice", "office"), ("well\u2011known", "well-known"), ("a.\u200e", "a."),
     ("\u1112\u1161\u11ab", "\ud55c")],
)  # fmt: skip
def test_what_looks_alike_is_said_to_look_alike(before: str, after: str) -> None:
    a, b = f"<p>It is {before}.</p>", f"<p>It is {after}.</p>"
    comparison = compare(a, b)
    assert comparison.apply(a) == b
    assert replace(comparison.summary, words_more=0) == Summary(alike=1, is_same=False)
    shown = _shown(a, b)
    assert "ff-was-alike" in shown
    assert "<del" not in shown
    assert "<ins" not in shown


@pytest.mark.parametrize(
    ("before", "after"),
    [('"No"', "“No”"), ("don't", "don’t"), ("10 h", "10h"), ("–", "—"),
     ("می\u200cخواهم", "میخواهم"), ("e\u0301", "e")],
)  # fmt: skip
def test_what_looks_different_is_changed(before: str, after: str) -> None:
    assert compare(f"<p>It is {before}.</p>", f"<p>It is {after}.</p>").summary.changed == 1


def test_long_unchanged_stretches_stand_apart_with_two_paragraphs_around_a_change() -> None:
    rows = [f"<p>This is paragraph number {number} of them.</p>" for number in range(20)]
    a = "\n".join(rows)
    rows[10] = "<p>This is a paragraph without a number.</p>"
    stretches = show(compare(a, "\n".join(rows)), a)
    assert [one.unchanged for one in stretches] == [8, 0, 7]
    assert "number 8 " in stretches[1].html
    assert "number 12 " in stretches[1].html
    assert "\n".join(one.html for one in stretches).count("<p>") == 20


def test_a_list_is_not_parted_between_its_items() -> None:
    a = f"<ul>{''.join(f'<li>item {number} of the list</li>' for number in range(20))}</ul>"
    stretches = show(compare(a, a.replace("item 9 ", "item nine ")), a)
    assert [one.unchanged for one in stretches] == [0]


def test_a_link_that_leads_elsewhere_is_marked() -> None:
    before, after = (
        clean(f'<p>Go <a href="https://example.org/{place}">here</a>.</p>', "html").prose
        for place in "ab"
    )
    assert '<span class="ff-restyled">here</span></a>' in _shown(before, after)


def test_what_an_author_strikes_herself_is_no_change_of_ours() -> None:
    prose = clean("<p><del class='ff-gone'>No</del> <ins class='ff-new'>yes</ins>.</p>", "html")
    assert prose.prose == "<p><del>No</del> <ins>yes</ins>.</p>"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("<p>x</p>\n" * 30_000, "<p>y</p>\n" * 30_000),
        ("<p>a b c d e</p>\n" * 10_000, "<p>a b c d f</p>\n" * 10_000),
        ("".join(f"<p>a{n} b{n} c{n} d{n}</p>" for n in range(10_000)),
         "".join(f"<p>a{n} b{n} c{n} e{n}</p>" for n in reversed(range(10_000)))),
        ("<p>" + "a " * 200_000 + "</p>", "<p>" + "b a " * 50_000 + "</p>"),
        ("<p>" + " ".join(f"w{n % 977}" for n in range(80_000)) + "</p>",
         "<p>" + " ".join(f"w{n * 7 % 983}" for n in range(80_000)) + "</p>"),
        ("<p>" + " ".join(f"w{n}" for n in range(50_000)) + "</p>",
         "".join(f"<p>w{n} w{n + 1} w{n + 2} w{n + 3} w{n + 4}</p>" for n in range(0, 50_000, 5))),
        ("<blockquote>" * 5_000 + "x", "<blockquote>" * 4_000 + "y"),
        ("<li>" * 50_000, "</li>" * 50_000),
        ("<p>" + "<i>" * 50_000, "<p>" + "<b>" * 50_000),
        ("<" * 200_000, "&" * 200_000),
        ("<p " + 'a="' * 200_000, "x"),
    ],
    ids=range(11),
)  # fmt: skip
def test_time_is_bounded(a: str, b: str) -> None:
    began = time.process_time()
    comparison = compare(a, b)
    assert comparison.apply(a) == b
    show(comparison, a)
    # CPU, so that a busy machine does not count; anything quadratic would take minutes.
    assert time.process_time() - began < 20
