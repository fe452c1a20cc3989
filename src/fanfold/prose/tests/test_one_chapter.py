"""A chapter that stands apart already gives up the notes at its edges, and is never cut."""

import pytest

from fanfold.prose import SourceFormat, divide_chapter

WHOLE: list[tuple[str, SourceFormat]] = [
    ("Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n", "text"),
    ("# One\n\nFirst.\n\n# Two\n\nSecond.\n", "markdown"),
    ("<h1>One</h1><p>First.</p><h1>Two</h1><p>Second.</p>", "html"),
    ("Title: The Gate\nAuthor: Ann\n\nIt opened.\n", "text"),
]


@pytest.mark.parametrize(("source", "source_format"), WHOLE)
def test_headings_and_headers_stay_in_the_text(source: str, source_format: SourceFormat) -> None:
    manuscript = divide_chapter(source, source_format)
    (part,) = manuscript.chapters
    assert part.source == source
    assert not manuscript.headers
    assert not manuscript.applied


def test_notes_at_its_edges_are_taken_off() -> None:
    source = "Author's Note: Be kind.\n\nIt opened.\n\nIt closed.\n\nA/N: Thank you.\n"
    manuscript = divide_chapter(source, "text")
    (part,) = manuscript.chapters
    assert part.source.strip() == "It opened.\n\nIt closed."
    assert (part.notes, part.endnotes) == ("<p>Be kind.</p>", "<p>Thank you.</p>")
    assert [one.values["chapter"] for one in manuscript.applied] == [1, 1]


@pytest.mark.parametrize("source_format", ["text", "markdown", "html"])
def test_nothing_is_no_chapter(source_format: SourceFormat) -> None:
    assert divide_chapter(" \n ", source_format).chapters == ()
