"""Whatever a text is made of, its cost grows as it does, in time and in memory; nothing breaks."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from tests.hostile.bombs import BOMBS, Bomb
from tests.hostile.bombs.files import FILES, FileBomb

from fanfold.formats import Unreadable, read
from fanfold.prose import SourceFormat, clean, divide

ROOT = Path(__file__).parents[2]
SMALL, TIMES = 2_000, 20
# Five times as much as linear growth, and a quarter of quadratic growth: a busy machine is neither.
MOST_GROWTH = 5 * TIMES
# Seconds of the processor below which nothing is told about growth.
NOTHING = 0.3
PATIENCE = 3
# Seconds of the processor for the larger one: what is linear may still be dear.
LONGEST = 6.0
MEGABYTES = 900

Weight = TypeVar("Weight", str, bytes)
EACH = [
    pytest.param(bomb, form, id=f"{form}: {name}")
    for form, bombs in BOMBS.items()
    for name, bomb in bombs.items()
]


def seconds(work: Callable[[Weight], object], weight: Weight) -> float:
    """Seconds of the processor, whatever else the machine does and this process remembers."""
    gc.collect()
    # Or each collection walks through all that earlier tests have left behind.
    gc.freeze()
    began = time.process_time()
    try:
        work(weight)
        return time.process_time() - began
    finally:
        gc.unfreeze()


def grows_too_fast(
    work: Callable[[Weight], object], bomb: Callable[[int], Weight], size: int = SMALL
) -> str:
    """What is wrong with the growth, asked again before it is believed; or ""."""
    small, large = bomb(size), bomb(size * TIMES)
    for _ in range(PATIENCE):
        much = seconds(work, large)
        if much < NOTHING:
            return ""
        little = seconds(work, small)
        if much < MOST_GROWTH * little and much < LONGEST:
            return ""
    return f"{len(small):,}: {little:.3f} s, {len(large):,}: {much:.2f} s"


@pytest.mark.parametrize(("bomb", "form"), EACH)
def test_cleaning_costs_what_the_text_weighs(bomb: Bomb, form: SourceFormat) -> None:
    assert grows_too_fast(lambda text: clean(text, form), bomb) == ""


@pytest.mark.parametrize(("bomb", "form"), EACH)
def test_dividing_costs_what_the_text_weighs(bomb: Bomb, form: SourceFormat) -> None:
    assert grows_too_fast(lambda text: divide(text, form), bomb) == ""


@pytest.mark.parametrize(("name", "bomb"), FILES.values(), ids=FILES)
def test_reading_costs_what_the_file_weighs(name: str, bomb: FileBomb) -> None:
    def reading(data: bytes) -> None:
        with suppress(Unreadable):
            read(data, name=name)

    assert grows_too_fast(reading, bomb, 10 * SMALL) == ""


def test_what_grows_too_fast_is_seen() -> None:
    def spaces(source: str) -> None:
        for place in range(0, len(source), 50):
            source[place:].count("x")

    assert grows_too_fast(spaces, lambda size: " " * size * 10)


@pytest.mark.parametrize(
    "name",
    ["titles around paragraphs", "languages around paragraphs", "a link around paragraphs",
     "odd tags", "ids and links", "blocks around paragraphs", "one long reference", "lines"],
)  # fmt: skip
def test_a_million_characters_fit_into_memory(name: str) -> None:
    """Half of what a chapter may have, in a process that may not grow beyond a bound."""
    form = next(form for form, bombs in BOMBS.items() if name in bombs)
    script = (
        "import resource;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} * 1_000_000,) * 2);"
        "from tests.hostile.bombs import BOMBS;"
        "from fanfold.prose import clean;"
        f"print(len(clean(BOMBS[{form!r}][{name!r}](1_000_000), {form!r}).prose))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < 25_000_000
