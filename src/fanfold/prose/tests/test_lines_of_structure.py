"""Lines that are headings or begin notes, in many languages, and lines that only look alike.

The lines stand in tests/golden/lines: headings.tsv has kind, number, title and line; notes.tsv has
the language and the line.
"""

from collections import Counter
from pathlib import Path

import pytest

from fanfold.prose import divide
from fanfold.prose.dividing.headings import read_heading
from fanfold.prose.dividing.labels import find_note

LINES = Path(__file__).parents[4] / "tests" / "golden" / "lines"
LANGUAGES = {"en", "fr", "de", "es", "pt", "it", "ru", "zh"}


def rows_of(name: str) -> list[list[str]]:
    """The rows of one file, cut at tabs."""
    return [line.split("\t") for line in (LINES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "number", "title", "line"), rows_of("headings.tsv"))
def test_a_heading_is_read_with_its_number_and_title(
    kind: str, number: str, title: str, line: str
) -> None:
    heading = read_heading(line)
    assert heading is not None
    assert (heading.kind, str(heading.number or "")) == (kind, number)
    if kind != "named" or title:
        assert heading.title == title


@pytest.mark.parametrize("line", [row[0] for row in rows_of("no-headings.txt")])
def test_a_sentence_that_begins_like_a_heading_is_none(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize("line", [row[1] for row in rows_of("notes.tsv")])
def test_a_note_is_known_by_its_label(line: str) -> None:
    assert find_note(line) is not None


@pytest.mark.parametrize("line", [row[0] for row in rows_of("no-notes.txt")])
def test_a_sentence_that_begins_like_a_note_is_none(line: str) -> None:
    assert find_note(line) is None


def test_every_language_has_five_forms_of_a_note() -> None:
    forms = Counter(language for language, _ in rows_of("notes.tsv"))
    assert {language for language, count in forms.items() if count >= 5} >= LANGUAGES


@pytest.mark.parametrize("line", [row[0] for row in rows_of("no-notes.txt")])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_what_is_no_note_is_never_cut(line: str, place: str) -> None:
    story = ["It rained.", "Nobody came.", "They waited until it was dark."]
    story.insert({"first": 0, "middle": 1, "last": 3}[place], line)
    (part,) = divide("\n\n".join(story), "text").chapters
    assert line in part.source
    assert part.notes == part.endnotes == ""
