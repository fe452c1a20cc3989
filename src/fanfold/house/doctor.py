"""What is wrong with an archive, in sentences: the examinations' register and what they find.

A room writes in its examinations.py

    @examines(_("Chapters"))
    def chapters(*, fix: bool) -> Iterator[Finding]: ...

and yields what it finds; with `fix` it mends what can be mended without losing anything, and says
so in the finding. What is well is not mentioned.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _


class Level(StrEnum):
    """How much a finding matters."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One sentence about what is wrong, and whether it has just been mended."""

    level: Level
    sentence: str
    mended: bool = False


@dataclass(frozen=True)
class Report:
    """A finding, and what was examined when it was found."""

    about: str
    finding: Finding

    @property
    def is_open_error(self) -> bool:
        """Whether the archive is not well because of this."""
        return self.finding.level is Level.ERROR and not self.finding.mended

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {"about": self.about} | asdict(self.finding)


class UnfitError(Exception):
    """Raised by an examination after its findings: the later ones would find nothing but this."""


Examination = Callable[..., Iterable[Finding]]

_examinations: list[tuple["str | Promise", Examination]] = []


def examines(about: "str | Promise") -> Callable[[Examination], Examination]:
    """Make the function one of the examinations."""

    def register(examination: Examination) -> Examination:
        _examinations.append((about, examination))
        return examination

    return register


def examine(*, fix: bool) -> Iterator[Report]:
    """Examine the archive; the reports come as they are found."""
    for about, examination in _all_examinations():
        try:
            for finding in examination(fix=fix):
                yield Report(str(about), finding)
        except UnfitError:
            return
        except DatabaseError as error:
            sentence = _("This could not be examined; the database says: %s") % str(error).strip()
            yield Report(str(about), Finding(Level.ERROR, sentence))


def _all_examinations() -> list[tuple["str | Promise", Examination]]:
    """The house's own first, since nothing is well where the database is not; then the rooms'."""
    autodiscover_modules("examinations")
    own = [one for one in _examinations if one[1].__module__.startswith("fanfold.house.")]
    return own + [one for one in _examinations if one not in own]
