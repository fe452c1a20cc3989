"""The forms at the doors: sign up, sign in, passwords, addresses. allauth's, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fanfold.people import commands
from fanfold.people.forms.pen_names import PenNameField
from fanfold.people.forms.wording import PASSWORD_HELP, worded
from fanfold.people.models import Account


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """Login, pen name, address, password."""

    pen_name = PenNameField(
        required=False,
        help_text=_(
            "The name that readers see. Leave it empty to write under your login. "
            "You can have more of them later."
        ),
    )
    field_order = ["username", "pen_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(
            self, username=_("Login"), email=_("E-mail address"), password1=_("Choose a password")
        )
        login = self.fields["username"]
        login.help_text = _("3 to 40 letters a–z, digits and underscores. It stands in addresses.")
        login.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        login.widget.attrs.pop("maxlength", None)
        login.error_messages["max_length"] = Account._meta.get_field("login").error_messages[
            "max_length"
        ]
        self.fields["email"].help_text = (
            _("Never shown. The archive writes to it when you forget your password.")
            if settings.MAIL_IS_SET_UP
            else _("Never shown. You can sign in with it, too.")
        )

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account, or act the same when the address has one already."""
        if self.account_already_exists:
            # As slow as making an account, so that a stop-watch does not tell the two apart.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Account:  # noqa: ARG002 - allauth hands it over
        """The new account with its first pen name. Refused as commands.create_account says."""
        return commands.create_account(
            self.cleaned_data["username"],
            email=self.cleaned_data["email"],
            password=self.cleaned_data["password1"],
            pen_name=self.cleaned_data["pen_name"],
            at=timezone.now(),
        )


class OpeningForm(forms.Form):
    """What the first archivist says behind the one-time link: the archive's name, and hers."""

    archive_name = forms.CharField(
        label=_("What the archive is called"),
        max_length=100,
        help_text=_("It stands at the head of every page. It can be changed later."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    login = forms.CharField(
        label=_("Login"),
        help_text=_("3 to 40 letters a–z, digits and underscores. It stands in addresses."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    pen_name = PenNameField(
        required=False,
        help_text=_("The name that readers see. Leave it empty to appear under your login."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Never shown. Without one you can get a new password from the shell alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Login or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, login=_("Login or e-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def user_credentials(self) -> dict[str, str]:
        """Ask for the address or for the login, never for both: allauth would try the password of
        an address that it knows twice, and the time that takes would tell that it knows it."""
        credentials: dict[str, str] = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password again"),
        )


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, password1=_("New password"), password2=_("New password again"))


class PasswordFromLinkForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice, by a link that was sent or handed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, password1=_("New password"), password2=_("New password again"))


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, email=_("E-mail address"))


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, password=_("Your password"))


class EmailForm(allauth_forms.AddEmailForm):  # type: ignore[misc]
    """A new address, with the password: who holds a forgotten tab must not take the account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worded(self, email=_("New e-mail address"))
        if settings.MAIL_IS_SET_UP:
            self.fields["email"].help_text = _(
                "A link goes there; the old address stays in use until you open it."
            )
        if self.user is None or not self.user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """The password, when it is the account's."""
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your current password."))
        return str(password)
