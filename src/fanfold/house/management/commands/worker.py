"""`fanfold worker`: background work alone, on a machine of its own or beside --no-worker."""

import sys
from typing import Any

from fanfold.house import console, worker


class Command(console.Command):
    """Works until Ctrl-C or SIGTERM."""

    help = "Do background work only: tasks and the clock, no web pages."
    group = console.Group.ARCHIVE
    logs_events = True

    def run(self, options: dict[str, Any]) -> None:  # noqa: ARG002 - it has no options of its own
        """Work."""
        sys.exit(worker.run())
