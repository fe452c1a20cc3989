"""What changed between any two revisions of a chapter. Today for its authors alone."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fanfold import prose
from fanfold.works import queries
from fanfold.works.models import Chapter, Revision
from fanfold.works.sentences import revision_in_words, sums_of
from fanfold.works.views.desk import own_work

_MARK = re.compile(r'class="(ff-[a-z-]+)"|([¶↵])')


class RevisionsForm(forms.Form):
    """Which two of a chapter's revisions to compare, by their numbers."""

    def __init__(self, data: dict[str, Any], revisions: Sequence[Revision]) -> None:
        super().__init__(data)
        with_maker = len({revision.made_by_id for revision in revisions}) > 1
        choices = [
            (revision.number, revision_in_words(revision, with_maker=with_maker))
            for revision in revisions
        ]
        for name, label in (("before", _("From revision")), ("after", _("To revision"))):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                error_messages={"invalid_choice": _("This chapter has no such revision.")},
            )

    def clean(self) -> dict[str, Any]:
        """A revision is not compared with itself."""
        asked = self.cleaned_data
        if len(asked) == 2 and asked["before"] == asked["after"]:
            raise forms.ValidationError(
                _("This is the same revision twice. Choose two different ones to compare them.")
            )
        return asked


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
