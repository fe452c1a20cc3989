"""The author's desk: her works, and the forms in which they are written.

A form answers 422 when something in it cannot be taken and 409 when somebody saved meanwhile; what
was typed stands in it both times.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fanfold.kit.errors import Conflict, Refused
from fanfold.kit.paging import page_of
from fanfold.people.models import Account
from fanfold.works import commands, policies, previews, queries
from fanfold.works.forms import ChapterForm, DetailsForm, PullForm
from fanfold.works.models import Chapter, State, Work

SHOW_AND_POST = ["GET", "HEAD", "POST"]


def author(request: HttpRequest) -> Account:
    """Who is signed in. Only for views that let nobody else in."""
    assert isinstance(request.user, Account)  # noqa: S101 - login_required stands before
    return request.user


def own_work(request: HttpRequest, work_id: int) -> Work:
    """The author's work. 404 for one that she may not see, 403 for one that is not hers."""
    work = Work.objects.visible_to(request.user).filter(pk=work_id).first()
    if work is None:
        raise Http404
    if not policies.may_edit(request.user, work):
        raise Refused(_("Only its authors can change this work."))
    return work


def own_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> Chapter:
    """A chapter of the author's work."""
    work = own_work(request, work_id)
    chapter = work.chapters.select_related("current", "work").filter(pk=chapter_id).first()
    if chapter is None:
        raise Http404
    return chapter


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """All works of the author, whatever their state."""
    page = page_of(queries.desk(author(request)), request.GET.get("page"))
    return render(request, "works/desk.html", {"page": page})


@login_required
@require_http_methods(SHOW_AND_POST)
def new_work(request: HttpRequest) -> HttpResponse:
    """A new work with its first chapter: kept as a draft, shown as it will look, or published."""
    account = author(request)
    if request.method != "POST":
        forms = {"form": DetailsForm(account=account, new=True), "chapter_form": ChapterForm()}
        return render(request, "works/new.html", forms)
    action = request.POST.get("action", "draft")
    form = DetailsForm(request.POST, account=account, publishing=action == "publish", new=True)
    chapter_form = ChapterForm(request.POST)
    context: dict[str, Any] = {"form": form, "chapter_form": chapter_form}
    if not (form.is_valid() & chapter_form.is_valid()):
        return render(request, "works/new.html", context, status=422)
    if action == "preview":
        context["preview"] = previews.of_work(form.details(), chapter_form.text())
        return render(request, "works/new.html", context)
    if action == "publish" and not previews.has_words(chapter_form.text()):
        chapter_form.add_error("source", _("Write something before you publish it."))
        return render(request, "works/new.html", context, status=422)
    work = commands.create_work(
        form.details(),
        [chapter_form.text()],
        by=account,
        pen_names=[form.cleaned_data["pen_name"]],
        at=timezone.now(),
        submission=form.cleaned_data["submission"],
    )
    if action == "publish":
        commands.publish_work(work, by=account, at=timezone.now())
        messages.success(request, _("“%(title)s” is published.") % {"title": work.title})
        return HttpResponseRedirect(reverse("work", args=[work.pk]))
    messages.success(request, _("“%(title)s” is kept as a draft.") % {"title": work.title})
    return HttpResponseRedirect(reverse("work_edit", args=[work.pk]))


@login_required
@require_http_methods(SHOW_AND_POST)
def edit_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """What is said about a work, its chapters, and whether readers can read it."""
    account, work = author(request), own_work(request, work_id)
    if request.method != "POST":
        form = DetailsForm(account=account, initial=DetailsForm.filled_from(work))
        return work_page(request, work, form)
    published = work.state == State.PUBLISHED
    form = DetailsForm(
        request.POST,
        account=account,
        publishing=published,
        initial=DetailsForm.filled_from(work),
    )
    if not form.is_valid():
        return work_page(request, work, form, status=422)
    commands.edit_work(work, form.details(), by=account, at=timezone.now())
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("work_edit", args=[work.pk]))


def work_page(
    request: HttpRequest,
    work: Work,
    form: Form,
    *,
    pull_form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page about one work on the desk."""
    context = {
        "work": work,
        "form": form,
        "pull_form": pull_form or PullForm(),
        "chapters": queries.chapters_of(work),
    }
    return render(request, "works/edit.html", context, status=status)


@login_required
@require_POST
def publish_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Publish a draft with all its chapters, when everything that readers rely on is there."""
    account, work = author(request), own_work(request, work_id)
    given = DetailsForm.filled_from(work)
    form = DetailsForm(given, account=account, publishing=True, initial=given)
    if not form.is_valid():
        return work_page(request, work, form, status=422)
    try:
        commands.publish_work(work, by=account, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return work_page(request, work, form, status=422)
    messages.success(request, _("“%(title)s” is published.") % {"title": work.title})
    return HttpResponseRedirect(reverse("work", args=[work.pk]))


@login_required
@require_POST
def pull_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Take a work from its readers; all of it is kept."""
    account, work = author(request), own_work(request, work_id)
    pull_form = PullForm(request.POST)
    if not pull_form.is_valid():
        form = DetailsForm(account=account, initial=DetailsForm.filled_from(work))
        return work_page(request, work, form, pull_form=pull_form, status=422)
    commands.pull_work(work, by=account, at=timezone.now(), note=pull_form.cleaned_data["note"])
    messages.success(
        request, _("“%(title)s” is pulled. All of it is kept.") % {"title": work.title}
    )
    return HttpResponseRedirect(reverse("work_edit", args=[work.pk]))


@login_required
@require_POST
def republish_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Bring a pulled work back."""
    work = commands.republish_work(
        own_work(request, work_id), by=author(request), at=timezone.now()
    )
    messages.success(request, _("“%(title)s” is back.") % {"title": work.title})
    return HttpResponseRedirect(reverse("work", args=[work.pk]))


@login_required
@require_http_methods(SHOW_AND_POST)
def new_chapter(request: HttpRequest, work_id: int) -> HttpResponse:
    """A chapter behind the last one."""
    work = own_work(request, work_id)
    form = ChapterForm(request.POST) if request.method == "POST" else ChapterForm()
    return chapter_page(request, work, None, form)


@login_required
@require_http_methods(SHOW_AND_POST)
def edit_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """A chapter that exists. Its source stands in the form exactly as it was given."""
    chapter = own_chapter(request, work_id, chapter_id)
    initial = ChapterForm.filled_from(chapter)
    if request.method == "POST":
        form = ChapterForm(request.POST, initial=initial)
    else:
        form = ChapterForm(initial=initial)
    return chapter_page(request, chapter.work, chapter, form)


def chapter_page(
    request: HttpRequest, work: Work, chapter: Chapter | None, form: ChapterForm
) -> HttpResponse:
    """The form of one chapter, new or not: shown, previewed, saved or published."""
    context: dict[str, Any] = {"work": work, "chapter": chapter, "form": form}
    if not form.is_bound:
        return render(request, "works/chapter.html", context)
    action = request.POST.get("action", "draft")
    if not form.is_valid():
        return render(request, "works/chapter.html", context, status=422)
    if action == "preview":
        context["preview"] = previews.of_chapter(form.text())
        return render(request, "works/chapter.html", context)
    try:
        saved = save_chapter(request, work, chapter, form)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        context["theirs"] = Chapter.objects.select_related("current").get(pk=chapter.pk)  # type: ignore[union-attr]
        return render(request, "works/chapter.html", context, status=409)
    except Refused as refusal:
        form.add_error("source", str(refusal))
        return render(request, "works/chapter.html", context, status=422)
    if action == "publish":
        try:
            commands.publish_chapter(saved, by=author(request), at=timezone.now())
        except Refused as refusal:
            # The draft is safe; only publishing was refused.
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("chapter_edit", args=[work.pk, saved.pk]))
        messages.success(
            request, _("Chapter %(number)s is published.") % {"number": saved.position}
        )
        return HttpResponseRedirect(reverse("chapter", args=[work.pk, saved.pk]))
    messages.success(request, _("Chapter %(number)s is saved.") % {"number": saved.position})
    return HttpResponseRedirect(reverse("chapter_edit", args=[work.pk, saved.pk]))


def save_chapter(
    request: HttpRequest, work: Work, chapter: Chapter | None, form: ChapterForm
) -> Chapter:
    """Through the one door for each: a new chapter is added, another one is edited."""
    account, at = author(request), timezone.now()
    if chapter is None:
        submission = form.cleaned_data["submission"]
        return commands.add_chapter(work, form.text(), by=account, at=at, submission=submission)
    based_on = form.cleaned_data["based_on"]
    return commands.edit_chapter(chapter, form.text(), by=account, at=at, based_on=based_on)


@login_required
@require_POST
def pull_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Take one chapter from readers."""
    chapter = own_chapter(request, work_id, chapter_id)
    try:
        commands.pull_chapter(chapter, by=author(request), at=timezone.now())
        messages.success(request, _("Chapter %(number)s is pulled.") % {"number": chapter.position})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("work_edit", args=[work_id]))


@login_required
@require_POST
def republish_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Bring a pulled chapter back."""
    chapter = own_chapter(request, work_id, chapter_id)
    commands.republish_chapter(chapter, by=author(request), at=timezone.now())
    messages.success(request, _("Chapter %(number)s is back.") % {"number": chapter.position})
    return HttpResponseRedirect(reverse("work_edit", args=[work_id]))
