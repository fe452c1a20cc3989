"""Which language a text looks like: a proposal, by its script, its letters and its common words.

The words stand in `common_words`. What a work's language is, its author says.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from fanfold.prose.common_words import COMMON_WORDS, LETTERS

__all__ = ["LanguageGuess", "guess_language"]

_ENOUGH = 50_000
_LEAST_CONFIDENCE = 0.4
# Of all words of a text, one in ten is among its language's two dozen commonest, or it is another.
_LEAST_COMMON = 0.1
# Names of other tongues bring letters of theirs.
_STRANGE_LETTERS = 0.01
# So many votes must be outweighed before a short text counts.
_DOUBT = 2

# Scripts in which one language is written far more than all others.
_SCRIPTS = {
    "Hangul": "ko", "Kana": "ja", "Han": "zh", "Thai": "th", "Greek": "el", "Bengali": "bn",
    "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Gujarati": "gu",
    "Gurmukhi": "pa", "Sinhala": "si", "Georgian": "ka", "Armenian": "hy", "Khmer": "km",
    "Lao": "lo", "Myanmar": "my", "Ethiopic": "am",
}  # fmt: skip
_SIGNS = {
    name: regex.compile(
        r"[\p{Hiragana}\p{Katakana}]" if name == "Kana" else rf"\p{{Script={name}}}"
    )
    for name in (*COMMON_WORDS, *_SCRIPTS)
}
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
# The commonest signs that one form of written Chinese has and the other has not.
_SIMPLIFIED = frozenset("们这个说来为时国会对没过还后开见话问边样让从头声东给")
_TRADITIONAL = frozenset("們這個說來為時國會對沒過還後開見話問邊樣讓從頭聲東給")


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A code of BCP 47, and how far the evidence for it outweighs that for any other: 0 to 1."""

    code: str
    confidence: float


def guess_language(text: str) -> LanguageGuess | None:
    """What plain text looks like; None when it is too short, mixed, or like no language we know.

    Reads the first 50,000 characters. Knows 77 languages; one it does not know may be taken for
    its nearest neighbour (Bosnian for Croatian), so ask, and never file by it alone.
    """
    text = unicodedata.normalize("NFC", text[:_ENOUGH]).lower()
    letters = Counter(sign for sign in text if sign.isalpha())
    scripts = _scripts(letters)
    if not scripts:
        return None
    if scripts["Kana"] * 10 >= scripts["Han"]:
        scripts["Kana"] += scripts.pop("Han", 0)  # Japanese is written in both.
    (script, count), *_ = scripts.most_common(1)
    if script in COMMON_WORDS:
        guess = _by_words(Counter(_WORD.findall(text.replace("’", "'"))), script, letters)
    else:
        code = _SCRIPTS[script]
        guess = code if code != "zh" else _chinese(letters), count / (count + _DOUBT)
    code, confidence = guess
    confidence *= count / scripts.total()
    return LanguageGuess(code, confidence) if confidence >= _LEAST_CONFIDENCE else None


def _scripts(letters: Mapping[str, int]) -> Counter[str]:
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        for name, signs in _SIGNS.items():
            if signs.match(letter):
                scripts[name] += count
                break
    return scripts


def _chinese(letters: Mapping[str, int]) -> str:
    simplified = sum(letters[sign] for sign in _SIMPLIFIED - _TRADITIONAL if sign in letters)
    traditional = sum(letters[sign] for sign in _TRADITIONAL - _SIMPLIFIED if sign in letters)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _by_words(words: Counter[str], script: str, letters: Counter[str]) -> tuple[str, float]:
    """The language whose common words are the most, and its lead over the one nearest to it.

    Two languages are compared by the words that only one of them has: those decide between
    Danish and Norwegian, which share most of theirs.
    """
    common = {code: known for code, known in COMMON_WORDS[script].items() if _fits(code, letters)}
    if not common:
        return "", 0.0
    votes = {code: _count(words, known) for code, known in common.items()}
    first = max(votes, key=votes.__getitem__)
    if votes[first] < _LEAST_COMMON * words.total():
        return "", 0.0
    leads = [1.0]
    for code, known in common.items():
        if code != first:
            for_first = _count(words, common[first] - known)
            against = _count(words, known - common[first])
            leads.append((for_first - against) / (for_first + against + _DOUBT))
    return first, min(leads)


def _fits(code: str, letters: Counter[str]) -> bool:
    """Whether the text is written in this language's letters, a few strange ones aside."""
    own = LETTERS.get(code)
    if own is None:
        return True
    strange = sum(
        count for sign, count in letters.items() if sign not in own and not sign.isascii()
    )
    return strange <= _STRANGE_LETTERS * letters.total()


def _count(words: Counter[str], known: Iterable[str]) -> int:
    return sum(words[word] for word in known)
