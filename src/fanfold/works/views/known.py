"""Texts that the archive knows: a pulled work returns; archivists look at the rest."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fanfold.kit.errors import Refused
from fanfold.kit.paging import page_of
from fanfold.works import commands, policies, queries
from fanfold.works.models import Resemblance
from fanfold.works.views.desk import SHOW_AND_POST, author, done, own_work


@login_required
@require_http_methods(SHOW_AND_POST)
def return_work(request: HttpRequest, work_id: int, pulled_id: int) -> HttpResponse:
    """Show how a pulled work would come back with this draft's text, and bring it back."""
    draft, pulled = own_work(request, work_id), own_work(request, pulled_id)
    context: dict[str, Any] = {"draft": draft, "pulled": pulled, "refusal": None}
    if request.method == "POST":
        try:
            back = commands.return_with(
                pulled,
                draft,
                by=author(request),
                at=timezone.now(),
                with_details=bool(request.POST.get("details")),
                tells=bool(request.POST.get("tells")),
            )
        except Refused as refusal:
            context["refusal"] = refusal
        else:
            sentence = _("“%(title)s” is back with its new text.") % {"title": back.title}
            return done(request, sentence, "work", back.pk)
    context["plan"] = commands.plan_return(draft, pulled)
    status = 422 if context["refusal"] else 200
    return render(request, "works/return.html", context, status=status)


@login_required
@require_safe
def likenesses(request: HttpRequest) -> HttpResponse:
    """Texts of one person that are close to another's, for archivists to look at."""
    archivist(request)
    page = page_of(queries.likenesses(), request.GET.get("page"))
    return render(request, "works/likenesses.html", {"page": page})


@login_required
@require_POST
def settle_likeness(request: HttpRequest, likeness_id: int) -> HttpResponse:
    """An archivist has looked at it."""
    archivist(request)
    found = Resemblance.objects.filter(pk=likeness_id).first()
    if found is None:
        raise Http404
    commands.settle_likeness(found, by=author(request), at=timezone.now())
    return HttpResponseRedirect(reverse("likenesses"))


def archivist(request: HttpRequest) -> None:
    """Refused for everybody else."""
    if not policies.may_see_likenesses(request.user):
        raise Refused(_("This page is for archivists."))
