"""What a reader hands out, and the limits it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fanfold.kit.findings import Finding

__all__ = ["Document", "FileFormat", "Limits", "SourceFormat"]

FileFormat = Literal["txt", "md", "html", "docx"]
SourceFormat = Literal["text", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file taken, and the largest archive inside one. Bytes, entries, times, levels."""

    bytes: int = 10_000_000
    entries: int = 2_000
    unpacked_bytes: int = 100_000_000
    ratio: int = 200
    xml_bytes: int = 40_000_000
    xml_depth: int = 100


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. `source` is all of it in `source_format`; title and author only if honest."""

    file_format: FileFormat
    encoding: str | None
    source_format: SourceFormat
    source: str
    title: str = ""
    author: str = ""
    language: str = ""
    warnings: tuple[Finding, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
