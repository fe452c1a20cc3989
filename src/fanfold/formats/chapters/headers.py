"""What the package of a book says beside title, author and language, as headers of story files."""

import re
from collections.abc import Iterator
from html import unescape

from fanfold.formats.opened import Metadata

__all__ = ["book_headers"]

_TAG = re.compile(r"<[^<>]{0,5000}>")
_INLINE = re.compile(r"</?(?:a|b|em|i|s|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_ISBN = re.compile(r"(?:urn:)?(?:isbn[:\s]*)?((?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dx])", re.I)
_NAMED = re.compile(r"(?:urn:)?(doi|issn|asin|oclc|lccn)[:\s]\s*(\S.*)", re.I)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+", re.I)
# Numbers that programs give, by the names they have for them.
_OF_PROGRAMS = frozenset({"uuid", "calibre", "uri", "urn", "guid", "bookid"})
_SCHEME = re.compile(r"[a-z][a-z0-9._-]{1,30}", re.I)


def book_headers(about: Metadata) -> dict[str, str]:
    """Summary, keywords, series, date, publisher, source, rights and what identifies the book.

    Identifiers that a program made up (`urn:uuid:…`) tell nobody anything and are left out.
    """
    said = {
        "summary": " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", about.description))).split()),
        "keywords": ", ".join(about.subjects),
        "series": ", ".join(
            f"{one.name} {one.position}" if one.position else one.name for one in about.series
        ),
        "date": about.dates.get("publication") or about.dates.get("", ""),
        "publisher": about.publisher,
        "source": about.source,
        "rights": "; ".join(about.rights),
    }
    for label, value in dict.fromkeys(_identifiers(about)):
        if value != about.source:
            said[label] = f"{said[label]}, {value}" if label in said else value
    return {key: value for key, value in said.items() if value}


def _identifiers(about: Metadata) -> Iterator[tuple[str, str]]:
    """(label, value) of the identifiers that people look for."""
    for one in about.identifiers:
        scheme = one.scheme.casefold()
        if _ADDRESS.fullmatch(one.value):
            yield "identifier", one.value
        elif (isbn := _ISBN.fullmatch(one.value)) and (scheme == "isbn" or _is_isbn(isbn[1])):
            yield "ISBN", isbn[1]
        elif named := _NAMED.fullmatch(one.value):
            yield named[1].upper(), named[2]
        elif _DOI.fullmatch(one.value):
            yield "DOI", one.value
        elif _SCHEME.fullmatch(scheme) and scheme not in _OF_PROGRAMS:
            yield one.scheme, one.value


def _is_isbn(number: str) -> bool:
    """Whether its last sign is the sum that it must be (ISO 2108)."""
    signs = number.upper().replace("-", "").replace(" ", "")
    if len(signs) == 13 and signs.isdecimal():
        return sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(signs)) % 10 == 0
    if len(signs) != 10 or not signs[:9].isdecimal():
        return False
    digits = [10 if sign == "X" else int(sign) for sign in signs]
    return sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11 == 0
