"""Words are counted by the published rules (research/ao3.md §3.1)."""

import pytest

from fanfold.prose import count_words


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
        ("<p>두 단어</p>", 2),
        ("<p>٣ كلمات هنا</p>", 3),
        ("<p>½ ²</p>", 0),
        ("<p>a‐b a–b</p>", 4),
        ("<p>snake_case</p>", 1),
        ('<p>a</p><hr class="ff-break" data-ornament="time skip"><p>b</p>', 2),
        ("", 0),
    ],
)
def test_words_are_counted_as_readers_know_it(prose: str, words: int) -> None:
    assert count_words(prose) == words
