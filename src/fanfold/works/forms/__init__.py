"""The desk's forms. Shape only; rules are in commands."""

from fanfold.works.forms.chapters import ChapterForm, CleanerForm, RevisionsForm
from fanfold.works.forms.details import TAG_FIELDS, DetailsForm
from fanfold.works.forms.states import (
    AudienceForm,
    DatedForm,
    PullForm,
    RepublishForm,
    ScheduleForm,
)
from fanfold.works.forms.typed import typed_in
from fanfold.works.forms.words import DeskForm, Words

__all__ = [
    "TAG_FIELDS",
    "AudienceForm",
    "ChapterForm",
    "CleanerForm",
    "DatedForm",
    "DeskForm",
    "DetailsForm",
    "PullForm",
    "RepublishForm",
    "RevisionsForm",
    "ScheduleForm",
    "Words",
    "typed_in",
]
