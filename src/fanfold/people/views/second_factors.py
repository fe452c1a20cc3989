"""Second factors: what there is, an authenticator app, passkeys, recovery codes. What the pages do
is allauth's; each changes as little as it can. Signing in with them is at the doors (doors.py)."""

import json
from typing import Any

from allauth.account.views import BaseReauthenticateView
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fanfold.people import commands, forms, policies, queries
from fanfold.people.models import Account
from fanfold.people.second_factor import passkeys_work_at


def passkeys_work(request: HttpRequest) -> bool:
    """Whether this page stands at an address for which browsers make passkeys. Where the archive's
    public address has https, so has the page, even if the proxy before it does not tell."""
    scheme = "https" if settings.SECURE else request.scheme
    return passkeys_work_at(f"{scheme}://{request.get_host()}/")


def as_options(asked: dict[str, Any]) -> str:
    """What a browser is asked, as JSON for an attribute of the form (static/people/passkey.js)."""
    return json.dumps(asked, cls=DjangoJSONEncoder)


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """What protects the account beside the password."""
    person = request.user
    assert isinstance(person, Account)  # noqa: S101 - login_required has seen to it
    context = {
        "factors": queries.factors_of(person),
        "may_add": policies.may_add_factor(person),
        "passkeys_work": passkeys_work(request),
    }
    return render(request, "mfa/index.html", context)


class _Adding:
    """What adds a factor, for those who may; the others are told why not."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on, or back to the list of factors with the sentence."""
        person = request.user
        if isinstance(person, Account) and not policies.may_add_factor(person):
            messages.error(request, _("Confirm your e-mail address first."))
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


@method_decorator(never_cache, name="dispatch")
class AddApp(_Adding, app_views.ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app: a drawing to scan, and its first code back."""

    form_class = forms.AppForm

    def form_valid(self, form: forms.AppForm) -> HttpResponse:
        """Add it. The code that proved it is spent: it signs nobody in as well."""
        response: HttpResponse = super().form_valid(form)
        factor = queries.factors_of(self.request.user).app  # type: ignore[arg-type]
        if factor is not None:
            commands.spend_app_code(factor, code=form.cleaned_data["code"], at=timezone.now())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret in groups of four too, for those who type it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return context | {"secret": grouped}


class RemoveApp(app_views.DeactivateTOTPView):  # type: ignore[misc]
    """Take the authenticator app away."""


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(code_views.ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, once."""


class NewRecoveryCodes(code_views.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes; the old ones are no longer any."""


@method_decorator(never_cache, name="dispatch")
class AddPasskey(_Adding, passkey_views.AddWebAuthnView):  # type: ignore[misc]
    """Make a passkey. The page asks the browser by script; there is no other way."""

    form_class = forms.NewPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked: a passkey that is kept on the device and knows its holder."""
        context: dict[str, Any] = super(passkey_views.AddWebAuthnView, self).get_context_data(
            **kwargs
        )
        asked = begin_registration(self.request.user, passwordless=True)
        return context | {
            "options": as_options(asked),
            "passkeys_work": passkeys_work(self.request),
        }


class RemovePasskey(passkey_views.RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away."""

    success_url = reverse_lazy("mfa_index")


class NamePasskey(passkey_views.EditWebAuthnView):  # type: ignore[misc]
    """Call a passkey something else."""

    form_class = forms.NamePasskeyForm
    success_url = reverse_lazy("mfa_index")


class ReauthenticateByCode(ReauthenticateView):  # type: ignore[misc]
    """A code in place of the password, before something that matters."""

    form_class = forms.ReauthenticateByCodeForm


class ReauthenticateByPasskey(passkey_views.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A passkey in place of the password, before something that matters."""

    form_class = forms.ReauthenticateByPasskeyForm

    def form_invalid(self, form: forms.ReauthenticateByPasskeyForm) -> HttpResponse:
        """The same page with the sentence; allauth would lead to the door."""
        response: HttpResponse = super(BaseReauthenticateView, self).form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked."""
        context: dict[str, Any] = super(
            passkey_views.ReauthenticateWebAuthnView, self
        ).get_context_data(**kwargs)
        asked = begin_authentication(self.request.user)
        return context | {
            "options": as_options(asked),
            "passkeys_work": passkeys_work(self.request),
        }


add_app = AddApp.as_view()
remove_app = RemoveApp.as_view()
recovery_codes = RecoveryCodes.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
name_passkey = NamePasskey.as_view()
reauthenticate_by_code = ReauthenticateByCode.as_view()
reauthenticate_by_passkey = ReauthenticateByPasskey.as_view()
