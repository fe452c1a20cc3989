"""The forms about who wrote a work: whom to invite, one's own names, credits, giving it away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fanfold.people.models import Account, PenName
from fanfold.people.queries import pen_names_of
from fanfold.works.forms.words import Words
from fanfold.works.models import Credit
from fanfold.works.text import CreditWords


class InviteForm(forms.Form):
    """Whom to ask."""

    who = Words(
        label=_("Whom do you invite?"),
        help_text=_("A login or a pen name, or “Pen name (login)”."),
        error_messages={"required": _("Write a login or a pen name.")},
    )


class NamesForm(forms.Form):
    """Which of her own pen names stand under the work."""

    names = forms.ModelMultipleChoiceField(
        label=_("Your pen names under this work"),
        queryset=PenName.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one of your pen names, or leave the work.")},
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["names"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - for mypy
        field.queryset = pen_names_of(account)


class CreditForm(forms.Form):
    """One credit. Names and addresses are looked at as the commands look at them."""

    name = Words(
        label=_("Name"), error_messages={"required": _("Write the name of whoever you credit.")}
    )
    role = forms.ChoiceField(
        label=_("Part"),
        choices=Credit.Role.choices,
        initial=Credit.Role.ARTIST,
        error_messages={
            "required": _("Choose what the person did."),
            "invalid_choice": _("Choose what the person did."),
        },
    )
    address = Words(
        label=_("Web address"),
        required=False,
        help_text=_("Where readers find the person, such as https://example.org/me."),
    )

    def words(self) -> CreditWords:
        """The credit as the commands take it. After is_valid()."""
        return CreditWords(**self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Every limit is named at its field."""
        given = super().clean() or self.cleaned_data
        for name, sentence in CreditWords(**{"name": "", "role": "", **given}).problems():
            if name in given:  # Otherwise the field has its sentence already.
                self.add_error(name, sentence)
        return given


KEEPING = [
    ("keep", _("Keep my name: it stands as a credit, in plain text")),
    ("remove", _("Remove my name")),
]


class OrphanForm(forms.Form):
    """What becomes of the name of who gives a work away."""

    name_is = forms.ChoiceField(
        label=_("Your name"),
        choices=KEEPING,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what becomes of your name."),
            "invalid_choice": _("Choose what becomes of your name."),
        },
    )

    @property
    def keeps_name(self) -> bool:
        """After is_valid()."""
        return bool(self.cleaned_data["name_is"] == "keep")
