"""An export may come from anybody: it is taken as the format has it, or refused."""

import json
import os
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.transfer.library.places import opened, written
from fanfold.transfer.library.told import read_json
from fanfold.works import commands
from fanfold.works.models import Work
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText


@pytest.fixture
def export(cast: Cast, tmp_path: Path) -> Path:
    """One work of Ada's with two revisions, exported; the archive does not have it any more."""
    work = a_work(cast.ada, title="Hers", chapters=["<p>first</p>"])
    commands.edit_chapter(
        work.chapters.get(), ChapterText(source="<p>second</p>"), by=cast.ada, at=AT
    )
    path = tmp_path / "export"
    run("export", str(path), "--account", "ada")
    # Its key is another one now, as if it were of another archive.
    Work.objects.update(key="00000000-0000-4000-8000-000000000000")
    return path


def run(*words: str) -> dict[str, Any]:
    out, complaints = StringIO(), StringIO()
    call_command(*words, "--json", stdout=out, stderr=complaints)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def error_of(export: Path) -> str:
    answer = run("import", str(export), "--as", "Ada (ada)")
    assert answer["imported"] == 0
    assert Work.objects.count() == 1
    return str(answer["works"][0]["error"])


def work_file(export: Path) -> Path:
    return next(export.glob("works/*/work.json"))


def chapter_file(export: Path) -> Path:
    return next(export.glob("works/*/chapters/0001/chapter.json"))


def change(path: Path, **values: object) -> None:
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, **values}))


def test_untouched_it_comes_in(export: Path) -> None:
    answer = run("import", str(export), "--as", "Ada (ada)")
    assert (answer["imported"], answer["refused"]) == (1, 0)
    again = run("import", str(export), "--as", "Ada (ada)")
    assert "here already" in again["works"][0]["error"]


def test_a_dry_run_leaves_nothing(export: Path) -> None:
    assert run("import", str(export), "--as", "Ada (ada)", "--dry-run")["works"][0]["error"] == ""
    assert Work.objects.count() == 1


def test_prose_in_the_file_is_never_taken(export: Path) -> None:
    for page in export.rglob("prose.html"):
        page.write_text("<script>alert(1)</script>")
    source = next(export.rglob("source.html"))
    source.write_text("<p onclick=x>kept</p><script>alert(1)</script>")
    run("import", str(export), "--as", "Ada (ada)")
    chapter = Work.objects.latest("pk").chapters.get()
    assert chapter.current is not None
    assert chapter.current.prose == "<p>kept</p>"


@pytest.mark.parametrize(
    "values",
    [
        {"title": 7}, {"title": ""}, {"title": "a\0b"}, {"title": "\ud800"}, {"title": "x" * 300},
        {"tags": []}, {"tags": {"warning": ["Invented"]}}, {"rating": "Ungodly"}, {"key": "../.."},
        {"state": "risen"}, {"state": "draft"}, {"state": "pulled"}, {"published_at": None},
        {"published_at": "9999-12-31T23:59:59Z"}, {"published_at": "2026-11-01"},
        {"created_at": "yesterday"}, {"audience": "all"}, {"expected_chapters": True},
        {"expected_chapters": 1e9}, {"expected_chapters": 10**30}, {"authors": {"login": "ada"}},
        {"authors": [{"login": "../../etc/passwd", "pen_name": "x"}]}, {"authors": [[]] * 2000},
        {"series": [{"title": "x"}]}, {"pull_note": "x" * 501},
        {"credits": [{"name": "", "role": "beta", "address": ""}]},
        {"credits": [{"name": "Bo", "role": "king", "address": ""}]},
        {"credits": [{"name": "Bo", "role": "beta", "address": "javascript:alert(1)"}]},
    ],
)  # fmt: skip
def test_what_is_no_work_is_refused_with_a_sentence(export: Path, values: dict[str, Any]) -> None:
    change(work_file(export), **values)
    assert error_of(export)


@pytest.mark.parametrize(
    "values",
    [
        {"position": 2}, {"current": 1}, {"revisions": []}, {"revisions": [{"number": 2}]},
        {"state": "draft", "published_at": None}, {"state": "scheduled"}, {"title": ["x"]},
        {"pulled_at": "2026-11-01T00:00:00Z"}, {"summary": "x" * 5001},
    ],
)  # fmt: skip
def test_what_is_no_chapter_is_refused_with_a_sentence(
    export: Path, values: dict[str, Any]
) -> None:
    change(chapter_file(export), **values)
    assert error_of(export)


def deep(export: Path) -> None:
    work_file(export).write_text('{"a":' * 300_000)


def not_json(export: Path) -> None:
    work_file(export).write_bytes(b"\xff\xfe{}")


def huge(export: Path) -> None:
    with work_file(export).open("wb") as file:
        file.truncate(3_000_000_000)


def missing(export: Path) -> None:
    next(export.rglob("revisions/1.html")).unlink()


def gap(export: Path) -> None:
    chapter_file(export).parent.rename(chapter_file(export).parent.with_name("0003"))


def not_utf8(export: Path) -> None:
    next(export.rglob("source.html")).write_bytes(b"\xff")


def without_words(export: Path) -> None:
    next(export.rglob("source.html")).write_text("<p> </p>")


def link(export: Path) -> None:
    source = next(export.rglob("source.html"))
    source.unlink()
    source.symlink_to("/etc/passwd")


def linked_folder(export: Path) -> None:
    chapter = chapter_file(export).parent
    chapter.rename(export / "elsewhere")
    chapter.symlink_to(export / "elsewhere")


def pipe(export: Path) -> None:
    source = next(export.rglob("source.html"))
    source.unlink()
    os.mkfifo(source)


@pytest.mark.parametrize(
    "harm",
    [deep, not_json, huge, missing, gap, not_utf8, without_words, link, linked_folder, pipe],
)
def test_a_broken_or_hostile_folder_is_refused(
    export: Path, harm: Callable[[Path], object]
) -> None:
    harm(export)
    assert error_of(export)


def test_a_manifest_of_something_else_is_refused(export: Path) -> None:
    change(export / "fanfold.json", format_version=99)
    with pytest.raises(Refused, match="version 99"):
        run("import", str(export), "--as", "Ada (ada)")
    change(export / "fanfold.json", format="zip of cats")
    with pytest.raises(Refused):
        run("import", str(export), "--as", "Ada (ada)")


def test_options_of_story_files_are_refused(export: Path) -> None:
    with pytest.raises(CommandError):
        run("import", str(export), "--as", "Ada (ada)", "--publish")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fanfold.json", "{}")
        archive.writestr("works/x", bytes(50_000_000))
    with pytest.raises(Refused, match="zip bomb"), opened(path):
        pass


def test_a_zip_that_somebody_packed_again_with_its_folder_comes_in(export: Path) -> None:
    path = export.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(export.rglob("*")):
            if file.is_file():
                archive.write(file, f"My export/{file.relative_to(export)}")
        archive.writestr("__MACOSX/._x", b"")
        archive.writestr("../../evil", b"")
    assert run("import", str(path), "--as", "Ada (ada)")["imported"] == 1


def test_somebody_elses_name_does_not_sign_without_being_asked(export: Path, cast: Cast) -> None:
    authors = [{"login": "ben", "pen_name": "Ben"}, {"login": "ada", "pen_name": "Ada"}]
    change(work_file(export), authors=authors)
    answer = run("import", str(export), "--as", "Ada (ada)")
    assert answer["left_out"] == ["Ben (ben)"]
    assert [one.name for one in Work.objects.latest("pk").authors] == ["Ada"]


def test_a_login_alone_does_not_make_it_the_same_person(export: Path, cast: Cast) -> None:
    change(export / "people" / "ada.json", created_at="2020-01-01T00:00:00Z")
    answer = run("import", str(export))
    assert "same person" in answer["works"][0]["error"]
    assert Work.objects.count() == 1
    assert run("import", str(export), "--same", "ada")["imported"] == 1


def test_a_pen_name_that_she_lacks_here_is_added_and_not_merged(export: Path, cast: Cast) -> None:
    change(work_file(export), authors=[{"login": "ada", "pen_name": "Secret Name"}])
    run("import", str(export), "--as", "Ada (ada)")
    assert [one.name for one in Work.objects.latest("pk").authors] == ["Secret Name"]


def test_an_export_never_writes_over_anything(export: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there already"):
        run("export", str(export), "--all")
    (tmp_path / "empty").mkdir()
    assert run("export", str(tmp_path / "empty"), "--all")["works"] == 1
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ZeroDivisionError):
        _break_off(tmp_path / "half")
    assert sorted(tmp_path.iterdir()) == before


def _break_off(path: Path) -> None:
    with written(path) as sink:
        sink.write("a", [b"x"])
        raise ZeroDivisionError


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_anywhere_is_taken_or_refused(export: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([work_file(export), chapter_file(export)]))
    before = path.read_bytes()
    try:
        told = json.loads(before)
        name = data.draw(st.sampled_from(sorted(told)))
        path.write_text(json.dumps({**told, name: data.draw(JSON)}))
        answer = run("import", str(export), "--as", "Ada (ada)", "--dry-run")
        assert answer["imported"] == 0
    finally:
        path.write_bytes(before)
    assert Work.objects.count() == 1


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(data: bytes) -> None:
    try:
        told = read_json(data, "x.json")
    except Refused:
        return
    assert isinstance(told.values, dict)
