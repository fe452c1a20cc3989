"""Who may see what changed: authors all of it, readers what they could read, if authors let them.

Also the setting by which authors let them. The page itself is in changes.py.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fanfold.kit.errors import Refused
from fanfold.kit.rates import may_again
from fanfold.works import commands, policies
from fanfold.works.http import agrees_to_adult_works
from fanfold.works.models import Work
from fanfold.works.views.desk import author, done, own_work

# How often in a minute a reader may have texts cleaned and compared.
TIMES_A_MINUTE = 30


def compares(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the work and `only_shown`: whether only those texts may be shown that readers
    could read. 404 hides what she may not see, 403 says that its authors do not show it, and who
    is not signed in may be its author.
    """

    @require_safe
    @wraps(view)
    def opening(request: HttpRequest, work_id: int) -> HttpResponse:
        work = Work.objects.visible_to(request.user).filter(pk=work_id).first()
        if work is None or not policies.may_see_changes(request.user, work):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if work is None:
                raise Http404
            raise Refused(_("Its authors do not show what was changed in this work."))
        if policies.may_edit(request.user, work):
            return view(request, work, only_shown=False)
        if work.is_adult and not agrees_to_adult_works(request):
            return HttpResponseRedirect(reverse("work", args=[work.pk]))
        who = str(request.user.pk or get_adapter().get_client_ip(request))
        if not may_again("changes", who, times=TIMES_A_MINUTE, seconds=60):
            sentence = _("You have compared very often. Wait a minute, then try again.")
            return render(request, "429.html", {"sentence": sentence}, status=429)
        return view(request, work, only_shown=True)

    return opening


@login_required
@require_POST
def show_changes(request: HttpRequest, work_id: int) -> HttpResponse:
    """Choose what readers see of revisions."""
    work = own_work(request, work_id)
    try:
        commands.show_changes(
            work, request.POST.get("shows", ""), by=author(request), at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("work_edit", args=[work_id]))
    return done(request, _("What readers see of your changes is saved."), "work_edit", work_id)
