"""A chapter's revisions for its authors: listed, read, restored. Comparing is in changes.py."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fanfold.kit.errors import Conflict, Refused
from fanfold.kit.paging import page_of
from fanfold.works import commands, queries
from fanfold.works.models import Revision
from fanfold.works.views.desk import author, done, own_chapter


class RestoreForm(forms.Form):
    """The number of the revision that was current when its author decided."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)


@login_required
@require_safe
def revisions(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Every revision of a chapter, the latest first."""
    chapter = own_chapter(request, work_id, chapter_id)
    page = page_of(queries.revisions_of(chapter), request.GET.get("page"))
    context = {"work": chapter.work, "chapter": chapter, "page": page}
    return render(request, "works/revisions.html", context)


@login_required
@require_safe
def revision(request: HttpRequest, work_id: int, chapter_id: int, number: int) -> HttpResponse:
    """One revision as it would be read, and the button that restores it."""
    chapter = own_chapter(request, work_id, chapter_id)
    found = queries.revision_of(chapter, number)
    if found is None:
        raise Http404
    context = {
        "work": chapter.work,
        "chapter": chapter,
        "revision": found,
        "is_current": found.pk == chapter.current_id,
        "form": RestoreForm(initial={"based_on": _current_number(chapter.current)}),
    }
    return render(request, "works/revision.html", context)


@login_required
@require_POST
def restore(request: HttpRequest, work_id: int, chapter_id: int, number: int) -> HttpResponse:
    """Make the revision's text the present one."""
    chapter = own_chapter(request, work_id, chapter_id)
    form = RestoreForm(request.POST)
    # A form that does not say what it is based on is based on nothing that is there.
    based_on = (form.cleaned_data["based_on"] if form.is_valid() else None) or 0
    before = _current_number(chapter.current)
    try:
        chapter = commands.restore_revision(
            chapter, number, by=author(request), at=timezone.now(), based_on=based_on
        )
    except (Conflict, Refused) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("chapter_revisions", args=[work_id, chapter_id]))
    now = _current_number(chapter.current)
    if now == before:
        sentence = _("Nothing was changed: this text stands there already.")
    else:
        sentence = _("Revision %(number)s is the present text again, as revision %(now)s.")
    values = {"number": number, "now": now}
    return done(request, sentence % values, "chapter_revisions", work_id, chapter_id)


def _current_number(current: Revision | None) -> int:
    return current.number if current else 0
