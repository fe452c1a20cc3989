"""A document whose texts were encoded twice: repaired when asked, else only told about."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fanfold.formats.document import Document
from fanfold.formats.mojibake.repairing import Repair, repair_mojibake
from fanfold.kit.findings import Finding

__all__ = ["settle_encoding"]

# What a program wrote, not a person.
_CODES = frozenset({"file_format", "encoding", "source_format", "warnings", "address", "file"})
# What a page says in its text once more: repaired, and counted only there.
_TOLD_TWICE = frozenset({"title", "author", "language", "headers"})


def settle_encoding(document: Document, *, repair: bool) -> Document:
    """The document with every doubly encoded place as it was meant, if `repair`; the same one else.

    Either way a warning says what was found: `mojibake`, or `mojibake_repaired` and, for places
    that have lost bytes, `mojibake_left`.
    """
    repairs: list[Repair] = []
    changed = {
        one.name: _mended(getattr(document, one.name), [] if one.name in _TOLD_TWICE else repairs)
        for one in fields(document)
        if one.name not in _CODES
    }
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
        findings.append(Finding("mojibake_repaired" if repair else "mojibake", values))
    if repair and left:
        findings.append(Finding("mojibake_left", {"count": left}))
    warnings = (*document.warnings, *findings)
    return replace(document, **(changed if repair else {}), warnings=warnings)


def _mended(value: Any, repairs: list[Repair]) -> Any:
    """The value with all its texts mended. It is as deep as documents are: three levels."""
    if isinstance(value, str):
        done = repair_mojibake(value)
        repairs.append(replace(done, text=""))
        return done.text
    if isinstance(value, tuple):
        return tuple(_mended(one, repairs) for one in value)
    if isinstance(value, Mapping):
        return {key: _mended(one, repairs) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        inside = [one.name for one in fields(value) if one.name not in _CODES]
        return replace(value, **{name: _mended(getattr(value, name), repairs) for name in inside})
    return value
