"""Who can read a work or a chapter, and when: publish, schedule, pull, republish, date.

Each form posts to its own address. Whatever it refuses stands in it again, on the page it is from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fanfold.kit.errors import Refused
from fanfold.works import commands
from fanfold.works.forms import (
    AudienceForm,
    DatedForm,
    DetailsForm,
    PullForm,
    RepublishForm,
    ScheduleForm,
)
from fanfold.works.models import UNPUBLISHED, Chapter, Work
from fanfold.works.views.desk import (
    View,
    all_that_is_lacking,
    author,
    done,
    own_chapter,
    own_work,
    publish,
    unreadiness,
    work_page,
    writing,
)


@login_required
@require_POST
def publish_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Publish a draft with all its chapters, when everything that readers rely on is there."""
    work, form = own_work(request, work_id), DatedForm(request.POST)
    if not form.is_valid():
        return work_again(request, work, dated_form=form)
    if work.state in UNPUBLISHED:
        return publish(request, work, dated=form.cleaned_data["dated"])
    work = commands.publish_work(work, by=author(request), at=timezone.now())
    return done(request, _("“%(title)s” is published.") % {"title": work.title}, "work", work.pk)


@login_required
@require_POST
def schedule_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Let a draft be published at a date and time, when all that readers rely on is there."""
    work, form = own_work(request, work_id), ScheduleForm(request.POST)
    if not form.is_valid():
        return work_again(request, work, schedule_form=form)
    if work.state in UNPUBLISHED and (lacking := all_that_is_lacking(request, work)):
        return lacking
    publish_at = form.cleaned_data["publish_at"]
    commands.schedule_work(work, by=author(request), at=timezone.now(), publish_at=publish_at)
    sentence = _("“%(title)s” will be published on %(time)s.")
    values = {"title": work.title, "time": moment(publish_at)}
    return done(request, sentence % values, "work_edit", work.pk)


@login_required
@require_POST
def unschedule_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Make a scheduled work a draft again."""
    work = own_work(request, work_id)
    commands.unschedule_work(work, by=author(request), at=timezone.now())
    return done(request, _("Nothing of it is scheduled any more."), "work_edit", work.pk)


@writing
@require_POST
def pull_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Take a work from its readers; all of it is kept."""
    work, form = own_work(request, work_id), PullForm(request.POST)
    if not form.is_valid():
        return work_again(request, work, pull_form=form)
    note = form.cleaned_data["note"]
    commands.pull_work(work, by=author(request), at=timezone.now(), note=note)
    sentence = _("“%(title)s” is pulled. All of it is kept.") % {"title": work.title}
    return done(request, sentence, "work_edit", work.pk)


@login_required
@require_POST
def republish_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Bring a pulled work back, silently or as news."""
    work = own_work(request, work_id)
    tells = bool(request.POST.get("tells"))
    work = commands.republish_work(work, by=author(request), at=timezone.now(), tells=tells)
    return done(request, _("“%(title)s” is back.") % {"title": work.title}, "work", work.pk)


@login_required
@require_POST
def set_audience(request: HttpRequest, work_id: int) -> HttpResponse:
    """For whom a work is."""
    work, form = own_work(request, work_id), AudienceForm(request.POST)
    if not form.is_valid():
        return work_again(request, work, audience_form=form)
    audience = form.cleaned_data["audience"]
    commands.set_audience(work, audience, by=author(request), at=timezone.now())
    return done(request, _("Saved."), "work_edit", work.pk)


@login_required
@require_safe
def chapter_readers(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
    """Whether and since when readers see one chapter."""
    return readers_page(request, own_chapter(request, work_id, chapter_id))


def about_a_chapter(view: Callable[[HttpRequest, Chapter], HttpResponse]) -> View:
    """Hand the view the author's chapter. What its command refuses is said on the page about that
    chapter's readers."""

    @wraps(view)
    def taking(request: HttpRequest, work_id: int, chapter_id: int) -> HttpResponse:
        chapter = own_chapter(request, work_id, chapter_id)
        try:
            return view(request, chapter)
        except Refused as refusal:
            return readers_page(request, chapter, refusal=refusal)

    return taking


@login_required
@require_POST
@about_a_chapter
def publish_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Publish a drafted chapter as it is, and its work with it if that lacks nothing."""
    form = DatedForm(request.POST)
    if not form.is_valid():
        return readers_page(request, chapter, dated_form=form)
    if lacking := lacks_of_draft(request, chapter.work):
        return lacking
    dated = form.cleaned_data["dated"]
    commands.publish_chapter(chapter, by=author(request), at=timezone.now(), dated=dated)
    sentence = _("Chapter %(number)s is published.") % {"number": chapter.position}
    return done(request, sentence, "chapter", chapter.work_id, chapter.pk)


@login_required
@require_POST
@about_a_chapter
def schedule_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Let a chapter be published at a date and time, and its work with it if that lacks nothing."""
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return readers_page(request, chapter, schedule_form=form)
    if lacking := lacks_of_draft(request, chapter.work):
        return lacking
    publish_at = form.cleaned_data["publish_at"]
    commands.schedule_chapter(chapter, by=author(request), at=timezone.now(), publish_at=publish_at)
    sentence = _("Chapter %(number)s will be published on %(time)s.")
    values = {"number": chapter.position, "time": moment(publish_at)}
    return done(request, sentence % values, "work_edit", chapter.work_id)


@login_required
@require_POST
@about_a_chapter
def unschedule_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Make a scheduled chapter a draft again."""
    commands.unschedule_chapter(chapter, by=author(request), at=timezone.now())
    sentence = _("Chapter %(number)s is a draft again.") % {"number": chapter.position}
    return done(request, sentence, "work_edit", chapter.work_id)


@writing
@require_POST
@about_a_chapter
def pull_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Take one chapter from readers."""
    form = PullForm(request.POST)
    if not form.is_valid():
        return readers_page(request, chapter, pull_form=form)
    note = form.cleaned_data["note"]
    try:
        commands.pull_chapter(chapter, by=author(request), at=timezone.now(), note=note)
    except Refused as refusal:
        # Her word to the readers stands in the form again.
        return readers_page(request, chapter, pull_form=form, refusal=refusal)
    sentence = _("Chapter %(number)s is pulled. All of it is kept.") % {"number": chapter.position}
    return done(request, sentence, "work_edit", chapter.work_id)


@login_required
@require_POST
@about_a_chapter
def republish_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Bring a pulled chapter back, silently or as news."""
    tells = bool(request.POST.get("tells"))
    commands.republish_chapter(chapter, by=author(request), at=timezone.now(), tells=tells)
    sentence = _("Chapter %(number)s is back.") % {"number": chapter.position}
    return done(request, sentence, "work_edit", chapter.work_id)


@login_required
@require_POST
@about_a_chapter
def date_chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Say when a published chapter was first published."""
    form = DatedForm(request.POST)
    form.fields["dated"].required = True
    if not form.is_valid():
        return readers_page(request, chapter, dated_form=form)
    dated = form.cleaned_data["dated"]
    commands.date_chapter(chapter, by=author(request), at=timezone.now(), dated=dated)
    return done(request, _("Saved."), "chapter_readers", chapter.work_id, chapter.pk)


def work_again(request: HttpRequest, work: Work, **forms: Form) -> HttpResponse:
    """The work's page with a form that was refused."""
    details = DetailsForm(account=author(request), initial=DetailsForm.filled_from(work))
    return work_page(
        request, work, details, status=422, refused=next(iter(forms.values())), **forms
    )


def lacks_of_draft(request: HttpRequest, work: Work) -> HttpResponse | None:
    """The work's page, when the chapter would open a work that lacks what readers rely on."""
    if work.state in UNPUBLISHED and (form := unreadiness(request, work)):
        return work_page(request, work, form, status=422)
    return None


def readers_page(
    request: HttpRequest, chapter: Chapter, *, refusal: Refused | None = None, **forms: Form
) -> HttpResponse:
    """The page about one chapter's readers, with whatever was refused."""
    published = chapter.published_at
    context: dict[str, Any] = {
        "work": chapter.work,
        "chapter": chapter,
        "pull_form": PullForm(),
        "republish_form": RepublishForm(),
        "dated_form": DatedForm(
            initial={"dated": timezone.localtime(published).date() if published else None}
        ),
        "schedule_form": ScheduleForm(initial={"publish_at": chapter.publish_at}),
        "refusal": refusal,
        **forms,
    }
    context["refused"] = next(iter(forms.values()), None)
    status = 422 if refusal or forms else 200
    return render(request, "works/chapter_readers.html", context, status=status)


def moment(at: Any) -> str:
    """A date and time in the author's zone, as sentences say it."""
    return date_format(timezone.localtime(at), "Y-m-d H:i e")
