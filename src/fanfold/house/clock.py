"""The clock: what rooms want done every so often, and who of several workers does it.

A room writes in its tasks.py

    @every(minutes=10)
    def remind_people(now: datetime) -> None: ...

and the clock of one worker calls it when it is due. It must be short: while it runs, this worker
gives no sign of life. Long work is enqueued as a task.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from fanfold.house.models import Heartbeat, PeriodicJob

log = logging.getLogger(__name__)

# Seconds between two looks at what is due, and between two signs of life.
TICK, BEAT = 2.0, 20.0
# A worker that has given no sign of life for so long is taken for dead.
DEAD_AFTER = timedelta(minutes=2)

Work = Callable[[datetime], None]


@dataclass(frozen=True)
class Job:
    """Something to be done every so often."""

    name: str
    interval: timedelta
    work: Work


JOBS: dict[str, Job] = {}


def every(*, days: int = 0, hours: int = 0, minutes: int = 0) -> Callable[[Work], Work]:
    """Have the function called every so often, with the time; its name is the job's."""
    interval = timedelta(days=days, hours=hours, minutes=minutes)

    def register(work: Work) -> Work:
        name = f"{work.__module__.removeprefix('fanfold.').split('.')[0]}.{work.__name__}"
        JOBS[name] = Job(name, interval, work)
        return work

    return register


def do_what_is_due(now: datetime) -> list[str]:
    """Claim each job that is due and do it; the names of those that this call did."""
    PeriodicJob.objects.bulk_create(
        [PeriodicJob(name=name, due_at=now) for name in JOBS], ignore_conflicts=True
    )
    due = PeriodicJob.objects.filter(due_at__lte=now, name__in=JOBS).values_list("name", flat=True)
    return [name for name in list(due) if claim(JOBS[name], now) and _do(JOBS[name], now)]


def claim(job: Job, now: datetime) -> bool:
    """Move the job's time on, where nobody else has done so since it became due."""
    return (
        PeriodicJob.objects.filter(name=job.name, due_at__lte=now).update(
            due_at=now + job.interval, last_run_at=now
        )
        == 1
    )


def beat(process: str, now: datetime) -> None:
    """Leave a sign of life."""
    Heartbeat.objects.update_or_create(process=process, defaults={"seen_at": now})


def last_beat() -> datetime | None:
    """The newest sign of life of any worker."""
    newest = Heartbeat.objects.order_by("-seen_at").first()
    return newest.seen_at if newest else None


def process_name() -> str:
    """A name for this process that no other has, on any machine; up to 64 characters."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{get_random_string(8)}"


class Clock(threading.Thread):
    """Ticks beside a worker, in the same process. When it falls, it takes the process with it."""

    def __init__(self, process: str) -> None:
        super().__init__(name="clock", daemon=True)
        self.process = process
        self.has_fallen = False
        self._stopping = threading.Event()
        self._beat_at: datetime | None = None

    def run(self) -> None:
        """Tick until stopped."""
        try:
            while not self._stopping.is_set():
                self._tick(timezone.now())
                self._stopping.wait(TICK)
        except BaseException:
            # Without a clock nothing periodic happens, and nobody would see it: the supervisor
            # restarts the whole process instead (worker.py exits with 1).
            log.exception("clock_fell")
            self.has_fallen = True
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            connection.close()

    def stop(self) -> None:
        """Tick no more; what is being done is finished."""
        self._stopping.set()
        self.join(timeout=5)

    def _tick(self, now: datetime) -> None:
        try:
            if self._beat_at is None or (now - self._beat_at).total_seconds() >= BEAT:
                beat(self.process, now)
                self._beat_at = now
            do_what_is_due(now)
        except DatabaseError as error:
            # A server that restarts, a disk that is full: it may be better at the next tick.
            log.warning("clock_waits_for_database", extra={"reason": str(error).strip()})
            connection.close()


def _do(job: Job, now: datetime) -> bool:
    try:
        job.work(now)
    except DatabaseError:
        raise
    except Exception:
        log.exception("periodic_job_failed", extra={"job": job.name})
    return True
