"""Giving a work to the archive: what that means, and the question whether she is sure."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fanfold.kit.errors import Refused
from fanfold.works import commands, policies, queries
from fanfold.works.forms import OrphanForm
from fanfold.works.models import State
from fanfold.works.views.desk import SHOW_AND_POST, author, done, own_work


@login_required
@require_http_methods(SHOW_AND_POST)
def orphan(request: HttpRequest, work_id: int) -> HttpResponse:
    """Ask what becomes of the name, ask again, and do it for good."""
    account, work = author(request), own_work(request, work_id)
    form = OrphanForm(request.POST if request.method == "POST" else None)
    byline = list(queries.byline_of(work))
    chapters = queries.chapters_of(work)
    context = {
        "work": work,
        "form": form,
        "names": [one.pen_name for one in byline if one.pen_name.account_id == account.pk],
        "may_orphan": policies.may_orphan(account, work),
        "is_alone": not policies.may_leave(account, work),
        "unread": sum(one.state != State.PUBLISHED for one in chapters),
    }
    if not form.is_bound:
        return render(request, "works/orphan.html", context)
    if not form.is_valid():
        return render(request, "works/orphan.html", context, status=422)
    if request.POST.get("sure") != "yes":
        return render(request, "works/orphan.html", {**context, "asks_again": True})
    try:
        commands.orphan_work(work, by=account, at=timezone.now(), keeps_name=form.keeps_name)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "works/orphan.html", context, status=422)
    sentence = _("“%(title)s” belongs to the archive now.") % {"title": work.title}
    return done(request, sentence, "work", work.pk)
