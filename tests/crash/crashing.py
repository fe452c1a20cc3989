"""Kills an archive in the midst of an author's work, again and again, and looks at what is left.

Two authors' worth of threads send forms for two works: texts, publishing, pulling, republishing,
other orders, deleting and restoring, schedules. After each kill -9 of every process, the archive is
started again and must say: no rule is broken, whatever was acknowledged is there, and what was
being sent has happened whole or not at all.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.crash.browsing import Author, GoneError

from fanfold.house.tests.running import Served, environment, fanfold, free_port

__all__ = ["Crasher"]

LOGIN, PASSWORD = "ada", "a long and plain password"
CHAPTERS = 4
ROOT = Path(__file__).parents[2]

# What a form would make true: keys are ("work",), ("text", chapter), ("state", chapter), …
Facts = dict[tuple[object, ...], object]


@dataclass
class Writer:
    """A thread that works on one work, and what it was told."""

    work: int
    author: Author
    chance: random.Random
    known: Facts = field(default_factory=dict)
    asked: Facts = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    taken: int = 0
    refused: int = 0
    written: list[str] = field(default_factory=list)
    failure: BaseException | None = None

    def write(self, until: threading.Event) -> None:
        """Send one form after the other until the server is gone."""
        try:
            while not until.is_set():
                self.step()
        except GoneError:
            pass
        except BaseException as error:
            self.failure = error

    def step(self) -> None:
        """One form, and what its answer means."""
        path, fields, facts = self.chance.choice(self.acts())()
        self.asked = facts
        if self.author.send(path, **fields):
            self.taken += 1
            self.known |= facts
            for key, value in facts.items():
                if key[0] == "text":
                    self.written.append(str(value))
                    self.numbers[int(str(key[1]))] += 1
                if key == ("order",):
                    self.order = list(value)  # type: ignore[call-overload]
                if key[0] == "new":
                    self.written.append(str(key[1]))
                    self.order = self.author.chapters_of(self.work)
                    self.known[("order",)] = tuple(self.order)
                    self.numbers[self.order[-1]] = 1
        else:
            self.refused += 1
        self.asked = {}

    def acts(self) -> list[Callable[[], tuple[str, dict[str, Any], Facts]]]:
        """The forms that an author may send."""
        work, here = self.work, f"/works/{self.work}"
        chapter = self.chance.choice(self.order)
        place = f"{here}/chapters/{chapter}"
        text = f"<p>Words {self.chance.random()} of a chapter.</p>"
        order = self.chance.sample(self.order, len(self.order))
        places = {f"place-{pk}": number for number, pk in enumerate(order, start=1)}
        writing = {
            "chapter-source": text,
            "chapter-source_format": "html",
            "chapter-based_on": self.numbers[chapter],
            "action": "save",
        }
        last = f"{here}/chapters/{self.order[-1]}"
        gone: Facts = {("deleted", self.order[-1]): True}
        back: Facts = {("deleted", self.order[-1]): False}
        if self.known.get(("deleted", self.order[-1])):
            return [lambda: (f"{last}/restore", {}, back)]
        new = {**writing, "action": "publish"}
        adding: list[Callable[[], tuple[str, dict[str, Any], Facts]]] = [
            lambda: (f"{here}/chapters/new", new, {("new", text): True})
        ]
        return [
            *(adding if len(self.order) < 2 * CHAPTERS else []),
            lambda: (f"{place}/edit", writing, {("text", chapter): text}),
            lambda: (f"{place}/pull", {"note": "Soon."}, {("state", chapter): "pulled"}),
            lambda: (f"{place}/republish", {}, {("state", chapter): "published"}),
            lambda: (f"{here}/pull", {"note": "Soon."}, {("work", work): "pulled"}),
            lambda: (f"{here}/republish", {"tells": "on"}, {("work", work): "published"}),
            lambda: (
                f"{here}/order",
                {"seen": " ".join(map(str, self.order)), **places},
                {("order",): tuple(order)},
            ),
            lambda: (f"{last}/delete", {}, gone),
        ]

    def compare(self, seen: dict[str, Any]) -> None:
        """What was acknowledged is there; what was asked is there whole, or not at all."""
        chapters = {int(pk): one for pk, one in seen["chapters"].items()}
        own = {pk: one for pk, one in chapters.items() if one["work"] == self.work}
        now: Facts = {("work", self.work): seen["works"][str(self.work)]}
        for pk, one in own.items():
            now[("text", pk)] = one["text"]
            now[("state", pk)] = one["state"]
            now[("deleted", pk)] = one["deleted"]
        order = sorted(own, key=lambda pk: (own[pk]["position"], not own[pk]["deleted"]))
        if not any(one["deleted"] for one in own.values()):
            now[("order",)] = tuple(order)
        for key, value in self.known.items():
            allowed = {value, self.asked.get(key, value)}
            if key == ("order",) and any(asked[0] == "new" for asked in self.asked):
                allowed.add((*value, order[-1]))  # type: ignore[misc]
            assert now.get(key, value) in allowed, (key, value, self.asked, now.get(key))
        assert set(self.written) <= set(seen["texts"]), "a text that was acknowledged is gone"
        self.known |= now
        self.order = list(self.known[("order",)])  # type: ignore[call-overload]
        self.numbers = {pk: one["number"] for pk, one in own.items()}
        self.asked = {}


class Crasher:
    """An archive of its own in a folder, killed as often as is asked."""

    def __init__(self, folder: Path, *, seed: int, database: str = "") -> None:
        self.data = folder / "data"
        self.more = {"FANFOLD_DATABASE_URL": database} if database else {}
        self.chance = random.Random(seed)
        self.port = free_port()
        self.writers: list[Writer] = []

    def begin(self) -> None:
        """An author with two published works."""
        made = subprocess.run(
            [sys.executable, "-m", "fanfold", "admin", "create", LOGIN, "--password-stdin"],
            env=environment(self.data, **self.more),
            input=f"{PASSWORD}\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        story = self.data.parent / "story.md"
        chapters = "\n\n".join(f"## Chapter {n}\n\nWords of it." for n in range(1, CHAPTERS + 1))
        story.write_text(f"# The Lantern Road\n\n{chapters}\n")
        for _work in range(2):
            done = fanfold(
                self.data, "import", str(story), "--as", LOGIN, "--publish", "--json", **self.more
            )
            assert done.returncode == 0, done.stdout + done.stderr
            work = json.loads(done.stdout)["files"][0]["work"]["id"]
            chance = random.Random(self.chance.random())
            self.writers.append(Writer(work, Author(f"http://127.0.0.1:{self.port}"), chance))
        seen = self.look()
        for writer in self.writers:
            writer.compare(seen)

    def kill_once(self) -> None:
        """Start it, let both write for a moment, kill all of it, and look."""
        with Served(self.data, port=self.port, **self.more) as served:
            served.wait_until_it_answers()
            for writer in self.writers:
                if not writer.author.cookies:
                    writer.author.sign_in(LOGIN, PASSWORD)
            until = threading.Event()
            threads = [
                threading.Thread(target=writer.write, args=[until]) for writer in self.writers
            ]
            for thread in threads:
                thread.start()
            time.sleep(self.chance.uniform(0.05, 1.0))
            # Leaving kills every process; the writers may be in the midst of anything.
        until.set()
        for thread in threads:
            thread.join(timeout=60)
        for writer in self.writers:
            if writer.failure:
                raise AssertionError(served.said()[-3000:]) from writer.failure
        seen = self.look()
        assert seen["broken"] == []
        for writer in self.writers:
            writer.compare(seen)

    def look(self) -> dict[str, Any]:
        """What the database holds, asked by a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.crash.looking"],
            cwd=ROOT,
            env=environment(self.data, **self.more)
            | {
                "DJANGO_SETTINGS_MODULE": "fanfold.config.settings",
                "PYTHONPATH": f"{ROOT}/src{os.pathsep}{ROOT}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    @property
    def taken(self) -> int:
        """How many forms were acknowledged in all."""
        return sum(writer.taken for writer in self.writers)
