"""What a text would look like, made by the same cleaner that saving uses, and kept nowhere."""

from dataclasses import dataclass

from fanfold import prose
from fanfold.works.text import ChapterText, WorkDetails


@dataclass(frozen=True)
class ChapterPreview:
    """A chapter as readers would see it. The texts are clean prose."""

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
    language: str
    summary: str
    notes: str
    endnotes: str
    chapter: ChapterPreview


def of_chapter(text: ChapterText) -> ChapterPreview:
    """The chapter that saving would make."""
    cleaned = prose.clean(text.source, text.source_format).prose  # type: ignore[arg-type]
    return ChapterPreview(
        title=text.title,
        text=cleaned,
        words=prose.count_words(cleaned),
        summary=_remark(text.summary),
        notes=_remark(text.notes),
        endnotes=_remark(text.endnotes),
    )


def of_work(details: WorkDetails, text: ChapterText) -> WorkPreview:
    """The work that saving would make."""
    return WorkPreview(
        title=details.title,
        language=details.language,
        summary=_remark(details.summary),
        notes=_remark(details.notes),
        endnotes=_remark(details.endnotes),
        chapter=of_chapter(text),
    )


def has_words(text: ChapterText) -> bool:
    """Whether the chapter could be published."""
    return of_chapter(text).words > 0


def _remark(source: str) -> str:
    return prose.clean(source, "html").prose if source.strip() else ""
