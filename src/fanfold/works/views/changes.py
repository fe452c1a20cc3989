"""What changed between any two revisions of a chapter. Today for its authors alone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fanfold import prose
from fanfold.kit.paging import page_of
from fanfold.works import queries
from fanfold.works.forms import RevisionsForm
from fanfold.works.models import Chapter
from fanfold.works.sentences import sums_of
from fanfold.works.views.desk import own_work


@login_required
@require_safe
def changes(request: HttpRequest, work_id: int) -> HttpResponse:
    """The revisions of `?chapter=`, and the comparison of `?before=` with `?after=`.

    Without a chapter the first one is shown, without numbers the last two revisions.
    """
    work = own_work(request, work_id)
    chapters = list(queries.chapters_of(work))
    chapter = _chosen(chapters, request.GET.get("chapter"))
    last = getattr(chapter, "last_revision", 1)
    initial = {"before": max(1, last - 1), "after": last}
    asked = "before" in request.GET or "after" in request.GET
    form = RevisionsForm(request.GET if asked else initial)
    context: dict[str, Any] = {
        "work": work,
        "chapters": chapters,
        "chapter": chapter,
        "form": form,
        "page": page_of(queries.revisions_of(chapter), request.GET.get("page")),
    }
    if last > 1 and form.is_valid():
        context |= _compared(chapter, form)
    return render(request, "works/changes.html", context, status=422 if form.errors else 200)


def _chosen(chapters: list[Chapter], asked: str | None) -> Chapter:
    """The chapter with the asked id, or the first. 404 when it is none of this work's."""
    for chapter in chapters:
        if asked is None or asked == str(chapter.pk):
            return chapter
    raise Http404


def _compared(chapter: Chapter, form: RevisionsForm) -> dict[str, Any]:
    numbers = form.cleaned_data["before"], form.cleaned_data["after"]
    found = queries.two_revisions(chapter, *numbers)
    if found is None:
        form.add_error(None, _("This chapter has no revision with that number."))
        return {}
    before, after = found
    comparison = prose.compare(before.prose, after.prose)
    return {
        "before": before,
        "after": after,
        "sums": sums_of(comparison.summary),
        "comparison": prose.show(comparison, before.prose),
    }
