"""What AO3's files say about a work, gathered piece by piece, whatever language the labels are in.

Pages name a kind of tag in a class. Downloads have labels alone, but always the same order; AO3
never translates the names of ratings, warnings and categories.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from selectolax.lexbor import LexborNode

from fanfold.formats.book import SeriesPlace
from fanfold.formats.document import SavedWork
from fanfold.formats.saved.nodes import children, href, words

__all__ = ["Facts", "tag_kinds"]

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CHAPTERS = re.compile(r"([\d,.]{1,9})/([\d,.]{1,9}|\?)", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_BY = re.compile(r"^\s*by\s+")
_BEFORE_LINK = re.compile(r"([^\0\[]*)(?=[\0\[])")
_WORK = re.compile(r"/(?:external_)?works/\d+$")

# English names of the kinds in a download, by how they begin.
_LABELS = {
    "rating": "rating", "archive warning": "warnings", "categor": "categories",
    "fandom": "fandoms", "relationship": "relationships", "character": "characters",
    "additional tag": "freeforms",
}  # fmt: skip
_CATEGORIES = frozenset({"F/F", "F/M", "Gen", "M/M", "Multi", "Other"})


@dataclass(slots=True)
class Facts:
    """Everything but the chapters. `tags` by the names of SavedWork's fields."""

    title: str = ""
    address: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    author: str = ""
    """The authors on one line; empty when the work is anonymous."""
    tags: dict[str, list[str]] = field(default_factory=dict)
    series: list[SeriesPlace] = field(default_factory=list)
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    published: date | None = None
    updated: date | None = None
    posted_chapters: int | None = None
    expected_chapters: int | None = None
    more: dict[str, dict[str, None]] = field(default_factory=dict)
    """What has no field here, by label, each thing once and in order."""
    site: str = ""
    """The archive's address without a slash at the end, for links that do not name it."""

    def add(self, label: str, value: str) -> None:
        """One more thing said, under the label that stood before it."""
        self.more.setdefault(label, {})[value] = None

    def add_tags(self, kind: str, names: Iterable[str]) -> None:
        """Tags of one kind, after those that it has."""
        self.tags.setdefault(kind, []).extend(names)

    def add_stat(self, label: str, value: str) -> None:
        """A figure: the first date is when it was published, a second when it last changed."""
        chapters = _CHAPTERS.fullmatch(value)
        if chapters:
            self.posted_chapters = _count(chapters[1])
            self.expected_chapters = _count(chapters[2])
        if not _DATE.fullmatch(value) or (found := _date(value)) is None:
            self.add(label, value)
        elif self.published is None:
            self.published = found
        else:
            self.updated = found

    def add_byline(self, byline: LexborNode) -> None:
        """The authors. "X [archived by Y]" is X, and so said; a name without a link is a mask."""
        named: list[str] = []
        masks: list[str] = []
        for before, link, after in _around_links(byline):
            opening, bracket, label = before.rpartition("[")
            if not bracket or not after.lstrip().startswith("]"):
                named.append(link)
                continue
            name = _BY.sub("", _line(opening.lstrip("], \n")))
            (named if _line(label) else masks).append(name)
            self.add(_line(label) or name, link)
        if not named and not masks:
            masks.append(_BY.sub("", words(byline)))
        self.authors = tuple(filter(None, dict.fromkeys(named + masks)))
        self.author = ", ".join(dict.fromkeys(named))

    def add_series(self, definition: LexborNode) -> None:
        """Every series linked to, with the last number before its link."""
        before: list[str] = []
        for node in definition.traverse(include_text=True):
            if node.is_text_node:
                before.append(node.text())
            elif node.tag == "a" and "/series/" in href(node):
                numbers = _NUMBER.findall("".join(before))
                position = int(numbers[-1]) if numbers else 1
                self.series.append(SeriesPlace(words(node), position, self.absolute(href(node))))
                before.clear()

    def add_relation(self, item: LexborNode, label: str = "") -> None:
        """A line like "Inspired by <a>Tides</a> by <a>Orla</a>." or "For <a>Cleo</a>."

        Without a `label` it is what stands before the first link or bracket.
        """
        said: list[str] = []
        for node in children(item):
            if node.tag == "a":
                is_work = _WORK.search(href(node))
                said.append(f"\0{words(node)}")
                said.append(f" ({self.absolute(href(node))})" if is_work else "")
            elif not node.is_comment_node:
                said.append(node.text(deep=True))
        line = _line("".join(said)).rstrip(".")
        match = _BEFORE_LINK.match(line)
        if not label and match:
            label, line = match[1], line[match.end() :]
        self.add(label.rstrip(" :：") or "Related work", line.replace("\0", ""))

    def absolute(self, address: str) -> str:
        """A link as it would be from outside of the archive."""
        return self.site + address if address.startswith("/") else address

    def saved(self) -> SavedWork:
        """All of it as the reader hands it out."""
        tags = {kind: tuple(names) for kind, names in self.tags.items()}
        return SavedWork(
            site="ao3",
            address=self.address,
            authors=self.authors,
            rating=", ".join(tags.get("rating", ())),
            warnings=tags.get("warnings", ()),
            categories=tags.get("categories", ()),
            fandoms=tags.get("fandoms", ()),
            relationships=tags.get("relationships", ()),
            characters=tags.get("characters", ()),
            freeforms=tags.get("freeforms", ()),
            series=tuple(self.series),
            summary=self.summary,
            notes=self.notes,
            endnotes=self.endnotes,
            published=self.published,
            updated=self.updated,
            complete=(
                None
                if self.posted_chapters is None
                else self.posted_chapters == self.expected_chapters
            ),
            expected_chapters=self.expected_chapters,
            more={label: "; ".join(values) for label, values in self.more.items()},
        )


def tag_kinds(rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Which field each row of a download fills, by its label, or by its place and its tags."""
    if not rows or not rows[0][0].lower().startswith("rating"):
        return _by_order([tags for _, tags in rows])
    return [
        next(
            (kind for name, kind in _LABELS.items() if label.lower().startswith(name)), "freeforms"
        )
        for label, _ in rows
    ]


def _by_order(rows: Sequence[Sequence[str]]) -> list[str]:
    """The order is fixed, and rating, warnings and a fandom are always there."""
    kinds = ["rating", "warnings"]
    if len(rows) > 2 and set(rows[2]) <= _CATEGORIES:
        kinds.append("categories")
    kinds.append("fandoms")
    rest = rows[len(kinds) :]
    if rest and all("/" in tag or " & " in tag for tag in rest[0]):
        kinds.append("relationships")
        rest = rest[1:]
    if len(rest) > 1:
        kinds.append("characters")
    return [*kinds, *["freeforms"] * len(rows)][: len(rows)]


def _around_links(byline: LexborNode) -> Iterator[tuple[str, str, str]]:
    """The links to people, each with the text before it and the text after it."""
    parts: list[list[str]] = [[]]
    links: list[str] = []
    for node in children(byline):
        if node.tag == "a" and "/users/" in href(node):
            links.append(words(node))
            parts.append([])
        elif not node.is_comment_node:
            parts[-1].append(node.text(deep=True))
    texts = ["".join(part) for part in parts]
    return zip(texts, links, texts[1:], strict=False)


def _line(text: str) -> str:
    return " ".join(text.split())


def _count(digits: str) -> int | None:
    plain = digits.replace(",", "").replace(".", "")
    return int(plain) if plain.isdecimal() else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
