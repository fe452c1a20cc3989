"""How long comparing two revisions takes, against difflib over flat words in the same run.

python benchmarks/comparing.py [--rounds 5] [--without-difflib] [--json]
"""

import argparse
import difflib
import json
import random
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from statistics import median

from fanfold.prose import clean, compare, show

SEED = 20_261_124
WORDS, EDITS = 5_000, 35
# How the time grows: words of both texts, edited in the same proportion.
SIZES = (5_000, 20_000, 80_000, 320_000)


def paragraphs() -> list[str]:
    """The English paragraphs of the demo library, each a list of words in one string."""
    samples = files("fanfold.transfer") / "samples"
    out = []
    for work in ("01-the-keeper-of-small-weathers", "02-ordinary-miracle",
                 "04-death-among-the-marrows", "05-miss-attwater-declines"):  # fmt: skip
        for file in sorted((samples / work).iterdir(), key=lambda one: one.name):
            if file.name.endswith(".md"):
                text = file.read_text(encoding="utf-8")
                out += [one.replace("\n", " ") for one in text.split("\n\n") if len(one) > 40]
    return out


def text(words: int, chance: random.Random) -> list[str]:
    """Paragraphs of so many words in all, drawn from the library, the words slightly varied."""
    library = paragraphs()
    out: list[str] = []
    count = 0
    while count < words:
        row = chance.choice(library).split()
        # Else the same paragraph would stand there hundreds of times, as in no chapter.
        row = [word if chance.random() > 0.1 else f"{word}{chance.randint(0, 999)}" for word in row]
        out.append(" ".join(row))
        count += len(row)
    return out


def edited(before: list[str], edits: int, chance: random.Random) -> list[str]:
    """The paragraphs after `edits` changes of a word, a phrase, a sentence or a place."""
    after = list(before)
    for _ in range(edits):
        place = chance.randrange(len(after))
        row = after[place].split()
        spot = chance.randrange(len(row) + 1)
        match chance.choice(["word", "out", "phrase", "move", "cut", "new"]):
            case "word" if spot < len(row):
                row[spot] = "quite" + row[spot]
            case "out":
                del row[spot : spot + 2]
            case "phrase":
                row[spot:spot] = ["and", "not", "for", "the", "first", "time"]
            case "move":
                after.insert(chance.randrange(len(after)), after.pop(place))
                continue
            case "cut" if len(after) > 2:
                del after[place]
                continue
            case "new":
                after.insert(place, "Something else altogether happened here, and soon.")
                continue
        after[place] = " ".join(row) or "Nothing."
    return after


def rewritten(before: list[str], chance: random.Random) -> list[str]:
    """As many words of the same language, and not one sentence left."""
    words = [word for row in before for word in row.split()]
    chance.shuffle(words)
    return [" ".join(words[start : start + 60]) for start in range(0, len(words), 60)]


def prose(rows: list[str]) -> str:
    """Clean prose of the paragraphs."""
    return clean("\n\n".join(rows), "markdown").prose


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median of `rounds` runs in seconds, after one to warm up."""
    taken = []
    for number in range(rounds + 1):
        started = time.process_time()
        work()
        if number:
            taken.append(time.process_time() - started)
    return median(taken)


def by_difflib(a: str, b: str) -> float:
    """Seconds of CPU that difflib takes over the words of both, once: it takes very long."""
    started = time.process_time()
    difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()
    return time.process_time() - started


def measure(rounds: int, *, with_difflib: bool) -> dict[str, object]:
    """All figures, in seconds of CPU: other programs on the machine do not count."""
    chance = random.Random(SEED)
    before = text(WORDS, chance)
    a, b = prose(before), prose(edited(before, EDITS, chance))
    rows = text(20_000, chance)
    other, another = prose(rows), prose(rewritten(rows, chance))
    figures: dict[str, object] = {
        "words": WORDS,
        "edits": EDITS,
        "rounds": rounds,
        "compare_seconds": timed(lambda: compare(a, b), rounds),
        "compare_and_show_seconds": timed(lambda: show(compare(a, b), a), rounds),
        "rewrite_of_20000_words_seconds": timed(lambda: compare(other, another), rounds),
        "growth": [],
    }
    if with_difflib:
        seconds = by_difflib(a, b)
        figures["difflib_seconds"] = seconds
        figures["difflib_over_compare"] = seconds / float(str(figures["compare_seconds"]))
    growth = []
    for words in SIZES:
        rows = text(words, chance)
        long = prose(rows), prose(edited(rows, words * EDITS // WORDS, chance))
        seconds = timed(lambda pair=long: compare(*pair), max(1, rounds // 2))  # type: ignore[misc]
        growth.append({"words": words, "seconds": seconds, "per_1000": seconds / words * 1000})
    figures["growth"] = growth
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="measured rounds (default 5)")
    parser.add_argument("--without-difflib", action="store_true", help="leave out the yardstick")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    figures = measure(options.rounds, with_difflib=not options.without_difflib)
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    milli = {name: f"{float(str(value)) * 1000:,.1f} ms" for name, value in figures.items()
             if name.endswith("_seconds")}  # fmt: skip
    print(f"{WORDS:,} words with {EDITS} edits, median of {options.rounds} rounds:")
    print(f"  Fanfold, compare            {milli['compare_seconds']}")
    print(f"  Fanfold, compare and show   {milli['compare_and_show_seconds']}")
    if "difflib_seconds" in milli:
        print(f"  difflib, flat words, once   {milli['difflib_seconds']}")
    print(f"20,000 words written anew: {milli['rewrite_of_20000_words_seconds']}")
    print("Growth, edited in the same proportion:")
    for row in figures["growth"]:  # type: ignore[attr-defined]
        print(f"  {row['words']:>9,} words {row['seconds'] * 1000:>10,.1f} ms"
              f"   {row['per_1000'] * 1000:.2f} ms per 1,000 words")  # fmt: skip
    if "difflib_over_compare" in figures:
        print(f"difflib takes {float(str(figures['difflib_over_compare'])):,.0f} times as long.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
