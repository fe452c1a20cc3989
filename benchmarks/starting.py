"""Claim: an archive starts quickly and is small at rest.

Yardstick: one bare process of an empty Django project, from start to `django.setup()`; its time and
its memory are the 1 in the ratios. Measured on an existing data folder with the demo in it: from
`fanfold serve` to the first whole home page, median of several; then the memory of all processes
after they have rested. Linux only (/proc). Prints a table, or JSON with --json.
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

EMPTY_PROJECT = """
import django, sys, time
from django.conf import settings
settings.configure(INSTALLED_APPS=[
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles"])
django.setup()
print("ready", flush=True)
time.sleep(float(sys.argv[1]))
"""
FANFOLD = [sys.executable, "-m", "fanfold"]


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory(process: int) -> dict[str, float]:
    """Megabytes of one process: resident, and its fair share of what it shares with others."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = {name: int(size) for name, size in re.findall(r"^(Rss|Pss):\s+(\d+) kB", rollup, re.M)}
    return {"rss": found["Rss"] / 1024, "pss": found["Pss"] / 1024}


def roles(leader: int) -> dict[str, int]:
    """The processes of the archive by what they are for. Granian's are those with a child or a
    parent of their kind; forked processes bear the words of `serve`, so words say little."""
    parents = {
        each: int(Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[1])
        for each in group(leader)
    }
    found = {"supervisor": leader}
    for each, parent in parents.items():
        if parent == leader:
            found["web server" if each in parents.values() else "worker and clock"] = each
        elif parent in parents and each != leader:
            found["web pages"] = each
    return found


def group(leader: int) -> list[int]:
    """The processes of a group."""
    return [
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if int(stat.read_text().rpartition(")")[2].split()[2]) == leader
    ]


@contextmanager
def running(data: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """`fanfold serve`, ended with everything that belongs to it."""
    process = subprocess.Popen(
        [*FANFOLD, "serve", "--port", str(port)],
        env={**os.environ, "FANFOLD_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.wait(30)


def seconds_to_first_page(data: Path) -> float:
    """From starting the command to the last byte of the home page."""
    port = free_port()
    began = time.perf_counter()
    with running(data, port) as process:
        while True:
            assert process.poll() is None, "serve ended"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    page.read()
                return time.perf_counter() - began
            except OSError:
                time.sleep(0.01)


def memory_at_rest(data: Path, *, rest: float) -> dict[str, dict[str, float]]:
    """Each process's memory, some seconds after a few pages were read."""
    port = free_port()
    with running(data, port) as process:
        deadline = time.monotonic() + 60
        read = 0
        while read < 20 and time.monotonic() < deadline:
            try:
                for path in ("", "works"):
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as page:
                        page.read()
                read += 1
            except OSError:
                time.sleep(0.05)
        time.sleep(rest)
        return {name: memory(each) for name, each in roles(process.pid).items()}


def bare_django() -> tuple[float, float]:
    """Seconds and megabytes of the yardstick."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", EMPTY_PROJECT, "30"], stdout=subprocess.PIPE, cwd="/"
    )
    assert process.stdout is not None
    process.stdout.readline()
    seconds = time.perf_counter() - began
    size = memory(process.pid)["rss"]
    process.kill()
    process.wait()
    process.stdout.close()
    return seconds, size


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="how many starts (default: 7)")
    parser.add_argument("--rest", type=float, default=5.0, help="seconds at rest before looking")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    folder = Path(tempfile.mkdtemp(prefix="fanfold-starting-"))
    try:
        data = folder / "data"
        subprocess.run(
            [*FANFOLD, "demo"],
            env={**os.environ, "FANFOLD_DATA": str(data)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        first = seconds_to_first_page(data)  # Collects static files; not counted.
        starts, bare = [], []
        for _turn in range(options.times):
            bare.append(bare_django())
            starts.append(seconds_to_first_page(data))
        processes = memory_at_rest(data, rest=options.rest)
    finally:
        shutil.rmtree(folder)

    start = statistics.median(starts)
    bare_seconds = statistics.median(seconds for seconds, _size in bare)
    bare_size = statistics.median(size for _seconds, size in bare)
    total = {kind: sum(each[kind] for each in processes.values()) for kind in ("rss", "pss")}
    result = {
        "start_to_first_page_seconds": round(start, 2),
        "first_start_with_static_files_seconds": round(first, 2),
        "bare_django_seconds": round(bare_seconds, 2),
        "start_ratio": round(start / bare_seconds, 1),
        "memory_megabytes": {
            name: {kind: round(size) for kind, size in sizes.items()}
            for name, sizes in sorted(processes.items())
        },
        "memory_total_megabytes": {kind: round(size) for kind, size in total.items()},
        "bare_django_megabytes": round(bare_size),
        "memory_ratio": round(total["pss"] / bare_size, 1),
    }
    if options.json:
        print(json.dumps(result, indent=2))
        return
    print(f"start to first page   {start:6.2f} s   median of {options.times}")
    print(f"  bare Django process {bare_seconds:6.2f} s   → ratio {result['start_ratio']}")
    print("memory at rest           RSS    PSS  (MB)")
    for name, sizes in sorted(processes.items()):
        print(f"  {name:<20} {sizes['rss']:6.0f} {sizes['pss']:6.0f}")
    print(f"  {'together':<20} {total['rss']:6.0f} {total['pss']:6.0f}")
    print(
        f"  bare Django process  {bare_size:6.0f}          → ratio {result['memory_ratio']} (PSS)"
    )


if __name__ == "__main__":
    main()
