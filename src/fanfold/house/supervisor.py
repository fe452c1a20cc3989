"""The process that `fanfold serve` becomes: keeps the web server and the worker running.

It takes the place of the process that prepared everything (exec), so that neither Django nor any
room stays in its memory: nothing but the standard library may be imported here.
"""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

# Seconds for which children may finish what they are doing, once asked to end.
GRACE = 10.0
# A child that ran this long before it fell is restarted at once again, as if for the first time.
STEADY = 60.0
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0

# Tells a child whose child it is, so that it ends when this process does (lifeline.py).
PARENT = "FANFOLD_SUPERVISOR"

log = logging.getLogger("fanfold.house.supervisor")


@dataclass
class Child:
    """A process that should be running: its words, and how it has fared."""

    name: str
    words: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_at: float = 0.0
    delay: float = FIRST_DELAY

    def start(self) -> None:
        """Start it, from now on as ours."""
        self.process = subprocess.Popen(
            self.words, stdin=subprocess.DEVNULL, env=os.environ | {PARENT: str(os.getpid())}
        )
        self.started_at = time.monotonic()
        log.info("child_started", extra={"child": self.name, "process_id": self.process.pid})

    def look_after(self, now: float) -> None:
        """Note that it fell, or start it when it is time to."""
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return
        if (code := self.process.poll()) is None:
            return
        if now - self.started_at >= STEADY:
            self.delay = FIRST_DELAY
        self.process, self.start_at = None, now + self.delay
        log.error(
            "child_fell",
            extra={"child": self.name, "code": code, "restart_in_seconds": self.delay},
        )
        self.delay = min(self.delay * 2, LONGEST_DELAY)

    def is_running(self) -> bool:
        """Whether there is a process to wait for."""
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Keeps children running until it is told to stop, then sees them all to their end."""

    children: list[Child]
    told_to_stop: int = 0
    _wake: int = field(init=False)

    def __post_init__(self) -> None:
        self._wake, signalled = os.pipe()
        for end in (self._wake, signalled):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
        for stopping in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(stopping, self._stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # Only to wake up.

    def run(self) -> None:
        """Steps: start all; sleep until a child falls or is due; when told, stop all."""
        while not self.told_to_stop:
            now = time.monotonic()
            for child in self.children:
                child.look_after(now)
            waiting = [child.start_at for child in self.children if child.process is None]
            self._sleep(max(0.0, min(waiting) - time.monotonic()) if waiting else None)
        self._see_out()

    def _stop(self, _number: int, _frame: object) -> None:
        self.told_to_stop += 1

    def _sleep(self, seconds: float | None) -> None:
        """Sleep so long, or until any signal."""
        select.select([self._wake], [], [], seconds)
        with suppress(BlockingIOError):
            os.read(self._wake, 4096)

    def _see_out(self) -> None:
        """Ask all to end, wait, and kill those that do not; more signals end the waiting."""
        log.info("stopping", extra={"grace_seconds": GRACE})
        signals = self.told_to_stop
        for child in self.children:
            if child.process is not None and child.is_running():
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        while any(child.is_running() for child in self.children):
            left = deadline - time.monotonic()
            # Ctrl-C in a terminal is often followed by a SIGTERM from the shell or from make.
            if left <= 0 or self.told_to_stop > signals + 1:
                break
            self._sleep(left)
        for child in self.children:
            if child.process is not None and child.is_running():
                log.warning("child_killed", extra={"child": child.name})
                child.process.kill()
                child.process.wait()
        log.info("stopped")


def configure_logging() -> None:
    """Log lines like everybody's; their form is named, not imported, since it lives above here."""
    name = "JsonFormatter" if os.environ.get("FANFOLD_LOG_FORMAT") == "json" else "TextFormatter"
    handler = logging.StreamHandler()
    handler.setFormatter(getattr(import_module("fanfold.config.logging"), name)())
    logging.basicConfig(
        level=os.environ.get("FANFOLD_LOG_LEVEL", "INFO"), handlers=[handler], force=True
    )


def become(children: Mapping[str, Sequence[str]], *, lock: int) -> None:
    """Turn this process into the supervisor of `children`. Does not return.

    `lock` is a descriptor that stays open for as long as the supervisor lives; the children do not
    get it, so that nothing but this process decides whether the data folder is taken.
    """
    os.set_inheritable(lock, True)
    sys.stdout.flush()
    sys.stderr.flush()
    plan = json.dumps({"lock": lock, "children": children})
    words = [sys.executable, "-P", "-m", "fanfold.house.supervisor", plan]
    os.execv(sys.executable, words)  # noqa: S606 - our own interpreter, no shell


def main(plan: str) -> None:
    """Supervise what the plan says, until told to stop."""
    configure_logging()
    read = json.loads(plan)
    os.set_inheritable(read["lock"], False)
    Supervisor([Child(name, words) for name, words in read["children"].items()]).run()


if __name__ == "__main__":
    main(sys.argv[1])
