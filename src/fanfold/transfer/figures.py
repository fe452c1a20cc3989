"""What a header says in figures: how many chapters there will be, which part of which series."""

import re

from fanfold.formats.book import SeriesPlace
from fanfold.transfer.naming import article_first, names_in

__all__ = ["chapters_said", "series_said", "title_and_chapters"]

_OF = r"(?:/|(?:out\s+)?of|von|de|di|sur|из)"
_CHAPTERS = re.compile(
    rf"(?:(?:part|chapter|teil|kapitel|partie|parte)\s+)?"
    rf"(?:(?:\d{{1,5}}\s*[-–]\s*)?(?P<here>\d{{1,5}})|\?)(?:\s*{_OF}\s*(?P<all>\d{{1,5}}|\?))?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?P<title>.*\S)\s*[(\[]\s*"
    r"(?P<chapters>(?:part\s+)?\d{1,4}\s*(?:/|of)\s*(?:\d{1,4}|\?))\s*[)\]]",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
          "ten")  # fmt: skip
_NUMBER = rf"\d{{1,4}}(?:st|nd|rd|th)?|{'|'.join(_WORDS)}"
_PART = (
    r"(?:#|№|(?:no|nr)\.?|part|book|story|volume|vol\.?|teil|band|partie|tome|parte|libro|livro|"
    r"часть|книга)"
)
_BARE = re.compile(rf"{_PART}\s*(?P<number>{_NUMBER})", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?P<name>.*[^\s(\[,:–-])(?:\s*[(\[,:–-]+\s*|\s+){_PART}\s*(?P<number>{_NUMBER})\s*[)\]]?",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    rf"(?:the\s+)?(?:{_PART}\s*)?(?P<number>{_NUMBER})(?:\s+(?:part|book|story|fic))?\s+"
    r"(?:of|in|from|von|aus|de|di|du|из)\s+(?:(?:the|my|der|la)\s+)?(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SERIES = re.compile(r"\s+(?:series|serie|verse|universe|saga|cycle)$", re.IGNORECASE)
_QUOTES = "\"'“”„«»‘’ "
_MOST_WORDS = 6
# What is longer says something else.
_LONGEST = 500


def chapters_said(said: str) -> tuple[int | None, int | None] | None:
    """(chapters there are, chapters in all) of “3/5”; None for each that is not known: “3 of ?”.

    Nothing for words that say something else.
    """
    match = _CHAPTERS.fullmatch(said.strip(" ()[].").strip()) if len(said) <= _LONGEST else None
    if match is None:
        return None
    here, planned = (int(one) if one and one != "?" else None for one in match.group("here", "all"))
    return here, planned


def title_and_chapters(title: str) -> tuple[str, str]:
    """“The Gate” and “1/3” for “The Gate (1/3)”; any other title as it is, and ""."""
    match = _TITLE.fullmatch(title) if len(title) <= _LONGEST else None
    return (match["title"], match["chapters"]) if match else (title, "")


def series_said(said: str) -> tuple[SeriesPlace, ...]:
    """The series named, with the work's place where that is said, else 0. Empty when in doubt.

    “The Gates #2”, “The Gates, part 2”, “Part 2 of the Gates series”, “The Gates”.
    """
    places: list[SeriesPlace] = []
    for item in names_in(said) if len(said) <= _LONGEST else ():
        bare = _BARE.fullmatch(item)
        if bare is not None and places and not places[-1].position:
            places[-1] = SeriesPlace(places[-1].name, _number(bare["number"]))
            continue
        place = _place(item)
        if place is None:
            return ()
        places.append(place)
    # “Rain, Snow” may be two series, or one title.
    is_certain = len(places) == 1 or all(one.position for one in places)
    return tuple(places) if is_certain else ()


def _place(item: str) -> SeriesPlace | None:
    item = article_first(item)
    for form in (_BEHIND, _BEFORE):
        if match := form.fullmatch(item):
            name = match["name"].strip(_QUOTES)
            if form is _BEFORE:
                name = _SERIES.sub("", name).strip(_QUOTES)
            return SeriesPlace(name, _number(match["number"])) if _is_title(name) else None
    name = item.strip(_QUOTES)
    return SeriesPlace(name, 0) if _is_title(name) else None


def _is_title(name: str) -> bool:
    """Whether it can only be a title: short, and no sentence."""
    return bool(name) and not (
        len(name.split()) > _MOST_WORDS
        or name[0].islower()
        or name[-1] in ".!?:;,"
        or any(sign in name for sign in '"“”;,')
    )


def _number(said: str) -> int:
    digits = re.match(r"\d+", said)
    if digits is not None:
        return int(digits[0])
    return _WORDS.index(said.casefold()) % 10 + 1
