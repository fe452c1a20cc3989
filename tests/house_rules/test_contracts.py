"""The import contracts: that each can break, and that every room stands in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house_rules.house import ROOT, SOURCE, contracts, floors, rooms

WORKSHOPS = {"kit", "formats", "prose", "search"}

# A line at the end of a module that must not stand there, and how the report names it.
BREACHES = {
    "kit/errors.py": "import fanfold.house.profile",
    "works/events.py": "import fanfold.reading.metadata",
    "formats/kinds.py": "import fanfold.prose.links",
    "prose/links.py": "import django.utils.html",
    "works/models.py": "import numpy",
    "tags/names.py": "import redis.client",
    "works/queries.py": "import fanfold.works.commands.series",
    "people/policies.py": "import fanfold.people.forms",
    "reading/metadata.py": "import fanfold.reading.views",
    "people/links.py": "import fanfold.people.views.doors",
    "works/policies.py": "import fanfold.people.testing",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a house in which every contract is broken."""
    copy = tmp_path_factory.mktemp("house")
    only_modules = shutil.ignore_patterns("templates", "static", "samples", "__pycache__", "tests")
    shutil.copytree(SOURCE, copy / "src" / "fanfold", ignore=only_modules)
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / "src" / "fanfold" / "attic").mkdir()
    (copy / "src" / "fanfold" / "attic" / "__init__.py").touch()
    for module, line in BREACHES.items():
        with (copy / "src" / "fanfold" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", [contract["name"] for contract in contracts()])
def test_a_contract_can_break(report: str, name: str) -> None:
    assert f"{name} BROKEN" in report


@pytest.mark.parametrize("module", sorted(BREACHES))
def test_a_breach_is_named(report: str, module: str) -> None:
    importer = f"fanfold.{module.removesuffix('.py').replace('/', '.')}"
    # Of a library, only the name of its package is known.
    imported = BREACHES[module].removeprefix("import ")
    imported = imported if imported.startswith("fanfold") else imported.split(".")[0]
    assert f"{importer} -> {imported}" in report


def test_a_folder_that_is_no_room_of_the_plan_is_noticed(report: str) -> None:
    assert "attic" in report


def test_every_room_stands_in_every_contract_that_lists_rooms() -> None:
    lists = {contract["name"]: contract for contract in contracts()}
    there = {f"fanfold.{room}" for room in rooms()} - {f"fanfold.{one}" for one in WORKSHOPS}
    there.discard("fanfold.config")
    lanes = lists["Inside a room the lanes have an order"]["containers"]
    engines = lists["Rooms name no search, storage or cache engine"]["source_modules"]
    assert set(lanes) == there
    assert set(engines) == there
    assert set(rooms()) <= set(floors())
