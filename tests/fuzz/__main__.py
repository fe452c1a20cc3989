"""python -m tests.fuzz: look for texts and files that break the workshops, for two minutes."""

import argparse
import os
import random
import sys

from tests.fuzz.fuzzing import FOUND, fuzz
from tests.fuzz.targets import TARGETS


def main() -> int:
    """0 when nothing was found; else 1, and what was found is written down."""
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=…", description=__doc__)
    minutes = float(os.environ.get("FUZZ_SECONDS", "120"))
    parser.add_argument("--seconds", type=float, default=minutes, help="how long (120)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="the first seed")
    names = [one.name for one in TARGETS]
    parser.add_argument("targets", nargs="*", help=f"all, or some of: {', '.join(names)}")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(names):
        parser.error(f"There is no target {', '.join(sorted(unknown))}.")
    chosen = [one for one in TARGETS if not given.targets or one.name in given.targets]
    print(f"Seed {given.seed}, {given.seconds:.0f} seconds, {len(chosen)} targets.", flush=True)
    say = lambda line: print(line, flush=True)  # noqa: E731
    failures = fuzz(chosen, seconds=given.seconds, first=given.seed, say=say)
    for failure in failures:
        print(f"Found: {failure.keep()}", file=sys.stderr)
    if failures:
        print(
            f"Mend it, then move the folder from {FOUND} to tests/golden/prose or "
            "tests/golden/formats, with empty golden files, and fill them as told there.",
            file=sys.stderr,
        )
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
