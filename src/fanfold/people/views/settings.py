"""The settings page: one page of small forms. Each posts to its own address and comes back here,
with its errors and everything that was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fanfold.kit.errors import Refused
from fanfold.people import commands, forms, queries
from fanfold.people.models import Account, PenName

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True)
class Entry:
    """A pen name in the list, with the forms that change it, and whether they stand open."""

    pen_name: PenName
    rename: Form
    about: Form
    is_open: bool


def takes_a_form(view: View[P]) -> View[P]:
    """Signed-in people's forms alone. Who comes by a link (a reload, a bookmark) finds the page."""

    @login_required
    def taking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("account_settings"))
        return view(request, *args, **kwargs)

    return taking


@require_safe
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Everything that a person can set about herself."""
    return settings_page(request)


@takes_a_form
def add_pen_name(request: HttpRequest) -> HttpResponse:
    """One more pen name."""
    person = _person(request)
    form = forms.PenNameForm(request.POST, auto_id="new-pen-name-%s")

    def add(name: str) -> PenName:
        return commands.add_pen_name(person, name=name, by=person, at=timezone.now())

    if made := _tried(form, "name", add):
        messages.success(request, _("“%(name)s” is one of your pen names now.") % {"name": made})
        return _back_to(made)
    return settings_page(request, adding=form)


@takes_a_form
def rename_pen_name(request: HttpRequest, pen_name_id: int) -> HttpResponse:
    """Another name for a pen name."""
    person, pen_name = _own(request, pen_name_id)
    form = forms.pen_name_form(pen_name, request.POST)

    def rename(name: str) -> PenName:
        return commands.rename_pen_name(pen_name, name=name, by=person)

    if renamed := _tried(form, "name", rename):
        messages.success(request, _("It is called “%(name)s” now.") % {"name": renamed})
        return _back_to(renamed)
    return settings_page(request, changing=pen_name, renaming=form)


@takes_a_form
def edit_about(request: HttpRequest, pen_name_id: int) -> HttpResponse:
    """The words about a pen name."""
    person, pen_name = _own(request, pen_name_id)
    form = forms.about_form(pen_name, request.POST)

    def edit(about: str) -> PenName:
        return commands.edit_about(pen_name, about=about, by=person)

    if edited := _tried(form, "about", edit):
        messages.success(request, _("What stands about “%(name)s” is saved.") % {"name": edited})
        return _back_to(edited)
    return settings_page(request, changing=pen_name, describing=form)


@takes_a_form
def make_default(request: HttpRequest, pen_name_id: int) -> HttpResponse:
    """The pen name that is proposed first."""
    person, pen_name = _own(request, pen_name_id)
    commands.make_default(pen_name, by=person)
    messages.success(request, _("“%(name)s” is your default now.") % {"name": pen_name})
    return _back_to(pen_name)


@takes_a_form
def keep_history(request: HttpRequest) -> HttpResponse:
    """Whether what she reads is noted for her."""
    person = _person(request)
    keeps = request.POST.get("keeps") == "yes"
    commands.keep_history(person, keeps=keeps, by=person)
    if keeps:
        messages.success(request, _("What you read is noted for you from now on."))
    else:
        messages.success(request, _("Nothing that you read is noted any more."))
    return HttpResponseRedirect(f"{reverse('account_settings')}#history")


@takes_a_form
def accept_invitations(request: HttpRequest) -> HttpResponse:
    """Whether others may ask her to write a work with them."""
    person = _person(request)
    accepts = request.POST.get("accepts") == "yes"
    commands.accept_invitations(person, accepts=accepts, by=person)
    if accepts:
        messages.success(request, _("Others may invite you to write with them."))
    else:
        messages.success(request, _("Nobody can invite you to write with them any more."))
    return HttpResponseRedirect(f"{reverse('account_settings')}#invitations")


def settings_page(
    request: HttpRequest,
    *,
    adding: Form | None = None,
    changing: PenName | None = None,
    renaming: Form | None = None,
    describing: Form | None = None,
) -> HttpResponse:
    """The page, with one form as it was posted where there is one."""
    person = _person(request)
    entries = [
        Entry(
            pen_name=one,
            rename=renaming if renaming and one == changing else forms.pen_name_form(one),
            about=describing if describing and one == changing else forms.about_form(one),
            is_open=one == changing,
        )
        for one in queries.pen_names_of(person).select_related("account")
    ]
    has_password = person.has_usable_password()
    password_form = forms.ChangePasswordForm if has_password else forms.SetPasswordForm
    context: dict[str, Any] = {
        "entries": entries,
        "adding": adding or forms.PenNameForm(auto_id="new-pen-name-%s"),
        "addresses": queries.addresses_of(person),
        "email_form": forms.EmailForm(user=person, auto_id="email-%s"),
        "has_password": has_password,
        "has_factors": queries.factors_of(person).are_on,
        "password_form": password_form(user=person, auto_id="password-%s"),
    }
    return render(request, "people/settings.html", context)


def _person(request: HttpRequest) -> Account:
    """The account that is signed in; login_required has seen to it."""
    assert isinstance(request.user, Account)  # noqa: S101 - for the type checker
    return request.user


def _own(request: HttpRequest, pen_name_id: int) -> tuple[Account, PenName]:
    """The person and her pen name; somebody else's is not found."""
    person = _person(request)
    own = queries.pen_names_of(person).select_related("account")
    return person, get_object_or_404(own, pk=pen_name_id)


def _tried(form: Form, field: str, do: Callable[[str], PenName]) -> PenName | None:
    """What the command made of the field; nothing when the form or the command refuses it, and
    then the sentence stands at the field."""
    if form.is_valid():
        try:
            return do(form.cleaned_data[field])
        except Refused as refusal:
            form.add_error(field, str(refusal))
    return None


def _back_to(pen_name: PenName) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('account_settings')}#pen-name-{pen_name.pk}")
