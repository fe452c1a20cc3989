"""The process that `fanfold serve` becomes: keeps the web server and the worker running.

It takes the place of the process that prepared everything (exec), so that neither Django nor any
room stays in its memory: nothing but the standard library may be imported here.
"""

import json
import logging
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

# Seconds for which children may finish what they are doing, once asked to end.
GRACE = 10.0
# A child that ran this long before it fell is restarted at once again, as if for the first time.
STEADY = 60.0
FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0

# What asks us to stop. Held back while `serve` turns into the supervisor, which would otherwise
# die of it in the moment before it can hear.
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

# Tells a child whose child it is, so that it ends when this process does (lifeline.py).
PARENT = "FANFOLD_SUPERVISOR"

log = logging.getLogger("fanfold.house.supervisor")


@dataclass
class Child:
    """A process that should be running: its words, and how it has fared."""

    name: str
    words: list[str]
    process: int = 0
    started_at: float = 0.0
    start_at: float = 0.0
    delay: float = FIRST_DELAY

    def adopt(self, process: int) -> None:
        """Take a process that runs already for this child; it is our child by birth."""
        self.process, self.started_at = process, time.monotonic()
        log.info("child_started", extra={"child": self.name, "process_id": process})

    def start(self) -> None:
        """Start it from its words."""
        no_input = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
        environment = os.environ | {PARENT: str(os.getpid())}
        self.adopt(os.posix_spawn(self.words[0], self.words, environment, file_actions=no_input))

    def look_after(self, now: float) -> None:
        """Note that it fell, or start it when it is time to."""
        if not self.process:
            if now >= self.start_at:
                self.start()
            return
        if (code := self.ended()) is None:
            return
        if now - self.started_at >= STEADY:
            self.delay = FIRST_DELAY
        self.start_at = now + self.delay
        log.error(
            "child_fell",
            extra={"child": self.name, "code": code, "restart_in_seconds": self.delay},
        )
        self.delay = min(self.delay * 2, LONGEST_DELAY)

    def ended(self) -> int | None:
        """The exit code of one that has just ended; nothing while it runs."""
        process, status = os.waitpid(self.process, os.WNOHANG)
        if not process:
            return None
        self.process = 0
        return os.waitstatus_to_exitcode(status)

    def is_running(self) -> bool:
        """Whether there is a process to wait for."""
        return self.process != 0 and self.ended() is None

    def send(self, number: signal.Signals) -> None:
        """Send it a signal. Until we have waited for it, its number is nobody else's."""
        os.kill(self.process, number)


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
        for stopping in STOPPING:
            signal.signal(stopping, self._stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # Only to wake up.

    def run(self) -> None:
        """Steps: start all; sleep until a child falls or is due; when told, stop all."""
        while not self.told_to_stop:
            now = time.monotonic()
            for child in self.children:
                child.look_after(now)
            waiting = [child.start_at for child in self.children if not child.process]
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
            if child.is_running():
                child.send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while any(child.is_running() for child in self.children):
            left = deadline - time.monotonic()
            # Ctrl-C in a terminal is often followed by a SIGTERM from the shell or from make.
            if left <= 0 or self.told_to_stop > signals + 1:
                break
            self._sleep(left)
        for child in self.children:
            if child.is_running():
                log.warning("child_killed", extra={"child": child.name})
                child.send(signal.SIGKILL)
                os.waitpid(child.process, 0)
        log.info("stopped")


def configure_logging() -> None:
    """Log lines like everybody's; their form is named, not imported, since it lives above here."""
    name = "JsonFormatter" if os.environ.get("FANFOLD_LOG_FORMAT") == "json" else "TextFormatter"
    handler = logging.StreamHandler()
    handler.setFormatter(getattr(import_module("fanfold.config.logging"), name)())
    logging.basicConfig(
        level=os.environ.get("FANFOLD_LOG_LEVEL", "INFO"), handlers=[handler], force=True
    )


def become(children: Mapping[str, list[str]], *, running: Mapping[str, int], lock: int) -> None:
    """Turn this process into the supervisor of `children`. Does not return.

    Those in `running` were forked from this process and need no start; their words are for when
    they fall. `lock` is a descriptor that stays open for as long as the supervisor lives; the
    children do not get it, so that nothing but this process decides whether the folder is taken.
    """
    os.set_inheritable(lock, True)
    sys.stdout.flush()
    sys.stderr.flush()
    plan = json.dumps({"lock": lock, "children": children, "running": running})
    words = [sys.executable, "-P", "-m", "fanfold.house.supervisor", plan]
    os.execv(sys.executable, words)  # noqa: S606 - our own interpreter, no shell


def main(plan: str) -> None:
    """Supervise what the plan says, until told to stop."""
    configure_logging()
    read = json.loads(plan)
    os.set_inheritable(read["lock"], False)
    children = [Child(name, words) for name, words in read["children"].items()]
    supervisor = Supervisor(children)
    for child in children:
        if child.name in read["running"]:
            child.adopt(read["running"][child.name])
    supervisor.run()


if __name__ == "__main__":
    main(sys.argv[1])
