"""How much dearer a hostile text can be than an ordinary one, kind by kind.

Yardstick: cleaning a plain chapter of the same length and format in the same run. Prints seconds of
the processor for each size and their ratio to the yardstick's; kinds: tests/hostile/bombs.
python benchmarks/bounding.py [--sizes 30000,300000,3000000] [--divide] [--json] [kind …]
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fanfold.prose import SourceFormat, clean, divide

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.hostile.bombs import BOMBS

SENTENCE = "The rain fell on the *harbour*, and nobody minded it at all, or said so.\n\n"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def ordinary(size: int, form: SourceFormat) -> str:
    """A chapter of so many characters, as people write them."""
    sentence = f"<p>{SENTENCE.strip()}</p>\n" if form == "html" else SENTENCE
    return sentence * (size // len(sentence))


def main() -> None:
    """Measure, print a line a kind, the dearest last."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="30000,300000", help="characters")
    parser.add_argument("--divide", action="store_true", help="divide instead of cleaning")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("kinds", nargs="*", help="names of bombs (default: all)")
    given = parser.parse_args()
    work = divide if given.divide else clean
    sizes = [int(size) for size in given.sizes.split(",")]
    rows = []
    for form, bombs in BOMBS.items():
        usual = [seconds(lambda: work(ordinary(size, form), form)) for size in sizes]  # noqa: B023
        for name, bomb in bombs.items():
            if given.kinds and name not in given.kinds:
                continue
            taken = [seconds(lambda: work(bomb(size), form)) for size in sizes]  # noqa: B023
            rows.append({"kind": f"{form}: {name}", "seconds": taken, "usual": usual,
                         "ratio": taken[-1] / usual[-1]})  # fmt: skip
    rows.sort(key=lambda row: float(str(row["ratio"])))
    if given.json:
        print(json.dumps(rows))
        return
    heads = [f"{size:>10,}" for size in sizes]
    print(f"{'CPU seconds for characters':42}", *heads, "   ratio")
    for row in rows:
        shown = [f"{one:10.2f}" for one in row["seconds"]]  # type: ignore[attr-defined]
        print(f"{row['kind']:42}", *shown, f"{row['ratio']:8.1f}")


if __name__ == "__main__":
    main()
