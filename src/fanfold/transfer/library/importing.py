"""An export comes back: work by work, each in a transaction of its own, each with a report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fanfold.kit.errors import Refused
from fanfold.people.models import PenName
from fanfold.transfer.library.people import Everybody, Herself, People, the_one_person
from fanfold.transfer.library.places import Source
from fanfold.transfer.library.reading import read_manifest, read_work
from fanfold.works.commands import bring_work, refuse_known

__all__ = ["Brought", "people_of", "read_library"]


@dataclass(frozen=True)
class Brought:
    """What became of one work of an export. `work` is its number here, if it is here now."""

    key: UUID
    title: str = ""
    work: int | None = None
    chapters: int = 0
    words: int = 0
    refusal: str = ""

    def as_json(self) -> dict[str, object]:
        """For `fanfold import --json`."""
        return {
            "key": str(self.key),
            "title": self.title,
            "work": self.work,
            "chapters": self.chapters,
            "words": self.words,
            "error": self.refusal,
        }


def people_of(
    source: Source, *, pen_name: PenName | None, same: Iterable[str] = (), at: datetime
) -> Herself | Everybody:
    """Who the people of the export are here: one of them comes as `pen_name`'s account, or all come
    with accounts of their own. Refused for an export of another format, or without that person."""
    manifest = read_manifest(source)
    if pen_name is None:
        everybody = Everybody(source, at, frozenset(same))
        everybody.bring_all()
        return everybody
    person = the_one_person(source, manifest, pen_name=pen_name)
    return Herself(person, pen_name.account, at)


def read_library(
    source: Source, keys: Iterable[UUID], *, people: People, at: datetime
) -> Iterator[Brought]:
    """Bring the works with these keys; one that is refused does not stop the others."""
    for key in keys:
        try:
            refuse_known(key)
            whole = read_work(source, key, people=people)
            work = bring_work(whole, at=at)
        except Refused as refusal:
            yield Brought(key, refusal=str(refusal))
        else:
            count = len(whole.chapters)
            yield Brought(
                key, title=work.title, work=work.pk, chapters=count, words=work.word_count
            )
