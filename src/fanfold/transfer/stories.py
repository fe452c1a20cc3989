"""A story file as a proposal: read by `formats`, divided by `prose`, nothing written yet.

What is certain is applied and reported; what is not stays in the text and becomes a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from django.conf import settings

from fanfold import formats, prose
from fanfold.kit.findings import Finding
from fanfold.tags.models import Kind
from fanfold.tags.names import fold, problem_with, split_names
from fanfold.works import languages
from fanfold.works.models import Rating
from fanfold.works.text import ChapterText, WorkDetails

# Headers of story files, and the kind of tag that they mean.
_TAG_HEADERS = {
    "fandom": Kind.FANDOM,
    "pairing": Kind.RELATIONSHIP,
    "characters": Kind.CHARACTER,
    "genre": Kind.FREEFORM,
}

# How other archives and old story files name the ratings.
_RATINGS = {
    "general": Rating.GENERAL, "general audiences": Rating.GENERAL, "g": Rating.GENERAL,
    "k": Rating.GENERAL, "k+": Rating.GENERAL, "all ages": Rating.GENERAL, "pg": Rating.GENERAL,
    "teen": Rating.TEEN, "teen and up": Rating.TEEN, "teen and up audiences": Rating.TEEN,
    "t": Rating.TEEN, "pg-13": Rating.TEEN, "pg13": Rating.TEEN, "fr13": Rating.TEEN,
    "mature": Rating.MATURE, "m": Rating.MATURE, "r": Rating.MATURE, "fr15": Rating.MATURE,
    "explicit": Rating.EXPLICIT, "e": Rating.EXPLICIT, "ma": Rating.EXPLICIT,
    "nc-17": Rating.EXPLICIT, "nc17": Rating.EXPLICIT, "fr18": Rating.EXPLICIT,
    "not rated": Rating.NOT_RATED, "unrated": Rating.NOT_RATED,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person said beside the file; it always wins over what the file says."""

    title: str = ""
    language: str = ""
    rating: str = ""
    tags: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a file would become."""

    file_format: str
    encoding: str | None
    details: WorkDetails
    chapters: tuple[ChapterText, ...]
    written_numbers: tuple[int | None, ...]
    applied: tuple[Finding, ...]
    questions: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def propose(data: bytes, *, name: str, wishes: Wishes) -> Proposal:
    """The proposal for one file. Raises formats.Unreadable for a file that is none.

    `name` is the file's name: it tells the kind of file, and is the title when nothing else is.
    """
    document = formats.read(data, name=name, limits=formats.Limits(bytes=settings.UPLOAD_LIMIT))
    manuscript = prose.divide(document.source, document.source_format)
    headers = {**document.headers, **manuscript.headers}
    questions = list(manuscript.questions)
    warnings = list(document.warnings)

    title = wishes.title or headers.pop("title", "") or document.title
    headers.pop("title", None)
    if not title:
        title = PurePath(name).stem
        questions.append(Finding("title_from_file_name", {"title": title}))
    language = _language(wishes, headers, document.language, warnings)
    rating = _rating(wishes, headers, questions, warnings)
    tags = _tags(wishes, headers, warnings)
    author = headers.get("author") or document.author
    if author:
        headers.pop("author", None)
        questions.append(Finding("author_named", {"author": author}))
    summary = manuscript.summary + prose.escape_text(headers.pop("summary", ""))
    notes = _remaining_headers(headers) + manuscript.notes

    parts = manuscript.chapters
    if not parts or not any(_words_of(part.source, document.source_format) for part in parts):
        raise formats.Unreadable("no_words")
    questions += _gaps([part.number for part in parts])
    return Proposal(
        file_format=document.file_format,
        encoding=document.encoding,
        details=WorkDetails(
            title=title,
            language=language,
            rating=rating,
            tags=tags,
            summary=summary,
            notes=notes,
        ),
        chapters=tuple(
            ChapterText(
                source=part.source,
                source_format=document.source_format,
                title=part.title,
                summary=part.summary,
                notes=part.notes,
                endnotes=part.endnotes,
            )
            for part in parts
        ),
        written_numbers=tuple(part.number for part in parts),
        applied=tuple(manuscript.applied),
        questions=tuple(questions),
        warnings=tuple(warnings),
    )


def _gaps(written: list[int | None]) -> list[Finding]:
    """A question wherever the numbers in the headings do not go on by one. A prologue has none."""
    questions = []
    last = 0
    for position, number in enumerate(written, start=1):
        if number is None:
            continue
        if number != last + 1:
            questions.append(Finding("number_differs", {"written": number, "number": position}))
        last = number
    return questions


def as_chapters_only(proposal: Proposal, *, title: str) -> tuple[ChapterText, ...]:
    """The chapters for a work that exists: what the file said about a work goes into the notes of
    its first chapter, so that no word is lost. `title` names a single chapter."""
    first, *others = proposal.chapters
    notes = proposal.details.notes + first.notes
    first = replace(
        first,
        title=title if title and not others else first.title,
        notes=notes,
        summary=first.summary or proposal.details.summary,
    )
    return (first, *others)


def _words_of(source: str, source_format: prose.SourceFormat) -> int:
    return prose.count_words(prose.clean(source, source_format).prose)


def _language(wishes: Wishes, headers: dict[str, str], said: str, warnings: list[Finding]) -> str:
    """A BCP 47 code. Names of languages in a header are understood when Django knows them."""
    if wishes.language:
        return wishes.language
    named = headers.get("language", "")
    for candidate in (named, said):
        if candidate and (code := languages.find(candidate)):
            if candidate == named:
                headers.pop("language")
            return code
    warnings.append(Finding("language_assumed", {"language": settings.LANGUAGE_CODE}))
    return settings.LANGUAGE_CODE


def _rating(
    wishes: Wishes, headers: dict[str, str], questions: list[Finding], warnings: list[Finding]
) -> str:
    if wishes.rating:
        headers.pop("rating", None)
        return wishes.rating
    said = headers.get("rating", "")
    if rating := _RATINGS.get(fold(said).strip(" .:")):
        headers.pop("rating")
        return rating
    if said:
        questions.append(Finding("rating_unknown", {"rating": said}))
    else:
        warnings.append(Finding("rating_assumed", {}))
    return Rating.NOT_RATED


def _tags(wishes: Wishes, headers: dict[str, str], warnings: list[Finding]) -> dict[str, list[str]]:
    """Tags from wishes and headers. A header that cannot be tags stays a header, and so a note."""
    tags = {kind: list(names) for kind, names in wishes.tags.items()}
    for header, kind in _TAG_HEADERS.items():
        names = split_names(headers.get(header, ""))
        if names and not any(problem_with(one) for one in names) and kind not in tags:
            tags[kind] = names
            headers.pop(header)
    if not tags.get(Kind.WARNING):
        tags[Kind.WARNING] = ["Author chose not to warn"]
        warnings.append(Finding("warnings_assumed", {}))
    if not tags.get(Kind.FANDOM):
        warnings.append(Finding("no_fandom", {}))
    return tags


def _remaining_headers(headers: Mapping[str, str]) -> str:
    """Headers without a field of their own, as lines of the work's notes: no word is lost."""
    lines = [f"{key.capitalize()}: {value}" for key, value in headers.items() if value]
    return "".join(prose.escape_text(line) for line in lines)
