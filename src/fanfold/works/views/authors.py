"""Who wrote a work: one page of small forms. Each posts to its own address, and what cannot be
taken stands in the page again as it was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fanfold.kit.errors import Conflict, FanfoldError, Refused
from fanfold.kit.rates import may_again
from fanfold.people.queries import person_called
from fanfold.works import commands, policies, queries
from fanfold.works.forms import CreditForm, InviteForm, NamesForm
from fanfold.works.models import Work
from fanfold.works.views.desk import author, done, own_work, writing
from fanfold.works.views.order import in_order_of, typed_numbers

# How often in an hour one person may ask others.
INVITATIONS_AN_HOUR = 30


def takes_a_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Forms of the page alone. Who comes by a link (a reload, a bookmark) finds the page."""

    @writing
    def taking(request: HttpRequest, work_id: int, **more: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("work_authors", args=[work_id]))
        return view(request, own_work(request, work_id), **more)

    return taking


@login_required
@require_safe
def authors(request: HttpRequest, work_id: int) -> HttpResponse:
    """The byline, who is invited, the credits, and the ways out."""
    return authors_page(request, own_work(request, work_id))


@takes_a_form
def order_authors(request: HttpRequest, work: Work) -> HttpResponse:
    """The byline in another order."""
    seen = [
        int(pk) for pk in request.POST.get("seen", "").split() if pk.isdecimal() and len(pk) < 19
    ]
    numbers, odd = typed_numbers(request.POST, seen)
    if odd:
        sentence = _("“%(number)s” is no place in this byline. Use 1 to %(last)s.")
        values = {"number": odd[0], "last": len(seen)}
        return authors_page(request, work, status=422, sentence=sentence % values)
    try:
        commands.order_authors(
            work, in_order_of(seen, numbers), by=author(request), at=timezone.now(), seen=seen
        )
    except Conflict as conflict:
        return authors_page(request, work, status=409, sentence=str(conflict))
    return done(request, _("The authors are in order."), "work_authors", work.pk)


@takes_a_form
def sign_as(request: HttpRequest, work: Work) -> HttpResponse:
    """The work under other pen names of one's own."""
    account = author(request)
    form = NamesForm(request.POST, account=account)

    def sign() -> object:
        names = list(form.cleaned_data["names"])
        return commands.sign_as(work, names, by=account, at=timezone.now())

    if _tried(form, "names", sign):
        return done(request, _("Your names under this work are saved."), "work_authors", work.pk)
    return authors_page(request, work, status=422, names_form=form)


@takes_a_form
def invite(request: HttpRequest, work: Work) -> HttpResponse:
    """Ask somebody to be an author of the work."""
    account = author(request)
    form = InviteForm(request.POST)

    def ask() -> object:
        invited = person_called(form.cleaned_data["who"])
        if not may_again("invite", str(account.pk), times=INVITATIONS_AN_HOUR, seconds=3600):
            raise Refused(_("You have invited very often. Wait an hour, then try again."))
        return commands.invite(work, invited, by=account, at=timezone.now())

    if _tried(form, "who", ask):
        sentence = _("The invitation waits for an answer. Nothing changes before that.")
        return done(request, sentence, "work_authors", work.pk)
    return authors_page(request, work, status=422, invite_form=form)


@takes_a_form
def add_credit(request: HttpRequest, work: Work) -> HttpResponse:
    """Name somebody who had a part in the work."""
    form = CreditForm(request.POST)

    def add() -> object:
        return commands.add_credit(work, form.words(), by=author(request), at=timezone.now())

    if _tried(form, None, add):
        return done(request, _("The credit is saved."), "work_authors", work.pk)
    return authors_page(request, work, status=422, credit_form=form)


@takes_a_form
def remove_credit(request: HttpRequest, work: Work, credit_id: int) -> HttpResponse:
    """Name somebody no more. A second click finds it done."""
    if credit := work.credits.select_related("work").filter(pk=credit_id).first():
        commands.remove_credit(credit, by=author(request), at=timezone.now())
    return done(request, _("The credit is removed."), "work_authors", work.pk)


@takes_a_form
def leave(request: HttpRequest, work: Work) -> HttpResponse:
    """Stop being an author of the work."""
    try:
        commands.leave_work(work, by=author(request), at=timezone.now())
    except Refused as refusal:
        return authors_page(request, work, status=422, sentence=str(refusal))
    sentence = _("You are no author of “%(title)s” any more.") % {"title": work.title}
    return done(request, sentence, "desk")


def authors_page(
    request: HttpRequest, work: Work, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, with one form as it was posted where there is one. Twelve queries or so, however
    many authors, invitations and credits there are."""
    account, byline = author(request), list(queries.byline_of(work))
    mine = [one.pen_name_id for one in byline if one.pen_name.account_id == account.pk]
    context = {
        "work": work,
        "byline": byline,
        "invitations": work.invitations.select_related("invited"),
        "credits": work.credits.all(),
        "names_form": NamesForm(account=account, initial={"names": mine}),
        "invite_form": InviteForm(),
        "credit_form": CreditForm(),
        "may_leave": policies.may_leave(account, work),
        "may_orphan": policies.may_orphan(account, work),
        **more,
    }
    return render(request, "works/authors.html", context, status=status)


def _tried(form: Form, field: str | None, do: Callable[[], object]) -> bool:
    """Whether it was done; otherwise the sentence stands at the field, or above them all."""
    if not form.is_valid():
        return False
    try:
        do()
    except FanfoldError as refusal:
        form.add_error(field, str(refusal))
        return False
    return True
