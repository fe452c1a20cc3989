"""A zip of chapters is read in the order people mean, whatever its names are written in."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from fanfold.formats import CODES, Document, Limits, Unreadable, read
from fanfold.formats.tests.epubs import book, page

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "formats"
Files = dict[str, bytes]


def a_zip(files: Files, *, names_in: str = "") -> bytes:
    """An archive of these files. `names_in` writes their names in an old archiver's encoding."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files.items()):
            archive.writestr(f"{number:08}" if names_in else name, data)
    packed = out.getvalue()
    for number, name in enumerate(files) if names_in else ():
        packed = _renamed(packed, f"{number:08}".encode(), name.encode(names_in))
    return packed


def _renamed(packed: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with another name of another length, in both places where it stands."""
    for header, length_at, name_at in ((b"PK\x03\x04", 26, 30), (b"PK\x01\x02", 28, 46)):
        start = packed.find(header)
        while packed[start + name_at : start + name_at + len(old)] != old:
            start = packed.find(header, start + 1)
        length = struct.pack("<H", len(new))
        packed = (
            packed[: start + length_at] + length + packed[start + length_at + 2 : start + name_at]
            + new + packed[start + name_at + len(old) :]
        )  # fmt: skip
    return _with_places_mended(packed)


def _with_places_mended(packed: bytes) -> bytes:
    """Where each entry and the directory begin, after lengths have changed."""
    data = bytearray(packed)
    locals_at, directory_at, at = [], -1, 0
    for at in range(len(packed)):
        if packed.startswith(b"PK\x03\x04", at):
            locals_at.append(at)
        elif packed.startswith(b"PK\x01\x02", at):
            directory_at = at if directory_at < 0 else directory_at
            data[at + 42 : at + 46] = struct.pack("<I", locals_at.pop(0))
        elif packed.startswith(b"PK\x05\x06", at):
            data[at + 12 : at + 20] = struct.pack("<II", at - directory_at, directory_at)
    return bytes(data)


def word(*paragraphs: str) -> bytes:
    """A Word document of these paragraphs."""
    document, out = WordDocument(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def read_zip(files: Files, *, name: str = "story.zip", names_in: str = "") -> Document:
    """What the archive is read as; every sentence about it can be made."""
    document = read(a_zip(files, names_in=names_in), name=name)
    for finding in (*document.warnings, *document.questions):
        CODES[finding.code].format(**finding.values)
    return document


def titles(*names: str) -> list[str]:
    """The chapters' titles that files with these names get, in their order."""
    return [one.title for one in read_zip(dict.fromkeys(names, b"Words.")).chapters]


def refusal(files: Files, **more: object) -> str:
    """The code with which the archive is refused."""
    with pytest.raises(Unreadable) as caught:
        read(a_zip(files), name="story.zip", **more)  # type: ignore[arg-type]
    CODES[caught.value.code].format(**caught.value.values)
    return caught.value.code


def test_files_are_chapters_in_natural_order() -> None:
    document = read_zip(
        {
            "Chapter 10.txt": b"Ten.",
            "Chapter 2.md": b"*Two.*",
            "Chapter 1 - Sea.html": b"<p>One.</p>",
        }
    )
    assert [
        (one.source, one.source_format, one.number, one.title) for one in document.chapters
    ] == [
        ("<p>One.</p>", "html", 1, "Sea"),
        ("*Two.*", "markdown", 2, ""),
        ("Ten.", "text", 10, ""),
    ]
    assert (document.file_format, document.source) == ("zip", "")


def test_a_prologue_comes_first_and_an_epilogue_last() -> None:
    names = ["Chapter 1.txt", "Epilogue.txt", "Prologue.txt", "Interlude.txt"]
    assert titles(*names) == ["Prologue", "", "Interlude", "Epilogue"]


def test_folders_are_read_in_order_however_deep() -> None:
    document = read_zip(
        {"B/Part 10/1.txt": b"d", "B/Part 2/2.txt": b"c", "B/Part 2/1.txt": b"b", "A/x.txt": b"a"}
    )
    assert [one.source for one in document.chapters] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("03 - The Sea.docx.txt", "04.txt"), ["The Sea.docx", ""]),
        (("03 - The Sea.txt", "04_the_land.txt"), ["The Sea", "the land"]),
        (("ch01.txt", "ch02.txt"), ["", ""]),
        (("1. One.txt", "2) Two.txt", "003 Three.txt"), ["One", "Two", "Three"]),
        (("Kapitel 1 – Das Meer.txt", "Kapitel 2.txt"), ["Das Meer", ""]),
        (("Глава 1. Море.txt", "Глава 2. Горы.txt"), ["Море", "Горы"]),
        (("第1章 海.txt", "第2章.txt"), ["海", ""]),
        (("The Gate - 01 - Sea.txt", "The Gate - 02 - Land.txt"), ["Sea", "Land"]),
        (("gate_ch1.txt", "gate_ch2.txt", "gate_ch10.txt"), ["", "", ""]),
        (("Gate Prologue.txt", "Gate 1.txt", "Gate 2 Sea.txt"), ["Prologue", "", "Sea"]),
        (("The Sea.txt", "The Land.txt"), ["The Land", "The Sea"]),
        (("ch1-3.txt", "ch4-5.txt"), ["1-3", "4-5"]),
        (("1.1.txt", "1.2.txt"), ["1.1", "1.2"]),
        (("chapter 1.txt", "chapter 1.5.txt", "chapter 2.txt"), ["", "1.5", ""]),
        (("Chapter Seven.txt", "Chapter Eight (2).txt"), ["", ""]),
        (("1 (Sea).txt", "2 - “Land”.txt"), ["(Sea)", "“Land”"]),
        (("03.04.2020.txt", "04.04.2020.txt"), ["03.04.2020", "04.04.2020"]),
        (("2nd Chance.txt", "Once.txt"), ["2nd Chance", "Once"]),
        (("1984.txt", "2001.txt"), ["1984", "2001"]),
        (("Chapter 1 of 2.txt", "Chapter 2 of 2.txt"), ["", ""]),
        (("1 " + "x" * 240 + ".txt", "2.txt"), ["", ""]),
    ],
)
def test_a_title_is_what_the_name_says_beside_its_number(
    names: tuple[str, ...], expected: list[str]
) -> None:
    assert titles(*names) == expected


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (("Chapter One (FINAL)", "Chapter Two", "Chapter Three", "Chapter Twelve"), []),
        (("Chapter Two", "Chapter twenty-one", "Chapter Twenty Two"), []),
        (("One", "Two", "Three", "Ten"), []),
        (("The Gate One", "The Gate Two", "The Gate Three"), []),
        (("I", "II", "III", "IV", "V", "IX"), []),
        (("Part I", "Part II", "Part IV", "Part IX - Sea"), []),
        (("Chapter 1", "Chapter 1.5", "Chapter 2"), []),
        (("prologue", "Chapter 00", "Chapter 01"), []),
        (("1984", "2001"), []),
        (("03", "04", "04 - copy", "Copy of 04", "05 (1)", "10"), ["zip_number_twice"]),
        (("ch1", "Chapter 2", "03 title", "Chapter Twelve"), ["zip_order_guessed"]),
        (("Chapter 1", "Chapter 2", "Interlude"), ["zip_order_guessed"]),
        (("Carbon Copy", "The Final"), ["zip_order_guessed"]),
        (("Once",), []),
    ],
)
def test_numbers_are_read_however_written_and_a_guess_is_asked_about(
    names: tuple[str, ...], asked: list[str]
) -> None:
    document = read_zip({f"{name}.txt": b"Words." for name in reversed(names)})
    assert [one.file for one in document.chapters] == [f"{name}.txt" for name in names]
    assert [one.code for one in document.questions] == asked


@pytest.mark.parametrize(
    ("paths", "asked"),
    [
        (("My Book/Part One/1", "My Book/Part One/2", "My Book/Part Two/3",
          "My Book/Part Three/5"), []),
        (("b/Part One/1", "b/Part Two/1", "b/Part Three/1", "b/Part Four/1"), []),
        (("Book V/1", "Book IX/1", "Book X - The Sea/1"), []),
        (("Prologue", "Part Two/1", "Part Ten/1", "Epilogue"), []),
        (("1.1", "1.2", "1.10", "2.1"), ["zip_order_guessed"]),
        (("1.9", "1.10", "1.11", "2.1"), []),
        (("1.1.2", "1.1.10", "1.2.1"), []),
        (("chapter 1", "chapter 1.5", "chapter 2"), []),
        (("ch1-3", "ch4-10", "ch11"), []),
        (("1", "2", "Part One/1", "Part Two/1"), ["zip_order_guessed"]),
        (("Dawn/1", "Noon/1"), ["zip_order_guessed"]),
        (("Chapter Eight", "Chapter Eight (2)"), ["zip_number_twice"]),
    ],
)  # fmt: skip
def test_folders_and_decimals_are_numbers_too(paths: tuple[str, ...], asked: list[str]) -> None:
    document = read_zip({f"{path}.txt": b"Words." for path in reversed(paths)})
    assert [one.file for one in document.chapters] == [f"{path}.txt" for path in paths]
    assert [one.code for one in document.questions] == asked


@pytest.mark.parametrize(
    ("paths", "parts"),
    [
        (("My Book/Part One/1", "My Book/Part One/2", "My Book/Part Two/3"),
         ["Part One", "", "Part Two"]),
        (("Book_1/Part 1/1", "Book_1/Part 2/1", "Book_2/all/1"),
         ["Book 1: Part 1", "Part 2", "Book 2"]),
        (("Chapter 1/1", "Chapter 2 - Sea/1"), ["", "Sea"]),
        (("My Book/1", "My Book/2"), ["", ""]),
    ],
)  # fmt: skip
def test_a_folder_beside_others_is_a_part(paths: tuple[str, ...], parts: list[str]) -> None:
    document = read_zip({f"{path}.txt": b"Words." for path in paths})
    assert [one.part for one in document.chapters] == parts


def test_what_an_archive_cannot_count_stays_in_the_title() -> None:
    names = ("1.1", "1.2 - Sea", "1.10", "2.1")
    document = read_zip({f"{name}.txt": b"Words." for name in names})
    found = [(one.title, one.number) for one in document.chapters]
    assert found == [("1.1", None), ("1.2: Sea", None), ("1.10", None), ("2.1", None)]


def test_folders_in_folders_cost_no_more_than_their_names() -> None:
    deep = "/".join(f"Part {number}" for number in range(3_000))
    files = {f"{deep}/{number}.txt": b"Words." for number in range(100)}
    assert len(read_zip(files).chapters) == 100


def test_a_number_twice_is_asked_about_in_its_folder_alone() -> None:
    files = dict.fromkeys(("a/01.txt", "a/02.txt", "b/01.txt", "b/1 x.txt"), b"Words.")
    (question,) = read_zip(files).questions
    assert question.values == {"number": 1, "names": "b/1 x.txt, b/01.txt"}


def test_what_a_book_in_it_says_of_itself_comes_with_it() -> None:
    one = book({"a.xhtml": page("<p>a</p>")}, metadata="<dc:rights>Mine</dc:rights>")
    front = {"d.xhtml": page("<h1>Dedication</h1><p>For you.</p>"), "a.xhtml": page("<p>a</p>")}
    document = read_zip({"1.epub": one, "2.epub": book(front)})
    assert [dict(chapter.headers) for chapter in document.chapters] == [{"rights": "Mine"}, {}]
    assert document.notes == "<h1>Dedication</h1><p>For you.</p>"


def test_a_name_may_be_one_long_number() -> None:
    files = {"9" * 5000 + ".txt": b"Two.", "10.txt": b"One."}
    assert [one.source for one in read_zip(files).chapters] == ["One.", "Two."]


def test_the_folder_of_all_files_is_the_title() -> None:
    files = {"My_Gate/a/1.txt": b"a", "My_Gate/b/2.txt": b"b", "__MACOSX/My_Gate/._1.txt": b"?"}
    assert read_zip(files).title == "My Gate"
    assert read_zip({"1.txt": b"a", "2.txt": b"b"}).title == ""
    assert read_zip({"x/The Gate.txt": b"a"}).title == "The Gate"


def test_what_systems_leave_in_a_zip_is_not_read_and_not_told() -> None:
    document = read_zip(
        {
            "s/1.txt": b"One.",
            "s/.DS_Store": b"\0",
            "s/Thumbs.db": b"\0",
            "s/desktop.ini": b"x",
            "s/.git/notes.txt": b"x",
            "__MACOSX/s/._1.txt": b"x",
        }
    )
    assert [one.file for one in document.chapters] == ["s/1.txt"]
    assert not document.warnings


def test_what_is_no_story_or_cannot_be_read_is_named() -> None:
    files = {
        "1.txt": b"One.",
        "2.docx": b"PK\x03\x04 broken",
        "3.txt": b"",
        "cover.jpg": b"\xff\xd8\xff",
    }
    said = {one.code: one.values for one in read_zip(files).warnings}
    assert said["zip_unreadable"] == {"count": 2, "names": "2.docx, 3.txt"}
    assert said["zip_left_out"] == {"count": 1, "names": "cover.jpg"}


@pytest.mark.parametrize(
    "files",
    [{}, {"cover.jpg": b"\xff\xd8\xff"}, {"1.txt": b""}, {"a/": b""}, {".x.txt": b"hidden"}],
)
def test_a_zip_without_a_story_is_refused(files: Files) -> None:
    assert refusal(files) == "no_story_files"


def test_a_zip_inside_is_not_opened_whatever_it_is_called() -> None:
    inner = a_zip({"1.txt": b"Inner."})
    files = {"1.txt": b"Outer.", "2.zip": inner, "3.docx": inner, "4.txt": inner}
    document = read_zip(files)
    assert [one.source for one in document.chapters] == ["Outer."]
    said = {one.code: one.values["names"] for one in document.warnings}
    assert said == {"zip_unreadable": "3.docx, 4.txt", "zip_left_out": "2.zip"}


def test_stories_together_are_no_larger_than_one_file_may_be() -> None:
    files = {f"{number}.txt": b"word " * 200 for number in range(12)}
    assert refusal(files, limits=Limits(bytes=10_000)) == "too_large_inside"


def test_documents_together_unpack_to_no_more_than_one_may() -> None:
    one = word("Words. " * 2_000)
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(one)).infolist())
    limits = Limits(unpacked_bytes=int(unpacked * 2.5))
    read(a_zip({"1.docx": one, "2.docx": one}), name="a.zip", limits=limits)
    three = {"1.docx": one, "2.docx": one, "3.docx": one}
    assert refusal(three, limits=limits) == "too_large_inside"


def test_a_bomb_inside_takes_the_whole_zip_with_it() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert refusal({"1.txt": b"One.", "2.docx": bomb.getvalue()}) == "too_dense"


def test_word_documents_are_chapters_too_and_their_warnings_are_told_once() -> None:
    files = {
        "1.docx": word("One."),
        "2.docx": word("Two."),
        "3.txt": b"caf\xe9",
        "4.txt": b"caf\xe9",
    }
    document = read_zip(files)
    assert [one.source_format for one in document.chapters] == ["html", "html", "text", "text"]
    assert [one.code for one in document.warnings] == ["encoding_guessed"]


def test_front_matter_stays_with_its_file() -> None:
    files = {"1.md": b"---\ntitle: Sea\n---\nOne.", "2.md": b"---\ntitle: Land\n---\nTwo."}
    headers = [dict(one.headers) for one in read_zip(files).chapters]
    assert headers == [{"title": "Sea"}, {"title": "Land"}]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["Глава 1 - Море.txt", "Глава 2 - Ёж.txt"]),
        ("cp866", ["Глава 1 - Море.txt", "Глава 2 - Горы и лес.txt"]),
        ("cp437", ["Kapitel 1 - Über den Fluß.txt", "Kapitel 2 - Die Höhle.txt"]),
        ("gbk", ["第1章 海.txt", "第2章 山里的雨夜.txt"]),
    ],
)
def test_names_are_read_in_the_encoding_of_old_archivers(encoding: str, names: list[str]) -> None:
    document = read_zip(dict.fromkeys(names, b"Words."), names_in=encoding)
    assert [one.file for one in document.chapters] == names


def test_names_with_a_colon_or_a_windows_path_are_harmless() -> None:
    files = {"Chapter 1: Sea.txt": b"One.", "b\\2.txt": b"Two."}
    assert {one.file for one in read_zip(files).chapters} == {"Chapter 1: Sea.txt", "b/2.txt"}
    assert refusal({"C:\\1.txt": b"x"}) == "unsafe_path"
    assert refusal({"../1.txt": b"x"}) == "unsafe_path"


def test_an_unpacked_document_that_was_zipped_is_that_document() -> None:
    with zipfile.ZipFile(io.BytesIO(word("Once."))) as archive:
        parts = {f"Story.docx/{name}": archive.read(name) for name in archive.namelist()}
    document = read_zip({**parts, "__MACOSX/Story.docx/._x": b"?"})
    assert (document.file_format, document.source) == ("docx", "<p>Once.</p>")


def test_the_repair_of_encodings_reaches_every_chapter() -> None:
    data = a_zip({"1.txt": "cafÃ©".encode(), "2.txt": "dÃ©jÃ vu, lâ€™Ã©tÃ©".encode()})
    document = read(data, name="a.zip", repair_encoding=True)
    assert [one.source for one in document.chapters] == ["café", "déjÃ vu, l’été"]


def test_two_thousand_small_files_are_read_in_bounded_time() -> None:
    files = {f"{number}.txt": b"Words." for number in range(2_000)}
    assert len(read_zip(files).chapters) == 2_000


def test_comments_in_the_margins_of_its_files_come_with_it() -> None:
    remarked = GOLDEN / "docx-comments" / "in.docx"
    document = read_zip({"1.docx": remarked.read_bytes(), "2.txt": b"It rained."})
    assert [comment.author for comment in document.comments] == ["Ben B.", "Cleo"]
