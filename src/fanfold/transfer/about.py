"""What a file says of its work, in this archive's terms: one shape for headers and saved works.

What has no field here is kept for the notes; what is not certain becomes a question.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.formats import SavedWork
from fanfold.formats.book import SeriesPlace
from fanfold.kit.findings import Finding
from fanfold.tags.models import Kind
from fanfold.tags.names import UNSHOWABLE, fold, problem_with
from fanfold.transfer.figures import chapters_said, series_said, title_and_chapters
from fanfold.transfer.naming import names_in, people_in, still_joined, without_and
from fanfold.transfer.wording import (
    as_tag,
    named_here,
    rating_of,
    rating_within,
    says_complete,
    says_none,
)
from fanfold.works import languages
from fanfold.works.models import TITLE_LIMIT
from fanfold.works.text import EXPECTED_CHAPTERS_LIMIT, WorkDetails, is_blank, one_line

__all__ = ["About", "about_work"]

# Headers of story files, and the kind of tag that they mean.
_TAG_HEADERS = {
    "fandom": Kind.FANDOM,
    "pairing": Kind.RELATIONSHIP,
    "characters": Kind.CHARACTER,
    "genre": Kind.FREEFORM,
    "keywords": Kind.FREEFORM,
}
_FIXED_HEADERS = {"warnings": Kind.WARNING, "category": Kind.CATEGORY}
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}")
# How many words, chapters, kudos the work had where it comes from: counted anew here.
_FIGURES = re.compile(r"[\d\s.,/?]+")
# Counted anew here, when it says nothing else.
_COUNTED_HEADERS = frozenset({"words", "feedback"})
_MOST_SERIES = 20
# “English (British)”.
_BRACKET = re.compile(r"\s*[(\[/,]")
# Codes that say that no language is named.
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
# Names of headers that only programs write.
_WRITTEN_BY_PROGRAMS = {"lang": "language"}
_PLACE_IN_SERIES = frozenset({"series_index", "series-index", "series index", "series number"})


@dataclass(kw_only=True)
class About:
    """What is said of a work; empty is unsaid. Summary and notes are HTML.

    `rest` has what has no field, by the label that stood before it; `origin` is a sentence (HTML)
    on where the work comes from.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    rating: str = ""
    unknown_rating: str = ""
    tags: dict[str, list[str]] = field(default_factory=dict)
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    series: tuple[SeriesPlace, ...] = ()
    expected_chapters: int | None = None
    is_complete: bool = False
    rest: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    questions: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def keep(self, label: str, words: str) -> None:
        """Words without a field of their own; a label may come more than once."""
        before = self.rest.get(label, "")
        if words not in before.split("\n"):
            self.rest[label] = f"{before}\n{words}" if before else words

    def beside(self, details: WorkDetails) -> dict[str, str]:
        """What is said here, by label, that a work with these details does not say already."""
        said: dict[str, str] = {}
        if self.title and fold(one_line(self.title)) != fold(details.title):
            said[_("Title")] = self.title
        if self.rating and self.rating != details.rating:
            said[_("Rating")] = self.rating
        for kind, names in self.tags.items():
            there = {fold(name) for name in details.tags.get(kind, ())}
            if new := [name for name in names if fold(name) not in there]:
                said[str(Kind(kind).label)] = ", ".join(new)
        if self.series:
            said[_("Series")] = "; ".join(_series_line(one) for one in self.series)
        if self.expected_chapters not in {None, details.expected_chapters}:
            said[_("Chapters in all")] = str(self.expected_chapters)
        return said


def about_work(headers: Mapping[str, str], saved: SavedWork | None, *, chapters: int) -> About:
    """Everything that headers and a saved work say; what the saved work says comes first.

    `chapters` is how many the file holds: a complete work has as many.
    """
    about = About()
    if saved is not None:
        _take_saved(about, saved, chapters=chapters)
    said = dict(headers)
    for place in _PLACE_IN_SERIES & said.keys() if said.get("series") else ():
        said["series"] += f" #{said.pop(place)}"
    for label, value in said.items():
        key = _WRITTEN_BY_PROGRAMS.get(label) or prose.header_key(label) or label
        if value and not _take_header(about, key, value, chapters):
            about.keep(label, value)
    if about.is_complete and chapters and about.expected_chapters is None:
        about.expected_chapters = chapters
    return about


def _take_header(about: About, key: str, value: str, chapters: int) -> bool:
    """Whether the header has become a field. One that is not certain stays a header."""
    match key:
        case "title" if not about.title:
            about.title, part = title_and_chapters(value)
            if part and not _take_chapters(about, part, chapters):
                about.keep("chapters", part)
            return True
        case "author" if not about.authors:
            about.authors = (value,)
            return True
        case "summary" if not about.summary:
            about.summary = prose.escape_text(value)
            return True
        case "language" if not about.language:
            return _take_language(about, value)
        case "rating" if not about.rating:
            return _take_rating(about, value)
        case "chapters":
            return _take_chapters(about, value, chapters)
        case "status":
            about.is_complete = about.is_complete or says_complete(value)
            return says_complete(value)
        case "series" if not about.series:
            return _take_series_header(about, value)
    return _take_tags(about, key, value)


def _take_tags(about: About, key: str, value: str) -> bool:
    if key == "people" and not says_none(value):
        return _take_people(about, value)
    if key == "genre":
        value = value.replace(" / ", ", ")
    if kind := _TAG_HEADERS.get(key):
        return not says_none(value) and _take_names(about, kind, names_in(value))
    if kind := _FIXED_HEADERS.get(key):
        return not says_none(value) and _take_fixed(about, kind, names_in(value))
    return key in _COUNTED_HEADERS and _FIGURES.fullmatch(value) is not None


def _take_language(about: About, said: str) -> bool:
    code = languages.find(said) or languages.find(_BRACKET.split(said, maxsplit=1)[0])
    if code is None and languages.is_well_formed(said) and said.lower() not in _NO_LANGUAGE:
        code = languages.canonical(said)
    if code is None:
        if said.lower() not in _NO_LANGUAGE:
            about.questions.append(Finding("language_unknown", {"said": said}))
            about.keep(_("Language"), said)
        return True
    about.language = code
    return _BRACKET.search(said) is None


def _take_rating(about: About, said: str) -> bool:
    """Words that go on after the rating stay words too: “PG-13 (some language)”."""
    if rating := rating_of(said) or rating_within(said):
        about.rating = rating
        return rating_of(said) is not None
    about.unknown_rating = said
    return False


def _take_chapters(about: About, said: str, chapters: int) -> bool:
    """“3/5”: there will be five. What does not fit what the file holds is kept as words too."""
    figures = chapters_said(said)
    if figures is None:
        return False
    here, planned = figures
    if planned is not None and about.expected_chapters is None:
        if not max(chapters, 1) <= planned <= EXPECTED_CHAPTERS_LIMIT:
            return False
        about.expected_chapters = planned
    return here in {None, chapters} and planned in {None, about.expected_chapters}


def _take_series_header(about: About, said: str) -> bool:
    places = () if says_none(said) else series_said(said)
    if places:
        _take_series(about, places)
    elif not says_none(said):
        about.questions.append(Finding("series_in_notes", {"said": said}))
    return bool(places)


def _take_people(about: About, said: str) -> bool:
    """“Ann/Bea, Cleo”: relationships, and characters who are in none."""
    names = names_in(said)
    pairs = [name for name in names if "/" in name]
    others = [name for name in names if "/" not in name]
    taken = [
        _take_names(about, kind, some)
        for kind, some in ((Kind.RELATIONSHIP, pairs), (Kind.CHARACTER, others))
        if some
    ]
    return all(taken)


def _take_names(about: About, kind: Kind, names: Sequence[str]) -> bool:
    if not names or (about.tags.get(kind) and kind != Kind.FREEFORM):
        return False
    is_list = len(names) > 1
    names = people_in(names) if kind == Kind.CHARACTER else without_and(names)
    doubtful = [name for name in names if still_joined(name)]
    # “Pride and Prejudice” alone is a title; at the end of a list “and” may part the last two.
    if kind == Kind.CHARACTER or (is_list and kind == Kind.FANDOM and names[-1:] == doubtful):
        about.questions += [
            Finding("names_maybe_several", {"name": name, "kind": str(kind.label)})
            for name in doubtful
        ]
    about.tags[kind] = [*about.tags.get(kind, ()), *_as_tags(about, kind, names)]
    return True


def _take_fixed(about: About, kind: Kind, names: Sequence[str]) -> bool:
    if about.tags.get(kind):
        return False
    about.tags[kind], unknown = named_here(kind, names)
    if unknown:  # People write sentences there: they stay words, and are asked about.
        code = "warnings_in_notes" if kind == Kind.WARNING else "category_in_notes"
        about.questions.append(_names(code, unknown))
    return not unknown


def _names(code: str, names: Sequence[str]) -> Finding:
    return Finding(code, {"count": len(names), "names": ", ".join(names)})


def _take_saved(about: About, saved: SavedWork, *, chapters: int) -> None:
    about.authors = saved.authors
    about.summary, about.notes, about.endnotes = saved.summary, saved.notes, saved.endnotes
    if saved.rating and not _take_rating(about, saved.rating):
        about.keep(_("Rating"), saved.rating)
    freeforms = list(saved.freeforms)
    for kind, names, code in (
        (Kind.WARNING, saved.warnings, "warning_unknown"),
        (Kind.CATEGORY, saved.categories, "category_unknown"),
    ):
        about.tags[kind], unknown = named_here(kind, names)
        if unknown:
            about.questions.append(_names(code, unknown))
            freeforms += unknown
    about.tags[Kind.FANDOM] = _as_tags(about, Kind.FANDOM, saved.fandoms)
    about.tags[Kind.RELATIONSHIP] = _as_tags(about, Kind.RELATIONSHIP, saved.relationships)
    about.tags[Kind.CHARACTER] = _as_tags(about, Kind.CHARACTER, saved.characters)
    about.tags[Kind.FREEFORM] = _as_tags(about, Kind.FREEFORM, freeforms)
    _take_series(about, saved.series)
    _take_expected(about, saved, chapters=chapters)
    for label, words in saved.more.items():
        if not _FIGURES.fullmatch(words):
            about.keep(label, words)
    about.origin = _origin(saved)


def _as_tags(about: About, kind: Kind, names: Sequence[str]) -> list[str]:
    """The names as tags can be written. A name that can be none is kept for the notes."""
    tags: list[str] = []
    for name in names:
        tag = as_tag(name)
        if problem_with(tag):
            if not is_blank(name):
                about.keep(str(kind.label), name)
                about.warnings.append(Finding("tag_in_notes", {"name": name}))
            continue
        if tag != " ".join(name.split()):
            about.warnings.append(Finding("tag_rewritten", {"name": name, "tag": tag}))
        tags.append(tag)
    return tags


def _take_series(about: About, series: Sequence[SeriesPlace]) -> None:
    good: list[SeriesPlace] = []
    for one in series:
        title = one_line(one.name)
        named = not is_blank(title) and len(title) <= TITLE_LIMIT and not UNSHOWABLE.search(title)
        if named and len(good) < _MOST_SERIES:
            # A place far away is a slip of the file; the next free one is what is meant.
            position = one.position if 1 <= one.position <= EXPECTED_CHAPTERS_LIMIT else 1
            good.append(SeriesPlace(title, position, one.url))
        elif not is_blank(title):
            about.keep(_("Series"), _series_line(one))
    about.series = tuple(good)


def _series_line(one: SeriesPlace) -> str:
    return _("Part %(position)s of %(series)s") % {"position": one.position, "series": one.name}


def _take_expected(about: About, saved: SavedWork, *, chapters: int) -> None:
    """How many chapters there will be. A work that is complete has the chapters it has."""
    expected = saved.expected_chapters
    if expected is None and saved.complete and chapters:
        expected = chapters
    if expected is not None and not chapters <= expected <= EXPECTED_CHAPTERS_LIMIT:
        about.keep(_("Chapters in all"), str(expected))
        expected = None
    about.expected_chapters = expected


def _origin(saved: SavedWork) -> str:
    """Where and when the work was published before, as one paragraph; "" when nobody says."""
    at = f'<a href="{escape(saved.address)}">{escape(saved.address)}</a>'
    if not _ADDRESS.fullmatch(saved.address):
        at = escape(saved.address)
    sentences: list[str] = []
    if saved.published and saved.address:
        sentences.append(
            _("First published on %(date)s at %(address)s.")
            % {"date": _day(saved.published), "address": at}
        )
    elif saved.published:
        sentences.append(_("First published on %(date)s.") % {"date": _day(saved.published)})
    elif saved.address:
        sentences.append(_("First published at %(address)s.") % {"address": at})
    if saved.updated and saved.updated != saved.published:
        sentences.append(_("Last updated there on %(date)s.") % {"date": _day(saved.updated)})
    if saved.authors:
        names = escape(", ".join(saved.authors))
        sentences.append(_("Signed there by %(names)s.") % {"names": names})
    return f"<p>{' '.join(sentences)}</p>" if sentences else ""


def _day(day: date) -> str:
    return escape(date_format(day, "j F Y"))
