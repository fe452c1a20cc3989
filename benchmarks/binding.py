"""How long binding a long novel and reading it again takes, against pandoc in the same run.

python benchmarks/binding.py [--rounds 5] [--json]
"""

import argparse
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from fanfold.formats import read
from fanfold.formats.book import Book, BookChapter, BookPerson
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page

CHAPTERS, WORDS, SEED = 40, 100_000, 20_260_401

_SYLLABLES = tuple(f"{one}{two}" for one in "bdfghjklmnprstvz" for two in ("a", "el", "i", "on"))


def novel() -> Book:
    """The same 40 chapters and 100,000 words every time, with emphasis, breaks and notes."""
    chance = random.Random(SEED)
    lexicon = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(6000)]
    chapters = tuple(
        BookChapter(
            number=number,
            title=f"The {lexicon[number]}",
            heading=f"Chapter {number}: The {lexicon[number]}",
            prose=_prose(chance, lexicon, WORDS // CHAPTERS),
            published=date(2026, 1, 1),
            notes=f"<p>{' '.join(chance.choices(lexicon, k=12))}.</p>",
        )
        for number in range(1, CHAPTERS + 1)
    )
    return Book(
        identifier="urn:uuid:0b8f5f0e-3f3b-4c55-9d8e-5d4c3b2a1908",
        title="A Benchmark",
        language="en",
        published=date(2026, 1, 1),
        modified=datetime(2026, 4, 1, tzinfo=UTC),
        chapters=chapters,
        authors=(BookPerson("Ada", "https://archive.example/users/ada"),),
        url="https://archive.example/works/1",
        complete=True,
        words=WORDS,
    )


def _prose(chance: random.Random, lexicon: list[str], words: int) -> str:
    parts: list[str] = []
    while words > 0:
        count = min(words, chance.randint(12, 90))
        words -= count
        spoken = chance.choices(lexicon, k=count)
        if count > 20 and chance.random() < 0.4:
            spoken[5] = f"<em>{spoken[5]}</em>"
        if chance.random() < 0.3:
            spoken[0], spoken[-1] = f"“{spoken[0]}", f"{spoken[-1]}”"
        parts.append(f"<p>{' '.join(spoken)}.</p>")
        if chance.random() < 0.05:
            parts.append('<hr class="ff-break">')
    return "\n".join(parts)


def as_html(book: Book) -> str:
    """The same text for pandoc: one HTML file whose headings of the first rank are chapters."""
    chapters = "\n".join(
        f"<h1>{one.heading}</h1>\n{one.notes}\n{one.prose}" for one in book.chapters
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{book.title}</title></head><body>{chapters}</body></html>"
    )


def by_nobody(data: bytes) -> bytes:
    """The same book without the sign of its maker, so that it is read as any book is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as marked, zipfile.ZipFile(out, "w") as plain:
        for entry in marked.infolist():
            part = marked.read(entry).replace(b'name="generator"', b'name="x"')
            plain.writestr(entry, part, compress_type=entry.compress_type)
    return out.getvalue()


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall-clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(pandoc: str, rounds: int) -> dict[str, float | int | str]:
    """Medians in seconds over `rounds` alternating rounds, after one of each to warm up."""
    book = novel()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "novel.html"), Path(folder, "pandoc.epub")
        source.write_text(as_html(book), encoding="utf-8")
        ours, plain = Path(folder, "ours.epub"), Path(folder, "ours.html")
        command = [pandoc, "--from=html", "--to=epub3", f"--output={target}", str(source)]
        bound = bind_epub(book)
        anyones = by_nobody(bound)
        again = [pandoc, "--from=epub", "--to=html", f"--output={folder}/again.html", str(ours)]

        def by_pandoc() -> None:
            subprocess.run(command, check=True, capture_output=True)

        def by_fanfold() -> None:
            ours.write_bytes(bind_epub(book))

        def page_by_fanfold() -> None:
            plain.write_text(bind_page(book), encoding="utf-8")

        def read_own() -> None:
            read(bound, name="novel.epub")

        def read_anyones() -> None:
            read(anyones, name="novel.epub")

        def read_by_pandoc() -> None:
            subprocess.run(again, check=True, capture_output=True)

        # Each in its turn; what is read was written before.
        times: dict[Callable[[], None], list[float]] = {
            by_fanfold: [],
            by_pandoc: [],
            page_by_fanfold: [],
            read_own: [],
            read_anyones: [],
            read_by_pandoc: [],
        }
        for number in range(rounds + 1):
            for work, taken in times.items():
                seconds = timed(work)
                if number:
                    taken.append(seconds)
        version = subprocess.run([pandoc, "--version"], check=True, capture_output=True, text=True)
        epub, yardstick = median(times[by_fanfold]), median(times[by_pandoc])
        reading, read_yardstick = median(times[read_anyones]), median(times[read_by_pandoc])
        return {
            "yardstick": version.stdout.splitlines()[0],
            "rounds": rounds,
            "chapters": CHAPTERS,
            "words": WORDS,
            "epub_seconds": round(epub, 4),
            "pandoc_seconds": round(yardstick, 4),
            "pandoc_over_epub": round(yardstick / epub, 1),
            "page_seconds": round(median(times[page_by_fanfold]), 4),
            "read_own_seconds": round(median(times[read_own]), 4),
            "read_seconds": round(reading, 4),
            "pandoc_read_seconds": round(read_yardstick, 4),
            "pandoc_read_over_read": round(read_yardstick / reading, 1),
            "epub_bytes": ours.stat().st_size,
            "pandoc_bytes": target.stat().st_size,
        }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 when there is no pandoc to measure against."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="measured rounds (default 5)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        print("pandoc is missing, so there is nothing to measure against.", file=sys.stderr)
        print("Install it (apt-get install pandoc) and run this again.", file=sys.stderr)
        return 1
    figures = measure(pandoc, options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    print(f"A work of {CHAPTERS} chapters and {WORDS:,} words, median of {options.rounds} rounds:")
    print(f"  Fanfold, EPUB 3.3       {figures['epub_seconds']} s, {figures['epub_bytes']:,} bytes")
    print(f"  {figures['yardstick']}, EPUB 3  {figures['pandoc_seconds']} s")
    print(f"  Fanfold, one HTML file  {figures['page_seconds']} s")
    print(f"Pandoc takes {figures['pandoc_over_epub']} times as long as Fanfold.")
    print("Reading the EPUB:")
    print(f"  Fanfold, as its own     {figures['read_own_seconds']} s")
    print(f"  Fanfold, as anybody's   {figures['read_seconds']} s")
    print(f"  pandoc, into HTML       {figures['pandoc_read_seconds']} s")
    print(f"Pandoc takes {figures['pandoc_read_over_read']} times as long as Fanfold.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
