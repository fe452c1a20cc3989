"""What is installed by pip is whole: templates, styles, fonts, migrations, samples; no tests."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    sources = folder / "sources"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # Built from a copy: setuptools leaves a build folder behind, and two runs would meet in it.
    for name in listed.split("\0"):
        file = PROJECT / name
        if name and file.is_file():
            copy = sources / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    build += ["--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(folder)]
    subprocess.run([*build, str(sources)], check=True, capture_output=True)
    return next(folder.glob("fanfold-*.whl"))


def inside(wheel: Path) -> set[str]:
    """The names of its files."""
    return set(zipfile.ZipFile(wheel).namelist())


def test_everything_that_the_program_has_is_inside(wheel: Path) -> None:
    sources = wheel.parent / "sources" / "src"
    program = [path for path in (sources / "fanfold").rglob("*") if path.is_file()]
    needed = {
        path.relative_to(sources).as_posix()
        for path in program
        if "tests" not in path.relative_to(sources).parts
    }
    for kind in ("base.html", "tokens.css", ".woff2", "0001_initial.py", "people.toml", "py.typed"):
        assert [name for name in needed if name.endswith(kind)], f"no {kind} to look for"
    assert sorted(needed - inside(wheel)) == []


def test_tests_are_not_inside_but_the_licence_is(wheel: Path) -> None:
    names = inside(wheel)
    assert [name for name in names if "/tests/" in name or name.startswith("tests/")] == []
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_it_runs_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "FANFOLD_DATA": "data",
        "FANFOLD_DATABASE_URL": "",
    }
    program = "import fanfold.__main__ as it; print(it.__file__); it.main()"
    for words in (["--help"], ["demo"], ["doctor"]):
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, *words],
            cwd=empty,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert str(installed) in done.stdout
    assert (empty / "data" / "fanfold.sqlite3").exists()
