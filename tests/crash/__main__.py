"""python -m tests.crash: kill an archive a hundred times while its author works."""

import argparse
import os
import random
import tempfile
from pathlib import Path

from rich.progress import track
from tests.crash.crashing import Crasher


def main() -> int:
    """0 when nothing was lost or broken; an AssertionError says what was."""
    parser = argparse.ArgumentParser(prog="make crash ARGS=…", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how often (100)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="the first seed")
    given = parser.parse_args()
    database = os.environ.get("FANFOLD_DATABASE_URL", "")
    print(f"Seed {given.seed}, {given.kills} kills, {'PostgreSQL' if database else 'SQLite'}.")
    with tempfile.TemporaryDirectory() as folder:
        crasher = Crasher(Path(folder), seed=given.seed, database=database)
        crasher.begin()
        for _kill in track(range(given.kills), "Killing"):
            crasher.kill_once()
    refused = sum(writer.refused for writer in crasher.writers)
    print(
        f"{given.kills} kills; {crasher.taken} changes were acknowledged, {refused} refused: "
        "nothing is lost, nothing is broken."
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
