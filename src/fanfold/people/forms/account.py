"""The forms of one's own account: preferences, and another login."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fanfold.kit.rates import may_again
from fanfold.people import time_zones
from fanfold.people.models import Account

_REGIONS: dict[str, "str | Promise"] = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


class PreferencesForm(forms.Form):
    """What a person prefers. Only what has an effect stands here."""

    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        widget=forms.Select(attrs={"data-time-zone": ""}),
        help_text=_(
            "Times are shown in it, and what you schedule goes by it. In the open list, type the "
            "beginning of a city’s name to find it."
        ),
    )
    opens_adult_works = forms.BooleanField(
        label=_("Open adult works without asking me"),
        required=False,
        help_text=_("These are rated Mature or Explicit, or not rated."),
    )
    opens_entire_works = forms.BooleanField(
        label=_("Open works entire, rather than chapter by chapter"),
        required=False,
        help_text=_("A link to one chapter still leads to that chapter."),
    )

    def __init__(self, data: Any = None, *, person: Account) -> None:
        super().__init__(data, initial={name: getattr(person, name) for name in self.base_fields})
        self.kept = person.time_zone
        widget = self.fields["time_zone"].widget
        assert isinstance(widget, forms.Select)  # noqa: S101 - for the type checker
        widget.choices = self._zones()

    def clean_time_zone(self) -> str:
        """The name, when this machine knows it, or it is the one that she has."""
        name = str(self.cleaned_data["time_zone"])
        if name not in time_zones.known() | {"", self.kept}:
            raise forms.ValidationError(_("Choose a time zone from the list."))
        return name

    def _zones(self) -> list[Any]:
        """The archive's own, UTC, then by region; and hers, should it stand in none of them."""
        archives = _("The archive’s own (%(zone)s)") % {"zone": settings.TIME_ZONE}
        single = [("", archives), ("UTC", "UTC")]
        groups = [(_REGIONS[region], list(zones)) for region, zones in time_zones.by_region()]
        listed = {name for _region, zones in groups for name, _label in zones} | {"", "UTC"}
        if self.kept not in listed:
            single.append((self.kept, self.kept))
        return single + groups


class LoginForm(forms.Form):
    """Another login, with the password: who holds a forgotten tab must not rename the account."""

    login = forms.CharField(
        label=_("New login"),
        help_text=_("3 to 40 letters a–z, digits and underscores. It stands in addresses."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, data: Any = None, *, person: Account) -> None:
        super().__init__(data)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """The password, when it is the account's; not tried more than ten times in five minutes."""
        password = str(self.cleaned_data["password"])
        if not may_again("change-login", str(self.person.pk), times=10, seconds=300):
            raise forms.ValidationError(
                _("That was tried too often. Wait five minutes, then try again.")
            )
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your current password."))
        return password
