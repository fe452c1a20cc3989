"""A guess at a language is right, or is not made. The texts stand in tests/golden/languages."""

from pathlib import Path

import pytest

from fanfold.prose import guess_language
from fanfold.prose.common_words import COMMON_WORDS, LETTERS

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "languages"
CASES = sorted(GOLDEN.glob("*.txt"))
TEXTS = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in CASES}


def twenty(lines: list[str]) -> list[str]:
    """Six sentences, and two to six of them that follow each other: 20 to 400 characters."""
    together = [
        lines[start : start + length]
        for length, starts in ((1, 6), (2, 5), (3, 4), (4, 3), (5, 1), (6, 1))
        for start in range(starts)
    ]
    return [" ".join(part)[:400] for part in together]


@pytest.mark.parametrize("code", TEXTS)
def test_a_guess_is_right_or_is_not_made(code: str) -> None:
    guesses = [guess_language(text) for text in twenty(TEXTS[code])]
    made = [guess for guess in guesses if guess]
    assert {guess.code for guess in made} - {"zh"} == {code}
    assert all(0.4 <= guess.confidence <= 1 for guess in made)


def test_a_paragraph_is_enough_for_almost_every_language() -> None:
    texts = [text for lines in TEXTS.values() for text in twenty(lines)]
    assert (len(TEXTS), len(texts)) == (44, 880)
    answered = [text for text in texts if guess_language(text)]
    assert len(answered) > 0.85 * len(texts)
    longer = [text for text in texts if len(text) >= 200]
    assert len([text for text in longer if text in answered]) > 0.95 * len(longer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "* * * 1989 !?",
        "Oh!",
        "Bonjour, Marie.",
        "\ud800\x00",
        "Kuxha zalo mirrep tunga velasti no krimba dolu feshti " * 20,
        " ".join(TEXTS["en"] + TEXTS["fr"]),
        " ".join(TEXTS["en"] + TEXTS["ru"]),
    ],
)
def test_too_short_too_mixed_or_unknown_is_no_guess(text: str) -> None:
    assert guess_language(text) is None


def test_a_story_keeps_its_language_when_somebody_in_it_speaks_another() -> None:
    guess = guess_language(" ".join(TEXTS["en"] + TEXTS["fr"][1:2]))
    assert guess
    assert guess.code == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("他們說這個國家還沒有過這樣的時候。", "zh-Hant"),
        ("他们说这个国家还没有过这样的时候。", "zh-Hans"),
        ("井水清如雪，白日照青山。", "zh"),
        ("東京都知事選挙の結果が発表された。", "ja"),
    ],
)
def test_signs_tell_apart_what_is_written_in_han(text: str, code: str) -> None:
    guess = guess_language(text)
    assert guess
    assert guess.code == code


def test_every_language_has_words_of_its_own_and_letters_to_write_them() -> None:
    for languages in COMMON_WORDS.values():
        for code, words in languages.items():
            assert 15 <= len(words) <= 45, code
            others = set().union(*(known for other, known in languages.items() if other != code))
            assert len(words - others) >= 3, code
            letters = {sign for word in words for sign in word if not sign.isascii()}
            assert code not in LETTERS or letters <= set(LETTERS[code]), code


def test_a_long_text_is_read_no_further_than_is_needed() -> None:
    english, german = " ".join(TEXTS["en"]) + " ", " ".join(TEXTS["de"]) + " "
    guess = guess_language(english * 200 + german * 2_000)
    assert guess
    assert guess.code == "en"
