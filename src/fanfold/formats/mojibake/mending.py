"""A document whose texts were encoded twice: repaired when asked, else only told about."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fanfold.formats.document import Document
from fanfold.formats.mojibake.repairing import Repair, repair_mojibake
from fanfold.kit.findings import Finding

__all__ = ["settle_encoding"]

# What a program wrote, not a person.
_CODES = frozenset(
    {"file_format", "encoding", "source_format", "warnings", "questions", "address", "file"}
)
# What a page says in its text once more: repaired, and counted only there.
_TOLD_TWICE = frozenset({"title", "author", "language", "headers"})

_ENOUGH_TO_TELL = 500_000


def settle_encoding(document: Document, *, repair: bool) -> Document:
    """The document with every doubly encoded place as it was meant, if `repair`; the same one else.

    Either way a warning says what was found: `mojibake` or `mojibake_repaired`, and for places
    that have lost bytes `mojibake_left`.
    """
    mender = _Mender(reach=None if repair else _ENOUGH_TO_TELL)
    changed = {
        one.name: mender.mended(getattr(document, one.name), told=one.name not in _TOLD_TWICE)
        for one in fields(document)
        if one.name not in _CODES
    }
    repairs = mender.repairs
    count = sum(one.count for one in repairs)
    left = sum(one.left for one in repairs)
    findings: list[Finding] = []
    if count:
        most = max(repairs, key=lambda one: one.count)
        values: dict[str, str | int] = {
            "count": count,
            "sample": most.sample,
            "repaired": most.repaired,
        }
        if not repair:
            values["place"] = next((one.place for one in repairs if one.place), most.sample)
        findings.append(Finding("mojibake_repaired" if repair else "mojibake", values))
    if left:
        place = next(one.left_place for one in repairs if one.left)
        findings.append(Finding("mojibake_left", {"count": left, "place": place}))
    warnings = (*document.warnings, *findings)
    return replace(document, **(changed if repair else {}), warnings=warnings)


class _Mender:
    """Mends the texts of one document, up to `reach` characters in all, and remembers what it did.

    Text that is made to be hostile costs seconds a million characters. Who asks for the repair
    waits; to propose it, the beginning is enough.
    """

    def __init__(self, reach: int | None) -> None:
        self.reach = reach
        self.repairs: list[Repair] = []

    def mended(self, value: Any, *, told: bool) -> Any:
        """The value with all its texts mended. It is as deep as documents are: three levels."""
        if isinstance(value, str):
            return self._text(value, told=told)
        if isinstance(value, tuple):
            return tuple(self.mended(one, told=told) for one in value)
        if isinstance(value, Mapping):
            return {key: self.mended(one, told=told) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            inside = [one.name for one in fields(value) if one.name not in _CODES]
            mended = {name: self.mended(getattr(value, name), told=told) for name in inside}
            return replace(value, **mended)
        return value

    def _text(self, text: str, *, told: bool) -> str:
        text = text[: self.reach]
        if self.reach is not None:
            self.reach -= len(text)
        done = repair_mojibake(text)
        if told:
            self.repairs.append(replace(done, text=""))
        return done.text
