"""Which files a work has, and whether a bound one still is what the work is."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import regex
from django.urls import reverse
from django.utils.translation import get_language

from fanfold.editions.models import Kind
from fanfold.house import profile
from fanfold.works.models import State, Work

# Raise it when the binders make other bytes of the same work: every file is then bound anew.
BINDERS_VERSION = 2
FILE_NAME_LENGTH = 60


@dataclass(frozen=True)
class File:
    """A file that a reader can take away."""

    label: str
    address: str


def files_of(work: Work) -> list[File]:
    """The files of a published work; none for others. The address changes with the work, so that
    whoever stands between may keep the answer for ever."""
    if work.state != State.PUBLISHED:
        return []
    return [
        File(
            label=str(kind.label),
            address=reverse("download", args=[work.pk, file_name(work), kind.value])
            + f"?updated_at={int(work.changed_at.timestamp())}",
        )
        for kind in Kind
    ]


def file_name(work: Work) -> str:
    """A file's name without its ending: the title's letters and digits, cut between words."""
    words = regex.sub(r"[^\p{L}\p{M}\p{N} _-]+", " ", work.title).split()
    name = ""
    for word in words:
        longer = f"{name}_{word}" if name else word[:FILE_NAME_LENGTH]
        if len(longer) > FILE_NAME_LENGTH:
            break
        name = longer
    return name if len(name) >= 3 else f"{name}_{work.pk}".lstrip("_")


def digest_of(work: Work, kind: str) -> str:
    """What the file of this kind should be bound from, as 64 hexadecimal digits.

    Every change of a text moves `changed_at`, a new cleaner `cleaner_version`; names of people,
    tags and series live in other rows and are therefore counted in. `work` comes from
    `works.blurbs.with_people_and_tags`.
    """
    archive = profile.current()
    parts: Iterable[object] = [
        BINDERS_VERSION,
        kind,
        get_language(),
        archive.name,
        work.pk,
        work.changed_at.isoformat(),
        work.cleaner_version,
        [(author.name, author.account.login) for author in work.authors],
        [(tagging.tag.kind, tagging.tag.name) for tagging in work.taggings.all()],
        [(place.series.title, place.position) for place in work.series_places.all()],
    ]
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()
