"""Words of a chapter, by the published rules of research/ao3.md §3.1."""

import regex

from fanfold.prose.tree import texts

__all__ = ["count_words", "count_words_in_text"]

_JOINING = regex.compile(r"['’‘-]")
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]"
    r"|[[\p{L}\p{M}\p{Nd}\p{Pc}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]]+",
    regex.VERSION1,
)


def count_words(prose: str) -> int:
    """Words in clean prose. Each text node is counted alone, so `un<em>believ</em>able` is 3."""
    return sum(count_words_in_text(text) for text in texts(prose))


def count_words_in_text(text: str) -> int:
    """Words in one run of plain text: `arm-rest` 1, `one--two` 2, each Han or kana sign 1."""
    # Two hyphens are a dash and part words; then what joins letters inside a word goes.
    text = _JOINING.sub("", text.replace("--", "—"))
    return sum(1 for _ in _WORD.finditer(text))
