"""Real `fanfold` processes for tests: in a folder of their own, always seen to their end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

# Generous: a machine that runs many tests at once may be slow, and waiting ends when it is over.
PATIENCE = 60.0


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a host who has set nothing but the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FANFOLD_")}
    return kept | {"FANFOLD_DATA": str(data), "PYTHONWARNINGS": "default"} | more


def fanfold(data: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """One command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "fanfold", *words],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(question: Callable[[], T], *, what: str) -> T:
    """The first true answer. Fails when there is none in a long while."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited in vain: {what}")


def status(address: str) -> int:
    """The status code of a page; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


class Served:
    """A `fanfold serve` in a process group of its own."""

    def __init__(self, data: Path, *words: str, port: int | None = None, **more: str) -> None:
        self.data = data
        self.port = port or free_port()
        self.output = data.parent / f"{data.name}-{self.port}.log"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fanfold", "serve", "--port", str(self.port), *words],
                env=environment(data, **more),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing of it is left, whatever the test did."""
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(PATIENCE)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        """Everything it has said up to now."""
        return self.output.read_text()

    def wait_until_it_answers(self) -> None:
        """Pages are served."""

        def answers() -> bool:
            assert self.process.poll() is None, self.said()
            return status(f"{self.address}/livez") == 200

        until(answers, what="an answer")

    def wait_for(self, words: str) -> str:
        """What it says up to and with these words."""
        return until(lambda: self.said() if words in self.said() else "", what=words)

    def link(self) -> str:
        """The one-time link that it printed."""
        found = re.search(r"http://\S+/setup/\S+", self.wait_for("Ctrl-C"))
        assert found, self.said()
        return found[0]

    def processes(self) -> list[int]:
        """All processes of its group that have not ended."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[2]) == self.process.pid and stat[0] != "Z":
                found.append(int(folder.name))
        return found

    def process_of(self, child: str) -> int:
        """The process of the newest child of this name."""
        pattern = rf"child_started child={child} process_id=(\d+)"
        return int(until(lambda: re.findall(pattern, self.said()), what=f"the {child}")[-1])

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and its exit code."""
        os.kill(self.process.pid, by)
        return self.process.wait(PATIENCE)
