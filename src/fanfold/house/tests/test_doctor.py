"""What the doctor says of the house: settings, the data folder, the database, background work."""

import io
import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings

from fanfold.house import data_folder, doctor
from fanfold.house.doctor import Finding, Level
from fanfold.house.models import Heartbeat
from fanfold.house.tests.running import fanfold
from fanfold.kit.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A healthy data folder, and settings that leave nothing to wish for."""
    settings.DATA = tmp_path / "data"
    settings.PUBLIC_URL = "https://stories.example"
    settings.MAIL_IS_SET_UP = True
    data_folder.make(settings.DATA)
    return Path(settings.DATA)


def findings(*, fix: bool = False) -> list[tuple[str, str]]:
    """Level and sentence of each finding that is about the house and not about this machine."""
    reports = doctor.examine(fix=fix)
    return [
        ("mended" if report.finding.mended else report.finding.level, report.finding.sentence)
        for report in reports
        if report.about not in {"Archivist", "Disk"}
    ]


def test_a_healthy_archive_has_nothing_wrong(data: Path) -> None:
    assert findings() == []


def test_debug_in_public_is_an_error(data: Path, settings: Settings) -> None:
    settings.DEBUG = True
    [(level, sentence)] = findings()
    assert level == "error"
    assert "FANFOLD_DEBUG" in sentence


def test_an_archive_without_address_and_mail_is_told_so(data: Path, settings: Settings) -> None:
    settings.PUBLIC_URL, settings.MAIL_IS_SET_UP = "", False
    assert [level for level, _sentence in findings()] == ["warning", "information"]


def test_an_address_without_tls_is_a_warning(data: Path, settings: Settings) -> None:
    settings.PUBLIC_URL = "http://stories.example"
    [(level, sentence)] = findings()
    assert (level, "in the open" in sentence) == ("warning", True)


def test_a_folder_that_others_can_read_is_mended_when_asked(data: Path) -> None:
    data.chmod(0o755)
    (data / "secret-key").chmod(0o644)
    assert [level for level, _sentence in findings()] == ["warning", "error"]
    assert [level for level, _sentence in findings(fix=True)] == ["mended", "mended"]
    assert data_folder.permissions(data / "secret-key") == 0o600
    assert findings() == []


def test_a_missing_key_is_an_error(data: Path) -> None:
    (data / "secret-key").unlink()
    [(level, sentence)] = findings()
    assert (level, "signs everybody out" in sentence) == ("error", True)


def test_a_silent_worker_matters_while_the_archive_is_served(data: Path) -> None:
    assert findings() == []
    lock = data_folder.hold_for_serving(data)
    try:
        [(level, sentence)] = findings()
        assert (level, "no worker works" in sentence) == ("warning", True)
        Heartbeat.objects.create(process="here", seen_at=timezone.now())
        assert findings() == []
    finally:
        os.close(lock)


def test_tasks_that_wait_or_failed_are_told(data: Path) -> None:
    for status in ("READY", "FAILED"):
        DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="fanfold.editions.tasks.bind_editions",
            backend_name="default",
            run_after=get_date_max(),
            finished_at=timezone.now(),
            exception_class_path="builtins.ValueError" if status == "FAILED" else "",
        )
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2))
    assert [sentence for _level, sentence in findings()] == [
        "1 task has waited for more than an hour.",
        "1 task failed in the last days: "
        "fanfold.editions.tasks.bind_editions (builtins.ValueError).",
    ]


def test_a_room_brings_its_own_examination(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_examinations", list(doctor._examinations))

    @doctor.examines("Lamps")
    def lamps(*, fix: bool) -> Iterator[Finding]:
        yield Finding(Level.ERROR, "The lamp is out.", mended=fix)

    assert findings() == [("error", "The lamp is out.")]
    assert findings(fix=True) == [("mended", "The lamp is out.")]


def test_the_answer_for_programs_and_the_exit_code(data: Path) -> None:
    (data / "secret-key").chmod(0o644)
    answer = io.StringIO()
    call_command("doctor", json=True, stdout=answer)
    told = json.loads(answer.getvalue())
    assert told["errors"] == 1
    assert {"about", "level", "sentence", "mended"} == set(told["findings"][0])
    told_again = fanfold(data, "check")
    assert told_again.returncode == 1
    assert "Error · Data folder: Others on this machine can look into" in told_again.stdout


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    told = fanfold(tmp_path / "data", "doctor", "--fix")
    assert told.returncode == 1
    assert "`fanfold serve` makes it" in told.stdout
    assert not (tmp_path / "data").exists()


def test_a_refusal_is_not_an_examination(data: Path) -> None:
    with pytest.raises(Refused):
        data_folder.make(data / "secret-key")
