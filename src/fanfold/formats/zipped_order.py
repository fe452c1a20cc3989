"""In what order the files of a zip are told, folder by folder, and which folders are parts.

Where the order is a guess, a question says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from fanfold.formats.zipped_numbers import (
    DIGITS,
    ChapterName,
    names_together,
    of_part,
    shared_beginning,
    words,
)
from fanfold.kit.findings import Finding
from fanfold.kit.natural_order import natural_key

__all__ = [
    "chapter_names",
    "in_story_order",
    "listed",
    "order_questions",
    "part_titles",
    "shared_name",
]

_NAMES = 10


@dataclass(slots=True)
class _Folder:
    """The files in a folder by their names, as whole paths, and the folders in it."""

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, "_Folder"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file, by its path, or a folder with what it is called as a part, beside others."""

    called: str
    name: ChapterName
    path: str = ""
    folder: _Folder = field(default_factory=_Folder)
    part: str = ""


def chapter_names(paths: Sequence[str]) -> list[ChapterName]:
    """What the names of all files say, whatever folders they are in."""
    return names_together([PurePosixPath(path).stem for path in paths])


def in_story_order(paths: Sequence[str]) -> list[str]:
    """The paths folder by folder: numbers as numbers, prologues before them, epilogues behind."""
    return [path for path, _ in _walked(paths)]


def part_titles(paths: Sequence[str]) -> dict[str, str]:
    """For the first file of each folder that stands beside others: what the folder is called.

    The names of folders in folders are joined by ": ".
    """
    return {path: title for path, title in _walked(paths) if title}


def order_questions(paths: Sequence[str]) -> list[Finding]:
    """What to ask of names in their order: a number twice, names of several kinds, no numbers."""
    questions = []
    for entries in _folders(paths):
        inside = [one for one in entries if not one.name.rank]
        numbered: dict[tuple[int, tuple[int, ...]], list[str]] = {}
        for one in inside:
            if one.name.number is not None and one.path:
                numbered.setdefault((one.name.number, one.name.part), []).append(one.path)
        for (number, _), same in numbered.items():
            if len(same) > 1:
                values: dict[str, str | int] = {"number": number, "names": listed(same)}
                questions.append(Finding("zip_number_twice", values))
        if _is_guess(inside):
            names = listed(one.path or one.called for one in entries)
            questions.append(Finding("zip_order_guessed", {"names": names}))
    return questions


def _is_guess(entries: Sequence[_Entry]) -> bool:
    """Whether names in one folder do not tell their order: 1.2 and 1.10 may be decimals."""
    ways = {one.name.way for one in entries}
    if len(entries) > 1 and (len(ways) > 1 or ways == {""}):
        has_order = all(one.called[:1].isdecimal() or len(one.called) == 1 for one in entries)
        if not has_order:
            return True
    parts: dict[int | None, set[int]] = {}
    for one in entries:
        if len(one.name.part) == 1:
            parts.setdefault(one.name.number, set()).update(one.name.part)
    return any(
        sorted(some) != sorted(some, key=str) and len(some) <= max(some) - min(some)
        for some in parts.values()
    )


def _walked(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each file in the order of the story, with the names of the parts that begin with it."""
    names = dict(zip(paths, chapter_names(paths), strict=True))
    begun: list[str] = []
    todo = _in_order(_tree(paths), names)[::-1]
    while todo:
        one = todo.pop()
        if one.path:
            yield one.path, ": ".join(filter(None, begun))
            begun = []
            continue
        begun.append(one.part)
        todo += _in_order(one.folder, names)[::-1]


def _folders(paths: Sequence[str]) -> Iterator[list[_Entry]]:
    """What is in each folder, in the order of the story."""
    names = dict(zip(paths, chapter_names(paths), strict=True))
    todo = [_tree(paths)]
    while todo:
        entries = _in_order(todo.pop(), names)
        yield entries
        todo += [one.folder for one in reversed(entries) if not one.path]


def _tree(paths: Sequence[str]) -> _Folder:
    root = _Folder()
    for path in paths:
        *folders, file = path.split("/")
        here = root
        for called in folders:
            here = here.folders.setdefault(called, _Folder())
        here.files[file] = path
    return root


def _in_order(folder: _Folder, names: Mapping[str, ChapterName]) -> list[_Entry]:
    """What is in a folder. Folders stand behind its files, unless all are numbered in one way."""
    files = [_Entry(called, names[path], path) for called, path in folder.files.items()]
    of_folders = zip(folder.folders.items(), names_together(list(folder.folders)), strict=True)
    has_others = len(folder.files) + len(folder.folders) > 1
    folders = [
        _Entry(called, name, folder=inner, part=of_part(called, name) if has_others else "")
        for (called, inner), name in of_folders
    ]
    is_mixed = len({one.name.way for one in (*files, *folders) if not one.name.rank}) > 1
    keys = [
        (one.name.rank, is_behind, natural_key(_sorted_as(one, numbered=numbered)), one)
        for some, is_behind in ((files, False), (folders, is_mixed))
        for numbered in [all(one.name.number is not None or one.name.rank for one in some)]
        for one in some
    ]
    return [one for *_, one in sorted(keys, key=lambda key: key[:3])]


def _sorted_as(one: _Entry, *, numbered: bool) -> str:
    """The name as it is sorted: its number first, if all beside it have one or this is no digit."""
    number = one.name.number
    is_spelled = number is not None and not one.name.way.endswith(DIGITS)
    if not numbered and not is_spelled:
        return one.called
    said = "" if number is None else ".".join(map(str, (number, *(one.name.part or (0,)))))
    return f"{said} {'copy' if one.name.is_copy else ''} {one.called}"


def shared_name(paths: Sequence[str]) -> str:
    """What the story may be called: its only file, or the innermost folder that all are in.

    "" when they share none.
    """
    if len(paths) == 1:
        return words(PurePosixPath(paths[0]).stem)
    folders = [path.split("/")[:-1] for path in paths]
    shared = shared_beginning(min(folders), max(folders))
    return words(folders[0][shared - 1]) if shared else ""


def listed(paths: Iterable[str]) -> str:
    """The first of the names on one line."""
    names = list(paths)
    return ", ".join(names[:_NAMES]) + (", …" if len(names) > _NAMES else "")
