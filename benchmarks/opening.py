"""How long reading a long novel takes from each kind of file, against pandoc in the same run.

python benchmarks/opening.py [--rounds 3] [--json]
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from binding import WORDS, as_html, novel
from fanfold.formats import read
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page

# Written by pandoc from the same text, so that nobody reads a file of its own making but EPUB.
BY_PANDOC = {"docx": "docx", "odt": "odt", "rtf": "rtf", "pandoc.epub": "epub3"}


def files(folder: Path, pandoc: str) -> list[Path]:
    """The novel in every kind of file."""
    book = novel()
    source = folder / "novel.html"
    source.write_text(as_html(book), encoding="utf-8")
    out = [folder / "fanfold.epub", folder / "fanfold.html"]
    out[0].write_bytes(bind_epub(book))
    out[1].write_text(bind_page(book), encoding="utf-8")
    for ending, kind in BY_PANDOC.items():
        out.append(folder / f"novel.{ending}")
        command = [pandoc, "--standalone", "--from=html", f"--to={kind}", f"--output={out[-1]}"]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
    return out


def reading(path: Path, rounds: int) -> float:
    """Seconds of CPU that Fanfold takes for the file, the median of `rounds`."""
    data = path.read_bytes()
    taken = []
    for number in range(rounds + 1):
        started = time.process_time()
        read(data, name=path.name)
        if number:
            taken.append(time.process_time() - started)
    return median(taken)


def children() -> float:
    """Seconds of CPU that the programs we started have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reading_by_pandoc(path: Path, pandoc: str) -> float:
    """Seconds of CPU that pandoc takes to make HTML of the file, its start included."""
    before = children()
    command = [pandoc, f"--from={path.suffix.lstrip('.')}", "--to=html", "--output=/dev/null"]
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    return children() - before


def measure(pandoc: str, rounds: int) -> list[dict[str, float | str]]:
    """A row for each file."""
    rows: list[dict[str, float | str]] = []
    with tempfile.TemporaryDirectory() as name:
        for path in files(Path(name), pandoc):
            ours = reading(path, rounds)
            theirs = median(reading_by_pandoc(path, pandoc) for _ in range(rounds))
            rows.append(
                {
                    "file": path.name,
                    "bytes": path.stat().st_size,
                    "seconds": ours,
                    "words_a_second": WORDS / ours,
                    "pandoc_seconds": theirs,
                    "pandoc_over_fanfold": theirs / ours,
                }
            )
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 when there is no pandoc to measure against."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds (default 3)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        print("pandoc is missing, so there is nothing to measure against.", file=sys.stderr)
        print("Install it (apt-get install pandoc) and run this again.", file=sys.stderr)
        return 1
    rows = measure(pandoc, options.rounds)
    if options.json:
        print(json.dumps(rows, indent=2))
        return 0
    print(f"A novel of {WORDS:,} words, median of {options.rounds} rounds:")
    for row in rows:
        print(
            f"  {row['file']:<18}{row['bytes']:>10,} bytes {float(row['seconds']):>7.2f} s"
            f" {float(row['words_a_second']):>10,.0f} words/s"
            f"   pandoc {float(row['pandoc_seconds']):>6.2f} s,"
            f" {float(row['pandoc_over_fanfold']):.1f} times as long"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
