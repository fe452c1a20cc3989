"""Passages are found again in a later revision, or it is said that they are gone."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.prose import Passage, clean, find_passage, mark_passage, reading_text
from fanfold.prose.comparing.following import ReadingText, kept_runs

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

FERRY = "<p>The ferry left at six, as it had every morning since the war, and Ilse stood there.</p>"
COAT = "<p>“You will want a <em>coat</em>,” said the purser, who had been kind to her once.</p>"
FOG = "<p>She wanted the island to come up out of the fog the way it used to, roofs first.</p>"
NEW = "<p>Below, somebody was playing a harmonica badly, with feeling.</p>"


def _prose(*paragraphs: str) -> str:
    return clean("\n".join(paragraphs), "html").prose


def _passage(prose: str, words: str) -> Passage:
    start = reading_text(prose).index(words)
    return mark_passage(prose, start, start + len(words))


def _found(words: str, before: str, after: str, *, remembered: bool = True) -> tuple[str, str]:
    place = find_passage(_passage(before, words), after, before=before if remembered else "")
    return ("gone", "") if place is None else (
        place.how, reading_text(after)[place.start : place.end]
    )  # fmt: skip


def test_the_same_revision_gives_the_same_place() -> None:
    prose = _prose(FERRY, COAT, FOG)
    assert _found("kind to her", prose, prose) == ("exact", "kind to her")


def test_a_passage_is_found_behind_a_new_paragraph() -> None:
    before, after = _prose(FERRY, COAT), _prose(NEW, FERRY, COAT)
    assert _found("kind to her", before, after) == ("exact", "kind to her")
    assert _found("kind to her", before, after, remembered=False) == ("exact", "kind to her")


def test_a_passage_goes_with_its_paragraph() -> None:
    before, after = _prose(FERRY, COAT, FOG), _prose(FOG, FERRY, COAT)
    assert _found("out of the fog", before, after) == ("exact", "out of the fog")


def test_a_passage_is_followed_into_its_new_wording() -> None:
    before = _prose(FERRY, COAT, FOG)
    after = _prose(FERRY, COAT, FOG.replace("come up out of the fog", "rise out of the white fog"))
    assert _found("island to come up out of the fog the way", before, after) == (
        "changed", "island to rise out of the white fog the way",
    )  # fmt: skip


def test_without_the_old_prose_a_changed_passage_is_likely() -> None:
    before, after = _prose(FERRY, FOG), _prose(FOG.replace("come up", "rise"), FERRY)
    how, words = _found("the island to come up out of the fog", before, after, remembered=False)
    assert how == "likely"
    assert "out of the fog" in words


def test_a_passage_that_was_cut_is_said_to_be_gone() -> None:
    assert _found("want a coat", _prose(FERRY, COAT, FOG), _prose(FERRY, FOG)) == ("gone", "")
    assert _found("want a coat", _prose(FERRY, COAT), "") == ("gone", "")


def test_a_short_word_is_not_found_in_a_strange_place() -> None:
    before, after = _prose(FERRY, "<p>“Her,” he said.</p>"), _prose(FERRY, COAT)
    assert _found("Her", before, after) == ("gone", "")
    before, after = _prose("<p>Nobody saw her go.</p>"), _prose(COAT)
    assert _found("her", before, after) == ("gone", "")


def test_other_words_of_the_old_text_are_not_the_passage() -> None:
    before = _prose(
        "<p>She said yes to the first of them.</p>", FERRY, "<p>She said yes again.</p>"
    )
    after = _prose("<p>She said yes to the first of them.</p>", FERRY)
    start = reading_text(before).rindex("She said yes")
    passage = mark_passage(before, start, start + len("She said yes"))
    assert find_passage(passage, after, before=before) is None


def test_of_equal_words_the_right_ones_are_found() -> None:
    yes = "<p>“Yes.”</p>"
    before, after = _prose(yes, FERRY, yes, COAT, yes), _prose(NEW, yes, FERRY, yes, COAT, yes)
    second = reading_text(before).index("Yes", 5)
    place = find_passage(mark_passage(before, second, second + 3), after, before=before)
    assert place is not None
    assert place.start == reading_text(after).index("Yes", reading_text(after).index("Ilse"))


def test_markup_and_breaks_are_no_part_of_the_text() -> None:
    prose = _prose("<p>One <b>two</b><br>three &amp; four</p>", "<hr>", "<ul><li>five</ul>", FERRY)
    assert reading_text(prose).startswith("One two\nthree & four\nfive\nThe ferry")
    assert _found("two\nthree & four\nfive", prose, _prose(NEW, prose))[0] == "exact"


def test_emphasis_put_on_does_not_lose_a_passage() -> None:
    before, after = _prose(COAT), _prose(COAT.replace("kind", "<i>kind</i>"))
    assert _found("been kind to", before, after) == ("exact", "been kind to")


def test_selectors_go_out_and_come_in() -> None:
    passage = _passage(_prose(FERRY, COAT), "kind to her")
    assert Passage.from_selectors(passage.as_selectors()) == passage
    assert len(passage.prefix) <= 32


@pytest.mark.parametrize(
    "selectors",
    [
        [],
        [{"type": "TextQuoteSelector", "exact": "x"}],
        [{"type": "TextQuoteSelector", "exact": ""},
         {"type": "TextPositionSelector", "start": 0, "end": 1}],
        [{"type": "TextQuoteSelector", "exact": "x"},
         {"type": "TextPositionSelector", "start": 5, "end": 2}],
        [{"type": "TextQuoteSelector", "exact": "x"},
         {"type": "TextPositionSelector", "start": "a", "end": None}],
    ],
)  # fmt: skip
def test_selectors_that_say_nothing_are_refused(selectors: list[dict[str, str | int]]) -> None:
    with pytest.raises(ValueError, match="passage"):
        Passage.from_selectors(selectors)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 10_000)])
def test_nothing_outside_of_the_text_is_a_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is no passage"):
        mark_passage(_prose(FERRY), start, end)


WORDS = [
    "rain",
    "harbour",
    "boat,",
    "again",
    "“yes,”",
    "lantern",
    "morning",
    "the",
    "a",
    "and",
    "of",
    "it",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)


@st.composite
def _revisions(draw: st.DrawFn) -> tuple[list[str], list[str], int]:
    """Paragraphs, the same with some cut, edited or new around one that stays, and its index."""
    before = draw(st.lists(sentences, min_size=1, max_size=8))
    kept = draw(st.integers(0, len(before) - 1))
    after: list[str] = []
    for index, paragraph in enumerate(before):
        if index == kept:
            after.append(f"KEPT{paragraph}")
            continue
        match draw(st.sampled_from(["same", "cut", "edit", "new"])):
            case "same":
                after.append(paragraph)
            case "edit":
                after.append(paragraph + draw(sentences))
            case "new":
                after += [draw(sentences), paragraph]
    return before, after, kept


@many
@given(_revisions(), st.data())
def test_a_passage_of_an_unchanged_paragraph_is_always_found(
    revisions: tuple[list[str], list[str], int], data: st.DataObject
) -> None:
    paragraphs, changed, kept = revisions
    paragraph = paragraphs[kept] + " and so it stayed for good"
    paragraphs[kept] = paragraph
    after = _prose(*(f"<p>{paragraph if one.startswith('KEPT') else one}</p>" for one in changed))
    before = _prose(*(f"<p>{one}</p>" for one in paragraphs))
    offset = len("\n".join(paragraphs[:kept])) + (kept > 0)
    start = data.draw(st.integers(0, len(paragraph) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph)))
    passage = mark_passage(before, offset + start, offset + end)
    place = find_passage(passage, after, before=before)
    assert place is not None
    assert place.how == "exact"
    text = reading_text(after)
    assert text[place.start : place.end] == passage.exact
    # And it is that paragraph, not the same words elsewhere.
    assert text[place.start - start :].startswith(paragraph)


@many
@given(_revisions())
def test_kept_runs_say_the_same_in_both(revisions: tuple[list[str], list[str], int]) -> None:
    a, b = (_prose(*(f"<p>{one}</p>" for one in row)) for row in revisions[:2])
    text_a, text_b = reading_text(a), reading_text(b)
    end = 0
    for run in kept_runs(ReadingText(a), ReadingText(b)):
        assert text_a[run.a : run.a + run.length] == text_b[run.b : run.b + run.length]
        assert run.a >= end
        end = run.a + run.length
    reading = ReadingText(a)
    assert all(text_a[start:].startswith(unit.text) for start, unit in reading.paragraphs())


@pytest.mark.parametrize(
    ("quote", "text"),
    [("a b c " * 150, "a c b " * 60_000), ("x" * 900, "xy" * 200_000), ("he", "he " * 300_000)],
    ids=range(3),
)
def test_time_is_bounded(quote: str, text: str) -> None:
    began = time.process_time()
    find_passage(Passage(quote, "", "", 5, 5 + len(quote)), f"<p>{text}</p>", before="<p>z</p>")
    assert time.process_time() - began < 20
