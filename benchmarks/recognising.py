"""How fast and how surely an earlier version of a chapter is found among 100,000 by its sketch.

python benchmarks/recognising.py [--chapters 100000] [--questions 100] [--json]

The yardstick is brute force, made as cheap as it can be: the hashes of every chapter held in memory
as sets, and only their common ones counted. It is measured on 2,000 chapters and multiplied.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from functools import partial
from hashlib import sha1
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles

from fanfold.prose import Resemblance, Sketch, compare_sketches, count_words, plain_text, sketch
from fanfold.prose.recognising import CANDIDATES, CHAPTERS_A_KEY

SEED = 20_260_401
WORDS, SHORTEST, LONGEST = 1_500, 300, 1_100
SAMPLE = 2_000
EDITS = (0.0, 0.01, 0.03, 0.05, 0.1, 0.2, 0.5)

_SYLLABLES = tuple(f"{one}{two}" for one in "bdfghjklmnprstvz" for two in ("a", "el", "i", "on"))
_CHANCE = random.Random(SEED)
LEXICON = ["".join(_CHANCE.choices(_SYLLABLES, k=_CHANCE.randint(1, 4))) for _ in range(20_000)]
# Zipf and Mandelbrot: the nth most frequent word, 1 / (n + 2.7).
OFTEN = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(LEXICON) + 1)))
DISCLAIMER = "I own none of these people and nothing of their world and no money is made"

# A disclaimer's key has thousands of chapters; without a limit such questions took 30 times longer.
OF_ONE_KEY = (
    "SELECT chapter_id FROM"
    f" (SELECT chapter_id FROM sketch_key WHERE key = ? LIMIT {CHAPTERS_A_KEY})"
)

Words = list[str]


def story(chance: random.Random, length: int) -> Words:
    """Words as frequent as words are; one story in five begins with the same disclaimer."""
    opening = DISCLAIMER.split() if chance.random() < 0.2 else []
    return opening + chance.choices(LEXICON, cum_weights=OFTEN, k=length)


def edited(chance: random.Random, words: Words, share: float) -> Words:
    """The story with so many of its words replaced, anywhere."""
    changed = set(chance.sample(range(len(words)), round(share * len(words))))
    return [chance.choice(LEXICON) if at in changed else word for at, word in enumerate(words)]


def as_prose(words: Words) -> str:
    """Paragraphs of 60 words, each of them spoken."""
    return "\n".join(
        f"<p>“{' '.join(words[start : start + 60])}.”</p>" for start in range(0, len(words), 60)
    )


def of_words(words: Words) -> Sketch:
    """The sketch of such a chapter."""
    return sketch(as_prose(words))


@dataclass(frozen=True)
class Case:
    """What was done to kept chapters, the sketch to ask with, and the chapters to be found."""

    name: str
    asked: Sketch
    wanted: tuple[int, ...]


class Archive:
    """The tables that an archive keeps, made as Django makes them, in a file."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.executescript(
            """
            CREATE TABLE sketch (chapter_id integer PRIMARY KEY, packed blob NOT NULL);
            CREATE TABLE sketch_key (
                id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                key bigint NOT NULL,
                chapter_id bigint NOT NULL
            );
            CREATE INDEX sketch_key_chapter ON sketch_key (key, chapter_id);
            """
        )

    def keep(self, sketches: Iterator[tuple[int, Sketch]]) -> None:
        """A row for each sketch and for each of its keys."""
        with self._database as database:
            for chapter, made in sketches:
                row = (chapter, made.to_bytes())
                database.execute("INSERT INTO sketch VALUES (?, ?)", row)
                database.executemany(
                    "INSERT INTO sketch_key (key, chapter_id) VALUES (?, ?)",
                    [(key, chapter) for key in made.runs[: len(made.keys())]],
                )

    def find(self, asked: Sketch) -> dict[int, Resemblance]:
        """The chapters that resemble the one asked with: two statements and a few comparisons."""
        of_keys = " UNION ALL ".join([OF_ONE_KEY] * len(asked.runs))
        rows = self._database.execute(
            f"SELECT chapter_id, COUNT(*) FROM ({of_keys})"
            " GROUP BY chapter_id ORDER BY 2 DESC, 1 LIMIT ?",
            (*asked.runs, CANDIDATES),
        )
        chapters = [chapter for chapter, _ in rows]
        kept = self._database.execute(
            f"SELECT chapter_id, packed FROM sketch WHERE chapter_id IN ({_marks(chapters)})",
            chapters,
        )
        compared = {
            chapter: compare_sketches(asked, Sketch.from_bytes(packed)) for chapter, packed in kept
        }
        return {chapter: found for chapter, found in compared.items() if found.kind != "different"}

    def some(self, count: int) -> list[frozenset[int]]:
        """The hashes of the first chapters, for the yardstick."""
        rows = self._database.execute("SELECT packed FROM sketch LIMIT ?", (count,))
        return [frozenset(Sketch.from_bytes(packed).runs) for (packed,) in rows]

    def keys(self) -> int:
        """Rows of the table of keys."""
        (count,) = self._database.execute("SELECT COUNT(*) FROM sketch_key").fetchone()
        return int(count)


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))


def family(chance: random.Random, first: int) -> tuple[list[Sketch], list[Case]]:
    """Three chapters to keep, numbered from `first`, and what to ask for them."""
    one, two, whole = story(chance, WORDS), story(chance, WORDS), story(chance, 10 * WORDS)
    cases = [Case(f"{share:.0%} of words", of_words(edited(chance, one, share)), (first,))
             for share in EDITS]  # fmt: skip
    start = chance.randrange(9 * WORDS)
    cases += [
        Case("two chapters merged", of_words(one + two), (first, first + 1)),
        Case("a half split off", of_words(one[: WORDS // 2]), (first,)),
        Case("a tenth split off", of_words(whole[start : start + WORDS]), (first + 2,)),
        Case("a scene reused", of_words(story(chance, 1_200) + one[600:900]), (first,)),
        Case("stranger", of_words(story(chance, WORDS)), ()),
    ]
    return [of_words(one), of_words(two), of_words(whole)], cases


def strangers(chance: random.Random, first: int, end: int) -> Iterator[tuple[int, Sketch]]:
    """The other chapters of the archive; how many are made shows on a terminal."""
    for chapter in range(first, end):
        if sys.stderr.isatty() and chapter % 500 == 0:
            print(f"\r{chapter:,} of {end:,} chapters sketched", end="", file=sys.stderr)
        yield chapter, of_words(story(chance, chance.randint(SHORTEST, LONGEST)))
    if sys.stderr.isatty():
        print(file=sys.stderr)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of wall-clock."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def count_common(asked: Sketch, others: list[frozenset[int]]) -> list[int]:
    """The yardstick: how many hashes each of the others has in common with the one asked with."""
    runs = frozenset(asked.runs)
    return [len(runs & other) for other in others]


def measure_sketching() -> dict[str, float | int]:
    """A chapter of 30 kB, against SHA-1 of every five words, which is how datasketch is fed."""
    words = story(random.Random(SEED), 4_600)
    prose = as_prose(words)

    def plain() -> None:
        read = plain_text(prose).split()
        for start in range(len(read) - 4):
            sha1(" ".join(read[start : start + 5]).encode()).digest()

    rounds = [(timed(lambda: sketch(prose)), timed(plain)) for _ in range(21)]
    ours, yardstick = (median(one) for one in zip(*rounds[1:], strict=True))
    return {
        "prose_bytes": len(prose.encode()),
        "prose_words": count_words(prose),
        "sketch_ms": round(ours, 2),
        "sha1_of_shingles_ms": round(yardstick, 2),
        "sketch_over_sha1": round(ours / yardstick, 2),
    }


def measure(chapters: int, questions: int) -> dict[str, object]:
    """All figures. Times in milliseconds; shares between 0 and 1."""
    chance = random.Random(SEED)
    families = [family(chance, 3 * number) for number in range(questions)]
    kept = [made for sketches, _ in families for made in sketches]
    cases = [case for _, of_one in families for case in of_one]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.sqlite3")
        archive = Archive(path)
        archive.keep(iter(enumerate(kept)))
        archive.keep(strangers(chance, len(kept), chapters))
        chance.shuffle(cases)
        answers: list[tuple[Case, dict[int, Resemblance]]] = []

        def ask(case: Case) -> None:
            answers.append((case, archive.find(case.asked)))

        times = [timed(partial(ask, case)) for case in cases]
        sample = archive.some(min(SAMPLE, chapters))
        brute = [timed(partial(count_common, case.asked, sample)) for case in cases[:20]]
        size = sum(part.stat().st_size for part in Path(folder).iterdir())
        keys = archive.keys()
    yardstick = median(brute) / len(sample) * chapters
    return {
        "chapters": chapters,
        "keys": keys,
        "bytes_a_chapter": round(size / chapters),
        "questions": len(cases),
        "find_ms_p50": round(median(times), 2),
        "find_ms_p95": round(quantiles(times, n=20)[-1], 2),
        "brute_force_ms": round(yardstick, 1),
        "brute_force_over_find": round(yardstick / median(times), 1),
        "sketching": measure_sketching(),
        "cases": {
            name: _judged(name, answers) for name in dict.fromkeys(c.name for c in families[0][1])
        },
    }


def _judged(name: str, answers: list[tuple[Case, dict[int, Resemblance]]]) -> dict[str, float]:
    """Of the chapters to be found, which share was, and as what; and how many others were named."""
    mine = [(case, found) for case, found in answers if case.name == name]
    wanted = [found.get(chapter) for case, found in mine for chapter in case.wanted]
    told = sum(len(found) for _, found in mine)
    right = sum(one is not None for one in wanted)
    figures: dict[str, float] = {"asked": len(mine), "wrong": told - right}
    if wanted:
        figures["recall"] = round(right / len(wanted), 3)
        for kind in ("same", "edited", "shared"):
            named = sum(one is not None and one.kind == kind for one in wanted)
            figures[kind] = round(named / len(wanted), 3)
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--chapters", type=int, default=100_000, help="in the archive (100000)")
    parser.add_argument("--questions", type=int, default=100, help="of each kind (100)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.questions < 1 or options.chapters < 3 * options.questions:
        parser.error("--questions must be at least 1, --chapters three times as many")
    figures = measure(options.chapters, options.questions)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures)
    return 0


def show(figures: dict[str, object]) -> None:
    """The figures as a person reads them."""
    sketching, cases = figures["sketching"], figures["cases"]
    assert isinstance(sketching, dict)
    assert isinstance(cases, dict)
    print(f"{figures['questions']:,} questions to an archive of {figures['chapters']:,} chapters")
    print(f"(SQLite, {figures['keys']:,} keys, {figures['bytes_a_chapter']:,} bytes a chapter):")
    print(f"  finding     p50 {figures['find_ms_p50']} ms, p95 {figures['find_ms_p95']} ms")
    print(f"  brute force {figures['brute_force_ms']} ms (extrapolated)")
    print(f"Brute force takes {figures['brute_force_over_find']} times as long as finding.")
    print(f"A sketch of {sketching['prose_bytes']:,} bytes takes {sketching['sketch_ms']} ms,")
    print(f"{sketching['sketch_over_sha1']} times SHA-1 of every five words.")
    print(f"{'':22}{'recall':>8}{'same':>8}{'edited':>8}{'shared':>8}{'wrong':>8}")
    for name, told in cases.items():
        shares = [f"{told[key]:.2f}" if key in told else "–"
                  for key in ("recall", "same", "edited", "shared")]  # fmt: skip
        print(f"{name:22}" + "".join(f"{share:>8}" for share in (*shares, told["wrong"])))


if __name__ == "__main__":
    sys.exit(main())
