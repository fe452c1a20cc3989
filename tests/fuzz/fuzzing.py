"""Runs targets on ever new cases until the time is up; writes the smallest case of each failure.

Hypothesis makes the cases and makes them small: no compiler is needed.
"""

import hashlib
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.fuzz.targets import Target

__all__ = ["FOUND", "Failure", "fuzz"]

FOUND = Path(__file__).with_name("found")
CASES_A_ROUND = 300
_ENDINGS = {"text": "txt", "markdown": "md", "html": "html"}


class TooSlowError(AssertionError):
    """A case took longer than its size allows."""


@dataclass(frozen=True)
class Failure:
    """What went wrong, with the smallest case for it."""

    target: str
    case: tuple[Any, ...]
    error: BaseException

    def keep(self, folder: Path = FOUND) -> Path:
        """Writes a folder shaped as a golden case: in.* for each part of the case, and why.txt."""
        why = "".join(traceback.format_exception(self.error))
        name = hashlib.sha256(repr(self.case).encode("utf-8", "backslashreplace")).hexdigest()[:8]
        place = folder / f"{self.target}-{name}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "why.txt").write_text(
            f"{self.target}{self.case!r}\n\n{why}", encoding="utf-8", errors="backslashreplace"
        )
        for number, (ending, data) in enumerate(_files(self.case)):
            (place / f"in{number or ''}.{ending}").write_bytes(data)
        return place


def _files(case: tuple[Any, ...]) -> Iterator[tuple[str, bytes]]:
    for part in case:
        match part:
            case (str(text), str(form)):
                yield _ENDINGS[form], text.encode("utf-8", "surrogatepass")
            case (str(name), bytes(data)):
                yield name.rpartition(".")[2] or "bin", data
            case str(text):
                yield "txt", text.encode("utf-8", "surrogatepass")


@dataclass
class Round:
    """Some cases of one target."""

    target: Target
    cases: int = 0
    slowest: float = 0.0
    last: tuple[Any, ...] = field(default=())

    def run(self, number: int) -> Failure | None:
        """The failure of this round, if there is one. The same number makes the same cases."""
        check = settings(
            max_examples=CASES_A_ROUND,
            phases=[Phase.generate, Phase.shrink],
            database=None,
            deadline=None,
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        )(seed(number)(given(st.tuples(*self.target.given))(self._case)))
        try:
            check()
        except Exception as error:
            return Failure(self.target.name, self.last, error)
        return None

    def _case(self, case: tuple[Any, ...]) -> None:
        self.last = case
        self.cases += 1
        began = time.process_time()
        self.target.check(*case)
        took = time.process_time() - began
        self.slowest = max(self.slowest, took)
        weight = sum(len(piece) for part in case if isinstance(part, tuple) for piece in part)
        allowed = self.target.seconds_each + self.target.seconds_a_megabyte * weight / 1e6
        if took > allowed:
            raise TooSlowError(f"{took:.2f} s for {weight:,}")


def fuzz(
    targets: Sequence[Target],
    *,
    seconds: float,
    first: int,
    say: Callable[[str], None] = lambda _line: None,
) -> list[Failure]:
    """Fuzzes each target in turns, for so many seconds together; one failure ends a target."""
    until = time.monotonic() + seconds
    left = list(targets)
    failures: list[Failure] = []
    cases: dict[str, int] = dict.fromkeys((one.name for one in targets), 0)
    slowest: dict[str, float] = dict.fromkeys(cases, 0.0)
    number = first
    while left and time.monotonic() < until:
        for one in list(left):
            if time.monotonic() > until:
                break
            turn = Round(one)
            failure = turn.run(number)
            cases[one.name] += turn.cases
            slowest[one.name] = max(slowest[one.name], turn.slowest)
            if failure:
                failures.append(failure)
                left.remove(one)
                say(f"{one.name}: {type(failure.error).__name__} (seed {number})")
        number += 1
    for name, count in cases.items():
        say(f"{name}: {count:,} cases, the slowest {slowest[name]:.2f} s")
    return failures
