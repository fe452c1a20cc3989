"""The forms of pen names: a name, and the words about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fanfold.people.models import PenName, refuse_odd_pen_name, tidied


class PenNameField(forms.CharField):
    """A pen name as typed, tidied before it is looked at."""

    default_error_messages = {
        "max_length": _("A pen name has up to %(limit_value)d characters; this has %(show_value)d.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Pen name"))
        super().__init__(max_length=40, validators=[refuse_odd_pen_name], **kwargs)

    def to_python(self, value: Any) -> Any:
        """The tidied name."""
        return tidied(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        """No maxlength: a browser would cut a pasted name without a word."""
        return {"autocomplete": "nickname", "spellcheck": "false", "dir": "auto"}


class PenNameForm(forms.Form):
    """One pen name: a new one, or a new one for an old."""

    name = PenNameField()


class AboutForm(forms.Form):
    """The words about a pen name."""

    about = forms.CharField(
        label=_("About this pen name"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Up to 500 characters, shown on its page."),
        error_messages={
            "max_length": _(
                "This text has up to %(limit_value)d characters; yours has %(show_value)d."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut a pasted text without a word.
        self.fields["about"].widget.attrs.pop("maxlength", None)


def pen_name_form(pen_name: PenName, data: Any = None) -> PenNameForm:
    """The form that renames this pen name; its fields' ids are its own on a page of many."""
    form = PenNameForm(data, initial={"name": pen_name.name}, auto_id=f"pen-name-{pen_name.pk}-%s")
    form.fields["name"].help_text = _(
        "The new name will stand on everything that bears the old one. "
        "Links to the old name’s page will stop working."
    )
    return form


def about_form(pen_name: PenName, data: Any = None) -> AboutForm:
    """The form for the words about this pen name."""
    return AboutForm(data, initial={"about": pen_name.about}, auto_id=f"pen-name-{pen_name.pk}-%s")
