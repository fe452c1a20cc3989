"""Run a command with a PostgreSQL server of its own, thrown away afterwards.

`python tests/ground/postgresql.py pytest …` sets FANFOLD_DATABASE_URL for the command. A server
that exists already is used instead when FANFOLD_TEST_DATABASE_URL names it. Without any server
the command is not run, which is said.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ground.install import find

# PostgreSQL refuses to run as root. Its package brings the first user; the other is everywhere.
UNPRIVILEGED = ("postgres", "nobody")


def somebody() -> str | None:
    """A user of this machine who is not root."""
    there = {user.pw_name for user in pwd.getpwall()}
    return next((name for name in UNPRIVILEGED if name in there), None)


def as_unprivileged(command: list[str]) -> list[str]:
    """The command, run by somebody else than root."""
    return ["runuser", "-u", str(somebody()), "--", *command] if os.geteuid() == 0 else command


def may_run() -> bool:
    """Whether there is a server program, and somebody whom it accepts."""
    if find("initdb") is None or find("pg_ctl") is None:
        return False
    return os.geteuid() != 0 or bool(somebody() and shutil.which("runuser"))


@contextmanager
def throw_away_server() -> Iterator[str]:
    """A fresh server on a socket in a folder of its own; the address for FANFOLD_DATABASE_URL."""
    initdb, pg_ctl = str(find("initdb")), str(find("pg_ctl"))
    folder = Path(tempfile.mkdtemp(prefix="fanfold-pg-", dir="/tmp"))
    if os.geteuid() == 0 and (user := somebody()):
        shutil.chown(folder, user)
    cluster = str(folder / "cluster")
    # Durability is worth nothing for a server that is thrown away.
    careless = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
    settings = [*careless, "max_connections=60", "listen_addresses="]
    options = " ".join([*(f"-c {setting}" for setting in settings), f"-k {folder}"])
    try:
        make = [initdb, "-D", cluster, "-U", "fanfold", "-A", "trust", "-E", "UTF8", "--no-locale"]
        start = [pg_ctl, "-D", cluster, "-w", "-l", str(folder / "log"), "-o", options, "start"]
        for command in (make, start):
            done = subprocess.run(
                as_unprivileged(command), cwd=folder, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise SystemExit(f"PostgreSQL did not start:\n{done.stdout}{done.stderr}")
        yield f"postgresql://fanfold@/postgres?host={folder}"
    finally:
        stop = [pg_ctl, "-D", cluster, "-w", "-m", "immediate", "stop"]
        subprocess.run(as_unprivileged(stop), cwd=folder, capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """The command's own exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too
    if address := os.environ.get("FANFOLD_TEST_DATABASE_URL"):
        return run(command, address)
    if not may_run():
        print("No PostgreSQL server is here: the suite ran on SQLite alone.")
        return 0
    with throw_away_server() as address:
        return run(command, address)


def run(command: list[str], address: str) -> int:
    """The command with the database in its environment."""
    environment = {**os.environ, "FANFOLD_DATABASE_URL": address}
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
