"""What a document's properties say of it, as far as a person has written it there."""

import re

__all__ = ["honest_author", "honest_title"]

_DISHONEST = re.compile(
    r"(?:untitled|unbenannt|sans nom|document|dokument|word document|microsoft word).*|"
    r".*\.(?:docx?|odt|rtf)|title",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    [
        "user",
        "admin",
        "administrator",
        "owner",
        "author",
        "unknown",
        "python-docx",
        "windows",
        "microsoft",
    ]
)
_LONGEST = 300


def honest_title(title: str) -> str:
    """The title on one line, at most 300 characters; "" for what programs put there."""
    title = " ".join(title.split())[:_LONGEST]
    return "" if _DISHONEST.fullmatch(title) else title


def honest_author(author: str) -> str:
    """The author on one line, at most 300 characters; "" for the names computers have."""
    author = " ".join(author.split())[:_LONGEST]
    return "" if not author or author.split()[0].lower() in _NOBODY else author
