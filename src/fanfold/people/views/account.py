"""Pages of one's own account beside the settings: preferences, another login, where one is signed
in. Second factors have pages of their own (second_factors.py)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from fanfold.kit.errors import Refused
from fanfold.people import commands, forms, queries
from fanfold.people.models import Account, SignIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """What the person prefers."""
    person = _person(request)
    form = forms.PreferencesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        commands.set_preferences(person, **form.cleaned_data, by=person)
        messages.success(request, _("Your preferences are saved."))
        return HttpResponseRedirect(reverse("preferences"))
    return render(request, "people/preferences.html", {"form": form})


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_login(request: HttpRequest) -> HttpResponse:
    """Another login, and those of old."""
    person = _person(request)
    form = forms.LoginForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"]
        try:
            changed = commands.change_login(person, login=login, by=person, at=timezone.now())
        except Refused as refusal:
            form.add_error("login", str(refusal))
        else:
            messages.success(
                request, _("Your login is “%(login)s” now.") % {"login": changed.login}
            )
            return HttpResponseRedirect(reverse("change_login"))
    again_at = queries.may_change_login_at(person)
    context = {
        "form": form,
        "former": queries.former_logins(person),
        "again_at": again_at if again_at and again_at > timezone.now() else None,
    }
    return render(request, "people/login.html", context)


@never_cache
@require_safe
@login_required
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in, this browser first."""
    here = request.session.session_key
    found = queries.sign_ins_of(_person(request), at=timezone.now())
    context = {
        "here": [one for one in found if one.session_key == here],
        "elsewhere": [one for one in found if one.session_key != here],
    }
    return render(request, "people/sign_ins.html", context)


@login_required
def end_one(request: HttpRequest, sign_in_id: int) -> HttpResponse:
    """Sign one other browser out. One that is out already is no error: somebody clicked twice."""
    if request.method == "POST":
        person = _person(request)
        others = SignIn.objects.filter(account=person).exclude(
            session_key=request.session.session_key
        )
        if sign_in := others.filter(pk=sign_in_id).first():
            commands.end_sign_in(sign_in, by=person)
        messages.success(request, _("That browser is signed out."))
    return HttpResponseRedirect(reverse("sign_ins"))


@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign every other browser out."""
    if request.method == "POST":
        person = _person(request)
        ended = commands.end_other_sign_ins(person, keeping=request.session.session_key, by=person)
        sentence = ngettext(
            "One other browser is signed out.", "%(number)s other browsers are signed out.", ended
        )
        messages.success(request, sentence % {"number": ended})
    return HttpResponseRedirect(reverse("sign_ins"))


def _person(request: HttpRequest) -> Account:
    """The account that is signed in; login_required has seen to it."""
    assert isinstance(request.user, Account)  # noqa: S101 - for the type checker
    return request.user
