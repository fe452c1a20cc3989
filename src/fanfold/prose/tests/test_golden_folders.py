"""Each folder in tests/golden/prose is a case: in.txt, in.md or in.html with golden.html (what
`clean` makes of it), golden.json (what `divide` makes of it), or both.

A new case: make the folder with in.* and empty golden files, run once with
FANFOLD_WRITE_GOLDEN=1, and read what was written before it is committed.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fanfold.prose import CODES, SourceFormat, clean, divide

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "prose"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
FORMATS: dict[str, SourceFormat] = {".txt": "text", ".md": "markdown", ".html": "html"}
WRITE = bool(os.environ.get("FANFOLD_WRITE_GOLDEN"))


def _source(case: Path) -> tuple[str, SourceFormat]:
    path = next(case.glob("in.*"))
    return path.read_bytes().decode("utf-8"), FORMATS[path.suffix]


def _with(name: str) -> list[Any]:
    return [pytest.param(case, id=case.name) for case in CASES if (case / name).exists()]


@pytest.mark.parametrize("case", _with("golden.html"))
def test_cleaning_gives_the_golden_prose(case: Path) -> None:
    prose = clean(*_source(case)).prose
    golden = case / "golden.html"
    if WRITE:
        golden.write_text(prose + "\n", encoding="utf-8")
    assert prose == golden.read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("case", _with("golden.json"))
def test_dividing_gives_the_golden_manuscript(case: Path) -> None:
    manuscript = divide(*_source(case))
    shown = {
        "headers": dict(manuscript.headers),
        "notes": manuscript.notes,
        "chapters": [
            {
                "number": part.number,
                "title": part.title,
                "summary": part.summary,
                "notes": part.notes,
                "source": part.source,
                "endnotes": part.endnotes,
            }
            for part in manuscript.chapters
        ],
        "questions": [[item.code, dict(item.values)] for item in manuscript.questions],
        "applied": [[item.code, dict(item.values)] for item in manuscript.applied],
    }
    if manuscript.summary:
        shown["summary"] = manuscript.summary
    golden = case / "golden.json"
    if WRITE:
        text = json.dumps(shown, ensure_ascii=False, indent=1)
        golden.write_text(text + "\n", encoding="utf-8")
    assert shown == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_every_code_handed_out_is_documented(case: Path) -> None:
    source, source_format = _source(case)
    manuscript = divide(source, source_format)
    found = [*clean(source, source_format).done, *manuscript.questions, *manuscript.applied]
    assert {item.code for item in found} <= set(CODES)
    for item in found:
        CODES[item.code].format(**item.values)  # Every value a sentence names is there.
