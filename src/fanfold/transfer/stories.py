"""A story file as a proposal: read by `formats`, divided by `prose`, nothing written yet.

What is certain is applied and reported; what is not stays in the text and becomes a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from fanfold import formats, prose
from fanfold.formats import Document
from fanfold.formats.book import SeriesPlace
from fanfold.kit.findings import Finding
from fanfold.tags.models import OPEN_KINDS, Kind
from fanfold.tags.names import UNSHOWABLE, fold
from fanfold.transfer.about import About, about_work
from fanfold.transfer.divisions import as_lines, divided
from fanfold.works import languages
from fanfold.works.models import SUMMARY_LIMIT, Rating
from fanfold.works.text import TAGS_LIMIT, ChapterText, WorkDetails, one_line

# A prologue may be a letter in another tongue.
_CHAPTERS_TO_GUESS_BY = 3
# Characters of a chapter that tell its language, and, if any do, that there are words in it.
_BEGINNING, _FIRST_LINES = 100_000, 2_000
# Questions about numbers that somebody would read.
_MOST_GAPS = 100
# Comments that a report repeats, and how many characters of each and of what it speaks of.
_MOST_COMMENTS, _COMMENT, _QUOTE = 200, 1_000, 200
_WARNINGS_ASKED = frozenset({"warnings_in_notes", "warning_unknown"})
# Codes that say that no language is named.
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person said beside the file; it always wins over what the file says."""

    title: str = ""
    language: str = ""
    rating: str = ""
    tags: Mapping[str, list[str]] = field(default_factory=dict)
    repair_encoding: bool = False


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a file would become. `about` is what the file itself says, `details` what is made of it
    and of the person's wishes; the work gets its places in `series` when it is a new one."""

    file_format: str
    encoding: str | None
    about: About
    details: WorkDetails
    series: tuple[SeriesPlace, ...]
    chapters: tuple[ChapterText, ...]
    written_numbers: tuple[int | None, ...]
    applied: tuple[Finding, ...]
    questions: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def propose(data: bytes, *, name: str, wishes: Wishes, signed_as: str = "") -> Proposal:
    """The proposal for one file. Raises formats.Unreadable for a file that is none.

    `name` is the file's name: it tells the kind of file, and is the title when nothing else is.
    A file that names another author than `signed_as` is asked about.
    """
    limits = formats.Limits(bytes=settings.UPLOAD_LIMIT)
    document = formats.read(data, name=name, limits=limits, repair_encoding=wishes.repair_encoding)
    return propose_document(document, name=name, wishes=wishes, signed_as=signed_as)


def propose_document(
    document: Document, *, name: str, wishes: Wishes, signed_as: str = ""
) -> Proposal:
    """The proposal for a file that has been read; as `propose`."""
    division = divided(document)
    chapters = tuple(replace(one, title=_showable(one.title)) for one in division.chapters)
    if not any(map(_has_words, chapters)):
        raise formats.Unreadable("no_words")
    about = about_work(division.headers, document.saved, chapters=len(chapters))
    questions = [*division.questions, *about.questions]
    warnings = [*document.warnings, *_comments(document), *about.warnings]
    title = wishes.title or _showable(_title(about, document, name, questions))
    _ask_for_the_author(about.authors or (document.author,), signed_as, questions)
    language = _language(wishes, about, document, chapters, questions, warnings)
    rating = _rating(wishes, about, questions, warnings)
    tags = _tags(wishes, about, warnings)
    summary, notes = _joined(about.summary, division.summary), about.notes
    if len(summary) > SUMMARY_LIMIT:
        warnings.append(Finding("summary_in_notes", {"limit": f"{SUMMARY_LIMIT:,}"}))
        summary, notes = "", _joined(summary, notes)
    questions += _gaps(division.numbers)
    return Proposal(
        file_format=document.file_format,
        encoding=document.encoding,
        about=about,
        details=WorkDetails(
            title=title,
            language=language,
            rating=rating,
            tags=tags,
            summary=summary,
            notes=_joined(notes, as_lines(about.rest), division.notes, about.origin),
            endnotes=_joined(about.endnotes, division.endnotes),
            expected_chapters=about.expected_chapters,
        ),
        series=about.series,
        chapters=chapters,
        written_numbers=tuple(division.numbers),
        applied=tuple(division.applied),
        questions=tuple(questions),
        warnings=tuple(warnings),
    )


def _comments(document: Document) -> list[Finding]:
    """The remarks in the margins, which are nobody's to publish but must not be lost unread."""
    return [
        Finding(
            "comment_beside" if one.quote else "comment_alone",
            {
                "author": one.author,
                "text": " ".join(one.text.split())[:_COMMENT],
                "quote": " ".join(one.quote.split())[:_QUOTE],
            },
        )
        for one in document.comments[:_MOST_COMMENTS]
    ]


def as_chapters_only(proposal: Proposal, *, title: str, of: WorkDetails) -> tuple[ChapterText, ...]:
    """The chapters for a work that exists and has the details `of`.

    What the file says about a work, and that work does not say yet, goes into the notes of the
    first chapter, so that no word is lost. `title` names a single chapter.
    """
    details = proposal.details
    first, *others = proposal.chapters
    if title and not others:
        first = replace(first, title=title)
    before = details.summary if first.summary else ""
    first = replace(
        first,
        summary=first.summary or details.summary,
        notes=_joined(before, as_lines(proposal.about.beside(of)), details.notes, first.notes),
    )
    texts = [first, *others]
    texts[-1] = replace(texts[-1], endnotes=_joined(texts[-1].endnotes, details.endnotes))
    return tuple(texts)


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _has_words(text: ChapterText) -> bool:
    """Whether there is a word in a chapter: a long one is read as a whole only if need be."""
    if prose.count_words(_prose_of(text, _FIRST_LINES)):
        return True
    return len(text.source) > _FIRST_LINES and prose.count_words(_prose_of(text)) > 0


def _prose_of(text: ChapterText, signs: int | None = None) -> str:
    """The prose of the first `signs` characters of a chapter's source, or of all."""
    return prose.clean(text.source[:signs], text.source_format).prose  # type: ignore[arg-type]


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
    if more := len(questions[_MOST_GAPS:]):
        questions[_MOST_GAPS:] = [Finding("more_questions", {"count": more})]
    return questions


def _showable(title: str) -> str:
    """A title without the controls that files may hold and no title can."""
    return UNSHOWABLE.sub("", one_line(title))


def _title(about: About, document: Document, name: str, questions: list[Finding]) -> str:
    """The title that the file says, or the name of the file or of a zip's folder, asked about."""
    if about.title:
        return about.title
    if document.title:
        if document.file_format == "zip" and document.saved is None:
            questions.append(Finding("title_from_names", {"title": document.title}))
        return document.title
    title = PurePath(name).stem
    questions.append(Finding("title_from_file_name", {"title": title}))
    return title


def _ask_for_the_author(authors: tuple[str, ...], signed_as: str, questions: list[Finding]) -> None:
    names = ", ".join(filter(None, authors))
    if names and fold(names) != fold(signed_as):
        questions.append(Finding("author_named", {"author": names}))


def _language(
    wishes: Wishes,
    about: About,
    document: Document,
    chapters: tuple[ChapterText, ...],
    questions: list[Finding],
    warnings: list[Finding],
) -> str:
    """A BCP 47 code. Names of languages are understood when Django knows them, codes always."""
    said = document.language
    if code := wishes.language or about.language or languages.find(said):
        return code
    if languages.is_well_formed(said) and said.lower() not in _NO_LANGUAGE:
        return languages.canonical(said)
    if said and said.lower() not in _NO_LANGUAGE:
        about.keep(_("Language"), said)
    return _assumed_language(chapters, questions, warnings)


def _assumed_language(
    chapters: tuple[ChapterText, ...], questions: list[Finding], warnings: list[Finding]
) -> str:
    """The archive's own language, and a question when the first chapters look like another."""
    assumed = settings.LANGUAGE_CODE
    beginning = [
        prose.plain_text(_prose_of(one, _BEGINNING)) for one in chapters[:_CHAPTERS_TO_GUESS_BY]
    ]
    guess = prose.guess_language("\n".join(beginning))
    if guess and guess.code.split("-")[0] != assumed.split("-")[0]:
        values = {
            "guess": guess.code,
            "guess_name": languages.name_of(guess.code),
            "language": assumed,
            "language_name": languages.name_of(assumed),
        }
        questions.append(Finding("language_guessed", values))
    else:
        warnings.append(Finding("language_assumed", {"language": assumed}))
    return assumed


def _rating(wishes: Wishes, about: About, questions: list[Finding], warnings: list[Finding]) -> str:
    if rating := wishes.rating or about.rating:
        return rating
    if about.unknown_rating:
        questions.append(Finding("rating_unknown", {"rating": about.unknown_rating}))
    else:
        warnings.append(Finding("rating_assumed", {}))
    return Rating.NOT_RATED


def _tags(wishes: Wishes, about: About, warnings: list[Finding]) -> dict[str, list[str]]:
    """Tags as wished, then as the file has them; what is too much goes into the notes."""
    tags = {kind: list(names) for kind, names in wishes.tags.items()}
    for kind, names in about.tags.items():
        if not tags.get(kind):
            tags[kind] = names
        elif names:
            about.keep(str(Kind(kind).label), ", ".join(names))
    _keep_to_the_limit(tags, about, warnings)
    if not tags.get(Kind.WARNING):
        tags[Kind.WARNING] = ["Author chose not to warn"]
        if not any(one.code in _WARNINGS_ASKED for one in about.questions):
            warnings.append(Finding("warnings_assumed", {}))
    if not tags.get(Kind.FANDOM):
        warnings.append(Finding("no_fandom", {}))
    return tags


def _keep_to_the_limit(tags: dict[str, list[str]], about: About, warnings: list[Finding]) -> None:
    """The first tags that a work can bear, fandoms before the others; the rest is kept as words."""
    left, dropped = TAGS_LIMIT, 0
    for kind in OPEN_KINDS:
        once: dict[str, str] = {}
        for name in tags.get(kind, ()):
            once.setdefault(fold(name), name)
        names = list(once.values())
        if len(names) > left:
            about.keep(str(kind.label), ", ".join(names[left:]))
            dropped += len(names) - left
        if kind in tags:
            tags[kind] = names[:left]
        left -= min(left, len(names))
    if dropped:
        warnings.append(Finding("tags_in_notes", {"count": dropped, "limit": TAGS_LIMIT}))
