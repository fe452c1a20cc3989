"""What people fill in. Shape only: whether it may be done is for commands and policies."""

from fanfold.people.forms.account import LoginForm, PreferencesForm
from fanfold.people.forms.doors import (
    ChangePasswordForm,
    EmailForm,
    ForgottenPasswordForm,
    OpeningForm,
    PasswordFromLinkForm,
    ReauthenticateForm,
    SetPasswordForm,
    SignInForm,
    SignUpForm,
)
from fanfold.people.forms.pen_names import AboutForm, PenNameForm, about_form, pen_name_form
from fanfold.people.forms.second_factors import (
    AppForm,
    CodeForm,
    NamePasskeyForm,
    NewPasskeyForm,
    ReauthenticateByCodeForm,
    ReauthenticateByPasskeyForm,
    SecondStepPasskeyForm,
    SignInByPasskeyForm,
)

__all__ = [
    "AboutForm",
    "AppForm",
    "ChangePasswordForm",
    "CodeForm",
    "EmailForm",
    "ForgottenPasswordForm",
    "LoginForm",
    "NamePasskeyForm",
    "NewPasskeyForm",
    "OpeningForm",
    "PasswordFromLinkForm",
    "PenNameForm",
    "PreferencesForm",
    "ReauthenticateByCodeForm",
    "ReauthenticateByPasskeyForm",
    "ReauthenticateForm",
    "SecondStepPasskeyForm",
    "SetPasswordForm",
    "SignInByPasskeyForm",
    "SignInForm",
    "SignUpForm",
    "about_form",
    "pen_name_form",
]
