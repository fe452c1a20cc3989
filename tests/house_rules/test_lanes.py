"""What a command, a policy, an event looks like, and that none of them asks for the time."""

import dataclasses
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.house_rules import python_rules
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import SOURCE, modules, rooms

# What several commands share stands beside them, and is no command.
BESIDE_COMMANDS = {"claims", "refusing"}


def lane(name: str) -> list[Path]:
    """The modules of this lane in every room, whether it is a file or a folder."""
    return [
        path
        for path in modules()
        if name in path.relative_to(SOURCE).with_suffix("").parts[1:2] and path.stem != "__init__"
    ]


def commands() -> list[Path]:
    """The modules that hold commands."""
    return [path for path in lane("commands") if path.stem not in BESIDE_COMMANDS]


def test_there_are_lanes_to_look_at() -> None:
    assert commands()
    assert lane("policies")
    assert lane("queries")


def test_a_command_names_who_when_and_how() -> None:
    expect_none(complaints(commands(), python_rules.command_signatures))


def test_a_policy_is_called_may_and_answers_yes_or_no() -> None:
    expect_none(complaints(lane("policies"), python_rules.policy_signatures))


@pytest.mark.parametrize("name", ["commands", "policies", "queries", "events"])
def test_the_time_is_passed_in(name: str) -> None:
    expect_none(complaints(lane(name), python_rules.looks_at_the_clock))


def not_a_note_of_ids(event: type) -> Iterator[str]:
    """An event is a frozen dataclass of ids."""
    parameters = getattr(event, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen:
        yield f"{event.__name__} can be changed after it has happened"
    elif any(field.type not in {int, "int"} for field in dataclasses.fields(event)):
        yield f"{event.__name__} carries something else than ids"


def test_an_event_is_a_frozen_note_of_ids() -> None:
    found = [import_module(f"fanfold.{path.parent.name}.events") for path in lane("events")]
    events = [
        event
        for module in found
        for _name, event in inspect.getmembers(module, inspect.isclass)
        if event.__module__ == module.__name__
    ]
    assert events
    wrong = [complaint for event in events for complaint in not_a_note_of_ids(event)]
    expect_none(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "def publish(work, by): ...",
        "def publish(work, chapter, note): ...",
        "def publish(work, note=''): ...",
        "def publish(request, *, at): ...",
    ],
)
def test_the_rule_about_commands_can_fail(text: str) -> None:
    assert list(python_rules.command_signatures(text))


def test_the_rule_about_commands_lets_a_good_one_pass() -> None:
    text = "def edit(work, details, *, by, at, note=''): ...\ndef _write(work, by, at): ..."
    assert list(python_rules.command_signatures(text)) == []


def test_the_rules_about_policies_time_and_events_can_fail() -> None:
    assert list(python_rules.policy_signatures("def can_edit(person) -> bool: ..."))
    assert list(python_rules.policy_signatures("def may_edit(person) -> None: ..."))
    assert list(
        python_rules.looks_at_the_clock("from django.utils import timezone\ntimezone.now()")
    )
    assert list(python_rules.looks_at_the_clock("import datetime\ndatetime.datetime.now()"))

    @dataclasses.dataclass
    class Loose:
        work_id: int

    @dataclasses.dataclass(frozen=True)
    class Heavy:
        work: object

    assert list(not_a_note_of_ids(Loose))
    assert list(not_a_note_of_ids(Heavy))


def test_every_folder_of_the_house_is_a_room_with_a_sentence() -> None:
    for room in rooms():
        assert import_module(f"fanfold.{room}").__doc__, f"{room}/__init__.py says nothing"
