"""What the desk's forms are made of: fields for words, and forms that can be given back."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fanfold.works.text import with_plain_lines

UNHOLDABLE = _("This holds characters that no text can hold (NUL, or half a character).")


class Words(forms.CharField):
    """What a person writes, in any script and direction, with its lines ended alike."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["dir"] = "auto"
        self.validators = [
            ProhibitNullCharactersValidator(message=UNHOLDABLE)
            if isinstance(validator, ProhibitNullCharactersValidator)
            else validator
            for validator in self.validators
        ]

    def to_python(self, value: Any) -> str:
        """A browser sends CRLF; limits count what was typed."""
        return with_plain_lines(super().to_python(value) or "")


def remark(label: Any, help_text: Any = "") -> Words:
    return Words(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def mark_as_needed(form: forms.Form, *names: str) -> None:
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
