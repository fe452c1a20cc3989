"""The clock and what the house does by it; readiness and remarks."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from fanfold.house import clock, schema, tasks
from fanfold.house.models import Heartbeat, PeriodicJob

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """One job alone, every ten minutes; when it was done is in the list."""
    done: list[datetime] = []
    job = clock.Job("house.note", timedelta(minutes=10), done.append)
    monkeypatch.setattr(clock, "JOBS", {job.name: job})
    return done


def started_task(*, workers: list[str], started_at: datetime) -> "DBTaskResult[..., Any]":
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="fanfold.editions.tasks.bind_editions",
        backend_name="default",
        run_after=get_date_max(),
        started_at=started_at,
        worker_ids=workers,
    )


def test_a_job_is_done_when_it_is_due_and_then_not_before_the_next_time(
    jobs: list[datetime],
) -> None:
    for minutes in (0, 1, 9, 10, 15, 25):
        clock.do_what_is_due(NOW + timedelta(minutes=minutes))
    assert jobs == [NOW + timedelta(minutes=minutes) for minutes in (0, 10, 25)]


def test_of_two_clocks_one_does_it(jobs: list[datetime]) -> None:
    PeriodicJob.objects.create(name="house.note", due_at=NOW)
    job = clock.JOBS["house.note"]
    assert [clock.claim(job, NOW) for _clock in range(2)] == [True, False]


def test_a_job_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[datetime] = []

    def fall(_now: datetime) -> None:
        raise ValueError("a stumble")

    minute = timedelta(minutes=1)
    both = [clock.Job("a.fall", minute, fall), clock.Job("b.stand", minute, done.append)]
    monkeypatch.setattr(clock, "JOBS", {job.name: job for job in both})
    assert sorted(clock.do_what_is_due(NOW)) == ["a.fall", "b.stand"]
    assert done == [NOW]
    assert "periodic_job_failed" in caplog.text


def test_a_clock_that_falls_takes_its_process_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _process, number: signals.append(number))
    monkeypatch.setattr(connection, "close", lambda: None)
    fallen = clock.Clock("here")
    monkeypatch.setattr(fallen, "_tick", lambda _now: 1 / 0)
    fallen.run()
    assert fallen.has_fallen
    assert signals == [15]


def test_a_lost_task_is_done_anew_and_a_running_one_is_left_alone() -> None:
    long_ago = NOW - timedelta(minutes=5)
    Heartbeat.objects.create(process="alive", seen_at=NOW - timedelta(seconds=30))
    Heartbeat.objects.create(process="dead", seen_at=long_ago)
    lost = started_task(workers=["dead"], started_at=long_ago)
    nobodys = started_task(workers=["unheard of"], started_at=long_ago)
    running = started_task(workers=["dead", "alive"], started_at=long_ago)
    fresh = started_task(workers=["newcomer"], started_at=NOW - timedelta(seconds=5))
    tasks.return_lost_tasks(NOW)
    for task, status in (
        (lost, "READY"),
        (nobodys, "READY"),
        (running, "RUNNING"),
        (fresh, "RUNNING"),
    ):
        task.refresh_from_db()
        assert task.status == status
    assert lost in DBTaskResult.objects.ready()


def test_a_task_that_took_three_workers_with_it_is_given_up() -> None:
    deadly = started_task(workers=["a", "b", "c"], started_at=NOW - timedelta(minutes=5))
    tasks.return_lost_tasks(NOW)
    deadly.refresh_from_db()
    assert deadly.status == "FAILED"
    assert "3 workers" in deadly.traceback


def test_finished_tasks_are_forgotten_after_a_week() -> None:
    old, young, waiting = (started_task(workers=["a"], started_at=NOW) for _each in range(3))
    for task, days in ((old, 8), (young, 6)):
        task.status, task.finished_at = "SUCCESSFUL", NOW - timedelta(days=days)
        task.save()
    tasks.clear_finished_tasks(NOW)
    assert set(DBTaskResult.objects.all()) == {young, waiting}


def test_expired_sessions_and_old_heartbeats_are_forgotten() -> None:
    for expiry in (-1, 3600):
        session = SessionStore()
        session.set_expiry(expiry)
        session.create()
    tasks.clear_expired_sessions(timezone.now())
    assert Session.objects.count() == 1
    Heartbeat.objects.create(process="old", seen_at=NOW - timedelta(days=2))
    Heartbeat.objects.create(process="new", seen_at=NOW)
    tasks.forget_old_heartbeats(NOW)
    assert [row.process for row in Heartbeat.objects.all()] == ["new"]


def test_process_names_fit_and_differ() -> None:
    names = {clock.process_name() for _each in range(20)}
    assert len(names) == 20
    assert all(len(name) <= 64 for name in names)


# Readiness ------------------------------------------------------------------------------------


def test_an_archive_that_fits_its_database_is_ready(client: Client) -> None:
    response = client.get("/readyz", headers={"host": "nobody.knows"})
    assert (response.status_code, response.content) == (200, b"ready\n")


def test_a_database_that_lacks_a_migration_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0002_the_archive'")
    assert ("house", "0002_the_archive") in schema.pending()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrations" in response.content
    assert client.get("/livez").status_code == 200


def test_a_worker_that_has_gone_silent_is_a_remark(client: Client) -> None:
    Heartbeat.objects.create(process="gone", seen_at=timezone.now() - timedelta(hours=1))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert b"No worker has given a sign of life since" in response.content


def test_all_migrations_that_django_knows_are_known_by_name() -> None:
    assert schema.pending() == frozenset()
    assert schema.unknown() == frozenset()
