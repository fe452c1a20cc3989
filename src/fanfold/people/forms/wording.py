"""How allauth's forms are put into this house's words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least 10 characters. A few words that only you would put together do well.")


def worded(form: forms.Form, **labels: Any) -> None:
    """Give an allauth form our words: labels above, no placeholders inside, plain help."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]
        if isinstance(field.widget, forms.PasswordInput):
            is_new = field.widget.attrs.get("autocomplete") == "new-password"
            field.help_text = PASSWORD_HELP if is_new and name == "password1" else ""
