"""The house's own answers: the theme switch and the error pages."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fanfold.house.context import THEMES


@csrf_exempt  # Another site could at worst change the colours; in return no page needs a cookie.
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the reader's colours in a cookie and go back to where she was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("home")
    response = HttpResponseRedirect(back)
    if (chosen := request.POST.get("theme", "")) in THEMES:
        response.set_cookie("theme", chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """A request that makes no sense."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """A request that the person may not make."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose security token is missing or old: say what to do, and give back what was typed.

    So it ends when an author signs in anew in another tab and then sends the form of this one.
    """
    kept = [
        (_("Text %(number)s") % {"number": number}, text)
        for number, text in enumerate(long_texts(request.POST), start=1)
    ]
    return render(request, "403.html", {"stale_form": True, "kept": kept}, status=403)


def long_texts(sent: QueryDict) -> Iterator[str]:
    """What a person would not like to type again; nothing that could be a secret."""
    for name, texts in sent.lists():
        if "password" not in name and name != "csrfmiddlewaretoken":
            yield from (text for text in texts if " " in text or "\n" in text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """An address that leads nowhere, or to something that this reader may not see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Something broke. The page is made without the database and without any context."""
    return render(None, "500.html", status=500)
