"""The desk's forms: what a work is about, and a chapter. Shape only; rules are in commands."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fanfold.people.models import Account, PenName
from fanfold.tags.models import CLOSED_KINDS, Kind, Tag
from fanfold.tags.names import split_names
from fanfold.works import languages, previews
from fanfold.works.models import Chapter, Rating, SourceFormat, State, Work
from fanfold.works.text import (
    EXPECTED_CHAPTERS_LIMIT,
    ChapterText,
    WorkDetails,
    problem_with_pull_note,
    with_plain_lines,
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
_UNHOLDABLE = _("This holds characters that no text can hold (NUL, or half a character).")


class Words(forms.CharField):
    """What a person writes, in any script and direction, with its lines ended alike."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["dir"] = "auto"
        self.validators = [
            ProhibitNullCharactersValidator(message=_UNHOLDABLE)
            if isinstance(validator, ProhibitNullCharactersValidator)
            else validator
            for validator in self.validators
        ]

    def to_python(self, value: Any) -> str:
        """A browser sends CRLF; limits count what was typed."""
        return with_plain_lines(super().to_python(value) or "")


def typed_in(data: QueryDict) -> Iterator[tuple[str, str]]:
    """Label and text of everything that a person typed into the desk's forms."""
    for prefix, form in (("", DetailsForm), ("chapter-", ChapterForm), ("", PullForm)):
        for name, field in form.base_fields.items():
            typed = data.get(prefix + name, "")
            if isinstance(field, Words) and typed.strip():
                yield str(field.label), with_plain_lines(typed)


def _remark(label: Any, help_text: Any = "") -> Words:
    return Words(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _names(label: Any, help_text: Any = _SEPARATED) -> Words:
    return Words(label=label, help_text=help_text, required=False)


def _mark_as_needed(form: forms.Form, *names: str) -> None:
    """A draft does without these fields, a published work does not: house/_field.html says so."""
    for name in names:
        form.fields[name].needed_to_publish = True  # type: ignore[attr-defined]


class DeskForm(forms.Form):
    """A form that can be given back for another try, with what was typed still in it."""

    def answer_again(self, **hidden: object) -> None:
        """Let these hidden fields stand in the form anew, whatever was sent in them."""
        data = cast("QueryDict", self.data).copy()
        for name, value in hidden.items():
            data[self.add_prefix(name)] = str(value)
        self.data = data

    def differences(self, initial: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Label and text of what stands in `initial` otherwise than it was typed here."""
        for name, field in self.fields.items():
            theirs = initial.get(name, "")
            if isinstance(field.widget, forms.HiddenInput) or name not in initial:
                continue
            if self.cleaned_data.get(name) != theirs and (theirs or self.cleaned_data.get(name)):
                shown = ", ".join(theirs) if isinstance(theirs, list) else theirs
                yield str(field.label), "" if shown is None else str(shown)


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
    summary = _remark(_("Summary"), _("What makes a reader open it. At most 5,000 characters."))
    notes = _remark(_("Notes at the beginning"))
    endnotes = _remark(_("Notes at the end"))
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
        _mark_as_needed(self, "rating", "warnings", "fandoms")
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


class ChapterForm(DeskForm):
    """A chapter: its text as source, and the author's words around it."""

    prefix = "chapter"

    title = Words(label=_("Chapter title"), required=False)
    source = Words(
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
    change_note = Words(
        label=_("A word on what changed"),
        required=False,
        help_text=_("Kept with this revision, and shown where readers see that it was revised."),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, publishing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publishing = publishing
        self.initial.setdefault("submission", uuid.uuid4())
        _mark_as_needed(self, "source")

    @classmethod
    def filled_from(cls, chapter: Chapter) -> dict[str, Any]:
        """The form's initial values for a chapter that exists: its source exactly as given."""
        given = ChapterText.of(chapter)
        return {
            "title": given.title,
            "source": given.source,
            "source_format": given.source_format,
            "summary": given.summary,
            "notes": given.notes,
            "endnotes": given.endnotes,
            "based_on": chapter.current.number if chapter.current else 0,
            "seen": given.around,
        }

    def text(self) -> ChapterText:
        """The form as the commands take it. After is_valid()."""
        return _text(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Every limit is named at its field, and when publishing that there is nothing to read."""
        given = super().clean() or self.cleaned_data
        for name, sentence in _text(given).problems():
            if name in given:  # Otherwise the field has its sentence already.
                self.add_error(name, sentence)
        if self.publishing and {"source", "source_format"} <= given.keys():
            self._ask_for_words(given)
        return given

    def _ask_for_words(self, given: Mapping[str, Any]) -> None:
        if not previews.has_words(_text(given)):
            self.add_error("source", _now("Write something before you publish it."))


def _text(given: Mapping[str, Any]) -> ChapterText:
    return ChapterText(
        source=given.get("source", ""),
        source_format=given.get("source_format", ""),
        title=given.get("title", ""),
        summary=given.get("summary", ""),
        notes=given.get("notes", ""),
        endnotes=given.get("endnotes", ""),
        change_note=given.get("change_note", ""),
    )


class CleanerForm(forms.Form):
    """A text to try the cleaner on. `limit` in characters."""

    source = Words(
        label=_("Your text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "manuscript"}),
        error_messages={"required": _("There is nothing to clean yet: paste a text first.")},
    )
    source_format = forms.ChoiceField(
        label=_("Written as"), choices=SourceFormat.choices, initial=SourceFormat.HTML
    )

    def __init__(self, *args: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit

    def clean_source(self) -> str:
        """The limit is named with the actual size."""
        source: str = self.cleaned_data["source"]
        if len(source) > self.limit:
            raise forms.ValidationError(
                _("The text has %(size)s characters; the limit here is %(limit)s.")
                % {"size": f"{len(source):,}", "limit": f"{self.limit:,}"}
            )
        return source


class RevisionsForm(forms.Form):
    """Which two revisions of a chapter to compare, by their numbers."""

    before = forms.IntegerField(label=_("From revision"), min_value=1, max_value=2**31 - 1)
    after = forms.IntegerField(label=_("To revision"), min_value=1, max_value=2**31 - 1)


class PullForm(forms.Form):
    """An optional word to readers."""

    note = Words(
        label=_("A word to your readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in place of the work. At most 500 characters."),
    )

    def clean_note(self) -> str:
        """The limit is named with the actual size."""
        note: str = self.cleaned_data["note"]
        if problem := problem_with_pull_note(note):
            raise forms.ValidationError(problem)
        return note
