"""The wall: nh3 with the closed list of the vocabulary, always the last step of cleaning."""

import nh3

from fanfold.prose.vocabulary import (
    ATTRIBUTES,
    BLOCK_CLASSES,
    BREAK_CLASS,
    ELEMENTS,
    INLINE_CLASSES,
    NUMBERINGS,
)

__all__ = ["secure"]

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption", "pre")

# One cleaner for all threads. `style`, svg, math and images are in no list.
_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={name: set(keys) for name, keys in ATTRIBUTES.items()},
    tag_attribute_values={"ol": {"type": set(NUMBERINGS)}},
    allowed_classes={
        **{name: set(BLOCK_CLASSES) for name in _BLOCKS},
        "span": set(INLINE_CLASSES),
        "hr": {BREAK_CLASS},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative="pass_through",  # Only fragments are left by now: see links.py.
    link_rel="nofollow noopener",
    strip_comments=True,
)


# Ordinary prose has a few; tables of code have some hundred.
_MANY_REFERENCES = 5_000


def secure(html: str) -> str:
    """`html` with nothing in it that is not on the list; no-break spaces stand as themselves."""
    if html.count("&") <= _MANY_REFERENCES:
        cleaned = _CLEANER.clean(html)
    else:
        cleaned = _clean_with_stand_ins(html)
    return cleaned.replace("&nbsp;", "\u00a0").strip("\n")


def _clean_with_stand_ins(html: str) -> str:
    """The same for texts full of `&` and `<`: nh3's parser is quadratic in character references.

    Each reference is one private character meanwhile; only references take their places again,
    so nothing can become markup that nh3 did not see.
    """
    free = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in html)
    stand_ins = {name: next(free) for name in ("&amp;", "&lt;", "&gt;", "&quot;")}
    for name, sign in stand_ins.items():
        html = html.replace(name, sign)
    html = _CLEANER.clean(html)
    for name, sign in stand_ins.items():
        html = html.replace(sign, name)
    return html
