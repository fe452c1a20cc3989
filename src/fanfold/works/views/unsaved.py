"""Keeping what is typed into the desk's forms before it is saved, and throwing it away.

Pages offer what was kept by themselves (`recovery`); here are the answers to the module that keeps.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fanfold.kit.errors import FanfoldError, Refused
from fanfold.kit.rates import may_again
from fanfold.works import commands, queries, recovery
from fanfold.works.fields import TIMES_A_MINUTE, keys_in
from fanfold.works.models import Target
from fanfold.works.views.desk import author, own_chapter, own_work

LARGEST_SERIAL = 2**53
# Names of a form that are not what somebody typed.
_OWN = ("unsaved", "csrfmiddlewaretoken", "action")


def in_json(view: Callable[..., JsonResponse]) -> Callable[..., HttpResponse]:
    """For the account that opened the form. Each no is a sentence: 401 when nobody or somebody else
    is signed in, 404, 403, 422, 429."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST if request.method == "POST" else request.GET
        whose = sent.get("unsaved-account")
        if not request.user.is_authenticated or str(request.user.pk) != whose:
            return _no(_("You are signed out, or signed in as somebody else."), 401)
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return _no(_("This is not there any more: it was deleted from somewhere else."), 404)
        except FanfoldError as refusal:
            return _no(str(refusal), 403)

    return answered


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_json
def unsaved(
    request: HttpRequest,
    *,
    target: Target,
    work_id: int | None = None,
    chapter_id: int | None = None,
) -> JsonResponse:
    """Keep what stands in a form, which is sent as the form itself would be, with `unsaved-key` (a
    UUID, the form), `unsaved-serial` and `unsaved-account` (whose form it is).

    The answer is `{"state", "saved_at", "changed"}`. `state` is `kept`, `same` (nothing that is not
    saved) or `settled` (the form was saved or thrown away); `changed` is null, or who saved
    something else meanwhile: `{"by", "at", "sentence"}`. A GET with the form's `based_on` and
    `seen` asks for `changed` alone, and for the `token` with which this person may send forms.
    """
    account = author(request)
    chapter = own_chapter(request, work_id, chapter_id) if work_id and chapter_id else None
    work = chapter.work if chapter else own_work(request, work_id) if work_id else None
    form = recovery.Form(target, account, work, chapter)
    if request.method == "POST":
        return _kept(request, form)
    changed = recovery.meanwhile(dict(request.GET.lists()), form, *form.unsent())
    return JsonResponse({"token": get_token(request), "changed": changed and changed.as_json()})


def _kept(request: HttpRequest, form: recovery.Form) -> JsonResponse:
    if not may_again("unsaved", str(form.by.pk), times=TIMES_A_MINUTE, seconds=60):
        return _no(_("Too much is being kept at once. It will be tried again in a minute."), 429)
    keys, serial = keys_in(request.POST.get("unsaved-key", "")), _serial(request)
    if len(keys) != 1 or serial is None:
        return _no(_("This does not come from a form of the archive."), 422)
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if not name.startswith(_OWN)
    }
    saved, at = form.unsent(), timezone.now()
    changed = recovery.meanwhile(fields, form, *saved)
    answer: dict[str, object] = {"changed": changed and changed.as_json(), "saved_at": None}
    if not any(recovery.differences(fields, *saved)):
        commands.drop_unsaved(keys, by=form.by, at=at)
        return JsonResponse(answer | {"state": "same"})
    try:
        kept = commands.keep_unsaved(
            form.target,
            fields,
            by=form.by,
            at=at,
            key=keys[0],
            serial=serial,
            work=form.work,
            chapter=form.chapter,
            continues=keys_in(request.POST.get("unsaved", "")),
        )
    except Refused as refusal:
        return _no(str(refusal), 422)
    if kept is None:
        return JsonResponse(answer | {"state": "settled"})
    return JsonResponse(answer | {"state": "kept", "saved_at": kept.kept_at.isoformat()})


@login_required
@require_POST
def throw_away(request: HttpRequest, key: UUID) -> HttpResponse:
    """Forget what was typed into a form, and go back to that form, or to `next` if it is the desk.
    Doing it twice is doing it once."""
    account = author(request)
    row = queries.unsaved_of(account).filter(key=key).first()
    commands.drop_unsaved([key], by=account, at=timezone.now())
    messages.success(request, _("Thrown away."))
    is_from_form = row is not None and request.POST.get("next") != "desk"
    address = recovery.address_of(row) if row and is_from_form else reverse("desk")
    return HttpResponseRedirect(address)


def _serial(request: HttpRequest) -> int | None:
    """How far the typing was; None when this is no number of it."""
    text = request.POST.get("unsaved-serial", "")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_SERIAL))):
        return None
    return min(int(text), LARGEST_SERIAL)


def _no(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
