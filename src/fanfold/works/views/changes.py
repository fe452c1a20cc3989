"""What changed between any two revisions of a chapter. Today for its authors alone."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fanfold import prose
from fanfold.works import queries
from fanfold.works.forms import RevisionsForm
from fanfold.works.models import Chapter
from fanfold.works.sentences import sums_of
from fanfold.works.views.desk import own_work

_MARK = re.compile(r'class="(ff-[a-z-]+)"|([¶↵])')


@login_required
@require_safe
def changes(request: HttpRequest, work_id: int) -> HttpResponse:
    """The revisions of `?chapter=`, and the comparison of `?before=` with `?after=`.

    Without a chapter the first one is shown, without numbers the last two revisions. Where nothing
    changed for long the text is folded, unless `?whole=` is there.
    """
    work = own_work(request, work_id)
    chapters = list(queries.chapters_of(work))
    chapter = _chosen(chapters, request.GET.get("chapter"))
    revisions = list(queries.revisions_of(chapter))
    context: dict[str, Any] = {
        "work": work,
        "chapters": chapters,
        "chapter": chapter,
        "revisions": revisions,
        "whole": "whole" in request.GET,
    }
    status = 200
    if len(revisions) > 1:
        latest = {"before": str(revisions[1].number), "after": str(revisions[0].number)}
        form = context["form"] = RevisionsForm(latest | request.GET.dict(), revisions)
        if form.is_valid():
            context |= _compared(chapter, **form.cleaned_data, whole=context["whole"])
        else:
            status = 422
    return render(request, "works/changes.html", context, status=status)


def _chosen(chapters: list[Chapter], asked: str | None) -> Chapter:
    """The chapter with the asked id, or the first. 404 when it is none of this work's."""
    for chapter in chapters:
        if asked is None or asked == str(chapter.pk):
            return chapter
    raise Http404


def _compared(chapter: Chapter, *, before: int, after: int, whole: bool) -> dict[str, Any]:
    old, new = queries.two_revisions(chapter, before, after)
    comparison = prose.compare(old.prose, new.prose)
    stretches = prose.show(comparison, old.prose)
    if whole:
        stretches = [prose.Stretch("\n".join(stretch.html for stretch in stretches))]
    return {
        "before": old,
        "after": new,
        "sums": sums_of(comparison.summary),
        "is_same": comparison.summary.is_same,
        "stretches": stretches,
        "has_folds": any(stretch.unchanged for stretch in stretches),
        "marks": {mark for one in stretches for found in _MARK.findall(one.html) for mark in found},
    }
