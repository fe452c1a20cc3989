"""Copies, earlier versions, parts and strangers are told apart, and found among many."""

import random
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose import Sketch, SketchIndex, compare_sketches, sketch

LEXICON = [f"{one}{two}{end}" for one in "bdfgklmnprst" for two in "aeiou" for end in range(300)]
OFTEN = list(accumulate(1 / (rank + 3) for rank in range(len(LEXICON))))

Words = list[str]


def of_words(words: Words) -> Sketch:
    return sketch(f"<p>{' '.join(words)}</p>")


def story(chance: random.Random, length: int) -> Words:
    """Words as frequent as words are: the nth most frequent 1/n times as often as the first."""
    return chance.choices(LEXICON, cum_weights=OFTEN, k=length)


def edited(chance: random.Random, words: Words, share: float) -> Words:
    changed = set(chance.sample(range(len(words)), round(share * len(words))))
    return [f"new{at}" if at in changed else word for at, word in enumerate(words)]


def truth(a: Words, b: Words) -> tuple[float, float, float]:
    of_a, of_b = (Counter(zip(*(x[at:] for at in range(5)), strict=False)) for x in (a, b))
    common = (of_a & of_b).total()
    return common / (of_a | of_b).total(), common / of_a.total(), common / of_b.total()


TEXTS = st.lists(st.sampled_from("abcde"), max_size=40)


@given(TEXTS, TEXTS)
def test_resemblance_is_a_share_and_has_no_direction(a: Words, b: Words) -> None:
    there, back = (
        compare_sketches(of_words(a), of_words(b)),
        compare_sketches(*map(of_words, (b, a))),
    )
    assert 0 <= there.jaccard <= min(there.share_of_a, there.share_of_b) <= 1
    assert max(there.share_of_a, there.share_of_b) <= 1
    assert (there.kind, there.jaccard) == (back.kind, back.jaccard)
    assert (there.share_of_a, there.share_of_b) == (back.share_of_b, back.share_of_a)
    assert (there.kind == "same") == (a == b != [])


@given(st.lists(st.sampled_from("abcdefgh"), min_size=5, max_size=120), st.data())
def test_short_texts_are_compared_exactly(a: Words, data: st.DataObject) -> None:
    b = [*data.draw(st.permutations(a)), "z"]
    found = compare_sketches(of_words(a), of_words(b))
    assert (found.jaccard, found.share_of_a, found.share_of_b) == pytest.approx(truth(a, b))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (0, "same"),
        (0.01, "edited"),
        (0.05, "edited"),
        (0.1, "edited"),
        (0.2, "shared"),
        (0.3, "shared"),
        (0.5, "different"),
    ],
)
def test_what_an_edit_makes_of_a_chapter(changed: float, kind: str) -> None:
    chance = random.Random(1)
    words = story(chance, 2_500)
    found = compare_sketches(of_words(words), of_words(edited(chance, words, changed)))
    assert found.kind == kind


def piece(chance: random.Random, times: int) -> tuple[Words, Words]:
    """A chapter of which half stands in a text `times` as long."""
    whole = story(chance, 1_000 * times)
    start = chance.randrange(1_000 * (times - 1) + 500)
    return whole[start : start + 500] + story(chance, 500), whole


def version(chance: random.Random, changed: float) -> tuple[Words, Words]:
    words = story(chance, 1_500)
    return edited(chance, words, changed), words


@pytest.mark.parametrize(
    ("pair", "jaccard_error", "share_error"),
    [
        (lambda chance: version(chance, 0.03), 0.031, 0.031),
        (lambda chance: version(chance, 0.1), 0.031, 0.04),
        (lambda chance: version(chance, 0.2), 0.031, 0.04),
        (lambda chance: piece(chance, 2), 0.031, 0.06),
        (lambda chance: piece(chance, 10), 0.02, 0.12),
    ],
)
def test_estimates_keep_their_error_bars(
    pair: Callable[[random.Random], tuple[Words, Words]], jaccard_error: float, share_error: float
) -> None:
    """Root mean squares; a sample of 256 has at most 1 / 2√256 = 0.031, and no bias."""
    chance = random.Random(20_260_401)
    errors: list[tuple[float, float]] = []
    for _ in range(40):
        a, b = pair(chance)
        found, true = compare_sketches(of_words(a), of_words(b)), truth(a, b)
        errors.append((found.jaccard - true[0], found.share_of_a - true[1]))
    for one, allowed in zip(zip(*errors, strict=True), (jaccard_error, share_error), strict=True):
        assert sqrt(sum(error**2 for error in one) / len(one)) < allowed
        assert abs(sum(one) / len(one)) < allowed / 3


@pytest.mark.parametrize("times", [2, 5, 10])
def test_a_chapter_split_off_stands_wholly_in_the_long_one(times: int) -> None:
    whole = story(random.Random(3), 1_500 * times)
    found = compare_sketches(of_words(whole[1_500:3_000]), of_words(whole))
    assert (found.kind, found.share_of_a) == ("shared", 1.0)
    assert found.share_of_b == pytest.approx(1 / times, abs=0.07)


def test_a_chapter_that_grew_is_the_same_chapter_edited() -> None:
    chance = random.Random(4)
    words = story(chance, 2_000)
    found = compare_sketches(of_words(words), of_words(words + story(chance, 700)))
    assert (found.kind, found.share_of_a) == ("edited", 1.0)


def test_the_same_words_in_another_order_are_not_the_same_text() -> None:
    chance = random.Random(5)
    scenes = [story(chance, 400) for _ in range(4)]
    there = of_words([word for scene in scenes for word in scene])
    back = of_words([word for scene in reversed(scenes) for word in scene])
    assert compare_sketches(there, back).kind == "edited"


DISCLAIMER = "I own none of these people and nothing of their world; no money is made of this story"


def test_a_disclaimer_in_two_stories_makes_them_no_relations() -> None:
    chance = random.Random(6)
    one, two = (of_words(DISCLAIMER.split() + story(chance, 1_200)) for _ in range(2))
    found = compare_sketches(one, two)
    assert (found.kind, found.jaccard < 0.03) == ("different", True)


def test_two_drabbles_with_one_opening_quote_share_it_and_it_is_said_how_much() -> None:
    chance = random.Random(7)
    quote = story(chance, 24)
    found = compare_sketches(*(of_words(quote + story(chance, 76)) for _ in range(2)))
    assert found.kind == "shared"
    assert found.share_of_a == pytest.approx(20 / 96)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("", "", "different"),
        ("word", "", "different"),
        ("word", "word", "same"),
        ("Chapter one", "Chapter two", "different"),
        ("to be continued next week", "to be continued next month", "different"),
    ],
)
def test_texts_too_short_to_judge_are_the_same_or_different(a: str, b: str, kind: str) -> None:
    assert compare_sketches(of_words(a.split()), of_words(b.split())).kind == kind


def test_a_text_of_one_word_stands_hardly_in_a_story_that_says_it_some_times() -> None:
    story_with_it = of_words(["la"] * 6 + story(random.Random(8), 1_000))
    found = compare_sketches(of_words(["la"] * 2_000), story_with_it)
    assert (found.kind, found.share_of_a < 0.01) == ("different", True)


def shelf() -> tuple[SketchIndex, list[Words]]:
    """250 chapters that begin with one disclaimer, more than a key's chapters are looked at."""
    chance = random.Random(9)
    texts = [DISCLAIMER.split() + story(chance, 300) for _ in range(250)]
    index = SketchIndex()
    for chapter, words in enumerate(texts):
        index.add(chapter, of_words(words))
    return index, texts


def test_versions_parts_and_copies_are_found_best_first() -> None:
    index, texts = shelf()
    chance = random.Random(10)
    index.add(1_000, of_words(edited(chance, texts[7], 0.05)))
    index.add(1_001, of_words(texts[7] + texts[8] + story(chance, 900)))
    found = index.find(of_words(texts[7]))
    assert [(one.chapter, one.resemblance.kind) for one in found] == [
        (7, "same"),
        (1_000, "edited"),
        (1_001, "shared"),
    ]
    assert [one.chapter for one in index.find(of_words(texts[7]), at_least=0.9)] == [7, 1_001]


def test_what_nobody_has_is_not_found() -> None:
    index, _ = shelf()
    assert index.find(of_words(DISCLAIMER.split() + story(random.Random(11), 500))) == []
    assert index.find(of_words([])) == []


def test_a_chapter_is_forgotten_or_replaced() -> None:
    index, texts = shelf()
    index.add(7, of_words(texts[8]))
    assert [one.chapter for one in index.find(of_words(texts[8]))] == [7, 8]
    index.remove(8)
    index.remove(8)
    assert [one.chapter for one in index.find(of_words(texts[8]))] == [7]
    assert index.find(of_words(texts[7])) == []
    assert len(index) == 249


@pytest.mark.parametrize("chapter", [-1, 1 << 24])
def test_an_index_refuses_numbers_it_cannot_hold(chapter: int) -> None:
    with pytest.raises(ValueError, match="can hold no chapter"):
        SketchIndex().add(chapter, of_words(["word"]))


def test_a_part_of_any_size_is_found_as_often_as_promised() -> None:
    """A chapter of which a tenth stands in another is missed by 32 keys once in 29."""
    chance = random.Random(12)
    missed = 0
    for _ in range(150):
        words = story(chance, 600)
        other = story(chance, 540) + words[:64]
        missed += not set(of_words(other).runs) & set(of_words(words).keys())
    assert missed <= 15
