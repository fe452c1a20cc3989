"""Each folder in tests/golden/comparing is a case: before.html and after.html as authors give them,
golden.html (the comparison as it is shown) and golden.json (its sums).

A new case: make the folder with both, run once with FANFOLD_WRITE_GOLDEN=1, and read what was
written before it is committed.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from fanfold.prose import Stretch, clean, compare, show

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "comparing"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
WRITE = bool(os.environ.get("FANFOLD_WRITE_GOLDEN"))


def _page(stretch: Stretch) -> str:
    if not stretch.unchanged:
        return stretch.html
    return f"<!-- {stretch.unchanged} unchanged -->\n{stretch.html}\n<!-- end -->"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_comparing_gives_the_golden_comparison(case: Path) -> None:
    before, after = (
        clean((case / f"{name}.html").read_text(encoding="utf-8"), "html").prose
        for name in ("before", "after")
    )
    comparison = compare(before, after)
    shown = "\n".join(_page(stretch) for stretch in show(comparison, before)) + "\n"
    sums = json.dumps(asdict(comparison.summary), indent=1) + "\n"
    if WRITE:
        (case / "golden.html").write_text(shown, encoding="utf-8")
        (case / "golden.json").write_text(sums, encoding="utf-8")
    assert comparison.apply(before) == after
    assert shown == (case / "golden.html").read_text(encoding="utf-8")
    assert sums == (case / "golden.json").read_text(encoding="utf-8")
