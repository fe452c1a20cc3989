"""The forms about many works: which of them the desk lists, and what shall become of them."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fanfold.tags.models import OPEN_KINDS, Kind
from fanfold.tags.names import problem_with, split_names
from fanfold.works import languages
from fanfold.works.forms.authors import KEEPING
from fanfold.works.forms.states import PullForm
from fanfold.works.forms.words import Words
from fanfold.works.models import Audience, State


class Sorting(models.TextChoices):
    """The orders in which the desk can list works."""

    CHANGED = "changed", _("Last changed first")
    TITLE = "title", _("By title")
    WORDS = "words", _("Longest first")
    PUBLISHED = "published", _("Last published first")
    CREATED = "created", _("Newest first")


class DeskFilter(forms.Form):
    """What of her works an author wants to see. Nonsense in an address is no filter."""

    q = forms.CharField(
        label=_("Title contains"), required=False, strip=True, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *State.choices]
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Sorting.choices)

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Action(models.TextChoices):
    """What can be done to many works at once."""

    PUBLISH = "publish", _("Publish")
    PULL = "pull", _("Pull")
    REPUBLISH = "republish", _("Republish")
    AUDIENCE = "audience", _("Say who may read them")
    LANGUAGE = "language", _("Say in which language they are")
    ADD_TAGS = "add_tags", _("Add tags")
    REMOVE_TAGS = "remove_tags", _("Take tags away")
    DELETE = "delete", _("Delete")
    ORPHAN = "orphan", _("Give to the archive, for good (orphan)")


# The fields beside the action that it needs.
NEEDED = {
    Action.PULL: ["note"],
    Action.AUDIENCE: ["audience"],
    Action.LANGUAGE: ["language"],
    Action.ADD_TAGS: ["kind", "names"],
    Action.REMOVE_TAGS: ["kind", "names"],
    Action.ORPHAN: ["name_is"],
}


class ManyForm(PullForm):
    """What an action on many works needs to be told. Most need nothing."""

    audience = forms.ChoiceField(label=_("Who may read them"), choices=Audience.choices)
    language = forms.ChoiceField(label=_("Language"), choices=languages.choices)
    kind = forms.ChoiceField(
        label=_("Kind of tag"),
        choices=[(kind.value, kind.label) for kind in Kind if kind in OPEN_KINDS],
        initial=Kind.FREEFORM,
    )
    names = Words(label=_("Tags"), help_text=_("Separated by commas."))
    name_is = forms.ChoiceField(label=_("Your name"), choices=KEEPING, widget=forms.RadioSelect)

    def __init__(self, action: Action, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = NEEDED.get(action, [])
        self.fields = {name: self.fields[name] for name in needed}

    def clean_names(self) -> list[str]:
        """Names that tags can have, at least one."""
        names = split_names(self.cleaned_data["names"])
        if not names:
            raise forms.ValidationError(_now("Name at least one tag."))
        if problem := next(filter(None, map(problem_with, names)), None):
            raise forms.ValidationError(problem)
        return names
