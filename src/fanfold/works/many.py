"""One change made to many works, or only shown: what would be different, and which work says no."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import FanfoldError
from fanfold.tags.models import Kind
from fanfold.works import languages
from fanfold.works.models import Work
from fanfold.works.queries import byline_of

Change = Callable[[Work], object]


@dataclass(frozen=True)
class Difference:
    """What stood there, and what stands there after the change. Empty where there is nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Outcome:
    """What became of one work: its differences, or the sentence with which it was refused."""

    work: Work
    differences: list[Difference]
    refusal: str


def change_each(works: Iterable[Work], change: Change) -> list[Outcome]:
    """Make the change to each work, in a transaction of its own: one that is refused holds up no
    other."""
    return [_changed(work, change) for work in works]


def show_each(works: Iterable[Work], change: Change) -> list[Outcome]:
    """What `change_each` would do. The change is made in earnest and taken back, so that nothing
    is promised that would then be refused; nobody hears of it."""
    with transaction.atomic():
        outcomes = [_changed(work, change) for work in works]
        transaction.set_rollback(True)
    return outcomes


def _changed(work: Work, change: Change) -> Outcome:
    before = _looks(work)
    try:
        with transaction.atomic():
            change(work)
    except FanfoldError as refusal:
        return Outcome(work, [], str(refusal))
    fresh = Work.with_deleted.get(pk=work.pk)
    return Outcome(work, list(_differences(before, _looks(fresh))), "")


def _looks(work: Work) -> dict[str, str]:
    """What a change of many works may touch, as its author reads it."""
    looks = {
        _("State"): _("In the bin") if work.deleted_at else work.get_state_display(),
        _("Who may read it"): work.get_audience_display(),
        _("Language"): languages.name_of(work.language),
        _("Authors"): ", ".join(one.pen_name.byline for one in byline_of(work)),
    }
    tags: dict[str, list[str]] = {kind: [] for kind in Kind}
    for tagging in work.taggings.select_related("tag"):
        tags[tagging.tag.kind].append(tagging.tag.name)
    return looks | {str(Kind(kind).label): ", ".join(names) for kind, names in tags.items()}


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for what, text in after.items():
        if before[what] != text:
            yield Difference(what, before[what], text)
