"""The import page, and a person's copy of everything."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.transfer import copies
from fanfold.transfer.commands import import_story
from fanfold.transfer.forms import ImportForm
from fanfold.transfer.models import FullCopy
from fanfold.transfer.stories import Wishes


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """A story file becomes drafts, and the page says what was understood and what is asked."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - login_required lets nobody else in
    if request.method != "POST":
        return render(request, "transfer/import.html", {"form": ImportForm(account=account)})
    form = ImportForm(request.POST, request.FILES, account=account)
    if form.is_valid():
        given = form.cleaned_data
        try:
            report = import_story(
                given["file"].read(),
                name=given["file"].name,
                by=account,
                pen_name=given["pen_name"],
                at=timezone.now(),
                wishes=Wishes(title=given["title"], repair_encoding=given["repair_encoding"]),
                into=given["into"],
                submission=given["submission"],
            )
            return render(request, "transfer/report.html", {"report": report})
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return render(request, "transfer/import.html", {"form": form}, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def full_copy(request: HttpRequest) -> HttpResponse:
    """Ask for a copy of everything, see how far it is, and where to download it."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - login_required lets nobody else in
    copy = FullCopy.objects.filter(account=account).first()
    if request.method == "POST":
        if request.POST.get("do") == "throw_away":
            if copy is not None and not copy.is_being_made:
                copies.throw_away_copy(copy, by=account)
        else:
            copies.ask_for_copy(account, by=account, at=timezone.now())
        return redirect("full_copy")
    page = {
        "copy": copy,
        "gone_at": copy.made_at + copies.KEPT_FOR if copy and copy.made_at else None,
        # A bar of no length is none.
        "all_for_bar": max(copy.works_in_all, 1) if copy else 1,
    }
    return render(request, "transfer/full_copy.html", page)


@login_required
@require_safe
def full_copy_file(request: HttpRequest) -> HttpResponseBase:
    """Her own file, to her alone: the address names nobody, so there is nobody else's to guess."""
    copy = FullCopy.objects.filter(account=request.user.pk, made_at__isnull=False).first()
    if copy is None:
        raise Http404
    try:
        file = copy.file.open("rb")
    except OSError as error:
        raise Http404 from error
    name = f"fanfold-{copy.made_at:%Y-%m-%d}.zip"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
