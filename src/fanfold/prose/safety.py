"""The wall: nh3 with the closed list of the vocabulary, always the last step of cleaning."""

import nh3

from fanfold.prose.vocabulary import (
    ATTRIBUTES,
    CLASSES_OF,
    COMPARISON_CLASSES,
    ELEMENTS,
    NUMBERINGS,
)

__all__ = ["lets_pass", "secure", "secure_comparison"]


def _cleaner(classes: dict[str, set[str]]) -> nh3.Cleaner:
    """`style`, svg, math and images are in no list."""
    return nh3.Cleaner(
        tags=set(ELEMENTS),
        attributes={name: set(keys) for name, keys in ATTRIBUTES.items()},
        tag_attribute_values={"ol": {"type": set(NUMBERINGS)}},
        allowed_classes=classes,
        url_schemes={"http", "https", "mailto"},
        url_relative="pass_through",  # Only fragments are left by now: see links.py.
        link_rel="nofollow noopener",
        strip_comments=True,
    )


# One cleaner each for all threads.
_CLEANER = _cleaner(CLASSES_OF)
_COMPARISONS = _cleaner(
    CLASSES_OF
    | {name: CLASSES_OF.get(name, set()) | set(marks) for name, marks in COMPARISON_CLASSES.items()}
)

# Ordinary prose has a few; tables of code have some hundred.
_MANY_REFERENCES = 5_000


def lets_pass(address: str) -> bool:
    """Whether the wall lets a link to `address` stand: it takes no broken host or port."""
    quoted = address.replace("&", "&amp;").replace('"', "&quot;")
    return "href" in _CLEANER.clean(f'<a href="{quoted}">x</a>')


def secure(html: str) -> str:
    """`html` with nothing in it that is not on the list; no-break spaces stand as themselves."""
    return _secure(html, _CLEANER)


def secure_comparison(html: str) -> str:
    """The same for a comparison, which has marks that no prose may have."""
    return _secure(html, _COMPARISONS)


def _secure(html: str, cleaner: nh3.Cleaner) -> str:
    if html.count("&") <= _MANY_REFERENCES:
        cleaned = cleaner.clean(html)
    else:
        cleaned = _clean_with_stand_ins(html, cleaner)
    return cleaned.replace("&nbsp;", "\u00a0").strip("\n")


def _clean_with_stand_ins(html: str, cleaner: nh3.Cleaner) -> str:
    """The same for texts full of `&` and `<`: nh3's parser is quadratic in character references.

    Each reference is one private character meanwhile; only references take their places again,
    so nothing can become markup that nh3 did not see.
    """
    free = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in html)
    stand_ins = {name: next(free) for name in ("&amp;", "&lt;", "&gt;", "&quot;")}
    for name, sign in stand_ins.items():
        html = html.replace(name, sign)
    html = cleaner.clean(html)
    for name, sign in stand_ins.items():
        html = html.replace(sign, name)
    return html
