"""The page behind the one-time link of the first start: the archivist makes her account."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fanfold.house import opening
from fanfold.kit.errors import Conflict, Refused
from fanfold.people import commands, forms

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_archive(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account and sign it in. A link that was used, or is not ours, is gone: 410."""
    if not opening.awaits_archivist():
        return _gone(request, _("This archive has its archivist already; the link worked once."))
    if not opening.is_genuine(token):
        return _gone(
            request,
            _(
                "This link is not, or no longer, one of this archive's. A new one is printed "
                "whenever `fanfold serve` starts."
            ),
        )
    form = forms.OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = commands.open_archive(**form.cleaned_data, at=timezone.now())
        except Conflict:
            return _gone(request, _("Somebody else has just used this link; it works once."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, account, backend=BACKEND)
            messages.success(
                request,
                _("%(name)s is open. You keep it.") % {"name": form["archive_name"].value()},
            )
            return HttpResponseRedirect(reverse("home"))
    return render(request, "people/opening.html", {"form": form})


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "410.html", {"sentence": sentence}, status=410)
