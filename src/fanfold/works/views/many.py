"""One change to many works: chosen on the desk, shown first, made when it is confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fanfold.kit.errors import Refused
from fanfold.tags.names import fold
from fanfold.works import commands, queries
from fanfold.works.forms import Action, DeskFilter, DetailsForm, ManyForm
from fanfold.works.many import Change, change_each, show_each
from fanfold.works.models import Work
from fanfold.works.text import WorkDetails
from fanfold.works.views.desk import author

# Each of them is changed and taken back to show what will happen, while nobody else can write.
MOST = 100
# Digits of the longest number that a row can have.
LONGEST_ID = 19


@login_required
@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Ask what the action needs, show what it will change, and do it: one step each."""
    works = list(chosen_works(request))
    asked = request.POST.get("action", "")
    if problem := problem_with_choice(asked, works):
        messages.error(request, problem)
        return HttpResponseRedirect(reverse("desk"))
    action, step = Action(asked), request.POST.get("step")
    form = ManyForm(action) if step == "choose" else ManyForm(action, request.POST)
    context: dict[str, Any] = {"works": works, "action": action, "form": form}
    if step == "choose" and form.fields:
        return render(request, "works/many.html", context)
    if form.fields and not form.is_valid():
        return render(request, "works/many.html", context, status=422)
    change = change_of(request, action, form.cleaned_data if form.fields else {})
    if step != "do":
        outcomes = show_each(works, change)
        return render(request, "works/many.html", {**context, "outcomes": outcomes})
    outcomes = change_each(works, change)
    done = sum(not one.refusal for one in outcomes)
    sentence = ngettext("%(number)s work is done.", "%(number)s works are done.", done)
    messages.success(request, sentence % {"number": done})
    for one in outcomes:
        if one.refusal:
            messages.error(request, f"“{one.work.title}”: {one.refusal}")
    return HttpResponseRedirect(reverse("desk"))


def chosen_works(request: HttpRequest) -> "QuerySet[Work]":
    """The author's works that were ticked, or all that the desk's list has when that was ticked."""
    account = author(request)
    if request.POST.get("all"):
        return queries.desk(account, **DeskFilter(request.POST).chosen)
    ticked = [pk for pk in request.POST.getlist("work") if pk.isdecimal() and len(pk) < LONGEST_ID]
    return queries.desk(account).filter(pk__in=ticked)


def problem_with_choice(action: str, works: Sequence[Work]) -> str | None:
    """A sentence when there is nothing to do, or too much at once."""
    if not works:
        return _("Tick at least one work first.")
    if action not in Action.values:
        return _("Choose what to do with the works that you ticked.")
    if len(works) > MOST:
        return _("These are %(size)s works; %(limit)s can be changed at once.") % {
            "size": len(works),
            "limit": MOST,
        }
    return None


def change_of(request: HttpRequest, action: Action, given: Mapping[str, Any]) -> Change:
    """The change to one work that the action means."""
    account, at = author(request), timezone.now()

    def publish(work: Work) -> None:
        details = DetailsForm.filled_from(work)
        form = DetailsForm(details, account=account, publishing=True, initial=details)
        if not form.is_valid():
            raise Refused(
                " ".join(str(error) for errors in form.errors.values() for error in errors)
            )
        commands.publish_work(work, by=account, at=at)

    def edit(work: Work) -> None:
        details = WorkDetails.of(work)
        if action == Action.LANGUAGE:
            details = replace(details, language=given["language"])
        else:
            named = {fold(name) for name in given["names"]}
            left = [name for name in details.tags[given["kind"]] if fold(name) not in named]
            added = given["names"] if action == Action.ADD_TAGS else []
            details = replace(details, tags={**details.tags, given["kind"]: [*left, *added]})
        commands.edit_work(work, details, by=account, at=at)

    changes: dict[Action, Change] = {
        Action.PUBLISH: publish,
        Action.PULL: lambda work: commands.pull_work(work, by=account, at=at, note=given["note"]),
        Action.REPUBLISH: lambda work: commands.republish_work(work, by=account, at=at),
        Action.AUDIENCE: lambda work: commands.set_audience(
            work, given["audience"], by=account, at=at
        ),
        Action.LANGUAGE: edit,
        Action.ADD_TAGS: edit,
        Action.REMOVE_TAGS: edit,
        Action.DELETE: lambda work: commands.delete_work(work, by=account, at=at),
        Action.ORPHAN: lambda work: commands.orphan_work(
            work, by=account, at=at, keeps_name=given["name_is"] == "keep"
        ),
    }
    return changes[action]
