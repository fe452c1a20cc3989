"""Which pieces of a book are chapters, which are notes around the story, and which say nothing.

What is certain is done and told; a short page without a name before the story is asked about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import unescape
from itertools import islice

from fanfold.formats.chapters.matter import (
    is_called_contents,
    is_called_matter,
    is_imprint,
    is_opening,
    only_names,
)
from fanfold.formats.chapters.text import Draft
from fanfold.formats.chapters.titles import says_chapter, take_heading
from fanfold.formats.document import DocumentChapter
from fanfold.formats.opened import Metadata
from fanfold.kit.findings import Finding

__all__ = ["Settled", "Surroundings", "holds_chapters", "settle"]

_TAG = re.compile(r"<[^<>]{0,5000}>")
_LINE_END = re.compile(r"</(?:p|h[1-6]|div|li|td|dt|dd)>|<br\b[^<>]{0,500}>")
_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,2000}>.*?</h\1>", re.DOTALL)
# The page of a part: its name and perhaps a motto. Longer ones are chapters. In letters.
_LONGEST_PART = 600
# A dedication or a farewell without a name; what has one. In letters.
_LONGEST_SHORT = 400
_LONGEST_MATTER = 6_000
# A work's notes hold 20,000 characters, tags included; headers go there too.
_ALL_MATTER = 12_000
_NAME = 60
_BEGINNING = 5_000
_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole page is called, by others and by its file; nothing for a part of a page."""

    kinds: frozenset[str] = frozenset()
    file: str = ""
    holds_notes: bool = False


@dataclass(slots=True)
class Settled:
    """The chapters, and HTML for the notes of the work; what was left out or moved, by its name."""

    chapters: list[DocumentChapter]
    notes: str
    endnotes: str
    left_out: list[str]
    moved: list[str]
    questions: list[Finding]
    last: str = ""
    """The last chapter with its heading."""


class _Nature(Enum):
    STORY = "story"
    MATTER = "matter"
    LONG_MATTER = "called what is no part of a story, but long"
    SHORT = "could be a dedication without a name"
    NOTHING = "the book's names, or a heading whose notes have moved"


_OF_THE_STORY = frozenset({_Nature.STORY, _Nature.LONG_MATTER})


@dataclass(frozen=True, slots=True)
class _Piece:
    nature: _Nature
    name: str
    html: str
    words: str
    title: str
    text: str
    opens: bool
    """Whether it is the page of a part, which opens the chapter behind it."""
    says_chapter: bool
    dropped: str
    """A heading that had nothing but notes below it."""


def settle(
    drafts: Sequence[Draft],
    around: Sequence[Surroundings],
    metadata: Metadata,
    *,
    is_listed: bool,
) -> Settled:
    """The drafts in their order, with `around` for each. What is left out or moved is named.

    `is_listed` says whether contents name the chapters.
    """
    pieces = [_piece(draft, here, metadata) for draft, here in zip(drafts, around, strict=True)]
    nothing = [one.words or one.name for one in pieces if one.nature is _Nature.NOTHING]
    nothing += [one.dropped for one in pieces]
    settled = Settled([], "", "", [name for name in nothing if name], [], [])
    pieces = [one for one in pieces if one.nature is not _Nature.NOTHING]
    pieces = _with_the_certain(pieces, is_listed=is_listed)
    first, last = _bounds(pieces)
    waiting = ""
    for number, piece in enumerate(pieces):
        if number < first and _goes(piece, settled.notes):
            settled.notes += f"{piece.html}\n"
        elif number > last and _goes(piece, settled.endnotes):
            settled.endnotes += f"{piece.html}\n"
        elif piece.opens:
            waiting += f"{piece.html}\n"
            continue
        else:
            _take_chapter(settled, piece, waiting, is_outside=not first <= number <= last)
            waiting = ""
            continue
        settled.moved.append(piece.name)
        if piece.nature is _Nature.SHORT:
            settled.questions.append(Finding("maybe_dedication", {"text": piece.words[:_QUOTE]}))
    if waiting:
        settled.chapters.append(DocumentChapter(source=waiting))
    return settled


def holds_chapters(html: str) -> bool:
    """Whether two lines or more call themselves chapters."""
    lines = (words_of(line) for line in _LINE_END.split(html))
    return len(list(islice(filter(says_chapter, lines), 2))) == 2


def words_of(html: str) -> str:
    """What it says, on one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _piece(draft: Draft, around: Surroundings, metadata: Metadata) -> _Piece:
    html, label, dropped = draft.html(), draft.label, ""
    if around.holds_notes and draft.lost_notes:
        html, dropped = _without_empty_heading(html)
        label = ""
    words, line = words_of(html), _first_line(html)
    title, text = take_heading(html, label)
    count = len("".join(words_of(text).split()))
    piece = _Piece(
        _Nature.STORY,
        label or title or line[:_NAME],
        html,
        words,
        title,
        text,
        opens=not count or (draft.is_part and count <= _LONGEST_PART),
        says_chapter=says_chapter(label) or says_chapter(line),
        dropped=dropped,
    )
    return replace(piece, nature=_nature(piece, draft, around, line, metadata))


def _nature(
    piece: _Piece, draft: Draft, around: Surroundings, line: str, metadata: Metadata
) -> _Nature:
    size = len("".join(piece.words.split()))
    names = only_names(piece.words, metadata, around.kinds)
    if not size or names or is_called_contents(piece.words):
        return _Nature.NOTHING
    has_heading = _HEADING.search(piece.html) is not None
    if draft.lost_notes and has_heading and not words_of(_HEADING.sub("", piece.html)):
        return _Nature.NOTHING
    # Some tools call the first page of the story a cover.
    kinds = around.kinds if size <= _LONGEST_SHORT else around.kinds - {"cover"}
    if is_called_matter(kinds, around.file, draft.label, line):
        return _Nature.MATTER if size <= _LONGEST_MATTER else _Nature.LONG_MATTER
    if around.holds_notes and draft.lost_notes and size <= _LONGEST_SHORT:
        return _Nature.MATTER  # A farewell beside the notes.
    if draft.label or piece.says_chapter:
        return _Nature.STORY
    if is_imprint(piece.words):
        return _Nature.MATTER
    return _Nature.SHORT if size <= _LONGEST_SHORT and not has_heading else _Nature.STORY


def _with_the_certain(pieces: list[_Piece], *, is_listed: bool) -> list[_Piece]:
    """The pieces, story where nothing else is certain: a short one may be none only in front."""
    told = [at for at, one in enumerate(pieces) if one.nature in _OF_THE_STORY]
    if not told and all(one.nature is _Nature.MATTER for one in pieces):
        return [replace(one, nature=_Nature.STORY) for one in pieces]
    front = told[0] if told and (is_listed or pieces[told[0]].says_chapter) else 0
    return [
        replace(one, nature=_Nature.STORY) if one.nature is _Nature.SHORT and at >= front else one
        for at, one in enumerate(pieces)
    ]


def _bounds(pieces: Sequence[_Piece]) -> tuple[int, int]:
    """The first and the last piece of the story: what calls itself a chapter, else any.

    Forewords, and what is called matter however long it is, stand around it.
    """
    told = [at for at, one in enumerate(pieces) if one.nature is _Nature.STORY]
    said = [at for at in told if pieces[at].says_chapter]
    others = [at for at in told if not is_opening(pieces[at].name)]
    ends = said if len(said) > 1 else others or told or [0]
    return ends[0], ends[-1]


def _goes(piece: _Piece, notes: str) -> bool:
    """Whether the piece goes into notes that hold so much already."""
    return piece.nature not in _OF_THE_STORY and len(notes) + len(piece.html) <= _ALL_MATTER


def _take_chapter(settled: Settled, piece: _Piece, before: str, *, is_outside: bool) -> None:
    settled.chapters.append(DocumentChapter(source=before + piece.text, title=piece.title))
    settled.last = before + piece.html
    if is_outside and piece.nature is not _Nature.STORY:
        values: dict[str, str | int] = {"chapter": len(settled.chapters), "text": piece.name}
        settled.questions.append(Finding("maybe_no_chapter", values))


def _without_empty_heading(html: str) -> tuple[str, str]:
    """A page whose notes have moved without a heading that has nothing below it now; its words."""
    first = _HEADING.search(html)
    second = _HEADING.search(html, first.end()) if first else None
    if first is None or second is None:
        return html, ""
    before, between = html[: first.start()], html[first.end() : second.start()]
    if words_of(before) or words_of(between):
        return html, ""
    return before + html[first.end() :], words_of(first[0])


def _first_line(html: str) -> str:
    for line in _LINE_END.split(html[:_BEGINNING]):
        if words := words_of(line):
            return words[:_QUOTE]
    return ""
