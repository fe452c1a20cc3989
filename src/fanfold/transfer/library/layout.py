"""Names, version and limits of the open format, and how its JSON is spelled. docs/format.md."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from fanfold.works.models import SourceFormat

__all__ = [
    "CHAPTERS_LIMIT",
    "CHAPTER_JSON_LIMIT",
    "ENDINGS",
    "FORMAT",
    "FORMAT_VERSION",
    "MANIFEST",
    "MANIFEST_LIMIT",
    "REVISIONS_LIMIT",
    "SOURCE_BYTES",
    "WORK_JSON_LIMIT",
    "chapter_folder",
    "revision_file",
    "spelled",
    "stamp",
    "work_folder",
]

FORMAT = "fanfold-library"
FORMAT_VERSION = 1
MANIFEST = "fanfold.json"
ENDINGS = {SourceFormat.HTML: "html", SourceFormat.MARKDOWN: "md", SourceFormat.TEXT: "txt"}

# In bytes: what a reader takes of one file. A word in JSON may be six times as long as in UTF-8.
MANIFEST_LIMIT = 1_000_000
WORK_JSON_LIMIT = 2_000_000
CHAPTER_JSON_LIMIT = 40_000_000
SOURCE_BYTES = 8_000_000
# Of one work, and of one chapter.
CHAPTERS_LIMIT = 10_000
REVISIONS_LIMIT = 10_000


def spelled(value: Mapping[str, object]) -> bytes:
    """JSON as every file of the format has it: UTF-8, keys in order, two spaces, a last newline."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def stamp(time: datetime | None) -> str | None:
    """A time in UTC, to the microsecond, the same letters for the same moment."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if time else None


def work_folder(key: object) -> str:
    """Where a work lies."""
    return f"works/{key}"


def chapter_folder(key: object, position: int) -> str:
    """Where a chapter lies: four digits or more, so that names sort as chapters do."""
    return f"{work_folder(key)}/chapters/{position:04d}"


def revision_file(number: int, source_format: str) -> str:
    """The name of an older revision's source inside its chapter."""
    return f"revisions/{number}.{ENDINGS[SourceFormat(source_format)]}"
