"""Which files a path means: the file itself, or the story files of a folder in natural order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

STORY_ENDINGS = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".rtf"}
)


def story_files(paths: Iterable[str]) -> Iterator[Path]:
    """The files to read. A file named outright is taken whatever its ending; in a folder only
    story files count, and hidden ones do not."""
    for text in paths:
        path = Path(text)
        if not path.is_dir():
            yield path
            continue
        inside = [
            file
            for file in path.rglob("*")
            if file.is_file()
            and file.suffix.lower() in STORY_ENDINGS
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        ]
        yield from sorted(inside, key=_natural)


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """“Chapter 2” before “Chapter 10”."""
    pieces = regex.split(r"(\d+)", str(path).casefold())
    return [
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece
    ]
