"""An archive that a test starts as a host does, and its commands beside it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
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
