"""`fanfold serve`, as real processes: what it refuses, what it restarts, what it leaves behind."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import stat
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from fanfold.house.tests.running import Served, fanfold, free_port, status, until

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive on a fresh data folder, for tests that only look at it."""
    with Served(tmp_path_factory.mktemp("first") / "data") as running:
        running.wait_until_it_answers()
        yield running


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was started once, to be copied: migrating takes longer than starting."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    with Served(data, "--no-worker") as running:
        running.wait_until_it_answers()
        running.stop()
    return data


@pytest.fixture
def served(prepared: Path, tmp_path: Path) -> Iterator[Served]:
    """An archive that answers, for a test that is not kind to it."""
    shutil.copytree(prepared, tmp_path / "data")
    with Served(tmp_path / "data") as running:
        running.wait_until_it_answers()
        yield running


def test_the_first_start_prints_a_link_and_makes_a_private_key(first: Served) -> None:
    assert status(first.link()) == 200
    key = first.data / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((first.data / "fanfold.sqlite3").stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 48


def test_it_is_ready_when_it_answers_and_serves_hashed_files(first: Served) -> None:
    assert status(f"{first.address}/readyz") == 200
    hashed = next((first.data / "static" / "house").glob("base.*.css"))
    assert status(f"{first.address}/static/house/{hashed.name}") == 200


def test_a_second_serve_on_the_same_folder_refuses(first: Served) -> None:
    second = fanfold(first.data, "serve", "--port", str(free_port()))
    assert second.returncode == 1
    assert second.stderr.startswith("Another `fanfold serve`")
    assert str(first.process.pid) in second.stderr
    assert status(f"{first.address}/livez") == 200


def test_idle_readers_do_not_keep_others_out(first: Served) -> None:
    with ExitStack() as idle:
        for _each in range(64):
            reader = idle.enter_context(socket.create_connection(("127.0.0.1", first.port)))
            reader.sendall(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert reader.recv(12) == b"HTTP/1.1 200"
        assert status(f"{first.address}/livez") == 200


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_when_told_to_stop_nothing_is_left(served: Served, by: signal.Signals) -> None:
    served.wait_for("worker_started")
    assert served.stop(by) == 0
    assert served.processes() == []
    assert "Traceback" not in served.said()
    assert "child_killed" not in served.said()


def test_ctrl_c_in_a_terminal_reaches_the_whole_group_and_does_no_harm(served: Served) -> None:
    served.wait_for("worker_started")
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(30) == 0
    assert served.processes() == []
    assert "Traceback" not in served.said()


@pytest.mark.parametrize("child", ["web", "worker"])
def test_a_child_that_is_killed_comes_back(served: Served, child: str) -> None:
    before = served.process_of(child)
    os.kill(before, signal.SIGKILL)
    served.wait_for(f"child_fell child={child}")
    until(lambda: served.process_of(child) != before, what="a new one")
    until(lambda: status(f"{served.address}/livez") == 200, what="pages")


def test_a_web_process_that_is_killed_comes_back(served: Served) -> None:
    granian = served.process_of("web")
    children = Path(f"/proc/{granian}/task/{granian}/children")
    before = children.read_text().split()
    os.kill(int(before[0]), signal.SIGKILL)
    until(lambda: children.read_text().split() not in ([], before), what="a new one")
    until(lambda: status(f"{served.address}/livez") == 200, what="pages")


def test_when_the_supervisor_is_killed_its_children_end(served: Served) -> None:
    served.wait_for("worker_started")
    assert len(served.processes()) == 4
    served.stop(signal.SIGKILL)
    until(lambda: served.processes() == [], what="an empty group")
    with Served(served.data) as second:
        second.wait_until_it_answers()


def test_without_a_worker_there_is_none(tmp_path: Path) -> None:
    with Served(tmp_path / "data", "--no-worker") as served:
        served.wait_until_it_answers()
        assert "child=worker" not in served.said()
        assert len(served.processes()) == 3


def test_a_port_in_use_is_refused_before_anything_is_prepared(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = fanfold(tmp_path / "data", "serve", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} on 127.0.0.1 is in use by another program. "
        "Stop it, or choose another port with --port.\n"
    )
    assert (tmp_path / "data" / "fanfold.sqlite3").stat().st_size == 0


def test_two_first_starts_at_once_migrate_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Served(data) as one, Served(data) as other:
        ended = until(
            lambda: [each for each in (one, other) if each.process.poll() is not None],
            what="one to give way",
        )
        [loser] = ended
        winner = other if loser is one else one
        winner.wait_until_it_answers()
        assert loser.process.returncode == 1
        assert "Another `fanfold serve`" in loser.said()
        assert winner.said().count("migrations_begin") == 1


def test_a_new_start_of_the_same_version_collects_and_migrates_nothing(served: Served) -> None:
    assert "migrations_begin" not in served.said()
    assert "static_files_collected" not in served.said()


def test_a_task_that_has_begun_is_finished_before_the_end(served: Served, tmp_path: Path) -> None:
    note = tmp_path / "note"
    with closing(sqlite3.connect(served.data / "fanfold.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, "
            "priority, task_path, worker_ids, queue_name, backend_name, run_after, "
            "exception_class_path, traceback) VALUES (?, 'READY', '2026-11-24', ?, 0, ?, '[]', "
            "'default', 'default', '9999-01-01', '', '')",
            [
                uuid.uuid4().hex,
                json.dumps({"args": [str(note), 2.0], "kwargs": {}}),
                "fanfold.house.tests.slow.nap",
            ],
        )
        database.execute(
            "UPDATE django_tasks_database_dbtaskresult SET run_after = '2026-11-24 00:00:00'"
        )
    until(note.exists, what="a task that begins")
    # As Ctrl-C in a terminal and then the supervisor do it.
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(30) == 0
    assert note.read_text() == "ended"
    with closing(sqlite3.connect(served.data / "fanfold.sqlite3")) as database:
        found = database.execute("SELECT status FROM django_tasks_database_dbtaskresult")
        assert found.fetchall() == [("SUCCESSFUL",)]


def test_a_page_that_is_being_made_is_finished_before_the_end(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as reader:
        reader.sendall(
            b"POST /users/login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nlogi"
        )
        until(lambda: served.wait_for("worker_started"), what="all children")
        os.kill(served.process.pid, signal.SIGTERM)
        served.wait_for("stopping")
        reader.sendall(b"n=me")
        assert reader.recv(12) == b"HTTP/1.1 403", "without a token a form is refused"
    assert served.process.wait(30) == 0
    assert "child_killed" not in served.said()
