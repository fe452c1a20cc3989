"""Names in lists as people write them: commas in brackets, articles behind, a last “and”."""

import re
from collections.abc import Iterator, Sequence

__all__ = ["article_first", "names_in", "people_in", "still_joined", "without_and"]

_CLOSING = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", '"': '"', "（": "）", "「": "」"}
_COMMAS, _SEMICOLONS = ",\uff0c\u3001", ";\uff1b"
# “Gates, The (2010)”.
_ARTICLE = r"(?:the|an?|der|die|das|le|la|les|el|los|las|il|gli)"
_ARTICLE_BEHIND = re.compile(rf"({_ARTICLE})(\s*[(\[].*)?", re.IGNORECASE | re.DOTALL)
_WITH_ARTICLE = re.compile(rf"(.+), ({_ARTICLE})(\s*[(\[].*)?", re.IGNORECASE | re.DOTALL)
_AND = r"(?:and|und|et|y|e|и|og|en|&)"
_JOINED = re.compile(rf"\s+{_AND}\s+", re.IGNORECASE)
_LAST = re.compile(rf"\A{_AND}\s+(?=\S)", re.IGNORECASE)
_NO_PERSON = re.compile(rf"{_ARTICLE}\s|.*[()\[\]\"“”/:]", re.IGNORECASE | re.DOTALL)
_MOST_WORDS, _LONGEST_NAME = 3, 400


def names_in(said: str) -> list[str]:
    """The names of a list with commas, or with semicolons, in order; each line is a list.

    What stands in brackets or quotation marks is never parted, and an article stays with the title
    before it: “Gates, The (2010), Dr. Who (TV, radio)” are two.
    """
    return [name for line in said.split("\n") for name in _with_articles(_parts(line))]


def article_first(name: str) -> str:
    """“The Gates (2010)” for “Gates, The (2010)”; any other name as it is."""
    match = _WITH_ARTICLE.fullmatch(name) if len(name) <= _LONGEST_NAME else None
    if match is None or "," in match[1]:
        return name
    article = match[2][:1].upper() + match[2][1:]
    return f"{article} {match[1]}{match[3] or ''}"


def without_and(names: Sequence[str]) -> list[str]:
    """The names, the last one of several without an “and” before it."""
    if len(names) < 2:
        return list(names)
    return [*names[:-1], _LAST.sub("", names[-1], count=1)]


def people_in(names: Sequence[str]) -> list[str]:
    """The names, two people with “and” between them parted where both sides can only be names."""
    return [one for name in without_and(names) for one in _people(name)]


def still_joined(name: str) -> bool:
    """Whether “and” stands in a name, so that it might be several."""
    return _JOINED.search(name) is not None


def _people(name: str) -> list[str]:
    parts = _JOINED.split(name)
    return parts if all(map(_is_person, parts)) else [name]


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and all(word[0].isupper() for word in words)
        and _NO_PERSON.match(name) is None
    )


def _parts(line: str) -> list[str]:
    cuts = list(_cuts(line, _COMMAS)) or list(_cuts(line, _SEMICOLONS))
    pieces = (
        line[begin:end]
        for begin, end in zip([0, *(at + 1 for at in cuts)], [*cuts, len(line)], strict=True)
    )
    return [name for piece in pieces if (name := _unquoted(" ".join(piece.split())))]


def _cuts(line: str, separators: str) -> Iterator[int]:
    """Where separators stand outside of all brackets and quotation marks that are closed again."""
    last = {closing: line.rfind(closing) for closing in _CLOSING.values()}
    open_until: list[str] = []
    for at, sign in enumerate(line):
        if open_until and sign == open_until[-1]:
            open_until.pop()
        elif sign in _CLOSING and last[_CLOSING[sign]] > at:
            open_until.append(_CLOSING[sign])
        elif not open_until and sign in separators:
            yield at


def _unquoted(name: str) -> str:
    """A name that is quoted as a whole, without its quotation marks."""
    is_quoted = len(name) > 2 and name[0] == name[-1] == '"' and name.count('"') == 2
    return name[1:-1].strip() if is_quoted else name


def _with_articles(parts: Sequence[str]) -> list[str]:
    out: list[str] = []
    for part in parts:
        if out and _ARTICLE_BEHIND.fullmatch(part):
            out[-1] = f"{out[-1]}, {part}"
        else:
            out.append(part)
    return out
