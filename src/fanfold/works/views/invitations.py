"""Invitations to write a work: taken back by its authors, answered on the desk of the invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fanfold.kit.errors import Refused
from fanfold.people.queries import pen_names_of
from fanfold.works import commands, queries
from fanfold.works.models import Invitation
from fanfold.works.views.desk import author, done, own_work


@login_required
@require_POST
def withdraw(request: HttpRequest, work_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back. One that was answered meanwhile is gone already."""
    work = own_work(request, work_id)
    if invitation := work.invitations.select_related("work").filter(pk=invitation_id).first():
        commands.withdraw_invitation(invitation, by=author(request))
    return done(request, _("The invitation is taken back."), "work_authors", work.pk)


@login_required
@require_POST
def accept(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Become an author of the work, under one of one's own pen names."""
    account = author(request)
    if (invitation := _waiting(request, invitation_id)) is None:
        return _gone(request)
    typed = request.POST.get("pen_name", "")
    chosen = pen_names_of(account).filter(pk=int(typed) if _is_id(typed) else 0).first()
    if chosen is None:
        messages.error(request, _("Choose one of your pen names."))
        return HttpResponseRedirect(reverse("desk"))
    try:
        work = commands.accept_invitation(invitation, chosen, by=account, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("desk"))
    sentence = _("You are an author of “%(title)s” now.") % {"title": work.title}
    return done(request, sentence, "work_edit", work.pk)


@login_required
@require_POST
def decline(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Say no."""
    if (invitation := _waiting(request, invitation_id)) is None:
        return _gone(request)
    commands.decline_invitation(invitation, by=author(request))
    return done(request, _("The invitation is declined."), "desk")


def _waiting(request: HttpRequest, invitation_id: int) -> Invitation | None:
    """The invitation, if it is the person's own and still waits for her answer."""
    asked = queries.asked_to_write(author(request)).invitations
    return next((one for one in asked if one.pk == invitation_id), None)


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This invitation is answered already, or was taken back."))
    return HttpResponseRedirect(reverse("desk"))


def _is_id(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 19
