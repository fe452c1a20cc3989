"""A sketch knows a text by its words: the recipe, what it does not see, and its bytes."""

import re
import struct
import unicodedata
from collections import Counter
from hashlib import blake2b

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from fanfold.prose import SKETCH_VERSION, Sketch, clean, sketch

# Words and signs of many scripts, the longest runs of each among them.
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "Keeper",
            "don’t",
            "lamp",
            "ναύτης",
            "Ёлка",
            "हिन्दी",
            "شَمْس",
            "1989",
            "straße",
            "一个简单",
            "の栗子",
            "ラーメン",
            "สวัสดีครับ",
            "두 단어",
        ]
    ),
    max_size=60,
)
PROSE = WORDS.map(lambda words: f"<p>{' '.join(words)}</p>")


def by_the_recipe(text: str) -> Sketch:
    """The recipe once more, straight from its words and with all runs in memory."""
    folded = regex.sub(r"[\p{M}\p{Cf}'’‘ʼ]", "", unicodedata.normalize("NFKD", text).casefold())
    alone = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    words = regex.findall(rf"[{alone}]|[[\p{{L}}\p{{N}}]--[{alone}]]+", folded, regex.V1)
    runs = []
    for start, word in enumerate(words):
        length = 12 if regex.match(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", word) else 5
        length = 6 if regex.match(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]", word) else length
        if start + length <= len(words):
            runs.append(" ".join(words[start : start + length]))
    if words and not runs:
        runs = [" ".join(words)]
    times = Counter(blake2b(run.encode(), digest_size=7).digest() for run in runs)
    lowest = sorted(times)[:256]
    return Sketch(
        words=len(words),
        digest=blake2b("".join(f"{word} " for word in words).encode(), digest_size=8).digest(),
        runs=tuple(int.from_bytes(one, "big") for one in lowest),
        times=bytes(min(255, times[one]) for one in lowest),
    )


@given(WORDS)
def test_a_sketch_follows_its_recipe(words: list[str]) -> None:
    text = " ".join(words)
    assert sketch(f"<p>{text}</p>") == by_the_recipe(text)


def test_a_sketch_of_a_long_text_follows_its_recipe() -> None:
    text = " ".join(f"w{number % 40_000} 字" for number in range(90_000))
    assert sketch(f"<p>{text}</p>") == by_the_recipe(text)


def test_the_recipe_never_changes() -> None:
    """Sketches that archives keep would be worth nothing. A new recipe needs a new version."""
    made = sketch("<p>“The <em>Keeper’s</em> lamp — it went out,” said Ёлка; 一个简单の栗子</p>")
    assert SKETCH_VERSION == 1
    assert made.to_bytes().hex() == (
        "010000000fd341784474e1419e0bb8071eb42b96011d3b75d1f7df68013be03aeeac4ade014146fe"
        "97664c51016884c9e7fab2c8017009cbbc71e7d401a25b8e32dd579901ab28fa7b7970fc01b59bfe"
        "42be619c01e3fe5cbc60159a01"
    )


@given(PROSE)
def test_a_sketch_becomes_bytes_and_comes_back(prose: str) -> None:
    made = sketch(prose)
    assert Sketch.from_bytes(made.to_bytes()) == made


def test_no_sketch_is_larger_than_two_kilobytes_and_a_header() -> None:
    made = sketch(f"<p>{' '.join(map(str, range(50_000)))}</p>")
    assert len(made.to_bytes()) == 2048 + 13
    assert made.words == 50_000


@given(WORDS, st.sampled_from([" ", ", ", " — ", "! “", "…\n", " * * * "]))
def test_punctuation_does_not_matter(words: list[str], between: str) -> None:
    assert sketch(f"<p>{between.join(words)}</p>") == sketch(f"<p>{' '.join(words)}</p>")


@given(WORDS, st.data())
def test_markup_and_scene_breaks_do_not_matter(words: list[str], data: st.DataObject) -> None:
    shapes = ["{}", "<em>{}</em>", "<p>{}</p>", "<blockquote><p>{}</p></blockquote>", "{}<br>"]
    breaks = ["", "<p>* * *</p>", "<hr>"]
    dressed = "".join(
        data.draw(st.sampled_from(shapes)).format(word) + data.draw(st.sampled_from(breaks)) + " "
        for word in words
    )
    plain = sketch(f"<p>{' '.join(words)}</p>")
    assert sketch(clean(dressed, "html").prose) == plain


@given(PROSE)
def test_case_accents_and_composition_do_not_matter(prose: str) -> None:
    made = sketch(prose)
    assert sketch(prose.upper().replace("<P>", "<p>").replace("</P>", "</p>")) == made
    assert sketch(unicodedata.normalize("NFD", prose)) == made
    assert sketch(unicodedata.normalize("NFC", prose)) == made


def test_emphasis_inside_a_word_leaves_it_one_word() -> None:
    assert sketch("<p>un<em>believ</em>able</p>") == sketch("<p>unbelievable</p>")


@pytest.mark.parametrize(("prose", "words"), [("", 0), ("<p>*</p>", 0), ("<p>One two</p>", 2)])
def test_a_text_shorter_than_a_run_is_one_run_or_none(prose: str, words: int) -> None:
    made = sketch(prose)
    assert (made.words, len(made.runs), len(made.keys())) == (words, min(words, 1), min(words, 1))


def test_a_text_of_one_word_again_and_again_is_one_run_many_times() -> None:
    made = sketch(f"<p>{'la ' * 1000}</p>")
    assert (made.words, len(made.runs), made.times) == (1000, 1, b"\xff")


def test_keys_are_the_lowest_runs_and_a_longer_text_has_more() -> None:
    sizes = (20, 300, 2_500, 25_000, 200_000)
    made = [sketch(f"<p>{' '.join(map(str, range(size)))}</p>") for size in sizes]
    assert all(one.keys() == one.runs[: len(one.keys())] for one in made)
    assert [len(one.keys()) for one in made[:3]] == [16, 32, 32]
    assert 150 < len(made[3].keys()) < 240
    assert len(made[4].keys()) == 256
    assert all(0 <= key < 2**63 for one in made for key in one.keys())  # noqa: SIM118


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x02" + bytes(12),
        b"\x01" + bytes(13),
        struct.pack(">BI8s2Q", 1, 9, bytes(8), 5 << 8 | 1, 4 << 8 | 1),
        struct.pack(">BI8sQ", 1, 9, bytes(8), 5 << 8),
        struct.pack(">BI8s257Q", 1, 9, bytes(8), *(run << 8 | 1 for run in range(257))),
    ],
)
def test_what_is_no_sketch_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=re.compile("sketch")):
        Sketch.from_bytes(data)


@pytest.mark.parametrize("text", ["\ud800 \x00 \udfff", "<p>" * 20_000, "\u200b" * 50_000])
def test_hostile_texts_have_a_sketch(text: str) -> None:
    assert sketch(clean(text, "html").prose).words == 0
