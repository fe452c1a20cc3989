"""Words are counted by published rules (research/ao3.md §3.1), characters as readers see them."""

import pytest

from fanfold.prose import Count, count, count_words, reading_time


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("<p>arm-rest</p>", 1),
        ("<p>don't</p>", 1),
        ("<p>don’t</p>", 1),
        ("<p>one--two</p>", 2),
        ("<p>one—two</p>", 2),
        ("<p>one/two|three</p>", 3),
        ("<p>one</p>two<br/>three", 3),
        ("<p>un<em>believ</em>able</p>", 3),
        ("<p>* * * ~ !?</p>", 0),
        ("<p>一个简单の栗子</p>", 7),
        ("<p>嘿Bob, Alice说，啊</p>", 5),
        ("<p>ラーメン</p>", 4),
        ("<p>สวัสดี</p>", 6),
        ("<p>두 단어</p>", 2),
        ("<p>٣ كلمات هنا</p>", 3),
        ("<p>½ ² Ⅷ</p>", 0),
        ("<p>cafe\u0301 हिन्दी</p>", 2),
        ("<p>a‐b a–b</p>", 4),
        ("<p>snake_case</p>", 1),
        ('<p>a</p><hr class="ff-break" data-ornament="time skip"><p>b</p>', 2),
        ("", 0),
    ],
)
def test_words_are_counted_as_readers_know_it(prose: str, words: int) -> None:
    assert count_words(prose) == words


@pytest.mark.parametrize(
    ("prose", "characters", "without_spaces"),
    [
        ("", 0, 0),
        ("<p>Shut.</p>", 5, 5),
        ("<p>Not  yet,  he\u00a0said.</p>", 17, 14),
        ("<p>one</p>\n<p>two<br>three</p>", 11, 11),
        ("<p>un<em>believ</em>able</p>", 12, 12),
        ('<p>a</p><hr class="ff-break" data-ornament="* * *"><p>b</p>', 2, 2),
        ("<p>caf\u00e9 cafe\u0301</p>", 9, 8),
        ("<p>👩\u200d👩\u200d👧 हिन्दी</p>", 4, 3),
        ("<p>一个简单の栗子</p>", 7, 7),
    ],
)
def test_characters_are_counted_as_readers_see_them(
    prose: str, characters: int, without_spaces: int
) -> None:
    counted = count(prose)
    assert (counted.characters, counted.characters_without_spaces) == (characters, without_spaces)
    assert counted.words == count_words(prose)


def test_a_work_is_as_long_as_its_chapters_together() -> None:
    chapters = [count("<p>One two</p>"), count("<p>Three</p>")]
    assert sum(chapters, Count()) == Count(3, 12, 11)


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, "en", 0),
        (1, "en", 1),
        (2_600, "en", 10),
        (2_600, "en-GB", 10),
        (2_910, "zh-Hans", 10),
        (4_070, "ja", 10),
        (10_058, "th", 10),
        (2_041, "de", 10),
        (2_100, "tlh", 10),
        (2_100, "", 10),
    ],
)
def test_reading_takes_as_long_as_was_measured(words: int, language: str, minutes: int) -> None:
    assert reading_time(words, language) == minutes
