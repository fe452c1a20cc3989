"""What has happened to a work. Announced by commands, heard by higher rooms (receivers.py)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChapterPublished:
    """Readers can read a chapter that they could not read before."""

    work_id: int
    chapter_id: int


@dataclass(frozen=True)
class WorkChanged:
    """What readers see of a published work is different now: a text, notes, tags, the title, or
    that there is a new chapter. Announced once however much changed."""

    work_id: int


@dataclass(frozen=True)
class WorkPulled:
    """Readers cannot read the work any more; all of it is kept."""

    work_id: int


@dataclass(frozen=True)
class WorkRepublished:
    """A pulled work is back."""

    work_id: int


@dataclass(frozen=True)
class WorkReturnTold:
    """A pulled work is back, and its author wants those who follow it to hear so."""

    work_id: int


@dataclass(frozen=True)
class ChapterReturnTold:
    """A pulled chapter is back, and its author wants those who follow the work to hear so."""

    work_id: int
    chapter_id: int


@dataclass(frozen=True)
class CoAuthorInvited:
    """Somebody is asked to be an author of a work. By the time this is heard the invitation may be
    answered or taken back: then it is gone."""

    invitation_id: int


@dataclass(frozen=True)
class WorkDeleted:
    """Its author threw the work away. It is kept for some days, and seen by nobody."""

    work_id: int


@dataclass(frozen=True)
class WorkRestored:
    """A deleted work is as it was before."""

    work_id: int
