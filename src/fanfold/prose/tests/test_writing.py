"""Each folder in tests/golden/writing is a case: in.html (its prose is what is written), golden.md
and golden.txt. A new case: make the folder with in.html, run once with FANFOLD_WRITE_GOLDEN=1, and
read what was written before it is committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fanfold.prose import clean, to_markdown, to_text

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "writing"
CASES = [pytest.param(path, id=path.name) for path in sorted(GOLDEN.iterdir()) if path.is_dir()]
WRITE = bool(os.environ.get("FANFOLD_WRITE_GOLDEN"))


def _prose(case: Path) -> str:
    return clean((case / "in.html").read_text(encoding="utf-8"), "html").prose


def _golden(case: Path, name: str, written: str) -> str:
    if WRITE:
        (case / name).write_text(written, encoding="utf-8")
    return (case / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_prose_is_written_as_the_golden_markdown_and_comes_back(case: Path) -> None:
    prose = _prose(case)
    written = to_markdown(prose)
    assert written == _golden(case, "golden.md", written)
    assert clean(written, "markdown").prose == prose


@pytest.mark.parametrize("case", CASES)
def test_prose_is_written_as_the_golden_text_which_is_read_as_itself(case: Path) -> None:
    written = to_text(_prose(case))
    assert written == _golden(case, "golden.txt", written)
    read = clean(written, "text").prose
    assert clean(to_text(read), "text").prose == read


def test_an_ordinary_paragraph_has_no_backslash() -> None:
    assert "\\" not in to_markdown(_prose(GOLDEN / "ordinary-paragraphs"))


@pytest.mark.parametrize("write", [to_markdown, to_text])
def test_nothing_gives_nothing(write: Callable[[str], str]) -> None:
    assert write("") == ""
