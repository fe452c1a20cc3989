"""The author's desk: her works, and the forms in which they are written.

A form answers 422 when something in it cannot be taken and 409 when somebody saved meanwhile; what
was typed stands in it both times.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fanfold.kit.errors import Conflict, FanfoldError, Refused
from fanfold.kit.paging import page_of
from fanfold.people.models import Account
from fanfold.works import commands, policies, previews, queries, recovery
from fanfold.works.fields import keys_in
from fanfold.works.forms import (
    Action,
    AudienceForm,
    ChapterForm,
    DatedForm,
    DeskFilter,
    DetailsForm,
    PullForm,
    RepublishForm,
    ScheduleForm,
    typed_in,
)
from fanfold.works.models import UNPUBLISHED, Chapter, ShownChanges, State, Target, Work

SHOW_AND_POST = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponse]


def writing(view: View) -> View:
    """For authors who are signed in. Who was signed out while she wrote gets her words back."""
    signed_in = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            typed = list(typed_in(request.POST))
            return render(request, "works/signed_out.html", {"typed": typed}, status=403)
        return signed_in(request, *args, **kwargs)

    return guarded


def author(request: HttpRequest) -> Account:
    """Who is signed in and may write. Only for views that let nobody else in."""
    assert isinstance(request.user, Account)  # noqa: S101 - login_required stands before
    if not policies.may_write(request.user):
        raise Refused(_("Your account may not post works."))
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


def settle(request: HttpRequest) -> None:
    """What was typed into the sent form is saved now, and need not be kept beside it."""
    keys = keys_in(request.POST.get("unsaved", ""))
    commands.drop_unsaved(keys, by=author(request), at=timezone.now())


def done(request: HttpRequest, sentence: str, name: str, *ids: int) -> HttpResponse:
    """Go on to the named page and say there what was done."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=ids))


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The author's works, whatever their state, or those that she looks for."""
    account, form = author(request), DeskFilter(request.GET)
    context = {
        "page": page_of(queries.desk(account, **form.chosen), request.GET.get("page")),
        "states": [
            (State(state).label, number) for state, number in queries.states_of(account).items()
        ],
        "filter": form,
        "actions": Action.choices,
        "unsaved": queries.unsaved_of(account),
        "asked": queries.asked_to_write(account),
    }
    return render(request, "works/desk.html", context)


@writing
@require_http_methods(SHOW_AND_POST)
def new_work(request: HttpRequest) -> HttpResponse:
    """A new work with its first chapter: kept as a draft, shown as it will look, or published."""
    account = author(request)
    if request.method != "POST":
        empty = DetailsForm(account=account, new=True), ChapterForm()
        place = recovery.Form(Target.NEW_WORK, account)
        context = recovery.opened(place, *empty, key=request.GET.get("unsaved"))
        context |= {"form": empty[0], "chapter_form": empty[1]}
        return render(request, "works/new.html", context)
    action = request.POST.get("action", "draft")
    publishing = action == "publish"
    form = DetailsForm(request.POST, account=account, publishing=publishing, new=True)
    chapter_form = ChapterForm(request.POST, publishing=publishing)
    context = {"form": form, "chapter_form": chapter_form}
    if not (form.is_valid() & chapter_form.is_valid()):
        return render(request, "works/new.html", context, status=422)
    if action == "preview":
        names = [form.cleaned_data["pen_name"]]
        context["preview"] = previews.of_work(form.details(), chapter_form.text(), pen_names=names)
        return render(request, "works/new.html", context)
    try:
        return post_work(request, form, chapter_form, publishing=publishing)
    except FanfoldError as refusal:
        return render(request, "works/new.html", context, status=answer_to(refusal, form))


def post_work(
    request: HttpRequest, form: DetailsForm, chapter_form: ChapterForm, *, publishing: bool
) -> HttpResponse:
    """Make the work of the form, and go to its page: the reader's or the desk's."""
    make = commands.post_work if publishing else commands.create_work
    work = make(
        form.details(),
        [chapter_form.text()],
        by=author(request),
        pen_names=[form.cleaned_data["pen_name"]],
        at=timezone.now(),
        submission=form.cleaned_data["submission"],
    )
    settle(request)
    if publishing:
        return done(
            request, _("“%(title)s” is published.") % {"title": work.title}, "work", work.pk
        )
    sentence = _("“%(title)s” is kept as a draft.") % {"title": work.title}
    return done(request, sentence, "work_edit", work.pk)


def answer_to(refusal: FanfoldError, form: DetailsForm | ChapterForm) -> int:
    """Put the sentence above the form, and return the status of the answer.

    A form that was sent before gets a new number: who sends it again means another work.
    """
    form.add_error(None, str(refusal))
    if not isinstance(refusal, Conflict):
        return 422
    form.answer_again(submission=uuid.uuid4())
    return 409


@writing
@require_http_methods(SHOW_AND_POST)
def edit_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """What is said about a work, its chapters, and whether readers can read it."""
    account, work = author(request), own_work(request, work_id)
    initial = DetailsForm.filled_from(work)
    if request.method != "POST":
        form = DetailsForm(account=account, initial=initial)
        place = recovery.Form(Target.DETAILS, account, work)
        found = recovery.opened(place, form, key=request.GET.get("unsaved"))
        return work_page(request, work, form, **found)
    publishing = request.POST.get("action") == "publish" and work.state in UNPUBLISHED
    needs_all = publishing or work.state not in UNPUBLISHED
    form = DetailsForm(request.POST, account=account, publishing=needs_all, initial=initial)
    if not form.is_valid():
        return work_page(request, work, form, status=422)
    seen = form.cleaned_data["seen"] or None
    try:
        commands.edit_work(work, form.details(), by=account, at=timezone.now(), seen=seen)
    except Conflict as conflict:
        theirs = list(form.differences(initial))
        form.add_error(None, str(conflict))
        form.answer_again(seen=initial["seen"])
        return work_page(request, work, form, status=409, theirs=theirs)
    settle(request)
    if publishing:
        work.refresh_from_db()
        return publish(request, work)
    return done(request, _("Saved."), "work_edit", work.pk)


def work_page(
    request: HttpRequest, work: Work, form: DetailsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page about one work on the desk."""
    chapters = list(queries.chapters_of(work))
    context = {
        "work": work,
        "form": form,
        "pull_form": PullForm(),
        "dated_form": DatedForm(),
        "schedule_form": ScheduleForm(initial={"publish_at": work.publish_at}),
        "republish_form": RepublishForm(),
        "audience_form": AudienceForm(initial={"audience": work.audience}),
        "shown_changes": ShownChanges.choices,
        "chapters": chapters,
        "published_chapters": sum(one.state == State.PUBLISHED for one in chapters),
        "unpublished": work.state in UNPUBLISHED,
        "pulled_like": queries.pulled_like(work, author(request))
        if work.state in UNPUBLISHED
        else (),
        **more,
    }
    return render(request, "works/edit.html", context, status=status)


def unreadiness(request: HttpRequest, work: Work) -> DetailsForm | None:
    """The form with all that the work lacks before it can be published; None when it lacks nothing.

    Readers rely on rating, warnings and fandoms from the desk. Imports may publish without.
    """
    given = DetailsForm.filled_from(work)
    form = DetailsForm(given, account=author(request), publishing=True, initial=given)
    return None if form.is_valid() else form


def publish(request: HttpRequest, work: Work, *, dated: datetime | None = None) -> HttpResponse:
    """Publish the work with its chapters, or say all that it lacks."""
    if lacking := all_that_is_lacking(request, work):
        return lacking
    work = commands.publish_work(work, by=author(request), at=timezone.now(), dated=dated)
    return done(request, _("“%(title)s” is published.") % {"title": work.title}, "work", work.pk)


def all_that_is_lacking(request: HttpRequest, work: Work) -> HttpResponse | None:
    """The work's page with a sentence for all that must be there before readers come; None when
    nothing is lacking."""
    form = unreadiness(request, work)
    wordless = [one for one in queries.chapters_of(work) if one.word_count == 0]
    if form is None and not wordless:
        return None
    given = DetailsForm.filled_from(work)
    form = form or DetailsForm(given, account=author(request), initial=given)
    for chapter in wordless:
        sentence = _("Chapter %(number)s has no words yet. Write something before you publish it.")
        form.add_error(None, sentence % {"number": chapter.position})
    return work_page(request, work, form, status=422)


@writing
@require_http_methods(SHOW_AND_POST)
def new_chapter(request: HttpRequest, work_id: int) -> HttpResponse:
    """A chapter behind the last one."""
    work = own_work(request, work_id)
    form = ChapterForm(request.POST) if request.method == "POST" else ChapterForm()
    return chapter_page(request, work, None, form)


@writing
@require_http_methods(SHOW_AND_POST)
def edit_chapter(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """A chapter that exists. Its source stands in the form exactly as it was given."""
    chapter = own_chapter(request, work_id, chapter_id)
    initial = ChapterForm.filled_from(chapter)
    given = request.POST if request.method == "POST" else None
    return chapter_page(request, chapter.work, chapter, ChapterForm(given, initial=initial))


def chapter_page(
    request: HttpRequest, work: Work, chapter: Chapter | None, form: ChapterForm
) -> HttpResponse:
    """The form of one chapter, new or not: shown, previewed, saved or published."""
    number = chapter.position if chapter else queries.next_number(work, author(request))
    context: dict[str, Any] = {"work": work, "chapter": chapter, "form": form, "number": number}
    account = author(request)
    if not form.is_bound:
        target = Target.CHAPTER if chapter else Target.NEW_CHAPTER
        place = recovery.Form(target, account, work, chapter)
        context |= recovery.opened(place, form, key=request.GET.get("unsaved"))
        return render(request, "works/chapter.html", context)
    if not form.is_valid():
        return render(request, "works/chapter.html", context, status=422)
    action = request.POST.get("action", "draft")
    if action == "preview":
        context["preview"] = previews.of_chapter(form.text(), number=number)
        return render(request, "works/chapter.html", context)
    try:
        saved = save_chapter(request, work, chapter, form)
    except Conflict as conflict:
        if chapter is not None:
            fresh = Chapter.objects.select_related("current").get(pk=chapter.pk)
            now = ChapterForm.filled_from(fresh)
            context["theirs"] = list(form.differences(now))
            context |= recovery.beside(fresh, form, reader=account)
            form.answer_again(based_on=now["based_on"], seen=now["seen"])
        return render(request, "works/chapter.html", context, status=answer_to(conflict, form))
    except Refused as refusal:
        return render(request, "works/chapter.html", context, status=answer_to(refusal, form))
    settle(request)
    if action == "publish":
        return publish_saved(request, saved)
    sentence = _("Chapter %(number)s is saved.") % {"number": saved.position}
    return done(request, sentence, "chapter_edit", work.pk, saved.pk)


def save_chapter(
    request: HttpRequest, work: Work, chapter: Chapter | None, form: ChapterForm
) -> Chapter:
    """Through the one door for each: a new chapter is added, another one is edited."""
    account, at, given = author(request), timezone.now(), form.cleaned_data
    if chapter is None:
        submission = given["submission"]
        return commands.add_chapter(work, form.text(), by=account, at=at, submission=submission)
    # A form that does not say what it is based on is based on nothing that is there.
    based_on, seen = given["based_on"] or 0, given["seen"] or None
    return commands.edit_chapter(
        chapter, form.text(), by=account, at=at, based_on=based_on, seen=seen
    )


def publish_saved(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Publish a chapter, and its work with it if that is a draft and lacks nothing."""
    work = own_work(request, chapter.work_id)
    if work.state in UNPUBLISHED and (form := unreadiness(request, work)):
        return work_page(request, work, form, status=422)
    try:
        commands.publish_chapter(chapter, by=author(request), at=timezone.now())
    except Refused as refusal:
        # What was written is safe; only publishing was refused.
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("chapter_edit", args=[work.pk, chapter.pk]))
    sentence = _("Chapter %(number)s is published.") % {"number": chapter.position}
    return done(request, sentence, "chapter", work.pk, chapter.pk)
