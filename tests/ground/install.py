"""What the tests need besides Python packages: a browser, Java for EPUBCheck, a database server.

Each is installed from the system's packages when it is missing and when that is allowed; what could
not be had is said in one line, and the tests that need it are skipped with a reason.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A thing, the Debian package that has it, and what goes without it."""

    what: str
    package: str
    without: str
    commands: tuple[str, ...]

    def is_met(self) -> bool:
        """Whether one of the commands is here."""
        return any(find(command) for command in self.commands)


NEEDS = (
    Need("Chromium", "chromium", "the journeys are skipped", ("chromium", "chromium-browser")),
    Need("Java", "default-jre-headless", "EPUBCheck does not look at the books", ("java",)),
    Need("PostgreSQL", "postgresql", "the suite runs on SQLite alone", ("initdb",)),
)


def find(command: str) -> str | None:
    """The command on the path, or where Debian hides a database server's commands."""
    hidden = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{command}"), reverse=True)
    return shutil.which(command) or (str(hidden[0]) if hidden else None)


def installer() -> list[str] | None:
    """How packages are installed here, or None when we may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    may = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode
    return ["sudo", "-n", "apt-get"] if may == 0 else None


def main() -> int:
    """Install what is missing. Never fails: a missing thing is said, not fatal."""
    missing = [need for need in NEEDS if not need.is_met()]
    if not missing:
        return 0
    if (apt := installer()) is not None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update", "-qq"], check=False, env=environment, **quiet)  # type: ignore[call-overload]
        for need in missing:
            print(f"Installing {need.what} …", flush=True)
            command = [*apt, "install", "-y", "-qq", "--no-install-recommends"]
            # Another installation may be running on a machine that has just started.
            command += ["-o", "DPkg::Lock::Timeout=120", need.package]
            subprocess.run(command, check=False, env=environment, **quiet)  # type: ignore[call-overload]
    for need in missing:
        if not need.is_met():
            print(f"{need.what} could not be installed: {need.without}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
