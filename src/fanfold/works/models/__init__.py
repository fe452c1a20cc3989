"""The rows of works, what is always true of them, who may see them."""

from fanfold.works.models.chapters import Chapter, ChapterQuerySet, Revision
from fanfold.works.models.series import Series, SeriesPlace, SeriesQuerySet
from fanfold.works.models.sharing import (
    CREDIT_ADDRESS_LIMIT,
    CREDIT_NAME_LIMIT,
    Credit,
    Invitation,
)
from fanfold.works.models.sketches import ChapterSketch, Resemblance, SketchKey
from fanfold.works.models.states import (
    CHAPTER_LIMIT,
    NOTES_LIMIT,
    OPENED,
    PULL_NOTE_LIMIT,
    REVISION_NOTE_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    UNPUBLISHED,
    Audience,
    Rating,
    ShownChanges,
    SourceFormat,
    State,
)
from fanfold.works.models.unsaved import Settled, Target, Unsaved, UnsavedQuerySet
from fanfold.works.models.works import Creatorship, Tagging, Work, WorkQuerySet

__all__ = [
    "CHAPTER_LIMIT",
    "CREDIT_ADDRESS_LIMIT",
    "CREDIT_NAME_LIMIT",
    "NOTES_LIMIT",
    "OPENED",
    "PULL_NOTE_LIMIT",
    "REVISION_NOTE_LIMIT",
    "SUMMARY_LIMIT",
    "TITLE_LIMIT",
    "UNPUBLISHED",
    "Audience",
    "Chapter",
    "ChapterQuerySet",
    "ChapterSketch",
    "Creatorship",
    "Credit",
    "Invitation",
    "Rating",
    "Resemblance",
    "Revision",
    "Series",
    "SeriesPlace",
    "SeriesQuerySet",
    "Settled",
    "ShownChanges",
    "SketchKey",
    "SourceFormat",
    "State",
    "Tagging",
    "Target",
    "Unsaved",
    "UnsavedQuerySet",
    "Work",
    "WorkQuerySet",
]
