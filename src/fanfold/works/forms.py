"""The desk's forms: what a work is about, and a chapter. Shape only; rules are in commands."""

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
from fanfold.works.models import Chapter, Rating, SourceFormat, Work
from fanfold.works.text import ChapterText, WorkDetails

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


def _remark(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _names(label: Any, help_text: Any = _SEPARATED) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False)


def _mark_as_needed(form: forms.Form, *names: str) -> None:
    """A draft does without these fields, a published work does not: house/_field.html says so."""
    for name in names:
        form.fields[name].needed_to_publish = True  # type: ignore[attr-defined]


class DetailsForm(forms.Form):
    """What is said about a work. A draft needs a title only; publishing needs more."""

    title = forms.CharField(label=_("Title"))
    language = forms.ChoiceField(label=_("Language"), choices=languages.choices)
    rating = forms.ChoiceField(
        label=_("Rating"), choices=Rating.choices, required=False, widget=forms.RadioSelect
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
    summary = _remark(_("Summary"), _("What makes a reader open it. At most 5,000 characters."))
    notes = _remark(_("Notes at the beginning"))
    endnotes = _remark(_("Notes at the end"))
    expected_chapters = forms.IntegerField(
        label=_("Chapters in all"),
        required=False,
        min_value=1,
        max_value=100_000,
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
        _mark_as_needed(self, "rating", "warnings", "fandoms")
        fixed = Tag.objects.filter(kind__in=CLOSED_KINDS).order_by("position")
        by_kind: dict[str, list[tuple[str, str]]] = {kind: [] for kind in CLOSED_KINDS}
        for tag in fixed:
            by_kind[tag.kind].append((tag.name, tag.name))
        self._choose("warnings", by_kind[Kind.WARNING])
        self._choose("categories", by_kind[Kind.CATEGORY])
        self._keep_unlisted_language()
        if new:
            self.fields["submission"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
            self.initial.setdefault("submission", uuid.uuid4())
            self._ask_for_pen_name(account)

    @classmethod
    def filled_from(cls, work: Work) -> dict[str, Any]:
        """The form's initial values for a work that exists: sources exactly as given."""
        tags = {kind: [tag.name for tag in tags] for kind, tags in work.tags_by_kind.items()}
        listed = {
            field: tags[kind] if kind in CLOSED_KINDS else ", ".join(tags[kind])
            for field, kind in TAG_FIELDS.items()
        }
        return {
            "title": work.title,
            "language": work.language,
            "rating": work.rating,
            "summary": work.summary_source,
            "notes": work.notes_source,
            "endnotes": work.endnotes_source,
            "expected_chapters": work.expected_chapters,
            **listed,
        }

    def details(self) -> WorkDetails:
        """The form as the commands take it. After is_valid()."""
        return _details(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Every limit is named at its field, and when publishing all that is missing at once."""
        given = super().clean() or self.cleaned_data
        if "title" in given and "language" in given and "expected_chapters" in given:
            for name, sentence in _details(given).problems():
                self.add_error(_FIELD_OF_KIND.get(name, name), sentence)
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
        title=given["title"],
        language=given["language"],
        rating=given.get("rating") or Rating.NOT_RATED,
        tags=tags,
        summary=given.get("summary", ""),
        notes=given.get("notes", ""),
        endnotes=given.get("endnotes", ""),
        expected_chapters=given["expected_chapters"],
    )


def _missing(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What publishing demands beyond a draft."""
    if not given.get("rating"):
        yield "rating", _now("Choose a rating before you publish.")
    if not given.get("warnings"):
        yield "warnings", _now("Tick at least one before you publish.")
    if not split_names(given.get("fandoms") or ""):
        yield "fandoms", _now("Name a fandom before you publish, or “Original Work”.")


class ChapterForm(forms.Form):
    """A chapter: its text as source, and the author's words around it."""

    prefix = "chapter"

    title = forms.CharField(label=_("Chapter title"), required=False)
    source = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "manuscript", "spellcheck": "true"}),
    )
    source_format = forms.ChoiceField(
        label=_("Written as"), choices=SourceFormat.choices, initial=SourceFormat.HTML
    )
    summary = _remark(_("Chapter summary"))
    notes = _remark(_("Chapter notes at the beginning"))
    endnotes = _remark(_("Chapter notes at the end"))
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", uuid.uuid4())
        _mark_as_needed(self, "source")

    @classmethod
    def filled_from(cls, chapter: Chapter) -> dict[str, Any]:
        """The form's initial values for a chapter that exists: its source exactly as given."""
        current = chapter.current
        return {
            "title": chapter.title,
            "source": current.source if current else "",
            "source_format": current.source_format if current else SourceFormat.HTML,
            "summary": chapter.summary_source,
            "notes": chapter.notes_source,
            "endnotes": chapter.endnotes_source,
            "based_on": current.number if current else None,
        }

    def text(self) -> ChapterText:
        """The form as the commands take it. After is_valid()."""
        return _text(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Every limit is named at its field."""
        given = super().clean() or self.cleaned_data
        if "source_format" in given:
            for name, sentence in _text(given).problems():
                self.add_error(name, sentence)
        return given


def _text(given: Mapping[str, Any]) -> ChapterText:
    return ChapterText(
        # Browsers send CRLF whatever was typed; the source has the lines as lines.
        source=given.get("source", "").replace("\r\n", "\n"),
        source_format=given["source_format"],
        title=given.get("title", ""),
        summary=given.get("summary", ""),
        notes=given.get("notes", ""),
        endnotes=given.get("endnotes", ""),
    )


class PullForm(forms.Form):
    """An optional word to readers."""

    note = forms.CharField(
        label=_("A word to your readers"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in place of the work. At most 500 characters."),
    )
