"""Each folder in tests/golden/formats is a case: a file in.* and golden.json, what `read` makes of
it or why it refuses.

A new case: make the folder with in.* and an empty golden.json, run once with
FANFOLD_WRITE_GOLDEN=1, and read what was written before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fanfold.formats import CODES, Unreadable, read
from fanfold.formats.tests.golden import shown

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "formats"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
WRITE = bool(os.environ.get("FANFOLD_WRITE_GOLDEN"))


def _shown(path: Path) -> dict[str, Any]:
    try:
        document = read(path.read_bytes(), name=path.name)
    except Unreadable as refusal:
        CODES[refusal.code].format(**refusal.values)
        return {"unreadable": refusal.code, "values": refusal.values}
    return shown(document)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_reading_gives_the_golden_document(case: Path) -> None:
    path = next(path for path in case.iterdir() if path.stem == "in")
    found = _shown(path)
    golden = case / "golden.json"
    if WRITE:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        golden.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
