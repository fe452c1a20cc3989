"""Works in series."""

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import Account
from fanfold.works.commands.claims import claim
from fanfold.works.models import Series, SeriesPlace, Work


def place_in_series(work: Work, series: Series, *, by: Account, position: int) -> SeriesPlace:
    """Give the work its place in a series that one of `by`'s pen names keeps."""
    if not series.pen_names.filter(account=by).exists():
        raise Refused(_("Only its authors can add works to this series."))
    with transaction.atomic():
        work = claim(work, by=by)
        return SeriesPlace.objects.create(work=work, series=series, position=position)
