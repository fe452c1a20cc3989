"""What the names of zipped files say: their real spelling, their order, a chapter's title."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from fanfold.formats.charset import guessed_encoding
from fanfold.kit.natural_order import natural_key

__all__ = [
    "ChapterName",
    "chapter_names",
    "is_hidden",
    "real_paths",
    "shared_name",
    "story_order",
]

_UTF8 = 0x800
# Encodings of old archivers that a detector tells from Western ones even in a few names.
_TOLD_APART = frozenset({
    "cp866", "cp1251", "koi8-r", "koi8-u", "gb18030", "big5", "cp932", "euc_jp", "cp949",
})  # fmt: skip
_OF_SYSTEMS = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_FIRST = re.compile(
    r"(?:prolog|prólogo|prologue|foreword|preface|vorwort|пролог|предисловие|序|楔子|プロローグ)",
    re.I,
)
_LAST = re.compile(
    r"(?:[eé]pilog|ep[ií]logo|afterword|nachwort|эпилог|послесловие|尾[声聲]|[终終]章|后记|エピローグ)",
    re.I,
)
_CHAPTER = (
    r"chapters?|chap|ch|kapitel|kap|chapitre|cap[ií]tulo|capitolo|cap|глава|hoofdstuk|rozdzia[łl]|"
    r"parte?|teil|partie|часть|episode|ep|folge|第"
)
_NUMBERED = re.compile(
    rf"(?:(?:{_CHAPTER})[\W_]{{0,3}})?(\d{{1,3}})(?!\d)(?:\s+(?:of|von|de|sur|из)\s+\d+)?"
    r"(?:$|[章回节節話话]|(?=[\W_]))[\W_]*(.*)",
    re.I | re.S,
)
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class ChapterName:
    """A file's name read as a chapter's: "03 - The Sea.docx" is number 3, "The Sea"."""

    number: int | None
    title: str


def real_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each entry as the archive gives it, and as it was meant, with "/" throughout.

    A name is UTF-8 when the archive says so or when it can be; else the encoding of an old
    archiver, which is cp437 unless the names are plainly of another script.
    """
    marked = [entry.filename for entry in archive.infolist() if entry.flag_bits & _UTF8]
    unmarked = [entry.filename for entry in archive.infolist() if not entry.flag_bits & _UTF8]
    spelled = dict(zip(marked, marked, strict=True))
    raw = {name: name.encode("cp437") for name in unmarked}
    encoding = _encoding(b"\n".join(raw.values()))
    for name, data in raw.items():
        try:
            spelled[name] = data.decode(encoding)
        except UnicodeDecodeError:
            spelled[name] = name
    return {name: _shown(path) for name, path in spelled.items()}


def _encoding(names: bytes) -> str:
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        guessed = guessed_encoding(names)
        return guessed if guessed in _TOLD_APART else "cp437"
    return "utf-8"


def _shown(path: str) -> str:
    signs = (sign if sign.isprintable() else " " for sign in path.replace("\\", "/"))
    return "".join(signs).strip()


def is_hidden(path: str) -> bool:
    """Whether a system left the file there and no person: .DS_Store, __MACOSX/…, Thumbs.db."""
    parts = path.split("/")
    return any(part.startswith(".") or part.lower() in _OF_SYSTEMS for part in parts if part)


def story_order(path: str) -> list[tuple[int, list[tuple[int, int, str]]]]:
    """What to sort by: numbers as numbers, a prologue before them and an epilogue behind."""
    return [(_rank(part), natural_key(part)) for part in path.split("/")]


def _rank(name: str) -> int:
    return -1 if _FIRST.match(name) else 1 if _LAST.match(name) else 0


def shared_name(paths: list[str]) -> str:
    """What the story may be called: its only file, or the innermost folder that all are in.

    "" when they share none.
    """
    if len(paths) == 1:
        return _words(PurePosixPath(paths[0]).stem)
    folders = [path.split("/")[:-1] for path in paths]
    shared = _common(min(folders), max(folders))
    return _words(folders[0][shared - 1]) if shared else ""


def chapter_names(paths: list[str]) -> list[ChapterName]:
    """The names of all files read together: what all begin with is the story's and no chapter's."""
    stems = [_words(PurePosixPath(path).stem) for path in paths]
    if len(stems) < 2:
        return [ChapterName(None, "") for _ in stems]
    shared = stems[0][: _common(min(stems), max(stems))].rstrip("0123456789")
    rests = [stem.removeprefix(shared) for stem in stems]
    if any(map(_NUMBERED.fullmatch, rests)) and all(
        _NUMBERED.fullmatch(rest) or _rank(rest) for rest in rests
    ):
        stems = rests
    return [_chapter_name(stem) for stem in stems]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many signs or folders two begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _chapter_name(stem: str) -> ChapterName:
    match = _NUMBERED.fullmatch(stem)
    number, title = (int(match[1]), match[2]) if match else (None, stem)
    title = title.strip(" -–—.")
    return ChapterName(number, title if len(title) <= _LONGEST_TITLE else "")
