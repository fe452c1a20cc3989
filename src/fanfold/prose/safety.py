"""The wall: nh3 with the closed list of the vocabulary, always the last step of cleaning."""

import nh3

from fanfold.prose.vocabulary import (
    ATTRIBUTES,
    BLOCK_CLASSES,
    BREAK_CLASS,
    ELEMENTS,
    INLINE_CLASSES,
)

__all__ = ["secure"]

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption", "pre")

# One cleaner for all threads. `style`, svg, math and images are in no list.
_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={name: set(keys) for name, keys in ATTRIBUTES.items()},
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


def secure(html: str) -> str:
    """`html` with nothing in it that is not on the list; no-break spaces stand as themselves."""
    return _CLEANER.clean(html).replace("&nbsp;", "\u00a0").strip("\n")
