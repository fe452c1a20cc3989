"""The chapters of a document, however its file has them: in one text, set apart, or zipped.

A text is divided by `prose`; chapters that the file sets apart are never cut again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fanfold import prose
from fanfold.formats import Document, DocumentChapter
from fanfold.kit.findings import Finding
from fanfold.works.text import ChapterText

__all__ = ["Division", "as_lines", "divided"]

# What each file of a zip may say of its own chapter; all else at a top is about the work.
_OF_A_CHAPTER = ("title", "summary")
# What a work has once: files that differ in it are asked about.
_ONCE = ("author", "rating", "warnings", "fandom", "category", "language")
_VALUE = 100


@dataclass(kw_only=True)
class Division:
    """A document in chapters. Headers, summary, notes and end notes (HTML) are about the work.

    `numbers` are those that headings or the names of files give, one for each chapter.
    """

    chapters: list[ChapterText] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    applied: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)

    def take(self, manuscript: prose.Manuscript, source_format: str) -> None:
        """Put the chapters of a manuscript behind those there are, findings renumbered."""
        before = len(self.chapters)
        self.applied += _renumbered(manuscript.applied, before)
        self.questions += _renumbered(manuscript.questions, before)
        for part in manuscript.chapters:
            self.numbers.append(part.number)
            self.chapters.append(
                ChapterText(
                    source=part.source,
                    source_format=source_format,
                    title=part.title,
                    summary=part.summary,
                    notes=part.notes,
                    endnotes=part.endnotes,
                )
            )


def divided(document: Document) -> Division:
    """The document's chapters. Without a line of text there are none."""
    division = Division(
        headers=dict(document.headers),
        notes=document.notes,
        endnotes=document.endnotes,
        questions=list(document.questions),
    )
    if not document.chapters:
        manuscript = prose.divide(document.source, document.source_format)
        division.take(manuscript, document.source_format)
        division.headers |= manuscript.headers
        division.summary = manuscript.summary
        division.notes += manuscript.notes
        return division
    tops = list(_tops([chapter for chapter in document.chapters if chapter.file]))
    files = iter(tops)
    said: dict[str, dict[str, str]] = {key: {} for key in _ONCE}
    parts: list[str] = []
    for chapter in document.chapters:
        headers = dict(chapter.headers)
        before = len(division.chapters)
        if chapter.file:
            top = next(files)
            _take_file(division, chapter, *top)
            headers |= top[0].headers
        else:
            _take_chapter(division, chapter)
        parts += [chapter.part] if chapter.part else []
        if parts and len(division.chapters) > before:
            _begin_part(division, before, ": ".join(parts))
            parts = []
        for key in _ONCE:
            if headers.get(key):
                said[key].setdefault(headers[key], chapter.file)
    _settle_once(division, said)
    return division


def as_lines(said: Mapping[str, str]) -> str:
    """“Label: value” for everything said, as HTML: what has no field of its own goes into notes."""
    return "".join(
        prose.escape_text(f"{label[:1].upper()}{label[1:]}: {value}")
        for label, value in said.items()
        if value
    )


def _take_chapter(division: Division, chapter: DocumentChapter) -> None:
    """A chapter that the file set apart. Without notes of its own, its edges are searched."""
    manuscript = prose.divide_chapter(chapter.source, chapter.source_format)
    if is_empty := not _has_text(manuscript):
        number = len(division.chapters) + 1
        division.questions.append(
            Finding("empty_chapter", {"chapter": number, "text": chapter.title})
        )
    if is_empty or chapter.notes or chapter.endnotes:
        whole = prose.Part(None, "", chapter.source)
        manuscript = replace(manuscript, chapters=(whole,), applied=(), questions=())
    division.take(manuscript, chapter.source_format)
    text = division.chapters[-1]
    headers = chapter.headers
    if len(division.chapters) == 1:
        division.headers |= headers
        headers = {}
    beside = {key: one for key, one in headers.items() if one != division.headers.get(key)}
    division.chapters[-1] = replace(
        text,
        title=chapter.title,
        summary=chapter.summary + text.summary,
        notes=as_lines(beside) + chapter.notes + text.notes,
        endnotes=chapter.endnotes + text.endnotes,
    )


def _settle_once(division: Division, said: Mapping[str, Mapping[str, str]]) -> None:
    """The work has what the first file says that says anything; files that differ are asked about.

    `said` has for each header its values in order, each with the file that says it first.
    """
    for key, values in said.items():
        for value in values:
            division.headers.setdefault(key, value)
        if len({value.casefold().strip() for value in values}) > 1:
            listed = ", ".join(
                f"“{value[:_VALUE]}” ({file})" if file else f"“{value[:_VALUE]}”"
                for value, file in values.items()
            )
            division.questions.append(Finding("headers_differ", {"label": key, "values": listed}))


def _tops(
    files: Sequence[DocumentChapter],
) -> Iterator[tuple[prose.Manuscript, dict[str, str], dict[str, str]]]:
    """Each file divided, with what its top says of the work, and what of its own chapter."""
    manuscripts = [prose.divide(one.source, one.source_format) for one in files]
    tops = [
        {**one.headers, **manuscript.headers}
        for one, manuscript in zip(files, manuscripts, strict=True)
    ]
    first = tops[0] if tops else {}
    own = {
        key
        for key in _OF_A_CHAPTER
        for top in tops[1:]
        if key in top and top[key] != first.get(key)
    }
    for place, (manuscript, top) in enumerate(zip(manuscripts, tops, strict=True)):
        of_chapter = {key: top[key] for key in top if key in own}
        of_work = {key: value for key, value in top.items() if key not in own}
        if place:
            of_work = {key: one for key, one in of_work.items() if one != first.get(key)}
        yield manuscript, of_work, of_chapter


def _take_file(
    division: Division,
    chapter: DocumentChapter,
    manuscript: prose.Manuscript,
    of_work: dict[str, str],
    of_chapter: dict[str, str],
) -> None:
    """A file of a zip: one chapter or several. What the first one says at its top is the work's."""
    if not _has_text(manuscript):
        division.questions.append(Finding("file_without_words", {"file": chapter.file}))
        return
    here = len(division.chapters)
    division.take(manuscript, chapter.source_format)
    notes, summary = manuscript.notes, manuscript.summary
    if not here:
        division.headers |= of_work
        division.summary = summary
        division.notes += notes
        notes = summary = ""
    elif of_work:
        notes = as_lines(of_work) + notes
    text = division.chapters[here]
    is_alone = len(division.chapters) == here + 1
    named = of_chapter.get("title", "") or (chapter.title if is_alone else "")
    if text.title and of_chapter.get("title") not in {None, text.title}:
        notes = as_lines({"title": of_chapter["title"]}) + notes
    division.chapters[here] = replace(
        text,
        title=text.title or named,
        summary=prose.escape_text(of_chapter.get("summary", "")) + summary + text.summary,
        notes=notes + text.notes,
    )
    if is_alone and division.numbers[here] is None:
        division.numbers[here] = chapter.number


def _begin_part(division: Division, place: int, part: str) -> None:
    """Puts the part into the title of the chapter that it begins with, if it is not there."""
    chapter = division.chapters[place]
    if not chapter.title.casefold().startswith(part.casefold()):
        title = ": ".join(filter(None, [part, chapter.title]))
        division.chapters[place] = replace(chapter, title=title)


def _has_text(manuscript: prose.Manuscript) -> bool:
    return any(part.source.strip() for part in manuscript.chapters)


def _renumbered(findings: Iterable[Finding], before: int) -> list[Finding]:
    return [
        Finding(one.code, {**one.values, "chapter": chapter + before})
        if before and isinstance(chapter := one.values.get("chapter"), int)
        else one
        for one in findings
    ]
