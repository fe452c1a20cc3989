"""Tasks that take their time, for tests of the worker."""

import time
from pathlib import Path

from django_tasks import task


@task()
def nap(note: str, seconds: float) -> None:
    """Write that it began, sleep, write that it ended."""
    Path(note).write_text("begun")
    time.sleep(seconds)
    Path(note).write_text("ended")
