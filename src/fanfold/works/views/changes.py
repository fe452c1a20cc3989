"""What changed between any two revisions of a chapter that somebody may see (comparing.py)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.works import queries
from fanfold.works.forms import RevisionsForm
from fanfold.works.models import Chapter, Work
from fanfold.works.sentences import sums_of
from fanfold.works.views.comparing import compares


@compares
def changes(request: HttpRequest, work: Work, *, only_shown: bool) -> HttpResponse:
    """The revisions of `?chapter=`, and the comparison of `?before=` with `?after=`.

    Without a chapter the first one is shown, without numbers the last two revisions.
    """
    chapters = list(queries.chapters_to_compare(work, request.user, only_shown=only_shown))
    chapter = _chosen(chapters, request.GET.get("chapter"))
    revisions = queries.revisions_of(chapter, only_shown=only_shown)
    latest = list(revisions.values_list("number", flat=True)[:2])
    initial = {"before": latest[-1], "after": latest[0]} if latest else {}
    asked = "before" in request.GET or "after" in request.GET
    form = RevisionsForm(request.GET if asked else initial)
    context: dict[str, Any] = {
        "work": work,
        "chapters": chapters,
        "chapter": chapter,
        "form": form,
        "only_shown": only_shown,
    }
    if len(latest) > 1 and form.is_valid():
        context |= _compared(chapter, form, only_shown=only_shown)
    return render(request, "works/changes.html", context, status=422 if form.errors else 200)


def _chosen(chapters: list[Chapter], asked: str | None) -> Chapter:
    """The chapter with the asked id, or the first. 404 when it is none of this work's."""
    for chapter in chapters:
        if asked is None or asked == str(chapter.pk):
            return chapter
    raise Http404


def _compared(chapter: Chapter, form: RevisionsForm, *, only_shown: bool) -> dict[str, Any]:
    numbers = form.cleaned_data["before"], form.cleaned_data["after"]
    found = queries.two_revisions(chapter, *numbers, only_shown=only_shown)
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
