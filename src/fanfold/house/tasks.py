"""What the house does every so often: it sweeps up after sessions, tasks and workers."""

import logging
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from fanfold.house.clock import DEAD_AFTER, every
from fanfold.house.models import Heartbeat

log = logging.getLogger(__name__)

FINISHED_TASKS_KEPT = timedelta(days=7)
# A task that has taken so many workers down with it is not tried again.
ATTEMPTS = 3


@every(days=1)
def clear_expired_sessions(now: datetime) -> None:  # noqa: ARG001 - Django looks at its own watch
    """Forget sessions that nobody can use any more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@every(hours=6)
def clear_finished_tasks(now: datetime) -> None:
    """Forget tasks that were finished more than seven days ago, well or badly."""
    old, _each = (
        DBTaskResult.objects.finished().filter(finished_at__lt=now - FINISHED_TASKS_KEPT).delete()
    )
    if old:
        log.info("finished_tasks_cleared", extra={"tasks": old})


@every(minutes=1)
def return_lost_tasks(now: datetime) -> None:
    """Have tasks done anew whose worker died over them: django-tasks-db leaves them as running.

    A worker is dead when it has given no sign of life for two minutes. A task may therefore run
    twice, as every task must bear.
    """
    alive = set(
        Heartbeat.objects.filter(seen_at__gte=now - DEAD_AFTER).values_list("process", flat=True)
    )
    started = DBTaskResult.objects.running().filter(
        Q(started_at__lt=now - DEAD_AFTER) | Q(started_at=None)
    )
    for task in started:
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        # Only where it is still the same attempt: its worker may have finished it meanwhile.
        row = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) < ATTEMPTS:
            row.update(status="READY", started_at=None)
            log.warning("lost_task_returned", extra={"task": str(task.pk), "path": task.task_path})
        else:
            row.update(
                status="FAILED",
                finished_at=now,
                exception_class_path="fanfold.house.tasks.WorkersDied",
                traceback=f"{ATTEMPTS} workers ended without a word while they ran this task.",
            )
            log.error("lost_task_given_up", extra={"task": str(task.pk), "path": task.task_path})


@every(hours=1)
def forget_old_heartbeats(now: datetime) -> None:
    """Forget workers that were last seen more than a day ago."""
    Heartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
