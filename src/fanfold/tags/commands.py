"""Tags come into being when an author first writes them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.tags.models import CLOSED_KINDS, Kind, Tag
from fanfold.tags.names import fold, problem_with


def named_tags(kind: str, names: Iterable[str]) -> list[Tag]:
    """The tags with these names, in this order, made where there is none yet.

    Names that differ in case alone are one tag, in its first spelling. Refused for a name that
    cannot be a tag, and for one that is not on the list of a fixed kind.
    """
    wanted: dict[str, str] = {}
    for name in names:
        spelled = " ".join(name.split())
        if problem := problem_with(spelled):
            raise Refused(problem)
        wanted.setdefault(fold(spelled), spelled)
    found = {tag.folded: tag for tag in Tag.objects.filter(kind=kind, folded__in=wanted)}
    for folded, spelled in wanted.items():
        if folded in found:
            continue
        if kind in CLOSED_KINDS:
            raise Refused(
                _("“%(name)s” is not one of the archive's choices for %(kind)s.")
                % {"name": spelled, "kind": Kind(kind).label}
            )
        found[folded], _made = Tag.objects.get_or_create(
            kind=kind, folded=folded, defaults={"name": spelled}
        )
    return [found[folded] for folded in wanted]
