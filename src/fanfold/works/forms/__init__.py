"""The desk's forms. Shape only; rules are in commands."""

from fanfold.works.forms.authors import CreditForm, InviteForm, NamesForm, OrphanForm
from fanfold.works.forms.chapters import ChapterForm, CleanerForm, RevisionsForm
from fanfold.works.forms.details import TAG_FIELDS, DetailsForm
from fanfold.works.forms.many import Action, DeskFilter, ManyForm
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
    "Action",
    "AudienceForm",
    "ChapterForm",
    "CleanerForm",
    "CreditForm",
    "DatedForm",
    "DeskFilter",
    "DeskForm",
    "DetailsForm",
    "InviteForm",
    "ManyForm",
    "NamesForm",
    "OrphanForm",
    "PullForm",
    "RepublishForm",
    "RevisionsForm",
    "ScheduleForm",
    "Words",
    "typed_in",
]
