"""Throwing works and chapters away, and the bin in which they wait."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fanfold.kit.errors import Refused
from fanfold.works import commands, queries
from fanfold.works.models import Chapter, Work
from fanfold.works.views.desk import SHOW_AND_POST, author, done, own_chapter, own_work


@login_required
@require_safe
def the_bin(request: HttpRequest) -> HttpResponse:
    """What the author has thrown away and can still bring back."""
    thrown = queries.thrown_away(author(request), grace=commands.GRACE)
    return render(request, "works/bin.html", {"thrown": thrown, "days": commands.GRACE.days})


@login_required
@require_http_methods(SHOW_AND_POST)
def delete_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Ask what is about to happen, and throw the work away."""
    work = own_work(request, work_id)
    if request.method != "POST":
        chapters = queries.chapters_of(work).count()
        context = {"work": work, "chapters": chapters, "days": commands.GRACE.days}
        return render(request, "works/delete.html", context)
    commands.delete_work(work, by=author(request), at=timezone.now())
    sentence = _("“%(title)s” is in your bin. You can bring it back for %(days)s days.")
    values = {"title": work.title, "days": commands.GRACE.days}
    return done(request, sentence % values, "bin")


@login_required
@require_http_methods(SHOW_AND_POST)
def delete_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Ask what is about to happen, and throw the chapter away."""
    chapter = own_chapter(request, work_id, chapter_id)
    if request.method != "POST":
        context = {"work": chapter.work, "chapter": chapter, "days": commands.GRACE.days}
        return render(request, "works/delete.html", context)
    try:
        commands.delete_chapter(chapter, by=author(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("work_edit", args=[work_id]))
    sentence = _("The chapter is in your bin. You can bring it back for %(days)s days.")
    return done(request, sentence % {"days": commands.GRACE.days}, "work_edit", work_id)


@login_required
@require_POST
def restore_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Bring a work back from the bin."""
    account = author(request)
    work = Work.with_deleted.written_by(account).filter(pk=work_id).first()
    if work is None:
        raise Http404
    commands.restore_work(work, by=account, at=timezone.now())
    return done(request, _("“%(title)s” is back.") % {"title": work.title}, "work_edit", work.pk)


@login_required
@require_POST
def restore_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Bring a chapter back from the bin to its place."""
    work = own_work(request, work_id)
    chapter = Chapter.with_deleted.select_related("work").filter(work=work, pk=chapter_id).first()
    if chapter is None:
        raise Http404
    chapter = commands.restore_chapter(chapter, by=author(request), at=timezone.now())
    sentence = _("Chapter %(number)s is back.") % {"number": chapter.position}
    return done(request, sentence, "work_edit", work_id)
