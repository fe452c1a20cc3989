"""The reading pages: a work, a chapter, the entire work, the contents, a series."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fanfold.kit.paging import page_of
from fanfold.people.models import Account
from fanfold.reading import commands, metadata, policies, queries
from fanfold.reading.http import is_being_read
from fanfold.reading.queries import OpenWork
from fanfold.works.blurbs import with_blurbs
from fanfold.works.http import ADULT_COOKIE, agrees_to_adult_works
from fanfold.works.models import Audience, Chapter, Series, Work

View = Callable[..., HttpResponse]


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
    """The honest page of a work that readers knew; 404 for everything else."""
    known = queries.known_work(work_id)
    if known is None:
        raise Http404
    is_open = known.audience == Audience.EVERYONE or request.user.is_authenticated
    if known.deleted_at is None and not is_open:
        # The address says why, because a message would set a cookie for a stranger.
        restricted = f"{reverse('account_login')}?restricted=true"
        return redirect_to_login(request.get_full_path(), restricted)
    return gone(request, known)


def gone(request: HttpRequest, known: Work | Chapter, **context: Work) -> HttpResponse:
    """What was pulled, and may come back, or was deleted by its author.

    Browsers keep a 410 for ever unless told otherwise.
    """
    page = render(request, "reading/gone.html", {"known": known, **context}, status=410)
    page["Cache-Control"] = "no-store"
    return page


def may_pass_gate(request: HttpRequest, opened: OpenWork) -> bool:
    """Whether the page may show without asking: the work is not adult, or the reader said yes."""
    return not opened.work.is_adult or opened.is_mine or agrees_to_adult_works(request)


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
        if known := queries.known_chapter(opened.work, chapter_id):
            return gone(request, known, work=opened.work)
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
    note_reading(request, opened, chapters)
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


def note_reading(request: HttpRequest, opened: OpenWork, chapters: Sequence[Chapter]) -> None:
    """Note for a reader who lets us what she reads, and give each chapter whose text is another one
    than she had read the mark that says so: `read_before`."""
    reader = request.user
    if opened.is_mine or not isinstance(reader, Account) or not policies.may_note_reading(reader):
        return
    marks, news = queries.marks_after_reading(reader, chapters, at=timezone.now())
    if news and is_being_read(request):
        commands.keep_marks(news, by=reader)
    for chapter in chapters:
        if marks[chapter.pk].is_other_text:
            chapter.read_before = marks[chapter.pk]  # type: ignore[attr-defined]


@login_required
@require_POST
def forget_history(request: HttpRequest) -> HttpResponse:
    """Forget all that was noted of this person's reading, and go back to her settings."""
    assert isinstance(request.user, Account)  # noqa: S101 - login_required stands before
    commands.forget_history(request.user, by=request.user)
    messages.success(request, _("All that was noted of your reading is forgotten."))
    return HttpResponseRedirect(f"{reverse('account_settings')}#history")
