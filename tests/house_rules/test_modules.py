"""Every module says what is here, is short, and has a name that means something."""

from pathlib import Path

import pytest
from tests.house_rules import python_rules
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import SOURCE, all_modules, modules, name_of


def test_a_module_opens_with_one_to_three_lines() -> None:
    expect_none(complaints(all_modules(), python_rules.opening))


def test_a_module_has_at_most_four_hundred_lines() -> None:
    expect_none(complaints(all_modules(), python_rules.length))


def test_no_module_is_called_utils_helpers_common_or_manager() -> None:
    found = [(name_of(path), list(python_rules.name(path))) for path in all_modules()]
    assert [one for one in found if one[1]] == []


def test_only_receivers_hear_events() -> None:
    listening = [path for path in modules() if python_rules.hears(path.read_text(encoding="utf-8"))]
    assert [name_of(path) for path in listening if path.stem != "receivers"] == []


@pytest.mark.parametrize("text", ["import os\n", '"""One.\nTwo.\nThree.\nFour.\n"""\n'])
def test_the_rule_about_openings_can_fail(text: str) -> None:
    assert list(python_rules.opening(text))


def test_the_rule_about_openings_looks_at_the_first_paragraph_alone() -> None:
    assert list(python_rules.opening('"""What is here.\n\nA\nlonger\nstory\nbelow.\n"""\n')) == []


def test_the_rules_about_length_and_names_can_fail() -> None:
    assert list(python_rules.length("x = 1\n" * 401))
    assert not list(python_rules.length("x = 1\n" * 400))
    assert list(python_rules.name(SOURCE / "works" / "utils.py"))
    assert list(python_rules.name(Path("helpers") / "dates.py"))


def test_the_rule_about_hearing_can_fail() -> None:
    assert python_rules.hears("from fanfold.kit.events import announce, hears\n")
    assert not python_rules.hears("from fanfold.kit.events import announce\n")
