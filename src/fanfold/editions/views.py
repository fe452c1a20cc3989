"""Handing out files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from fanfold.editions import commands, queries
from fanfold.editions.models import MEDIA_TYPES, Kind
from fanfold.works.blurbs import with_people_and_tags
from fanfold.works.models import Audience, Work

A_YEAR = 365 * 24 * 3600


@require_safe
def download(request: HttpRequest, work_id: int, _name: str, kind: str) -> HttpResponse:
    """A published work as a file. With the current `updated_at` it may be kept for ever."""
    if kind not in Kind.values:
        raise Http404
    works = with_people_and_tags(Work.objects.visible_to(request.user).published())
    work = works.filter(pk=work_id).first()
    if work is None:
        raise Http404
    etag = f'"{queries.digest_of(work, kind)}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    data, _digest = commands.bind(work, kind, at=timezone.now())
    shared = "public" if work.audience == Audience.EVERYONE else "private"
    is_current = request.GET.get("updated_at") == str(int(work.changed_at.timestamp()))
    return HttpResponse(
        data,
        content_type=MEDIA_TYPES[Kind(kind)],
        headers={
            "Content-Disposition": str(
                content_disposition_header(True, f"{queries.file_name(work)}.{kind}")
            ),
            "ETag": etag,
            "Cache-Control": f"{shared}, max-age={A_YEAR}, immutable" if is_current else "no-cache",
        },
    )
