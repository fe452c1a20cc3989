"""What a text would look like, made by the same cleaner that saving uses, and kept nowhere."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from fanfold import prose
from fanfold.kit.findings import Finding
from fanfold.people.models import PenName
from fanfold.prose import Count, LanguageGuess
from fanfold.tags.models import Kind
from fanfold.works.models import Rating
from fanfold.works.sentences import sentence_for
from fanfold.works.text import ChapterText, WorkDetails


@dataclass(frozen=True)
class ChapterPreview:
    """A chapter as readers would see it. The texts are clean prose."""

    number: int
    title: str
    text: str
    words: int
    summary: str
    notes: str
    endnotes: str


@dataclass(frozen=True)
class WorkPreview:
    """A work with its first chapter as readers would see it."""

    title: str
    authors: Sequence[PenName]
    rating: str
    tag_lists: Sequence[tuple[str, str, Sequence[str]]]
    language: str
    summary: str
    notes: str
    endnotes: str
    expected_chapters: int | None
    chapter: ChapterPreview


@dataclass(frozen=True)
class TextPreview:
    """A text as readers would see it, how long it is, and all that was done to make it so."""

    prose: str
    length: Count
    minutes: int
    scene_breaks: int
    language: LanguageGuess | None
    done: Sequence[tuple[Finding, str]]

    def as_json(self) -> dict[str, object]:
        """For an editor that shows what became of a paste."""
        return {
            "prose": self.prose,
            "words": self.length.words,
            "characters": self.length.characters,
            "characters_without_spaces": self.length.characters_without_spaces,
            "minutes": self.minutes,
            "language": asdict(self.language) if self.language else None,
            "scene_breaks": self.scene_breaks,
            "done": [
                {"code": finding.code, "values": dict(finding.values), "sentence": sentence}
                for finding, sentence in self.done
            ],
        }


def of_text(source: str, source_format: str) -> TextPreview:
    """What cleaning makes of a text that belongs to no chapter."""
    cleaned = prose.clean(source, source_format)  # type: ignore[arg-type]
    length = prose.count(cleaned.prose)
    language = prose.guess_language(prose.plain_text(cleaned.prose))
    return TextPreview(
        prose=cleaned.prose,
        length=length,
        minutes=prose.reading_time(length.words, language.code if language else ""),
        scene_breaks=prose.scene_breaks(cleaned.prose),
        language=language,
        done=[(finding, sentence_for(finding)) for finding in cleaned.done],
    )


def of_chapter(text: ChapterText, *, number: int = 1) -> ChapterPreview:
    """The chapter that saving would make, the `number`th of its work."""
    cleaned = prose.clean(text.source, text.source_format).prose  # type: ignore[arg-type]
    return ChapterPreview(
        number=number,
        title=text.title,
        text=cleaned,
        words=prose.count_words(cleaned),
        summary=_remark(text.summary),
        notes=_remark(text.notes),
        endnotes=_remark(text.endnotes),
    )


def of_work(
    details: WorkDetails, text: ChapterText, *, pen_names: Sequence[PenName]
) -> WorkPreview:
    """The work that saving would make. `tag_lists` holds kind, its name for readers, and names."""
    return WorkPreview(
        title=details.title,
        authors=pen_names,
        rating=str(Rating(details.rating).label),
        tag_lists=[
            (kind, str(kind.label), names) for kind in Kind if (names := details.tags.get(kind))
        ],
        language=details.language,
        summary=_remark(details.summary),
        notes=_remark(details.notes),
        endnotes=_remark(details.endnotes),
        expected_chapters=details.expected_chapters,
        chapter=of_chapter(text),
    )


def has_words(text: ChapterText) -> bool:
    """Whether the chapter could be published."""
    return of_chapter(text).words > 0


def _remark(source: str) -> str:
    return prose.clean(source, "html").prose if source.strip() else ""
