"""The two commands, the lock files behind them, and the papers beside them keep their word."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house_rules.complaints import expect_none
from tests.house_rules.house import ROOT, name_of

LOCKS = ("serve.lock", "test.lock")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
LONGEST_DECISION = 60


def text_of(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> dict[str, str]:
    """Package and what follows it, for each entry of a lock file."""
    entries = re.split(r"\n(?=\S)", text_of(f"requirements/{name}").strip())
    return {re.split(r"[=\[ ;]", entry)[0].lower(): entry for entry in entries}


def required(*extras: str) -> set[str]:
    """The packages that pyproject.toml asks for."""
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    asked = [*project["dependencies"]]
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    return {re.split(r"[^\w.-]", one)[0].lower() for one in asked}


def papers() -> list[Path]:
    """The documents at the top and in docs/."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def dead_links(path: Path) -> Iterator[str]:
    """Links to files that are not there."""
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if not (path.parent / target).exists():
            yield f"{name_of(path)} leads to {target}, which is not there"


def test_the_readme_opens_with_the_two_commands_that_make_knows() -> None:
    assert re.search(r"\A# Fanfold\s+```\s+make serve\b.*\nmake test\b", text_of("README.md"))
    for target in ("serve", "test"):
        assert re.search(rf"^{target}:.*## ", text_of("Makefile"), re.MULTILINE)


def test_what_runs_on_a_clean_checkout_is_the_readmes_command() -> None:
    assert "make test" in text_of(".ci/run")


def test_make_help_lists_every_command_that_is_made_for_people() -> None:
    # Without what the make that runs these tests would say to one below it.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    asked = subprocess.run(
        ["make", "help"], cwd=ROOT, env=plain, capture_output=True, text=True, check=True
    )
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)", text_of("Makefile"), re.MULTILINE)
    assert phony
    silent = {"ground"}
    wanted = set(phony[1].replace("\\", " ").split()) - silent
    assert {line.split()[1] for line in asked.stdout.splitlines()} == wanted


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    for package, entry in locked(name).items():
        assert re.match(r"[\w.\[\],-]+==\S+", entry), package
        assert "--hash=sha256:" in entry, package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_place(name: str) -> None:
    assert not re.search(
        r"://|--(extra-)?index-url|--find-links|@ file", text_of(f"requirements/{name}")
    )


def test_everything_that_is_asked_for_is_locked() -> None:
    assert sorted(required("build") - set(locked("serve.lock"))) == []
    assert sorted(required("build", "dev") - set(locked("test.lock"))) == []


def test_tests_run_on_the_versions_that_archives_get() -> None:
    versions = {name: entry.split()[0] for name, entry in locked("test.lock").items()}
    for package, entry in locked("serve.lock").items():
        assert versions[package] == entry.split()[0]


def test_every_link_in_the_papers_leads_to_a_file() -> None:
    expect_none([complaint for path in papers() for complaint in dead_links(path)])


def test_decisions_are_counted_without_gaps_and_fit_on_a_page() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name.split("-")[0]) for path in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    long = [
        path.name for path in decisions if len(path.read_text().splitlines()) > LONGEST_DECISION
    ]
    assert long == []


def test_the_glossary_has_each_word_once() -> None:
    words = [
        word.strip()
        for row in text_of("docs/glossary.md").splitlines()
        if row.startswith("| ") and not row.startswith("| word ")
        for word in row.split("|")[1].split(",")
    ]
    assert len(words) > 30
    assert sorted(words) == sorted(set(words))


def test_the_rule_about_links_can_fail(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("[a](gone.md) [b](https://example.org) [c](#here) [d](paper.md#there)")
    assert len(list(dead_links(paper))) == 1
