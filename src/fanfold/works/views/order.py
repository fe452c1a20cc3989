"""The order of a work's chapters: by numbers, and with script by moving them."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fanfold.kit.errors import Conflict
from fanfold.works import commands, queries
from fanfold.works.models import Chapter
from fanfold.works.views.desk import SHOW_AND_POST, author, done, own_work


@login_required
@require_http_methods(SHOW_AND_POST)
def order(request: HttpRequest, work_id: int) -> HttpResponse:
    """Every chapter with its number, which can be another one."""
    work = own_work(request, work_id)
    chapters = list(queries.chapters_of(work))
    if request.method != "POST":
        return render(request, "works/order.html", {"work": work, "chapters": chapters})
    seen = [
        int(pk) for pk in request.POST.get("seen", "").split() if pk.isdecimal() and len(pk) < 19
    ]
    numbers, odd = typed_numbers(request.POST, seen)
    context = {"work": work, "chapters": typed_again(chapters, request.POST)}
    if odd:
        sentence = _("“%(number)s” is no place in this work. Use 1 to %(last)s.")
        context["sentence"] = sentence % {"number": odd[0], "last": len(seen)}
        return render(request, "works/order.html", context, status=422)
    try:
        commands.reorder_chapters(
            work, in_order_of(seen, numbers), by=author(request), at=timezone.now(), seen=seen
        )
    except Conflict as conflict:
        context = {"work": work, "chapters": chapters, "sentence": str(conflict)}
        return render(request, "works/order.html", context, status=409)
    return done(request, _("The chapters are in order."), "work_edit", work.pk)


def typed_numbers(
    typed: Mapping[str, str], seen: Sequence[int]
) -> tuple[dict[int, int], list[str]]:
    """The new number of each chapter by its id, and whatever cannot be one."""
    numbers: dict[int, int] = {}
    odd = []
    for place, pk in enumerate(seen, start=1):
        text = typed.get(f"place-{pk}", str(place)).strip()
        is_number = text.isdecimal() and len(text) < 6
        if is_number and 1 <= int(text) <= len(seen):
            numbers[pk] = int(text)
        else:
            odd.append(text)
    return numbers, odd


def in_order_of(seen: Sequence[int], numbers: Mapping[int, int]) -> list[int]:
    """The ids in the order that was meant: what got another number stands at it, the rest fill up
    in the order that they had. Of two with one number the first comes first."""
    moved = [pk for place, pk in enumerate(seen, start=1) if numbers[pk] != place]
    order = [pk for pk in seen if pk not in set(moved)]
    for pk in sorted(moved, key=lambda pk: numbers[pk]):
        order.insert(numbers[pk] - 1, pk)
    return order


def typed_again(chapters: Sequence[Chapter], typed: Mapping[str, str]) -> Sequence[Chapter]:
    """The chapters with what was typed as their numbers."""
    for chapter in chapters:
        chapter.typed = typed.get(f"place-{chapter.pk}", "")  # type: ignore[attr-defined]
    return chapters
