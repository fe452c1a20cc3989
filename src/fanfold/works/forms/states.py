"""The forms about who can read something, and when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fanfold.works.forms.words import Words
from fanfold.works.text import problem_with_pull_note


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
