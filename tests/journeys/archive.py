"""An archive that a test starts as a host does, and its commands beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 60.0  # seconds; a first start makes the database and hashes every static file


@dataclass(frozen=True)
class RunningArchive:
    """An archive that answers."""

    address: str
    data: Path
    first_link: str

    def fanfold(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One of its commands, beside the running server."""
        return subprocess.run(
            [sys.executable, "-m", "fanfold", *words],
            env=environment(self.data),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


def environment(data: Path) -> dict[str, str]:
    """The environment of an archive of its own."""
    return {**os.environ, "FANFOLD_DATA": str(data), "FANFOLD_DATABASE_URL": ""}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the address answers 200."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def started(folder: Path) -> Iterator[RunningArchive]:
    """`fanfold serve`, as a host starts it, in an empty folder; ended afterwards."""
    data = folder / "data"
    log = folder / "serve.log"
    port = free_port()
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "fanfold", "serve", "--port", str(port)],
            env=environment(data),
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz", process, log)
        found = re.search(r"http://\S+/setup/\S+", log.read_text(encoding="utf-8"))
        assert found, f"no link for the archivist in:\n{log.read_text(encoding='utf-8')}"
        yield RunningArchive(address=address, data=data, first_link=found.group())
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)
