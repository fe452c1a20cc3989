"""What changed between any two revisions of a chapter that somebody may see (comparing.py)."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fanfold import prose
from fanfold.works import queries
from fanfold.works.forms import RevisionsForm
from fanfold.works.models import Chapter, Revision, Work
from fanfold.works.sentences import sums_of
from fanfold.works.views.comparing import compares

_MARK = re.compile(r'class="(ff-[a-z-]+)"|([¶↵])')


@compares
def changes(request: HttpRequest, work: Work, *, only_shown: bool) -> HttpResponse:
    """The revisions of `?chapter=`, and the comparison of `?before=` with `?after=`.

    Without a chapter the first one is shown, without numbers the last two revisions. Where nothing
    changed for long the text is folded, unless `?whole=` is there.
    """
    chapters = list(queries.chapters_to_compare(work, request.user, only_shown=only_shown))
    chapter = _chosen(chapters, request.GET.get("chapter"))
    revisions = list(queries.revisions_of(chapter, only_shown=only_shown))
    context: dict[str, Any] = {
        "work": work,
        "chapters": chapters,
        "chapter": chapter,
        "revisions": revisions,
        "whole": "whole" in request.GET,
        "only_shown": only_shown,
    }
    status = 200
    if len(revisions) > 1:
        latest = {"before": str(revisions[1].number), "after": str(revisions[0].number)}
        asked = latest | request.GET.dict()
        form = context["form"] = RevisionsForm(asked, revisions, with_makers=not only_shown)
        if form.is_valid():
            context |= _compared(chapter, **form.cleaned_data, whole=context["whole"])
            context |= _neighbours(revisions, **form.cleaned_data)
        else:
            status = 422
    return render(request, "works/changes.html", context, status=status)


def _chosen(chapters: list[Chapter], asked: str | None) -> Chapter:
    """The chapter with the asked id, or the first. 404 when it is none of this work's."""
    for chapter in chapters:
        if asked is None or asked == str(chapter.pk):
            return chapter
    raise Http404


def _neighbours(revisions: Sequence[Revision], *, before: int, after: int) -> dict[str, Any]:
    """The revision before the earlier of the two and the one after the later, of those that may be
    seen; None at the ends."""
    numbers = sorted(revision.number for revision in revisions)
    earlier = [number for number in numbers if number < min(before, after)]
    later = [number for number in numbers if number > max(before, after)]
    return {"earlier": earlier[-1] if earlier else None, "later": later[0] if later else None}


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
