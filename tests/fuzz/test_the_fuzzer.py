"""Ten seconds of fuzzing with fixed seeds; and the fuzzer finds what is there to be found."""

from pathlib import Path

import pytest
from hypothesis import strategies as st
from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_moment_of_fuzzing_finds_nothing(target: Target) -> None:
    failures = fuzz([target], seconds=10 / len(TARGETS), first=1)
    assert [(one.case, one.error) for one in failures] == []


def test_a_failure_is_made_small_and_kept_as_a_golden_case(tmp_path: Path) -> None:
    def breaks(source: tuple[str, str]) -> None:
        assert "x" not in source[0]

    given = (st.tuples(st.text("xy", max_size=50), st.just("html")),)
    (failure,) = fuzz([Target("breaks", given, breaks)], seconds=5, first=1)
    assert failure.case == (("x", "html"),)
    place = failure.keep(tmp_path)
    assert (place / "in.html").read_text() == "x"
    assert "AssertionError" in (place / "why.txt").read_text()


def test_a_slow_case_is_a_failure() -> None:
    def dawdles(text: str) -> None:
        sum(range(200_000 if text else 0))

    slow = Target("dawdles", (st.text(max_size=3),), dawdles, seconds_each=0.0)
    (failure,) = fuzz([slow], seconds=5, first=1)
    assert "TooSlow" in type(failure.error).__name__
