"""A zip of story files: each file a chapter, or several if it sets them apart itself.

Nothing is written to disk, and a zip inside is not opened. What names the files have, and what
those say, is the matter of zipped_names.py, _numbers.py and _order.py; dividing texts the caller's.
"""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from fanfold.formats.document import Document, DocumentChapter, Limits
from fanfold.formats.kinds import kind_by_name
from fanfold.formats.package import kind_of_package, open_package, read_part
from fanfold.formats.unreadable import Unreadable
from fanfold.formats.zipped_names import is_hidden, real_paths
from fanfold.formats.zipped_numbers import ChapterName
from fanfold.formats.zipped_order import (
    chapter_names,
    in_story_order,
    listed,
    order_questions,
    part_titles,
    shared_name,
)
from fanfold.kit.findings import Finding

__all__ = ["read_chapters", "without_folder"]

Reader = Callable[[bytes, str, Limits], Document]

# A file that says it is larger than it may be takes the whole zip with it.
_BOMBS = frozenset({"too_large_inside", "too_dense", "too_many_entries"})
_MARKS = ("mimetype", "META-INF/container.xml", "[Content_Types].xml")


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    document: Document


def read_chapters(
    archive: zipfile.ZipFile, limits: Limits, warnings: list[Finding], read: Reader
) -> Document:
    """The story files of the archive as chapters, in natural order of their paths.

    All story files together may be as large as one file, and may unpack to as much. What is no
    story, or cannot be read, is named in a warning. Refuses a zip without a story that can be
    read, and one of files that were saved from several works.
    """
    paths = {name: path for name, path in real_paths(archive).items() if not is_hidden(path)}
    paths = {name: path for name, path in paths.items() if not path.endswith("/")}
    stories = {
        name: path for name, path in paths.items() if kind_by_name(path) not in {None, "zip"}
    }
    size = sum(archive.getinfo(name).file_size for name in stories)
    if size > limits.bytes:
        raise Unreadable("too_large_inside", size=size, limit=limits.bytes)
    names = {path: name for name, path in stories.items()}
    found: list[_Found] = []
    refused: list[str] = []
    for path in in_story_order(list(names)):
        try:
            data = read_part(archive, names[path], limits.bytes)
            left = limits.unpacked_bytes - _unpacked_size(data, limits)
            allowed, limits = limits, replace(limits, unpacked_bytes=left)
            found.append(_Found(path, read(data, path, allowed)))
        except Unreadable as refusal:
            if refusal.code in _BOMBS:
                raise
            refused.append(path)
    if not found:
        raise Unreadable("no_story_files", names=listed(paths.values()))
    others = sorted(path for name, path in paths.items() if name not in stories)
    for code, told in (("zip_unreadable", refused), ("zip_left_out", others)):
        if told:
            warnings.append(Finding(code, {"count": len(told), "names": listed(told)}))
    return _document(found, warnings)


def _unpacked_size(data: bytes, limits: Limits) -> int:
    """What is packed inside this file, in bytes. Refuses a zip inside the zip."""
    if not data.startswith(b"PK"):
        return 0
    inner = open_package(data, limits)
    if kind_of_package(inner) == "zip":
        raise Unreadable("binary", kind="zip")
    return sum(entry.file_size for entry in inner.infolist())


def _document(found: Sequence[_Found], warnings: list[Finding]) -> Document:
    documents = [one.document for one in found]
    saved = {
        (document.saved.address or (document.title, document.saved.authors)): document.saved
        for document in documents
        if document.saved
    }
    if len(saved) > 1:
        raise Unreadable("several_works", count=len(saved))
    paths = [one.path for one in found]
    parts = part_titles(paths)
    chapters = [
        chapter
        for one, name in zip(found, chapter_names(paths), strict=True)
        for chapter in _chapters(one, name, parts.get(one.path, ""))
    ]
    return Document(
        "zip",
        _agreed(document.encoding for document in documents) or None,
        "html",
        "",
        title=_agreed(document.title for document in documents) or shared_name(paths),
        author=", ".join(dict.fromkeys(one.author for one in documents if one.author)),
        language=next((one.language for one in documents if one.language), ""),
        warnings=(*warnings, *_together(documents)),
        chapters=tuple(chapters),
        saved=next(iter(saved.values()), None),
        comments=tuple(comment for document in documents for comment in document.comments),
        notes="\n".join(one.notes for one in documents if one.notes),
        endnotes="\n".join(one.endnotes for one in documents if one.endnotes),
        questions=(
            *order_questions(paths),
            *(question for document in documents for question in document.questions),
        ),
    )


def _chapters(one: _Found, name: ChapterName, part: str) -> tuple[DocumentChapter, ...]:
    document = one.document
    if document.chapters:
        first, *others = document.chapters
        return (replace(first, headers=document.headers, part=part), *others)
    whole = DocumentChapter(
        source=document.source,
        source_format=document.source_format,
        title=name.title,
        file=one.path,
        number=None if name.part else name.number,
        part=part,
        headers=document.headers,
    )
    return (whole,)


def _agreed(values: Iterable[str | None]) -> str:
    """What all say, "" when they differ."""
    said = set(values)
    return (said.pop() or "") if len(said) == 1 else ""


def _together(documents: Iterable[Document]) -> list[Finding]:
    """The warnings of all files, each once; counts are added."""
    counts: dict[tuple[str, tuple[tuple[str, str | int], ...]], int] = {}
    for document in documents:
        for finding in document.warnings:
            values = tuple((key, one) for key, one in finding.values.items() if key != "count")
            counted = finding.values.get("count", 0)
            key = finding.code, values
            counts[key] = counts.get(key, 0) + (counted if isinstance(counted, int) else 0)
    return [
        Finding(code, {**dict(values), **({"count": count} if count else {})})
        for (code, values), count in counts.items()
    ]


def without_folder(archive: zipfile.ZipFile, limits: Limits) -> bytes | None:
    """The same archive without the one folder that all of it is in, if that folder is a document.

    So are unpacked EPUBs, and those of a well-known bookshelf, when a system zips them.
    """
    names = [name for name in archive.namelist() if not is_hidden(name)]
    folder = names[0].split("/")[0] + "/" if names else "/"
    if not all(name.startswith(folder) for name in names):
        return None
    if not any(folder + mark in names for mark in _MARKS):
        return None
    out = BytesIO()
    left = limits.unpacked_bytes
    with zipfile.ZipFile(out, "w") as inner:
        for name in names:
            if not name.endswith("/"):
                data = read_part(archive, name, left)
                left -= len(data)
                inner.writestr(zipfile.ZipInfo(name.removeprefix(folder)), data)
    return out.getvalue()
