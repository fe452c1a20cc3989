"""Works in series."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.kit.errors import Refused
from fanfold.people.models import Account, PenName
from fanfold.works.commands.claims import claim
from fanfold.works.models import Series, SeriesPlace, Work


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
