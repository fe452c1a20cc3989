"""What the cleaner makes of a text: a page where anybody may try it, and JSON for an editor."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fanfold.kit.rates import may_again
from fanfold.works import previews
from fanfold.works.forms import CleanerForm
from fanfold.works.models import CHAPTER_LIMIT

# Characters that a stranger may have cleaned, and how often in a minute: the archive's time is
# everybody's. Members may bring a whole chapter, and their editor asks for each chapter that is
# opened and for each paste.
STRANGERS_LIMIT = 40_000
TIMES_A_MINUTE = 20
MEMBERS_TIMES_A_MINUTE = 60


@require_http_methods(["GET", "HEAD", "POST"])
def clean(request: HttpRequest) -> HttpResponse:
    """Show before, after and everything that was done; keep nothing.

    Asked for `application/json`, the answer is `{"prose", "words", "characters",
    "characters_without_spaces", "minutes", "language", "scene_breaks", "done"}`, where `language`
    is `{"code", "confidence"}` or null, and `done` lists `{"code", "values", "sentence"}`; or
    `{"errors": {field: [sentence]}}` with 422.
    """
    wants_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    limit = CHAPTER_LIMIT if request.user.is_authenticated else STRANGERS_LIMIT
    if request.method != "POST":
        return render(request, "works/clean.html", {"form": CleanerForm(limit=limit)})
    if not _is_in_time(request):
        sentence = _("You have tried the cleaner very often. Wait a minute, then try again.")
        if wants_json:
            return JsonResponse({"errors": {"": [sentence]}}, status=429)
        return render(request, "429.html", {"sentence": sentence}, status=429)
    form = CleanerForm(request.POST, limit=limit)
    if not form.is_valid():
        if wants_json:
            return JsonResponse({"errors": form.errors}, status=422)
        return render(request, "works/clean.html", {"form": form}, status=422)
    preview = previews.of_text(form.cleaned_data["source"], form.cleaned_data["source_format"])
    if wants_json:
        return JsonResponse(preview.as_json())
    return render(request, "works/clean.html", {"form": form, "preview": preview})


def _is_in_time(request: HttpRequest) -> bool:
    who = str(request.user.pk or get_adapter().get_client_ip(request))
    times = MEMBERS_TIMES_A_MINUTE if request.user.is_authenticated else TIMES_A_MINUTE
    return may_again("clean", who, times=times, seconds=60)
