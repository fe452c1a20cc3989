"""The forms about one text: a chapter, two of its revisions, a text to try the cleaner on."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fanfold.works import previews
from fanfold.works.forms.words import DeskForm, Words, mark_as_needed, remark
from fanfold.works.models import Chapter, Revision, SourceFormat
from fanfold.works.sentences import revision_in_words
from fanfold.works.text import ChapterText


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
    summary = remark(_("Chapter summary"))
    notes = remark(_("Chapter notes at the beginning"))
    endnotes = remark(_("Chapter notes at the end"))
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
        mark_as_needed(self, "source")

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
    """Which two of a chapter's revisions to compare, by their numbers."""

    def __init__(
        self, data: dict[str, Any], revisions: Sequence[Revision], *, with_makers: bool
    ) -> None:
        super().__init__(data)
        with_maker = with_makers and len({revision.made_by_id for revision in revisions}) > 1
        choices = [
            (revision.number, revision_in_words(revision, with_maker=with_maker))
            for revision in revisions
        ]
        for name, label in (("before", _("From revision")), ("after", _("To revision"))):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                error_messages={"invalid_choice": _("This chapter has no such revision.")},
            )

    def clean(self) -> dict[str, Any]:
        """A revision is not compared with itself."""
        asked = self.cleaned_data
        if len(asked) == 2 and asked["before"] == asked["after"]:
            raise forms.ValidationError(
                _now("This is the same revision twice. Choose two different ones to compare them.")
            )
        return asked
