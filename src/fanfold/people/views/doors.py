"""allauth's pages in this house: our forms, our refusals, our way back. What they do is allauth's.

They are classes because allauth's are; each changes as little as it can.
"""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people import commands, forms, queries
from fanfold.people.views.second_factors import as_options, passkeys_work


class SignUp(allauth_views.SignupView):  # type: ignore[misc]
    """A new account. What the command refuses comes back into the form, with all that was typed."""

    form_class = forms.SignUpForm

    def form_valid(self, form: forms.SignUpForm) -> HttpResponse:
        """Make the account and go where it leads; a refusal keeps the form."""
        try:
            response: HttpResponse = super().form_valid(form)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            response = self.form_invalid(form)
        return response


class SignIn(allauth_views.LoginView):  # type: ignore[misc]
    """Login and password, or a passkey."""

    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether to offer the passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"passkeys_work": passkeys_work(self.request)}


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """A code or a passkey, after the password."""

    form_class = forms.CodeForm
    webauthn_form_class = forms.SecondStepPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked, where the account has a passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = context["js_data"]["request_options"]
        return context | {
            "options": as_options(asked),
            "has_passkeys": bool(queries.factors_of(self.stage.login.user).passkeys),
            "passkeys_work": passkeys_work(self.request),
        }


class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey in place of login and password. The page asks the browser by script."""

    form_class = forms.SignInByPasskeyForm

    def form_invalid(self, form: forms.SignInByPasskeyForm) -> HttpResponse:
        """Back to the door with the sentence, and with where she wanted to go."""
        super().form_invalid(form)
        door = reverse("account_login")
        return HttpResponseRedirect(passthrough_next_redirect_url(self.request, door, "next"))


class ForgottenPassword(allauth_views.PasswordResetView):  # type: ignore[misc]
    """Send a link. An archive without mail says so, and does not pretend to have sent one."""

    form_class = forms.ForgottenPasswordForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the link, when mail can be sent at all."""
        if not settings.MAIL_IS_SET_UP:
            return HttpResponseRedirect(reverse("account_reset_password"))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class PasswordFromLink(allauth_views.PasswordResetFromKeyView):  # type: ignore[misc]
    """Set a password by a link that came by mail or from the shell."""

    form_class = forms.PasswordFromLinkForm

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A link that no longer works is a page that is gone, not one that is well."""
        if context.get("token_fail"):
            kwargs["status"] = 410
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response


class ChangePassword(allauth_views.PasswordChangeView):  # type: ignore[misc]
    """The old password for a new one. All other sessions end: Django ties them to the password."""

    form_class = forms.ChangePasswordForm

    def form_valid(self, form: forms.ChangePasswordForm) -> HttpResponse:
        """Change it, and keep what is known of this browser under its session's new key."""
        old_key = self.request.session.session_key
        response: HttpResponse = super().form_valid(form)
        new_key = self.request.session.session_key
        commands.carry_on(self.request.user, old_key=old_key, new_key=new_key)
        return response


class SetPassword(allauth_views.PasswordSetView):  # type: ignore[misc]
    """A first password, for somebody signed in without one."""

    form_class = forms.SetPasswordForm


class Reauthenticate(allauth_views.ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something that cannot be undone."""

    form_class = forms.ReauthenticateForm


class Email(allauth_views.EmailView):  # type: ignore[misc]
    """Change the address: at once without mail, by a confirmation where mail can be sent."""

    form_class = forms.EmailForm

    def get_success_url(self) -> str:
        """Back to the settings, at the address."""
        return f"{reverse('account_settings')}#email"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The addresses as the settings page shows them, and the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"addresses": queries.addresses_of(self.request.user)}

    def form_valid(self, form: forms.EmailForm) -> HttpResponseBase:
        """Ask the new address for a confirmation, or take it at once when mail cannot be sent."""
        if settings.MAIL_IS_SET_UP:
            response: HttpResponseBase = super().form_valid(form)
            return response
        person = self.request.user
        try:
            commands.change_email(person, email=form.cleaned_data["email"], by=person)
        except Refused as refusal:
            form.add_error("email", refusal.sentence)
            refused: HttpResponseBase = self.form_invalid(form)
            return refused
        text = _("Your e-mail address is changed.")
        get_adapter().add_message(self.request, messages.SUCCESS, message=text)
        return HttpResponseRedirect(self.get_success_url())


class ConfirmEmail(allauth_views.ConfirmEmailView):  # type: ignore[misc]
    """Confirm an address by the link that was sent to it; the button is pressed by a person, since
    mail scanners open links."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm it; a link that has just been used shows the same page as on opening it."""
        try:
            response: HttpResponse = super().post(*args, **kwargs)
        except Http404:
            self.object = None
            response = self.render_to_response(self.get_context_data())
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A link that no longer works is a page that is gone."""
        if not context.get("can_confirm"):
            kwargs["status"] = 410
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response


sign_up = SignUp.as_view()
sign_in = SignIn.as_view()
second_step = SecondStep.as_view()
sign_in_by_passkey = SignInByPasskey.as_view()
sign_out = allauth_views.logout
inactive = allauth_views.account_inactive
reauthenticate = Reauthenticate.as_view()

email = Email.as_view()
confirmation_sent = allauth_views.email_verification_sent
confirm_email = ConfirmEmail.as_view()

change_password = ChangePassword.as_view()
set_password = SetPassword.as_view()
forgotten_password = ForgottenPassword.as_view()
forgotten_password_sent = allauth_views.password_reset_done
password_from_link = PasswordFromLink.as_view()
password_from_link_done = allauth_views.password_reset_from_key_done

# allauth asks for this name when it lists the ways in; signing in by code is not offered.
sign_in_by_code = allauth_views.confirm_login_code
