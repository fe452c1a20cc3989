"""The forms of second factors: codes and passkeys. allauth's, in our words, with codes that work
once on every process, and with a sentence for whatever comes in place of a passkey."""

import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from allauth.mfa.webauthn.internal.auth import clear_state
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold.people import commands
from fanfold.people.forms.wording import worded

T = TypeVar("T")

# For people's devices: a longer name would not fit anywhere.
_NAME_LENGTH = 60
# The answer of an authenticator has some two kilobytes; certificates of its maker may come with it.
_CREDENTIAL_LENGTH = 50_000


# What goes wrong in an answer that is none, or another's: JSON, base64, CBOR, keys, signatures.
_BROKEN = (
    *(ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError),
    *(TypeError, ValueError, struct.error, InvalidSignature, UnsupportedAlgorithm),
)
_TRIED_TOO_OFTEN = "too_many_login_attempts"


class CredentialField(forms.JSONField):
    """A browser's answer: a JSON object of bounded size."""

    def to_python(self, value: Any) -> Any:
        """The object; a ValidationError for anything else."""
        if isinstance(value, str) and len(value) > _CREDENTIAL_LENGTH:
            raise forms.ValidationError(self.error_messages["required"])
        try:
            found = super().to_python(value)
        except RecursionError as error:
            raise forms.ValidationError(self.error_messages["required"]) from error
        if not isinstance(found, dict):
            raise forms.ValidationError(self.error_messages["required"])
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Nothing: an answer is good once, and never comes back into the form."""
        return None


def _takes_passkeys(form: forms.Form, misfit: Any) -> None:
    """Give the form the field, and one sentence for whatever may be wrong with what comes in it."""
    form.fields["credential"] = CredentialField(
        widget=forms.HiddenInput, error_messages={"required": misfit, "invalid": misfit}
    )


def _checked(check: Callable[[], T], misfit: Any) -> T:
    """What the check makes of a browser's answer; the sentence when it fits nothing. A challenge
    is asked once, whatever comes of it."""
    try:
        return check()
    except forms.ValidationError as error:
        if error.code == _TRIED_TOO_OFTEN:
            raise
        raise forms.ValidationError(misfit) from error
    except _BROKEN as error:
        raise forms.ValidationError(misfit) from error
    finally:
        clear_state()


class _Codes:
    """A code of an app or a recovery code, each of which works once."""

    def clean_code(self) -> str:
        """The code, when it fits and was not used before."""
        code = str(super().clean_code())  # type: ignore[misc]
        factor: Authenticator = self.authenticator  # type: ignore[attr-defined]
        is_from_app = factor.type == Authenticator.Type.TOTP
        if is_from_app and not commands.spend_app_code(factor, code=code, at=timezone.now()):
            raise forms.ValidationError(_("This code was used before. Wait for the next one."))
        return code


def _code_field(form: forms.Form, *, label: Any, help_text: Any) -> None:
    worded(form, code=label)
    form.fields["code"].help_text = help_text
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class CodeForm(_Codes, base_forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(
            self,
            label=_("Code"),
            help_text=_("From your authenticator app, or one of your recovery codes."),
        )


class ReauthenticateByCodeForm(_Codes, base_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(
            self,
            label=_("Code"),
            help_text=_("From your authenticator app, or one of your recovery codes."),
        )


class AppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, which proves that it has understood."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(
            self,
            label=_("The code that the app shows now"),
            help_text=_("Six digits. It changes every half minute."),
        )


class _Passkey:
    """What a browser answers when it is asked for a passkey."""

    misfit = _("This passkey could not be used here. Try again, or choose another way.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _takes_passkeys(self, self.misfit)  # type: ignore[arg-type]

    def clean_credential(self) -> Authenticator:
        """The passkey, when its answer fits to what was asked."""
        return _checked(super().clean_credential, self.misfit)  # type: ignore[misc]


class SecondStepPasskeyForm(_Passkey, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step of signing in."""


class SignInByPasskeyForm(_Passkey, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone, in place of login and password."""


class ReauthenticateByPasskeyForm(_Passkey, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""


class NewPasskeyForm(webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey and what to call it."""

    misfit = _("The browser’s answer could not be used as a passkey. Nothing was added. Try again.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        _takes_passkeys(self, self.misfit)
        name = self.fields["name"]
        name.label = _("Name")
        name.help_text = _("For your own list: “Phone”, “Key on my key ring”.")
        name.widget.attrs |= {"autocomplete": "off", "dir": "auto"}

    def clean_name(self) -> str:
        """The name, cut rather than refused: the device has kept the passkey already."""
        return str(super().clean_name()).strip()[:_NAME_LENGTH]

    def clean(self) -> dict[str, Any]:
        """The passkey, when its device made sure of who holds it: it will sign her in alone."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = _checked(super().clean, self.misfit)
        return cleaned


class NamePasskeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, name=_("Name"))
        self.fields["name"] = forms.CharField(
            label=_("Name"),
            max_length=_NAME_LENGTH,
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        )
