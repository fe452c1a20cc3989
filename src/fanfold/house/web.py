"""The web child of `fanfold serve`: Granian, whose worker processes make the pages."""

import argparse
import multiprocessing
import os
import signal
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from fanfold.house import lifeline, supervisor

APPLICATION = "fanfold.config.wsgi"

# Threads in which pages are made, per worker process. Each may hold a database connection, and
# they share one interpreter: measured with wrk and 32 readers on two cores, 1 thread made 14 pages
# of /works a second, 2 and 4 made 27, 8 made 25 and 16 made 21, with 17 MB more than 4.
THREADS = 4


def load(module: str) -> Any:
    """The WSGI application, in a fresh worker process, which dies with Granian's main one."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        lifeline.end_with(parent.pid, by=signal.SIGKILL)
    return import_module(module).application


def logging_configuration() -> dict[str, Any]:
    """Granian's own lines in the form of everybody's, and only those that a host must read."""
    is_json = os.environ.get("FANFOLD_LOG_FORMAT") == "json"
    formatter = "fanfold.config.logging." + ("JsonFormatter" if is_json else "TextFormatter")
    return {
        "formatters": {"line": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
    }


def run(host: str, port: int, *, workers: int, threads: int) -> None:
    """Serve pages until SIGTERM or Ctrl-C, or until the supervisor is gone; running requests are
    finished first."""
    if parent := os.environ.get(supervisor.PARENT):
        lifeline.end_with(int(parent), by=signal.SIGTERM)
    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        # A little less than the supervisor's patience, so that Granian ends its workers itself.
        workers_kill_timeout=int(supervisor.GRACE) - 1,
        websockets=False,
        # Its warnings are advice about threads and cores that was weighed above.
        log_level=LogLevels.error,
        log_dictconfig=logging_configuration(),
    )
    server.serve(target_loader=load)


def main() -> None:
    """Serve as the words say, for as long as the supervisor lives."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=THREADS)
    words = parser.parse_args()
    run(words.host, words.port, workers=words.workers, threads=words.threads)


if __name__ == "__main__":
    main()
