"""The background worker: django-tasks-db's, one task at a time, with a clock beside it."""

import logging
import os
import signal
import threading
from types import FrameType

from django.db import DatabaseError
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker

from fanfold.house import lifeline, supervisor
from fanfold.house.clock import Clock, process_name
from fanfold.house.models import Heartbeat

log = logging.getLogger(__name__)

# Seconds between two looks at the table of tasks while there is nothing to do.
INTERVAL = 1.0


class Worker(DatabaseWorker):
    """Takes tasks from the table until it is told to stop; a task that has begun is finished."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Stop after the running task, or at once when there is none.

        Unlike the parent's, a second signal does not fail the task: Ctrl-C reaches the whole
        group, and the supervisor's SIGTERM follows on its heels.
        """
        if not self.running:
            return
        self.running = False
        if not self.running_task:
            raise SystemExit(0)
        log.info("worker_finishes_its_task", extra={"grace_seconds": supervisor.GRACE})
        last_moment = threading.Timer(supervisor.GRACE, _give_up)
        last_moment.daemon = True
        last_moment.start()


def run() -> int:
    """Work until SIGTERM or Ctrl-C. The exit code: 0, or 1 when something here has fallen."""
    if parent := os.environ.get(supervisor.PARENT):
        lifeline.end_with(int(parent), by=signal.SIGTERM)
    autodiscover_modules("tasks")
    # The libraries tell of every task that begins and ends well; what fails is said all the same.
    for library in ("django_tasks", "django_tasks_db"):
        logging.getLogger(library).setLevel(logging.WARNING)
    name = process_name()
    worker = Worker(
        queue_names=["*"],
        interval=INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    clock = Clock(name)
    clock.start()
    log.info("worker_started", extra={"worker": name})
    code = 0
    try:
        worker.run()
    except SystemExit:
        pass
    except DatabaseError as error:
        log.error("worker_lost_database", extra={"reason": str(error).strip()})
        code = 1
    clock.stop()
    if clock.has_fallen:
        code = 1
    try:
        Heartbeat.objects.filter(process=name).delete()
    except DatabaseError:
        code = 1
    log.info("worker_stopped", extra={"worker": name, "code": code})
    return code


def _give_up() -> None:
    """The task took too long to end. It stays as running, and another worker will have it."""
    log.error("worker_gave_up_its_task")
    os._exit(1)
