"""FanFicFare's labelled lines as what they say of a work. Its labels are English unless changed.

What a label means: FanFicFare 4.62, defaults.ini. A label without a field here goes to `more`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from selectolax.lexbor import LexborHTMLParser

from fanfold.formats.book import SeriesPlace
from fanfold.formats.document import SavedWork

__all__ = ["Labelled", "saved_work"]

_LISTS = {
    "warnings": "warnings", "category": "fandoms", "fandoms": "fandoms",
    "ao3 categories": "categories", "characters": "characters", "relationships": "relationships",
    "pairings": "relationships", "genre": "freeforms", "freeform tags": "freeforms",
    "extra tags": "freeforms", "tags": "freeforms",
}  # fmt: skip
_DATES = {"published": "published", "updated": "updated"}
_TEXTS = {"summary": "summary", "notes": "notes", "story notes": "notes"}
_COMPLETE = {"completed": True, "complete": True, "in-progress": False, "in progress": False,
             "incomplete": False, "ongoing": False}  # fmt: skip
_STATES = frozenset({*_COMPLETE, "hiatus", "abandoned", "cancelled"})
# AO3's categories stand among the genres.
_CATEGORIES = frozenset({"F/F", "F/M", "Gen", "M/M", "Multi", "Other"})
# Every file has it unless its owner said otherwise: it says nothing of the work.
_OWN_TAG = "FanFiction"
_NUMBERED = re.compile(r"(?P<name>.*\S)\s+\[(?P<number>\d{1,6})(?:\.\d{1,3})?\]", re.DOTALL)
_MOST_COMMAS = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line: its label without the colon, and its value as HTML."""

    label: str
    html: str

    def text(self) -> str:
        """The value as words alone, on one line."""
        body = LexborHTMLParser(f"<!DOCTYPE html><body>{self.html}").body
        return " ".join(body.text(deep=True, separator=" ").split()) if body else ""

    def link(self) -> str:
        """The address of the first link in the value, or ""."""
        found = LexborHTMLParser(f"<!DOCTYPE html><body>{self.html}").css_first("a[href]")
        return (found.attributes.get("href") or "").strip() if found else ""


@dataclass(slots=True)
class _Said:
    lists: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    series: list[SeriesPlace] = field(default_factory=list)
    complete: bool | None = None
    expected: int | None = None
    language: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, values: Iterable[str]) -> None:
        known = self.lists.setdefault(name, [])
        known += [value for value in values if value and value not in known]


def saved_work(
    lines: Sequence[Labelled],
    *,
    address: str,
    authors: tuple[str, ...],
    chapters: int,
    subjects: Sequence[str] = (),
    dates: tuple[date | None, date | None] = (None, None),
    series: tuple[SeriesPlace, ...] = (),
) -> tuple[SavedWork, str]:
    """The work and the name of its language.

    `subjects`, `dates` (published, updated) and `series` are what the package of an EPUB says:
    tags without their kinds, by which values with commas are told apart.
    """
    said = _Said()
    for line in lines:
        _read(said, line, subjects)
    _take_loose(said, subjects)
    tags = said.lists.get("freeforms", [])
    said.add("categories", (tag for tag in tags if tag in _CATEGORIES))
    freeforms = (tag for tag in tags if tag not in _CATEGORIES and tag != _OWN_TAG)
    if said.complete and said.expected is None:
        said.expected = chapters
    work = SavedWork(
        site="fanficfare",
        address=said.texts.get("address") or address,
        authors=authors,
        rating=said.texts.get("rating", ""),
        warnings=tuple(said.lists.get("warnings", ())),
        categories=tuple(said.lists.get("categories", ())),
        fandoms=tuple(said.lists.get("fandoms", ())),
        relationships=tuple(said.lists.get("relationships", ())),
        characters=tuple(said.lists.get("characters", ())),
        freeforms=tuple(freeforms),
        series=tuple(said.series) or series,
        summary=said.texts.get("summary", ""),
        notes=said.texts.get("notes", ""),
        published=said.dates.get("published", dates[0]),
        updated=said.dates.get("updated", dates[1]),
        complete=said.complete,
        expected_chapters=said.expected,
        more=said.more,
    )
    return work, said.language


def _take_loose(said: _Said, subjects: Iterable[str]) -> None:
    """Subjects that no line has told the kind of: the state of the work, and freeform tags."""
    told = {value for values in said.lists.values() for value in values}
    for one in subjects:
        if one.casefold() in _STATES:
            if said.complete is None and "Status" not in said.more:
                _read(said, Labelled("Status", escape(one, quote=False)), ())
        elif one not in told and not one.startswith("Last Update"):
            said.add("freeforms", [one])


def _read(said: _Said, line: Labelled, subjects: Collection[str]) -> None:
    label, text = line.label.casefold(), line.text()
    if not text:
        return
    if label in _LISTS:
        said.add(_LISTS[label], _several(text, subjects))
    elif label in _TEXTS and _TEXTS[label] not in said.texts:
        said.texts[_TEXTS[label]] = line.html
    elif label == "rating" and "rating" not in said.texts:
        said.texts["rating"] = text
    elif label == "story url":
        said.texts["address"] = text
    elif label == "language":
        said.language = text
    elif label in _DATES and (day := _day(text)):
        said.dates.setdefault(_DATES[label], day)
    elif label in {"series", "additional series"}:
        said.series.append(_place(text, line.link()))
    elif label == "series url" and said.series:
        last = said.series[-1]
        said.series[-1] = SeriesPlace(last.name, last.position, text)
    elif label == "status" and text.casefold() in _COMPLETE:
        said.complete = _COMPLETE[text.casefold()]
    elif label in {"total chapters", "chapters/total chapters"} and _total(text):
        said.expected = _total(text)
    else:
        before = said.more.get(line.label)
        said.more[line.label] = f"{before}, {text}" if before else text


def _several(text: str, known: Collection[str]) -> list[str]:
    """The values of a list joined by commas. Where `known` has a value with a comma, it is one."""
    pieces = text.split(", ")
    values = []
    at = 0
    while at < len(pieces):
        length = next(
            (
                length
                for length in range(min(_MOST_COMMAS, len(pieces) - at), 1, -1)
                if ", ".join(pieces[at : at + length]) in known
            ),
            1,
        )
        values.append(", ".join(pieces[at : at + length]).strip())
        at += length
    return values


def _place(text: str, address: str) -> SeriesPlace:
    """ "Tide Tables [2]" is the second of Tide Tables; without a number the place is 0, unsaid."""
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return SeriesPlace(text, 0, address)
    return SeriesPlace(match["name"], int(match["number"]), address)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _total(text: str) -> int | None:
    """The number after the slash of "3/10", or the number alone; "?" is none."""
    number = text.rpartition("/")[2].replace(",", "").strip()
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else None
