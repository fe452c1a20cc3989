"""The import page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.transfer.commands import import_story
from fanfold.transfer.forms import ImportForm
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
