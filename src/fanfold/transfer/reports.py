"""What became of one story file, for people and for programs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.findings import Finding
from fanfold.tags.models import Kind
from fanfold.transfer.sentences import SIZES, sentence_for
from fanfold.transfer.stories import Proposal
from fanfold.works import languages
from fanfold.works.models import Chapter, Rating, SeriesPlace, Work
from fanfold.works.sentences import sums
from fanfold.works.text import ChapterText, WorkDetails

# What the cleaner does to signs that nobody sees, so that nobody would notice.
_UNSHOWN = ("nul_dropped", "surrogate_replaced")
# Written as themselves, or as references to them.
_MAYBE_UNSHOWN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]"
    "|&#x0*(?:[0-8ef]|1[0-9a-f]|7f|d[89a-f][0-9a-f]{2}|feff|fff[ef])(?![0-9a-f])"
    "|&#0*(?:[0-8]|1[4-9]|2[0-9]|3[01]|127|5[5-7][0-9]{3}|65279|6553[45])(?![0-9])",
    re.IGNORECASE,
)


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
    unshown: Counter[str]
    """How often what no page can show was dropped or replaced, by the cleaner's code."""

    @classmethod
    def of(cls, chapter: Chapter, text: ChapterText) -> "ChapterReport":
        """The report of a chapter that was made of a text. Notes as plain text."""
        written = chapter.current.prose if chapter.current else ""
        return cls(
            number=chapter.position,
            title=text.title,
            words=chapter.word_count,
            scene_breaks=prose.scene_breaks(written),
            summary=_plain(text.summary),
            notes=_plain(text.notes),
            endnotes=_plain(text.endnotes),
            unshown=_unshown_in(text),
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
    details: WorkDetails | None = None  # None when the file did not make the work
    series: tuple[tuple[str, int], ...] = ()  # title and place
    work: Work | None = None  # None in a dry run and when it was refused
    chapters: tuple[ChapterReport, ...] = ()
    applied: tuple[Finding, ...] = ()
    questions: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @classmethod
    def of_new_work(
        cls, path: str, proposal: Proposal, work: Work, places: Sequence[SeriesPlace]
    ) -> "FileReport":
        """The report of a file that became a work, with its places in series."""
        report = cls.of_chapters(path, proposal, proposal.chapters, first_number=1, work=work)
        series = tuple((place.series.title, place.position) for place in places)
        placed = [
            Finding("series_placed", {"series": title, "number": number})
            for title, number in series
        ]
        taken = [
            Finding("series_place_taken", {"series": title, "written": one.position})
            for one, (title, number) in zip(proposal.series, series, strict=True)
            if one.position != number
        ]
        return replace(
            report,
            details=proposal.details,
            series=series,
            applied=(*report.applied, *placed),
            questions=(*report.questions, *taken),
        )

    @classmethod
    def of_chapters(
        cls,
        path: str,
        proposal: Proposal,
        chapters: Iterable[ChapterText],
        *,
        first_number: int,
        work: Work,
    ) -> "FileReport":
        """The report of a file whose chapters went into a work that existed."""
        made = work.chapters.filter(position__gte=first_number)
        made = made.select_related("current").order_by("position")
        told = tuple(
            ChapterReport.of(chapter, text) for chapter, text in zip(made, chapters, strict=True)
        )
        return cls(
            path=path,
            status="imported",
            file_format=proposal.file_format,
            encoding=proposal.encoding,
            title=work.title,
            notes=_plain(proposal.details.notes),
            work=work,
            chapters=told,
            applied=proposal.applied,
            questions=proposal.questions,
            warnings=(*proposal.warnings, *_unshown(told)),
        )

    @property
    def words(self) -> int:
        """Words of all its chapters."""
        return sum(chapter.words for chapter in self.chapters)

    @property
    def size(self) -> str:
        """“3 chapters, 1,498 words”."""
        return ", ".join(sums(SIZES, {"chapters": len(self.chapters), "words": self.words}))

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

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the new work says of itself, by label, for people. Empty lists are left out."""
        if self.details is None:
            return []
        details = self.details
        tags = ((str(kind.label), ", ".join(details.tags.get(kind, ()))) for kind in Kind)
        series = (
            _("%(series)s, part %(number)s") % {"series": title, "number": number}
            for title, number in self.series
        )
        facts: list[tuple[str, str]] = [
            (_("Rating"), str(Rating(details.rating).label)),
            (_("Language"), languages.name_of(details.language)),
            *tags,
            (_("Series"), "; ".join(series)),
            (_("Chapters in all"), str(details.expected_chapters or "")),
            (_("Summary"), _plain(details.summary)),
            (_("Notes at the beginning"), self.notes),
            (_("Notes at the end"), _plain(details.endnotes)),
        ]
        return [fact for fact in facts if fact[1]]

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
            **self._details_as_json(),
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

    def _details_as_json(self) -> dict[str, Any]:
        """What the new work says; nulls and empty lists where the file made none."""
        details = self.details
        return {
            "summary": _plain(details.summary) if details else "",
            "endnotes": _plain(details.endnotes) if details else "",
            "language": details.language if details else None,
            "rating": details.rating if details else None,
            "tags": {
                kind.value: list(details.tags.get(kind, ())) if details else [] for kind in Kind
            },
            "series": [{"title": title, "position": place} for title, place in self.series],
            "expected_chapters": details.expected_chapters if details else None,
        }


def _unshown_in(text: ChapterText) -> Counter[str]:
    """How often the cleaner dropped or replaced such a sign. Only a text that may have one is
    cleaned again to be asked."""
    if not _MAYBE_UNSHOWN.search(text.source):
        return Counter()
    done = prose.clean(text.source, text.source_format).done  # type: ignore[arg-type]
    return Counter({one.code: int(one.values["count"]) for one in done if one.code in _UNSHOWN})


def _unshown(chapters: Iterable[ChapterReport]) -> list[Finding]:
    counts: Counter[str] = sum((one.unshown for one in chapters), Counter())
    return [Finding(code, {"count": count}) for code, count in counts.items()]


def _plain(source: str) -> str:
    return prose.plain_text(prose.clean(source, "html").prose) if source else ""


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {"code": finding.code, "sentence": sentence_for(finding), "values": dict(finding.values)}
        for finding in findings
    ]
