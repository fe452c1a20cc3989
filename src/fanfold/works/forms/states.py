"""The forms about who can read something, and when."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fanfold.works.forms.words import Words
from fanfold.works.models import Audience
from fanfold.works.text import problem_with_pull_note


class PullForm(forms.Form):
    """An optional word to readers."""

    note = Words(
        label=_("A word to your readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in place of what you pull. At most 500 characters."),
    )

    def clean_note(self) -> str:
        """The limit is named with the actual size."""
        note: str = self.cleaned_data["note"]
        if problem := problem_with_pull_note(note):
            raise forms.ValidationError(problem)
        return note


class RepublishForm(forms.Form):
    """Whether the return is news."""

    tells = forms.BooleanField(
        label=_("Tell my readers: put it among the latest works again"), required=False
    )


class Moment(forms.DateTimeField):
    """A date and time in the author's zone."""

    def to_python(self, value: Any) -> datetime | None:
        """Refused when the clocks have that time twice or skip it: which is meant is not known."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(
                _now(
                    "The clocks are changed around then, so that this time comes twice or not at "
                    "all. Choose one that is some hours earlier or later."
                )
            ) from error


class ScheduleForm(forms.Form):
    """When something shall be published."""

    publish_at = Moment(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Choose a date and a time."),
            "invalid": _("“%(value)s” is not a date and a time, such as 2027-01-31 18:00."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].help_text = _now("In the time zone %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean_publish_at(self) -> datetime:
        """Refused when it has passed."""
        publish_at: datetime = self.cleaned_data["publish_at"]
        if publish_at <= timezone.now():
            raise forms.ValidationError(
                _now("That time has passed. Choose a later one, or publish it now.")
            )
        return publish_at


class DatedForm(forms.Form):
    """The day on which something was first published, here or elsewhere."""

    dated = forms.DateField(
        label=_("First published on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        help_text=_("For what was published elsewhere before. Leave it empty for today."),
        error_messages={"invalid": _("“%(value)s” is not a day, such as 2009-12-31.")},
    )

    def clean_dated(self) -> datetime | None:
        """The beginning of that day in the author's zone."""
        if (day := self.cleaned_data["dated"]) is None:
            return None
        dated = timezone.make_aware(datetime.combine(day, time.min))
        if dated > timezone.now():
            raise forms.ValidationError(
                _now("A date of publication lies in the past. Schedule what shall come later.")
            )
        return dated


class AudienceForm(forms.Form):
    """Who may read a work once it is published."""

    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=Audience.choices, widget=forms.RadioSelect
    )
