"""The reading pages: a work, a chapter, the entire work, the contents, a series."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fanfold.kit.paging import page_of
from fanfold.people.models import Account
from fanfold.reading import metadata, queries
from fanfold.reading.queries import OpenWork
from fanfold.works.blurbs import with_blurbs
from fanfold.works.models import Chapter, Series, Work

View = Callable[..., HttpResponse]

ADULT_COOKIE = "view_adult"


def opens_a_work(view: Callable[..., HttpResponse]) -> View:
    """Hand the view the opened work: 404 hides it, 410 says it is pulled, the gate asks first."""

    @require_safe
    @wraps(view)
    def opening(request: HttpRequest, work_id: int, **rest: int) -> HttpResponse:
        opened = queries.open_work(work_id, request.user)
        if opened is None:
            return not_here(request, work_id)
        if not may_pass_gate(request, opened):
            return render(
                request, "reading/adult.html", {"opened": opened, "onward": onward(request)}
            )
        response = view(request, opened, **rest)
        if request.GET.get(ADULT_COOKIE) == "true":
            response.set_cookie(ADULT_COOKIE, "true", samesite="Lax", httponly=True)
        return response

    return opening


def not_here(request: HttpRequest, work_id: int) -> HttpResponse:
    """The honest page of a pulled work; 404 for everything else.

    Browsers keep a 410 for ever unless told otherwise, and a pulled work may come back.
    """
    if pulled := queries.pulled_work(work_id):
        page = render(request, "reading/pulled.html", {"work": pulled}, status=410)
        page["Cache-Control"] = "no-store"
        return page
    raise Http404


def may_pass_gate(request: HttpRequest, opened: OpenWork) -> bool:
    """Whether the page may show without asking: the work is not adult, or the reader said yes,
    now, in this browser, or once and for all in her preferences."""
    return (
        not opened.work.is_adult
        or opened.is_mine
        or (isinstance(request.user, Account) and request.user.opens_adult_works)
        or request.GET.get(ADULT_COOKIE) == "true"
        or request.COOKIES.get(ADULT_COOKIE) == "true"
    )


def onward(request: HttpRequest) -> str:
    """The same address, with the reader's yes in it."""
    asked = request.GET.copy()
    asked[ADULT_COOKIE] = "true"
    return f"{request.path}?{asked.urlencode()}"


def wants_entire(request: HttpRequest) -> bool:
    """Whether the work's own address shows all of it: the link says so, or she prefers it."""
    asked = request.GET.get("view_full_work")
    if asked is None:
        return isinstance(request.user, Account) and request.user.opens_entire_works
    return asked == "true"


@opens_a_work
def work(request: HttpRequest, opened: OpenWork) -> HttpResponse:
    """A work of one chapter is this page; one of several begins at its first chapter, or is shown
    entire to those who want it."""
    if len(opened.chapters) > 1 and not wants_entire(request):
        return to_chapter(request, opened.chapters[0])
    return reading_page(request, opened, opened.chapters)


@opens_a_work
def first_chapter(request: HttpRequest, opened: OpenWork) -> HttpResponse:
    """The address without a chapter leads to the first one."""
    if not opened.chapters:
        raise Http404
    return to_chapter(request, opened.chapters[0])


@opens_a_work
def chapter(request: HttpRequest, opened: OpenWork, chapter_id: int) -> HttpResponse:
    """One chapter."""
    shown: Sequence[Chapter] = [one for one in opened.chapters if one.pk == chapter_id]
    if not shown:
        raise Http404
    if request.GET.get("view_full_work") == "true":
        shown = opened.chapters
    return reading_page(request, opened, shown)


@opens_a_work
def contents(request: HttpRequest, opened: OpenWork) -> HttpResponse:
    """The chapter index."""
    return render(request, "reading/contents.html", {"opened": opened, "work": opened.work})


@require_safe
def series(request: HttpRequest, series_id: int) -> HttpResponse:
    """A series and those of its works that this reader may read, in order."""
    found = Series.objects.visible_to(request.user).filter(pk=series_id).first()
    if found is None:
        raise Http404
    works = Work.objects.visible_to(request.user).filter(series_places__series=found)
    page = page_of(with_blurbs(works.order_by("series_places__position")), request.GET.get("page"))
    keepers = found.pen_names.select_related("account")
    return render(
        request, "reading/series.html", {"series": found, "page": page, "keepers": keepers}
    )


def to_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Lead to the chapter's own page, with whatever was asked."""
    address = reverse("chapter", args=[chapter.work_id, chapter.pk])
    asked = request.GET.urlencode()
    return HttpResponseRedirect(f"{address}?{asked}" if asked else address)


def reading_page(request: HttpRequest, opened: OpenWork, shown: Sequence[Chapter]) -> HttpResponse:
    """The page with these chapters of the work: one, or all of them."""
    chapters = queries.with_text(opened, shown)
    entire = len(chapters) == len(opened.chapters)
    before, after = (None, None) if entire else opened.neighbours(chapters[0])
    context = {
        "opened": opened,
        "work": opened.work,
        "chapters": chapters,
        "entire": entire,
        "previous": before,
        "next": after,
        "is_first": before is None,
        "is_last": after is None,
        "meta": metadata.of_page(request, opened, chapters, entire=entire),
    }
    return render(request, "reading/work.html", context)
