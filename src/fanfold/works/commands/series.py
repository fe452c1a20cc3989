"""Works in series."""

from collections.abc import Sequence
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Refused
from fanfold.people.models import Account, PenName
from fanfold.tags.names import fold
from fanfold.works import policies
from fanfold.works.commands.claims import claim
from fanfold.works.models import Series, SeriesPlace, Work
from fanfold.works.text import one_line


def create_series(title: str, summary: str, *, pen_names: Sequence[PenName]) -> Series:
    """A new series without works. `summary` is HTML or plain paragraphs."""
    with transaction.atomic():
        series = Series.objects.create(
            title=title.strip(),
            summary_source=summary,
            summary=prose.clean(summary, "html").prose if summary.strip() else "",
            cleaner_version=prose.CLEANER_VERSION,
        )
        series.pen_names.set(pen_names)
    return series


def place_in_series(work: Work, series: Series, *, by: Account, position: int) -> SeriesPlace:
    """Give the work its place in a series that one of `by`'s pen names keeps."""
    if not series.pen_names.filter(account=by).exists():
        raise Refused(_("Only its authors can add works to this series."))
    with transaction.atomic():
        work = claim(work, by=by)
        return SeriesPlace.objects.create(work=work, series=series, position=position)


def place_in_own_series(
    work: Work, title: str, *, by: Account, pen_name: PenName, position: int
) -> SeriesPlace:
    """Give the work a place in the series of this title that `pen_name` keeps, made if there is
    none. The place is `position` if it is free, else the next free one.

    A work that has its place keeps it: doing it twice is doing it once.
    """
    if not policies.may_sign_as(by, pen_name):
        raise Refused(_("A series is kept by one of your own pen names."))
    with transaction.atomic():
        # Two works that come at once must not make the series twice.
        PenName.objects.select_for_update().get(pk=pen_name.pk)
        wanted = fold(one_line(title))
        own = Series.objects.filter(pen_names=pen_name).order_by("pk")
        series = next((one for one in own if fold(one.title) == wanted), None)
        if series is None:
            series = create_series(one_line(title), "", pen_names=[pen_name])
        if place := series.places.filter(work=work).first():
            return place
        taken = set(series.places.values_list("position", flat=True))
        free = next(place for place in count(position) if place not in taken)
        return place_in_series(work, series, by=by, position=free)
