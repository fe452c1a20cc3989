"""The form about a work: what is said about it, for a draft and for publishing."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fanfold.people.models import Account, PenName
from fanfold.tags.models import CLOSED_KINDS, Kind, Tag
from fanfold.tags.names import split_names
from fanfold.works import languages
from fanfold.works.forms.words import DeskForm, Words, mark_as_needed, remark
from fanfold.works.models import Rating, State, Work
from fanfold.works.text import (
    EXPECTED_CHAPTERS_LIMIT,
    WorkDetails,
)

# Which field of the form holds the tags of which kind.
TAG_FIELDS = {
    "warnings": Kind.WARNING,
    "categories": Kind.CATEGORY,
    "fandoms": Kind.FANDOM,
    "relationships": Kind.RELATIONSHIP,
    "characters": Kind.CHARACTER,
    "freeforms": Kind.FREEFORM,
}
_FIELD_OF_KIND = {kind.value: field for field, kind in TAG_FIELDS.items()}

_SEPARATED = _("Separated by commas.")


def _names(label: Any, help_text: Any = _SEPARATED) -> Words:
    return Words(label=label, help_text=help_text, required=False)


class DetailsForm(DeskForm):
    """What is said about a work. A draft needs a title only; publishing needs more."""

    title = Words(label=_("Title"), error_messages={"required": _("A work needs a title.")})
    language = forms.ChoiceField(
        label=_("Language"),
        choices=languages.choices,
        error_messages={
            "invalid_choice": _("“%(value)s” is not a language that the archive knows."),
        },
    )
    rating = forms.ChoiceField(
        label=_("Rating"),
        choices=Rating.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("“%(value)s” is not a rating.")},
    )
    warnings = forms.MultipleChoiceField(
        label=_("Warnings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Readers rely on these. Tick at least one before you publish."),
    )
    fandoms = _names(_("Fandoms"), _("Separated by commas. “Original Work” if it is all yours."))
    categories = forms.MultipleChoiceField(
        label=_("Categories"), required=False, widget=forms.CheckboxSelectMultiple
    )
    relationships = _names(
        _("Relationships"), _("A/B for love, A & B for friendship. Separated by commas.")
    )
    characters = _names(_("Characters"))
    freeforms = _names(_("Additional tags"))
    summary = remark(_("Summary"), _("What makes a reader open it. At most 5,000 characters."))
    notes = remark(_("Notes at the beginning"))
    endnotes = remark(_("Notes at the end"))
    expected_chapters = forms.IntegerField(
        label=_("Chapters in all"),
        required=False,
        min_value=1,
        max_value=EXPECTED_CHAPTERS_LIMIT,
        help_text=_("Leave it empty while you do not know; readers then see “?”."),
    )

    def __init__(
        self,
        *args: Any,
        account: Account,
        publishing: bool = False,
        new: bool = False,
        **kwargs: Any,
    ) -> None:
        initial = {"language": languages.canonical(settings.LANGUAGE_CODE)}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.publishing = publishing
        mark_as_needed(self, "rating", "warnings", "fandoms")
        fixed = Tag.objects.filter(kind__in=CLOSED_KINDS).order_by("position")
        by_kind: dict[str, list[tuple[str, str]]] = {kind: [] for kind in CLOSED_KINDS}
        for tag in fixed:
            by_kind[tag.kind].append((tag.name, tag.name))
        self._choose("warnings", by_kind[Kind.WARNING])
        self._choose("categories", by_kind[Kind.CATEGORY])
        self._keep_unlisted_language()
        if not new:
            self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        else:
            self.fields["submission"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
            self.initial.setdefault("submission", uuid.uuid4())
            self._ask_for_pen_name(account)

    @classmethod
    def filled_from(cls, work: Work) -> dict[str, Any]:
        """The form's initial values for a work that exists: sources exactly as given."""
        given = WorkDetails.of(work)
        listed = {
            field: list(given.tags[kind]) if kind in CLOSED_KINDS else ", ".join(given.tags[kind])
            for field, kind in TAG_FIELDS.items()
        }
        # Nobody has chosen “Not rated” for a draft that never had a rating: its author is asked.
        unrated = given.rating == Rating.NOT_RATED and work.state in {State.DRAFT, State.SCHEDULED}
        return {
            "title": given.title,
            "language": given.language,
            "rating": "" if unrated else given.rating,
            "summary": given.summary,
            "notes": given.notes,
            "endnotes": given.endnotes,
            "expected_chapters": given.expected_chapters,
            "seen": given.mark,
            **listed,
        }

    def details(self) -> WorkDetails:
        """The form as the commands take it. After is_valid()."""
        return _details(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Every limit is named at its field, and when publishing all that is missing at once."""
        given = super().clean() or self.cleaned_data
        for kind, sentence in _details(given).problems():
            name = _FIELD_OF_KIND.get(kind, kind)
            if name in given:  # Otherwise the field has its sentence already.
                self.add_error(name, sentence)
        if self.publishing:
            for name, sentence in _missing(given):
                self.add_error(name, sentence)
        return given

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def _keep_unlisted_language(self) -> None:
        """A work imported in a language that our list lacks keeps it when it is edited."""
        field, code = self.fields["language"], str(self.initial["language"])
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        if code not in languages.KNOWN:
            field.choices = [(code, code), *languages.choices()]

    def _ask_for_pen_name(self, account: Account) -> None:
        pen_names = PenName.objects.filter(account=account).order_by("-is_default", "pk")
        field = forms.ModelChoiceField(label=_("Pen name"), queryset=pen_names, empty_label=None)
        if len(pen_names) == 1:
            field.widget = forms.HiddenInput()
        self.fields["pen_name"] = field
        if pen_names:
            self.initial.setdefault("pen_name", pen_names[0].pk)
        self.order_fields(["title", "pen_name"])


def _details(given: Mapping[str, Any]) -> WorkDetails:
    tags = {
        kind.value: given.get(field) or []
        if kind in CLOSED_KINDS
        else split_names(given.get(field) or "")
        for field, kind in TAG_FIELDS.items()
    }
    return WorkDetails(
        title=given.get("title", ""),
        language=given.get("language", ""),
        rating=given.get("rating") or Rating.NOT_RATED,
        tags=tags,
        summary=given.get("summary", ""),
        notes=given.get("notes", ""),
        endnotes=given.get("endnotes", ""),
        expected_chapters=given.get("expected_chapters"),
    )


def _missing(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What publishing demands beyond a draft."""
    if not given.get("rating"):
        yield "rating", _now("Choose a rating before you publish.")
    if not given.get("warnings"):
        yield "warnings", _now("Tick at least one before you publish.")
    if not split_names(given.get("fandoms") or ""):
        yield "fandoms", _now("Name a fandom before you publish, or “Original Work”.")
