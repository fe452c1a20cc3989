"""Where the things are that house rules look at: rooms and their floors, modules, templates."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fanfold"


@cache
def contracts() -> list[dict[str, Any]]:
    """The contracts of import-linter, as pyproject.toml has them."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = configuration["tool"]["importlinter"]["contracts"]
    return found


@cache
def floors() -> dict[str, int]:
    """Every room and workshop with its floor; 0 is the ground. Read from the first contract."""
    layers: list[str] = contracts()[0]["layers"]
    return {"": -1} | {
        room.strip(" ()"): floor
        for floor, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def may_look_into(room: str, other: str) -> bool:
    """Whether the room stands above the other, or is it."""
    return room == other or floors()[room] > floors()[other]


def rooms() -> list[str]:
    """The rooms and workshops that exist."""
    return sorted(folder.parent.name for folder in SOURCE.glob("*/__init__.py"))


def room_of(path: Path) -> str:
    """The room or workshop that a file of the project lies in; "" for the doorstep's few."""
    first, *rest = path.relative_to(SOURCE).parts
    return first if rest else ""


def name_of(path: Path) -> str:
    """A file's name in a complaint."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def modules() -> list[Path]:
    """The modules of the program: no tests, no migrations."""
    return [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(SOURCE).parts)
    ]


def all_modules() -> list[Path]:
    """Every module that is kept here but migrations, with tests and benchmarks."""
    places = (SOURCE, ROOT / "tests", ROOT / "benchmarks")
    found = (path for place in places for path in place.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Pages, parts of pages, mails and drawings that Django fills in."""
    return sorted(path for path in SOURCE.glob("*/templates/**/*") if path.is_file())


def stylesheets() -> list[Path]:
    """What browsers get as CSS."""
    return sorted(SOURCE.glob("*/static/**/*.css"))
