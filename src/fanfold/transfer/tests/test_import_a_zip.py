"""Zips of chapters, and text that was encoded twice, from the page and from the shell."""

import io
import json
import uuid
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from fanfold.formats.tests.epubs import book, page
from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.transfer.commands import import_story
from fanfold.transfer.folders import STORY_ENDINGS
from fanfold.transfer.reports import FileReport
from fanfold.transfer.stories import Wishes
from fanfold.works.models import Work
from fanfold.works.testing import AT


def a_zip(files: dict[str, str]) -> bytes:
    """An archive of text files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def imported(cast: Cast, files: dict[str, str], **more: object) -> FileReport:
    """The report on a zip that Ada imports."""
    pen_name = cast.ada.pen_names.get(is_default=True)
    return import_story(
        a_zip(files), name="story.zip", by=cast.ada, pen_name=pen_name, at=AT, **more  # type: ignore[arg-type]
    )  # fmt: skip


def shown(report: FileReport) -> list[tuple[str, int, str, str]]:
    """Title, words and notes of the chapters."""
    return [(one.title, one.words, one.notes, one.endnotes) for one in report.chapters]


def test_each_file_is_a_chapter_with_its_own_notes(cast: Cast) -> None:
    files = {
        "The Gate/10 - Dusk.txt": "It closed.",
        "The Gate/02 - Noon.txt": "Chapter 2: High Noon\n\nIt stood.\n\nA/N: Thank you.",
        "The Gate/01.txt": "Author's Note: Be kind.\n\nIt opened.",
    }
    report = imported(cast, files)
    assert shown(report) == [
        ("", 2, "Be kind.", ""),
        ("High Noon", 2, "", "Thank you."),
        ("Dusk", 2, "", ""),
    ]
    assert Work.objects.get().title == "The Gate"
    asked = {one.code: one.values for one in report.questions}
    assert asked["title_from_names"] == {"title": "The Gate"}
    assert asked["number_differs"] == {"written": 10, "number": 3}
    noted = [(one.code, one.values["chapter"]) for one in report.applied if "notes" in one.code]
    assert noted == [("notes", 1), ("endnotes", 2)]


def test_a_file_with_several_chapters_is_several(cast: Cast) -> None:
    files = {
        "1.txt": "Chapter 1\n\nOne.\n\nChapter 2\n\nTwo.",
        "2 - Three.txt": "Three.",
    }
    assert [one.title for one in imported(cast, files).chapters] == ["", "", "Three"]


def test_folders_are_parts_in_the_titles_of_their_first_chapters(cast: Cast) -> None:
    files = {
        "The Gate/Part Two/0.txt": "",
        "The Gate/Part Two/3.txt": "Chapter 3: Dusk\n\nIt closed.",
        "The Gate/Part One/1.txt": "It opened.",
        "The Gate/Part One/2.txt": "It stood.",
        "The Gate/Part Three/4.txt": "Part Three: Night\n\nIt was gone.",
    }
    found = [one.title for one in imported(cast, files).chapters]
    assert found == ["Part One", "", "Part Two: Dusk", "Part Three: Night"]


def test_headers_of_the_first_file_are_the_works_and_other_words_are_kept(cast: Cast) -> None:
    top = "Title: The Gate\nAuthor: Somebody\nRating: T\nDisclaimer: None is mine.\n\n"
    files = {
        "1.txt": top + "It opened.\n",
        "2.txt": top.replace("None is mine", "Still not mine") + "It closed.\n",
    }
    report = imported(cast, files)
    work = Work.objects.get()
    assert (work.title, work.rating) == ("The Gate", "Teen")
    assert "None is mine." in work.notes
    assert [one.notes for one in report.chapters] == ["", "Disclaimer: Still not mine."]


def test_titles_and_summaries_that_differ_are_the_chapters(cast: Cast) -> None:
    files = {
        "1.md": "---\ntitle: Dawn\nsummary: It opens.\nrating: G\n---\nIt opened.",
        "2.md": "---\ntitle: Dusk\nsummary: It closes.\nrating: G\n---\nIt closed.",
    }
    report = imported(cast, files)
    work = Work.objects.get()
    assert [(one.title, one.summary, one.notes) for one in report.chapters] == [
        ("Dawn", "It opens.", ""),
        ("Dusk", "It closes.", ""),
    ]
    assert (work.title, work.rating, work.summary) == ("story", "General", "")


def test_files_that_differ_in_what_a_work_has_once_are_asked_about(cast: Cast) -> None:
    files = {
        "1.txt": "Title: The Gate\nFandom: Gates\n\nIt opened.\n",
        "2.txt": "Title: The Gate\nFandom: Gates\nRating: T\n\nIt stood.\n",
        "3.txt": "Title: The Gate\nFandom: Doors\nRating: M\n\nIt closed.\n",
    }
    report = imported(cast, files)
    asked = [one.values for one in report.questions if one.code == "headers_differ"]
    assert asked == [
        {"label": "rating", "values": "“T” (2.txt), “M” (3.txt)"},
        {"label": "fandom", "values": "“Gates” (1.txt), “Doors” (3.txt)"},
    ]
    assert Work.objects.get().rating == "Teen"
    assert [one.notes for one in report.chapters] == [
        "",
        "Rating: T",
        "Fandom: Doors\nRating: M",
    ]


def test_files_that_agree_are_not_asked_about(cast: Cast) -> None:
    files = {
        "1.txt": "It opened.\n",
        "2.txt": "Rating: Mature\nFandom: Gates\n\nIt stood.\n",
        "3.txt": "Rating: mature\nFandom: Gates\n\nIt closed.\n",
    }
    report = imported(cast, files)
    assert "headers_differ" not in [one.code for one in report.questions]
    assert Work.objects.get().rating == "Mature"


def test_what_stands_around_a_book_is_around_the_work(cast: Cast) -> None:
    pages = {
        "d.xhtml": page("<h1>Dedication</h1><p>For you.</p>"),
        "x.xhtml": page("<p>The sea is all.</p>"),
        "a.xhtml": page("<h1>Chapter 1</h1><p>It opened.</p>"),
        "b.xhtml": page("<h1>Chapter 2</h1><p>It closed.</p>"),
        "z.xhtml": page("<h1>About the Author</h1><p>She writes.</p>"),
    }
    pen_name = cast.ada.pen_names.get(is_default=True)
    data = book(pages, metadata="<dc:rights>All mine</dc:rights>")
    report = import_story(data, name="b.epub", by=cast.ada, pen_name=pen_name, at=AT)
    work = Work.objects.get()
    assert [one.words for one in report.chapters] == [2, 2]
    assert "For you." in work.notes
    assert "The sea is all." in work.notes
    assert "Rights: All mine" in work.notes
    assert "She writes." in work.endnotes
    asked = {one.code: one.values for one in report.questions}
    assert asked["maybe_dedication"] == {"text": "The sea is all."}


def test_a_file_without_text_is_asked_about(cast: Cast) -> None:
    report = imported(cast, {"1.txt": "One.", "2.txt": "* * *", "3.txt": "Three."})
    assert len(report.chapters) == 2
    asked = [one.values["file"] for one in report.questions if one.code == "file_without_words"]
    assert asked == ["2.txt"]


def test_a_zip_without_a_story_gets_a_sentence_and_touches_nothing(cast: Cast) -> None:
    for files in ({}, {"a.jpg": "x"}, {"a.txt": "***"}):
        with pytest.raises(Refused) as refusal:
            imported(cast, files)
        assert len(str(refusal.value)) > 15
    assert not Work.objects.exists()


def test_a_dry_run_of_a_zip_says_the_same(cast: Cast) -> None:
    files = {"1 - Dawn.txt": "It opened.", "2.txt": "", "cover.jpg": "x"}
    dry = imported(cast, files, dry_run=True).as_json()
    real = imported(cast, files).as_json()
    assert {key for key in real if real[key] != dry[key]} == {"status", "work"}


def test_double_encoding_is_repaired_when_asked(cast: Cast) -> None:
    files = {"1.txt": "Un cafÃ©.", "2.txt": "“Voilà”"}
    told = imported(cast, files)
    assert [one.code for one in told.warnings].count("mojibake") == 1
    asked = imported(cast, files, wishes=Wishes(repair_encoding=True))
    assert [one.code for one in asked.warnings].count("mojibake_repaired") == 1
    assert asked.work is not None
    first = asked.work.chapters.in_order()[0]
    assert first.current is not None
    assert first.current.source == "Un café."


def test_the_page_offers_the_repair_and_the_kinds_of_file(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = client.get("/works/import").content.decode()
    for ending in (".odt", ".rtf", ".epub", ".zip", ".docx"):
        assert ending in page
    assert "at most 10 MB" in page
    assert 'name="repair_encoding"' in page


@pytest.mark.parametrize(
    ("box", "source"), [({}, "Un cafÃ©."), ({"repair_encoding": "on"}, "Un café.")]
)
def test_the_page_repairs_only_when_the_box_is_ticked(
    client: Client, cast: Cast, box: dict[str, str], source: str
) -> None:
    client.force_login(cast.ada)
    form = {
        "pen_name": cast.ada.pen_names.get(is_default=True).pk,
        "submission": str(uuid.uuid4()),
        "file": SimpleUploadedFile("story.zip", a_zip({"1.txt": "Un cafÃ©."})),
        **box,
    }
    answer = client.post("/works/import", form)
    assert answer.status_code == 200
    assert "What the work says" in answer.content.decode()
    current = Work.objects.get().chapters.get().current
    assert current is not None
    assert current.source == source


def test_the_command_repairs_and_reports(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gate.zip").write_bytes(a_zip({"1.txt": "Un cafÃ©."}))
    call_command("import", str(tmp_path), "--as", "Ada", "--repair-encoding", "--json")
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert [one["code"] for one in told["warnings"]].count("mojibake_repaired") == 1
    assert (told["format"], told["rating"], told["language"]) == ("zip", "Not rated", "en")
    assert told["tags"]["warning"] == ["Author chose not to warn"]


def test_a_folder_is_searched_for_every_kind_of_story() -> None:
    assert {".txt", ".md", ".html", ".docx", ".odt", ".rtf", ".epub", ".zip"} <= STORY_ENDINGS
