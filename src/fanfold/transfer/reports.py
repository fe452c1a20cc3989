"""What became of one story file, for people and for programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from fanfold import prose
from fanfold.kit.findings import Finding
from fanfold.transfer.sentences import sentence_for
from fanfold.transfer.stories import Proposal
from fanfold.works.models import Work
from fanfold.works.text import ChapterText


@dataclass(frozen=True, kw_only=True)
class ChapterReport:
    """One chapter of a file: its number in the work, and what was found in it."""

    number: int
    title: str
    words: int
    scene_breaks: int
    summary: str
    notes: str
    endnotes: str

    @classmethod
    def of(cls, number: int, text: ChapterText) -> "ChapterReport":
        """The report of a chapter that gets this number. Notes as plain text."""
        cleaned = prose.clean(text.source, text.source_format)  # type: ignore[arg-type]
        return cls(
            number=number,
            title=text.title,
            words=prose.count_words(cleaned.prose),
            scene_breaks=prose.scene_breaks(cleaned.prose),
            summary=_plain(text.summary),
            notes=_plain(text.notes),
            endnotes=_plain(text.endnotes),
        )


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """One file: imported, only looked at, or refused with a sentence."""

    path: str
    status: str  # "imported", "checked" (a dry run) or "refused"
    error: str = ""
    file_format: str = ""
    encoding: str | None = None
    title: str = ""
    notes: str = ""
    work: Work | None = None  # None in a dry run and when it was refused
    chapters: tuple[ChapterReport, ...] = ()
    applied: tuple[Finding, ...] = ()
    questions: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = field(default=())

    @classmethod
    def of(
        cls,
        path: str,
        proposal: Proposal,
        chapters: Iterable[ChapterText],
        *,
        first_number: int,
        work: Work,
    ) -> "FileReport":
        """The report of a file that was imported."""
        return cls(
            path=path,
            status="imported",
            file_format=proposal.file_format,
            encoding=proposal.encoding,
            title=work.title,
            notes=_plain(proposal.details.notes),
            work=work,
            chapters=tuple(
                ChapterReport.of(number, text)
                for number, text in enumerate(chapters, start=first_number)
            ),
            applied=proposal.applied,
            questions=proposal.questions,
            warnings=proposal.warnings,
        )

    @property
    def words(self) -> int:
        """Words of all its chapters."""
        return sum(chapter.words for chapter in self.chapters)

    @property
    def question_sentences(self) -> list[str]:
        """What the importer was not sure about."""
        return [sentence_for(finding) for finding in self.questions]

    @property
    def warning_sentences(self) -> list[str]:
        """What could not be kept as it was, or was assumed."""
        return [sentence_for(finding) for finding in self.warnings]

    @property
    def applied_sentences(self) -> list[str]:
        """What was certain and done."""
        return [sentence_for(finding) for finding in self.applied]

    def as_json(self) -> dict[str, Any]:
        """For `--json`; docs/import.md describes it."""
        return {
            "path": self.path,
            "status": self.status,
            "error": self.error or None,
            "format": self.file_format or None,
            "encoding": self.encoding,
            "title": self.title or None,
            "notes": self.notes,
            "work": self.work
            and {
                "id": self.work.pk,
                "state": self.work.state,
                "address": reverse("work", args=[self.work.pk]),
            },
            "words": self.words,
            "chapters": [
                {
                    "number": chapter.number,
                    "title": chapter.title,
                    "words": chapter.words,
                    "scene_breaks": chapter.scene_breaks,
                    "summary": chapter.summary,
                    "notes": chapter.notes,
                    "endnotes": chapter.endnotes,
                }
                for chapter in self.chapters
            ],
            "applied": _findings(self.applied),
            "questions": _findings(self.questions),
            "warnings": _findings(self.warnings),
        }


def _plain(source: str) -> str:
    return prose.plain_text(prose.clean(source, "html").prose) if source else ""


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {"code": finding.code, "sentence": sentence_for(finding), "values": dict(finding.values)}
        for finding in findings
    ]
