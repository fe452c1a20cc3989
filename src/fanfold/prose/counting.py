"""How long a text is: words by the published rules of research/ao3.md §3.1, characters, minutes."""

from dataclasses import dataclass

import regex

from fanfold.prose.plain import plain_text
from fanfold.prose.tree import texts

__all__ = ["Count", "count", "count_words", "count_words_in_text", "reading_time"]

_JOINING = regex.compile(r"['’‘-]")
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]"
    r"|[[\p{L}\p{M}\p{Nd}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]+",
    regex.VERSION1,
)
_CHARACTER = regex.compile(r"\X")

# Words a minute read aloud (Trauzettel-Klosinski & Dietz 2012, table 2); for Chinese and Japanese
# signs a minute, for Thai letters, at the 68 ms that a letter takes in alphabets.
_ALOUD = {
    "ar": 138, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188,
    "ja": 357, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199, "th": 882,
    "tr": 166, "zh": 255,
}  # fmt: skip
_ALOUD_ELSEWHERE = 184
# Fiction in English is read at 260 words a minute in silence (Brysbaert 2019).
_SILENT = 260 / _ALOUD["en"]


@dataclass(frozen=True, slots=True)
class Count:
    """The length of a text, or with `sum(counts, Count())` of a work.

    `characters` are those a reader sees: a letter with its accents is one, so is a composed emoji.
    White space in a row is one, and what parts two lines or paragraphs is none.
    """

    words: int = 0
    characters: int = 0
    characters_without_spaces: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.words + other.words,
            self.characters + other.characters,
            self.characters_without_spaces + other.characters_without_spaces,
        )


def count(prose: str) -> Count:
    """Words and characters of clean prose. The ornaments of scene breaks are not counted."""
    text = plain_text(prose)
    seen = len(text) if text.isascii() else sum(1 for _ in _CHARACTER.finditer(text))
    characters = seen - text.count("\n")
    return Count(count_words(prose), characters, characters - text.count(" "))


def count_words(prose: str) -> int:
    """Words in clean prose. Each text node is counted alone, so `un<em>believ</em>able` is 3."""
    return sum(count_words_in_text(text) for text in texts(prose))


def count_words_in_text(text: str) -> int:
    """Words in one run of plain text: `arm-rest` 1, `one--two` 2, each Han or kana sign 1."""
    # Two hyphens are a dash and part words; then what joins letters inside a word goes.
    text = _JOINING.sub("", text.replace("--", "—"))
    return sum(1 for _ in _WORD.finditer(text))


def reading_time(words: int, language: str = "") -> int:
    """Minutes that a reader takes for so many words of `count_words`, at least 1; 0 for no words.

    `language` is a code of BCP 47; of one that was never measured, the mean of those that were.
    Most adults are at most a quarter faster or slower.
    """
    primary = language.split("-")[0].lower()
    a_minute = _ALOUD.get(primary, _ALOUD_ELSEWHERE) * _SILENT
    return max(1, round(words / a_minute)) if words > 0 else 0
