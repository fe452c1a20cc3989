"""The data folder and the database before anything is served."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from fanfold.house import data_folder, first_start
from fanfold.house.tests.running import fanfold
from fanfold.kit.errors import Refused


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database, to be copied."""
    data = tmp_path_factory.mktemp("archive") / "data"
    assert fanfold(data, "admin", "list").returncode == 0
    return data


@pytest.fixture
def data(archive: Path, tmp_path: Path) -> Path:
    """A data folder with a database of its own."""
    return Path(shutil.copytree(archive, tmp_path / "data"))


@contextmanager
def rows(data: Path) -> Iterator[sqlite3.Connection]:
    """The database itself, behind Fanfold's back."""
    with closing(sqlite3.connect(data / "fanfold.sqlite3")) as connection, connection:
        yield connection


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_fresh_folder_is_private_and_has_a_key(tmp_path: Path) -> None:
    data = tmp_path / "deep" / "data"
    key = data_folder.make(data)
    assert key is not None
    assert len(key) >= 48
    assert (data / "secret-key").read_text() == f"{key}\n"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (data, data / "media")} == {0o700}
    assert data_folder.permissions(data / "secret-key") == 0o600
    assert {path.name for path in data.iterdir() if path.is_dir()} == set(data_folder.INNER_FOLDERS)


def test_a_second_time_the_key_stays(tmp_path: Path) -> None:
    key = data_folder.make(tmp_path / "data")
    assert data_folder.make(tmp_path / "data") is None
    assert (tmp_path / "data" / "secret-key").read_text() == f"{key}\n"


def test_a_file_in_place_of_the_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a letter")
    with pytest.raises(Refused, match="is a file, not a folder"):
        data_folder.make(tmp_path / "data")
    assert (tmp_path / "data").read_text() == "a letter"
    refused = fanfold(tmp_path / "data", "serve")
    assert refused.returncode == 1
    assert refused.stderr.endswith("is a file, not a folder.\n")
    assert refused.stderr.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o555)
    with as_nobody(), pytest.raises(Refused, match="cannot be written"):
        data_folder.make(tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_folder_where_nobody_can_make_one_is_a_sentence() -> None:
    refused = fanfold(Path("/proc/fanfold"), "serve")
    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    full = OSError(28, os.strerror(28), str(tmp_path))
    assert data_folder._because(tmp_path, full) == (
        f"The disk that holds the data folder {tmp_path} is full."
    )


def test_one_serve_holds_the_folder_at_a_time(tmp_path: Path) -> None:
    data_folder.make(tmp_path)
    assert not data_folder.is_being_served(tmp_path)
    lock = data_folder.hold_for_serving(tmp_path)
    assert data_folder.is_being_served(tmp_path)
    with pytest.raises(Refused, match=str(os.getpid())):
        data_folder.hold_for_serving(tmp_path)
    os.close(lock)
    assert not data_folder.is_being_served(tmp_path)


def test_a_database_from_a_newer_version_is_left_alone(data: Path) -> None:
    with rows(data) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('notices', '0007_from_the_future', '2031-01-01')"
        )
    before = (data / "fanfold.sqlite3").read_bytes()
    refused = fanfold(data, "serve")
    assert refused.returncode == 1
    assert "from a newer version" in refused.stderr
    assert "notices.0007_from_the_future" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (data / "fanfold.sqlite3").read_bytes() == before
    assert list((data / "backups").iterdir()) == []


def test_a_database_with_data_is_backed_up_before_it_is_migrated(data: Path) -> None:
    assert list((data / "backups").iterdir()) == [], "there was nothing in the first one"
    with rows(data) as database:
        database.execute("UPDATE house_archive SET name = 'The Old Name'")
        database.execute("DELETE FROM django_migrations WHERE name = '0002_the_archive'")
    assert fanfold(data, "admin", "list").returncode == 0
    [backup] = (data / "backups").iterdir()
    assert backup.name.startswith("before-")
    assert data_folder.permissions(backup) == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT name FROM house_archive").fetchall() == [("The Old Name",)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with rows(data) as database:
        found = database.execute(
            "SELECT count(*) FROM django_migrations WHERE name = '0002_the_archive'"
        )
        assert found.fetchall() == [(1,)]


def test_a_command_does_not_migrate_under_a_running_serve(data: Path) -> None:
    with rows(data) as database:
        database.execute("DELETE FROM django_migrations WHERE name = '0002_the_archive'")
    lock = data_folder.hold_for_serving(data)
    refused = fanfold(data, "admin", "list")
    os.close(lock)
    assert refused.returncode == 1
    assert "Restart `fanfold serve`" in refused.stderr


def test_a_file_that_is_no_database_is_a_sentence(data: Path) -> None:
    (data / "fanfold.sqlite3").write_bytes(b"Dear reader, " * 1000)
    refused = fanfold(data, "admin", "list")
    assert refused.returncode == 1
    assert "file is not a database" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_backups_are_known_by_their_time_whatever_the_version(tmp_path: Path) -> None:
    names = [
        "before-0.10.0-20270101T000000000000Z.sqlite3",
        "before-0.9.0-20260101T000000000000Z.sqlite3",
        "before-the-flood.sqlite3",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert [file.name for file in first_start.backups(tmp_path)] == [names[1], names[0]]
