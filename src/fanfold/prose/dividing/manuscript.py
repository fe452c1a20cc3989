"""What a division hands out. Words of headers, titles, notes and parts together are the input's,
minus the labels named in `applied`."""

from collections.abc import Mapping
from dataclasses import dataclass

from fanfold.kit.findings import Finding

__all__ = ["Manuscript", "Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter. `number` is as written (IV → 4) or None; notes and summary are HTML source.

    A chapter between two numbers (12a behind 12) has None, and its number in the title. `source`
    is in the format of the whole: for text and Markdown an exact slice of the input.
    """

    number: int | None
    title: str
    source: str
    notes: str = ""
    endnotes: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A divided text. `headers` has keys of HEADER_KEYS; `notes` (HTML) belong to the work.

    `summary` (HTML) is the work's when it stood as a quote; in a line it is one of the headers.
    """

    headers: Mapping[str, str]
    notes: str
    chapters: tuple[Part, ...]
    questions: tuple[Finding, ...]
    applied: tuple[Finding, ...]
    summary: str = ""
