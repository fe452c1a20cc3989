"""Claim: how near an anonymous chapter page comes to a static file.

Yardstick: nginx serving the very same bytes as a file, one worker process each, same machine, same
run, one after the other in turns. Needs wrk and nginx. Prints requests a second, their ratio, and
the number of SQL queries of the page.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORDS = "the lantern road went down to the river and nobody had ever asked it why or how far "
PAGE_BYTES = 22_000


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str, *, seconds: float = 30.0) -> bytes:
    """The page at an address, waiting until somebody answers there."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """The command as a process group of its own, ended afterwards whatever happens."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def requests_per_second(address: str, *, seconds: int) -> float:
    """What wrk measures with eight connections that stay open."""
    said = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{seconds}s", address], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said:
        raise SystemExit(f"wrk did not measure {address}:\n{said}")
    return float(found.group(1))


def an_archive(data: Path, environment: dict[str, str]) -> None:
    """One account and one General work whose second chapter makes a page of about 22 kB."""
    fanfold = [sys.executable, "-m", "fanfold"]
    story = data.parent / "story.md"
    paragraph = (WORDS * 5).strip().capitalize() + "."
    body = "\n\n".join([paragraph] * (PAGE_BYTES // len(paragraph) - 12))
    story.write_text(
        f"# Chapter 1: One\n\nShort.\n\n# Chapter 2: Two\n\n{body}\n", encoding="utf-8"
    )
    for command in (
        ["admin", "create", "ada", "--pen-name", "Ada"],
        [
            *["import", str(story), "--as", "Ada", "--title", "The Road"],
            *["--rating", "General", "--publish", "--json"],
        ],
    ):
        subprocess.run(fanfold + command, env=environment, check=True, capture_output=True)


def queries_of(path: str, environment: dict[str, str]) -> int:
    """How many SQL queries the page needs, counted in a process of its own."""
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from django.test import Client\n"
        "from django.test.utils import CaptureQueriesContext\n"
        f"client = Client(headers={{'host': '127.0.0.1'}}); client.get({path!r})\n"
        "with CaptureQueriesContext(connection) as seen:\n"
        f"    assert client.get({path!r}).status_code == 200\n"
        "print(len(seen))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return int(said.stdout)


def measure(*, seconds: int, rounds: int) -> dict[str, float]:
    """Alternate between the two servers; medians over the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        data, root = Path(folder) / "data", Path(folder) / "static"
        root.mkdir()
        environment = {
            **os.environ,
            "FANFOLD_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "fanfold.config.settings",
        }
        an_archive(data, environment)
        ours, theirs = free_port(), free_port()
        configuration = root.parent / "nginx.conf"
        configuration.write_text(
            "worker_processes 1; daemon off; user root; error_log stderr; pid nginx.pid;\n"
            "events { worker_connections 64; }\n"
            "http { access_log off; server { "
            f"listen 127.0.0.1:{theirs}; root {root}; default_type text/html; }} }}\n",
            encoding="utf-8",
        )
        serve = [sys.executable, "-m", "fanfold", "serve", "--port", str(ours)]
        serve += ["--workers", "1", "--no-worker"]
        nginx = ["nginx", "-p", folder, "-c", str(configuration)]
        with running(serve, environment), running(nginx, environment):
            fetch(f"http://127.0.0.1:{ours}/readyz")
            path = "/works/1/chapters/2"
            page = fetch(f"http://127.0.0.1:{ours}{path}")
            (root / "page.html").write_bytes(page)
            fetch(f"http://127.0.0.1:{theirs}/page.html")
            mine, nginx_s = [], []
            for _round in range(rounds):
                mine.append(requests_per_second(f"http://127.0.0.1:{ours}{path}", seconds=seconds))
                nginx_s.append(
                    requests_per_second(f"http://127.0.0.1:{theirs}/page.html", seconds=seconds)
                )
        return {
            "page_bytes": len(page),
            "sql_queries": queries_of(path, environment),
            "fanfold_requests_per_second": statistics.median(mine),
            "nginx_requests_per_second": statistics.median(nginx_s),
            "ratio": statistics.median(mine) / statistics.median(nginx_s),
        }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=4, help="length of one measurement")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each server")
    parser.add_argument("--json", action="store_true", help="print figures for a program")
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if shutil.which(tool) is None:
            print(f"{tool} is not installed; this benchmark needs it.", file=sys.stderr)
            return 1
    figures = measure(seconds=options.seconds, rounds=options.rounds)
    if options.json:
        print(json.dumps(figures))
        return 0
    print(
        f"anonymous chapter page, {figures['page_bytes']:,.0f} bytes, "
        f"{figures['sql_queries']:.0f} SQL queries\n"
        f"  fanfold serve, 1 worker  {figures['fanfold_requests_per_second']:10,.0f} requests/s\n"
        f"  nginx, same bytes, file  {figures['nginx_requests_per_second']:10,.0f} requests/s\n"
        f"  ratio fanfold / nginx    {figures['ratio']:10.4f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
