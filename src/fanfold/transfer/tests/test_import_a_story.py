"""Story files become works: what is applied, asked or refused, and that it is whole."""

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fanfold import formats, prose
from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.tags.models import Kind
from fanfold.transfer import sentences
from fanfold.transfer.commands import import_story
from fanfold.transfer.folders import story_files
from fanfold.transfer.reports import FileReport
from fanfold.transfer.stories import Wishes
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work

STORY = """ Chapter 1

Prologue

She waited by the “old” gate, and it didn’t open.

***   ***   ******

It opened.

A/N:  I pulled this because it was not in good shape. Let me know what you think.
"""


def imported(
    cast: Cast, text: str | bytes, *, name: str = "story.txt", **more: object
) -> FileReport:
    """The report on a file that Ada imports."""
    data = text.encode() if isinstance(text, str) else text
    pen_name = cast.ada.pen_names.get(is_default=True)
    return import_story(data, name=name, by=cast.ada, pen_name=pen_name, at=AT, **more)  # type: ignore[arg-type]


def test_a_chapter_with_its_heading_breaks_and_note(cast: Cast) -> None:
    report = imported(cast, STORY, wishes=Wishes(title="The Gate"), publish=True)
    work = Work.objects.published().get()
    chapter = work.chapters.get()
    (told,) = report.chapters
    assert (work.title, chapter.position, chapter.title) == ("The Gate", 1, "Prologue")
    assert (told.number, told.title, told.scene_breaks) == (1, "Prologue", 1)
    assert chapter.current is not None
    assert "“old” gate, and it didn’t open." in chapter.current.prose
    assert 'data-ornament="***   ***   ******"' in chapter.current.prose
    assert "A/N" not in chapter.current.prose
    assert "Let me know what you think." in chapter.endnotes
    assert told.endnotes.startswith("I pulled this")


def test_signs_that_no_text_can_hold_do_not_keep_a_story_out(cast: Cast) -> None:
    told = "She waited by the gate.\n\n" * 40
    report = imported(cast, f"Chapter 1: The\x0b Gate\x01\n\nIt\0 rained.\n\n{told}")
    chapter = Work.objects.get().chapters.get()
    assert chapter.title == "The Gate"
    assert chapter.current is not None
    assert "\0" not in chapter.current.source
    assert "It rained." in chapter.current.prose
    assert "nul_characters" in {one.code for one in report.warnings}


def test_an_import_is_a_draft_unless_published(cast: Cast) -> None:
    imported(cast, STORY)
    assert Work.objects.get().state == "draft"


def test_several_numbered_chapters_become_chapters(cast: Cast) -> None:
    text = "Chapter 1: One\n\nFirst words.\n\nChapter 2: Two\n\nSecond words.\n"
    report = imported(cast, text)
    assert [(one.number, one.title) for one in report.chapters] == [(1, "One"), (2, "Two")]


def test_a_missing_number_is_asked_about_and_a_prologue_is_not(cast: Cast) -> None:
    whole = "Prologue\n\nBefore.\n\nChapter 1\n\nOne.\n\nChapter 2\n\nTwo.\n"
    codes = [finding.code for finding in imported(cast, whole).questions]
    assert "number_differs" not in codes
    gap = "Chapter 1\n\nOne.\n\nChapter 3\n\nThree.\n"
    codes = [finding.code for finding in imported(cast, gap).questions]
    assert codes.count("number_differs") == 1


def test_headers_become_what_they_say_and_the_rest_becomes_notes(cast: Cast) -> None:
    text = (
        "Title: The Gate\nAuthor: Somebody\nRating: PG-13\nFandom: Gates\nPairing: Ann/Bea\n"
        "Disclaimer: None of it is mine.\nSummary: A gate opens.\n\n" + "It opened.\n\n" * 3
    )
    imported(cast, text)
    work = Work.objects.get()
    tags = {kind: [tag.name for tag in tags] for kind, tags in work.tags_by_kind.items()}
    assert (work.title, work.rating) == ("The Gate", "Teen")
    assert tags[Kind.FANDOM] == ["Gates"]
    assert tags[Kind.RELATIONSHIP] == ["Ann/Bea"]
    assert "A gate opens." in work.summary
    assert "None of it is mine." in work.notes


def test_what_the_person_says_wins_over_the_file(cast: Cast) -> None:
    wishes = Wishes(title="Mine", rating="Explicit", language="de", tags={"fandom": ["Other"]})
    imported(cast, "Title: Theirs\nRating: G\nFandom: Gates\n\nIt opened.\n", wishes=wishes)
    work = Work.objects.get()
    assert (work.title, work.rating, work.language) == ("Mine", "Explicit", "de")
    assert [tag.name for tag in work.tags_by_kind[Kind.FANDOM]] == ["Other"]


FRENCH = (
    "Personne au village ne voulait parler de ce qui s'était passé près du puits. Il compta les "
    "marches deux fois ; il y en avait toujours treize. Elle ne dit pas un mot de plus.\n"
)


def test_a_text_in_another_language_is_filed_as_before_and_asked_about(cast: Cast) -> None:
    report = imported(cast, FRENCH)
    assert Work.objects.get().language == "en"
    assert "language_assumed" not in [finding.code for finding in report.warnings]
    assert any(
        "looks like Français" in said and "filed as English" in said
        for said in report.question_sentences
    )


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("Title: The Well\nLanguage: Spanish\n\n" + FRENCH, Wishes()),
        (FRENCH, Wishes(language="it")),
        ("Nobody in the village would talk about what had happened to him at the well.", Wishes()),
        ("Oui.", Wishes()),
    ],
)
def test_no_language_is_asked_about_when_one_was_said_or_none_is_seen(
    cast: Cast, text: str, wishes: Wishes
) -> None:
    report = imported(cast, text, wishes=wishes)
    assert "language_guessed" not in [finding.code for finding in report.questions]


def test_a_file_without_a_title_is_asked_about(cast: Cast) -> None:
    report = imported(cast, "It opened.", name="folder/My Gate.txt")
    assert Work.objects.get().title == "My Gate"
    assert "title_from_file_name" in [finding.code for finding in report.questions]


def test_chapters_go_behind_the_last_one_of_a_work(cast: Cast) -> None:
    work = a_work(cast.ada)
    report = imported(cast, STORY, into=work, publish=True)
    assert [chapter.number for chapter in report.chapters] == [2]
    assert work.chapters.published().count() == 2


def test_a_dry_run_writes_nothing(cast: Cast) -> None:
    report = imported(cast, STORY, dry_run=True)
    assert (report.status, report.chapters[0].scene_breaks) == ("checked", 1)
    assert report.work is None
    assert not Work.objects.exists()


def test_a_dry_run_refuses_what_the_import_would_refuse(cast: Cast) -> None:
    wishes = Wishes(tags={"warning": ["Dragons"]})
    for dry_run in (True, False):
        with pytest.raises(Refused, match="Dragons"):
            imported(cast, STORY, wishes=wishes, dry_run=dry_run)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.txt"),
        (b" \n\t\n", "blank.txt"),
        ("* * *\n\n⁂\n".encode(), "no-words.txt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture.txt"),
        (b"%PDF-1.7 ...", "book.txt"),
        (b"PK\x03\x04 not really a zip", "story.docx"),
        (b"x" * 11_000_000, "long.txt"),
    ],
)
def test_a_file_that_is_no_story_gets_a_sentence_and_touches_nothing(
    cast: Cast, data: bytes, name: str
) -> None:
    with pytest.raises(Refused) as refusal:
        imported(cast, data, name=name)
    assert len(str(refusal.value)) > 15
    assert not Work.objects.exists()


def test_a_title_that_is_too_long_is_refused_with_its_size(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"300.*255"):
        imported(cast, STORY, wishes=Wishes(title="x" * 300))
    assert not Work.objects.exists()


def test_a_form_sent_twice_imports_once(cast: Cast) -> None:
    submission = uuid.uuid4()
    for _again in range(2):
        imported(cast, STORY, submission=submission)
    assert Work.objects.count() == 1


def test_every_code_of_the_workshops_has_a_sentence() -> None:
    assert (set(formats.CODES) | set(prose.CODES)) - set(sentences.SENTENCES) == set()


def test_a_folder_gives_its_story_files_in_natural_order(tmp_path: Path) -> None:
    for name in ("ch10.txt", "ch2.md", "notes.pdf", ".hidden.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in story_files([str(tmp_path)])] == ["ch2.md", "ch10.txt"]


def test_the_page_imports_a_file_and_says_what_it_understood(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    pen_name = cast.ada.pen_names.get(is_default=True)
    form = {"pen_name": pen_name.pk, "submission": str(uuid.uuid4()), "title": "", "into": ""}
    answer = client.post(
        "/works/import", {**form, "file": SimpleUploadedFile("gate.txt", STORY.encode())}
    )
    assert answer.status_code == 200
    work = Work.objects.get()
    assert f"/works/{work.pk}/edit".encode() in answer.content
    assert work.state == "draft"


def test_the_page_explains_a_refusal_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.ada)
    pen_name = cast.ada.pen_names.get(is_default=True)
    form = {"pen_name": pen_name.pk, "submission": str(uuid.uuid4()), "title": "Typed", "into": ""}
    answer = client.post("/works/import", {**form, "file": SimpleUploadedFile("x.txt", b"\0\1\2")})
    assert answer.status_code == 422
    assert b'value="Typed"' in answer.content
    assert not Work.objects.exists()


def test_nobody_imports_under_another_persons_pen_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben)
    pen_name = cast.ada.pen_names.get(is_default=True)
    form = {"pen_name": pen_name.pk, "submission": str(uuid.uuid4())}
    answer = client.post(
        "/works/import", {**form, "file": SimpleUploadedFile("gate.txt", STORY.encode())}
    )
    assert answer.status_code == 422
    assert not Work.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    answer = client.get("/works/import")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/users/login?next=")
