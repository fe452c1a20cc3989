"""Which line of a manuscript is a scene break, in all its folk forms.

Rules of research/ecosystem.md §1.4. Speech ("…!"), emoticons and "Ooh." are none.
"""

import unicodedata

import regex

__all__ = ["LONGEST_BREAK", "is_scene_break"]

LONGEST_BREAK = 80

_NAMED = regex.compile(
    r"[\W_]*(?:page\s?break|line\s?break|scene\s?break|time\s?skip|xxx)[\W_]*", regex.IGNORECASE
)
_ORNAMENT = regex.compile(r"[\p{P}\p{S}\s\uFE0F\u200Doxv0]+", regex.IGNORECASE)
_LETTERS = regex.compile(r"[oxv0]", regex.IGNORECASE)
_SPEECH_IN_LETTERS = regex.compile(r"[.?!,…\"'“”‘’«»„]")
_EMOTICON = regex.compile(r"[oxv0][_.\-^][oxv0]", regex.IGNORECASE)
_DRAWN_OUT = regex.compile(r"(?-i:O[o]+|X[x]+|V[v]+|0[oO]+)")
_SPEECH = regex.compile(r"[\"'“”‘’«»„\[(]*[.…?!,;()\s]+[\"'“”‘’«»„\])]*")
_QUOTES_ONLY = regex.compile(r"[\"'“”‘’«»„()\[\]{}\s]+")
_SINGLES = frozenset("*⁂§~#•❦☙❧★☆♥♡◇◆∞✦✧☾✿❀†‡¤")


def is_scene_break(line: str) -> bool:
    """Whether this one line is an ornament between two scenes and not something said."""
    if len(line) > 4 * LONGEST_BREAK:
        return False
    text = unicodedata.normalize("NFKC", line.replace("…", "\ue000").replace("\u200b", ""))
    text = text.replace("\ue000", "…").strip()
    if not text or len(text) > LONGEST_BREAK:
        return False
    if _NAMED.fullmatch(text):
        return True
    if not _ORNAMENT.fullmatch(text):
        return False
    if _LETTERS.search(text):
        return _letters_are_ornament(text)
    if _SPEECH.fullmatch(text) or _QUOTES_ONLY.fullmatch(text):
        return False
    if len(text.replace("\ufe0f", "")) == 1:
        return text[0] in _SINGLES
    return True


def _letters_are_ornament(text: str) -> bool:
    """The third rule of §1.4: letters o, x, v and 0 drawn as ornaments."""
    if _SPEECH_IN_LETTERS.search(text) or _EMOTICON.fullmatch(text):
        return False
    count = len(_LETTERS.findall(text))
    if count >= 3:
        is_word = text.isalpha() and len(set(text.casefold())) > 2  # "Vox"
        return not is_word and not _DRAWN_OUT.fullmatch(text)
    return len(text) > count and len(_LETTERS.sub("", text).strip()) >= 1
