"""The command line as a whole: what `fanfold` says of itself, exit codes, the data folder."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from fanfold import __main__ as command_line
from fanfold import __version__
from fanfold.house import console, shell
from fanfold.house.tests.running import fanfold
from fanfold.kit.errors import Refused

OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("fanfold."))


def command(name: str) -> console.Command:
    made = load_command_class(get_commands()[name], name)
    assert isinstance(made, console.Command)
    return made


def test_the_overview_has_every_command_once_under_a_heading() -> None:
    text = shell.overview({name: command(name) for name in OURS})
    for name in [*OURS, "check", "manage"]:
        assert len([line for line in text.splitlines() if line.startswith(f"  {name} ")]) == 1


@pytest.mark.parametrize("name", OURS)
def test_the_help_of_a_command_has_our_options_and_none_of_djangos(name: str) -> None:
    text = command(name).create_parser("fanfold", name).format_help()
    assert "--json" in text
    assert "--data DIR" in text
    for noise in ("--settings", "--pythonpath", "--verbosity", "--no-color", "--skip-checks"):
        assert noise not in text


@pytest.mark.parametrize(
    ("words", "rest", "folder"),
    [
        (["--data", "/a", "demo"], ["demo"], "/a"),
        (["demo", "--data=/b", "--json"], ["demo", "--json"], "/b"),
        (["import", "--", "--data", "x"], ["import", "--", "--data", "x"], "/before"),
    ],
)
def test_the_data_folder_may_be_named_anywhere(
    monkeypatch: pytest.MonkeyPatch, words: list[str], rest: list[str], folder: str
) -> None:
    monkeypatch.setenv("FANFOLD_DATA", "/before")
    assert command_line.take_data_folder(words) == rest
    assert os.environ["FANFOLD_DATA"] == folder


def test_data_without_a_folder_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        command_line.take_data_folder(["demo", "--data"])
    assert exit_.value.code == 2
    assert capsys.readouterr().err == "--data needs the name of a folder.\n"


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "http"], ["--workers", "0"], ["--por", "8000"], ["--x"]]
)
def test_wrong_usage_is_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        command("serve").run_from_argv(["fanfold", "serve", *words])
    assert exit_.value.code == 2
    assert "usage: fanfold serve" in capsys.readouterr().err


class Example(console.Command):
    """A command that refuses, fails in part, or answers, as it is told."""

    needs_database = False

    def add_arguments(self, parser: object) -> None:
        parser.add_argument("what")  # type: ignore[attr-defined]

    def run(self, options: dict[str, object]) -> None:
        self.say("I was asked.")
        if options["what"] == "refuse":
            self.refuse("It is not yours.")
        if options["what"] == "misuse":
            self.refuse_usage("Not like that.")
        if options["what"] == "fail":
            self.complain("One of two.")
            self.fail()
        if options["what"] == "interrupt":
            raise KeyboardInterrupt
        self.print_json({"items": list(self.progress([1, 2], "Counting"))})


@pytest.mark.parametrize(
    ("what", "code", "complaint"),
    [
        ("refuse", 1, "It is not yours.\n"),
        ("misuse", 2, "Not like that.\n"),
        ("fail", 1, "One of two.\n"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_an_exit_code(
    what: str, code: int, complaint: str
) -> None:
    errors = io.StringIO()
    with pytest.raises(SystemExit) as exit_:
        Example(stdout=io.StringIO(), stderr=errors).run_from_argv(["fanfold", "example", what])
    assert exit_.value.code == code
    assert errors.getvalue() == complaint


def test_with_json_there_is_json_alone() -> None:
    answer = io.StringIO()
    Example(stdout=answer).run_from_argv(["fanfold", "example", "answer", "--json"])
    assert json.loads(answer.getvalue()) == {"items": [1, 2]}


def test_from_python_a_refusal_is_raised() -> None:
    with pytest.raises(Refused):
        Example(stdout=io.StringIO()).handle(what="refuse", json=False)


def test_a_setting_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    refused = fanfold(tmp_path / "data", "doctor", FANFOLD_DEBUG="perhaps")
    assert refused.returncode == 1
    assert refused.stderr == "FANFOLD_DEBUG must be yes or no, not “perhaps”.\n"


def test_an_unknown_command_is_told_from_the_nearest(tmp_path: Path) -> None:
    refused = fanfold(tmp_path / "data", "sevre")
    assert refused.returncode == 2
    assert refused.stderr == "There is no command “sevre”. Did you mean “serve”?\n"
    assert not (tmp_path / "data").exists()


def test_the_version_is_said_without_loading_anything(tmp_path: Path) -> None:
    said = fanfold(tmp_path / "data", "--version", FANFOLD_DEBUG="perhaps")
    assert (said.returncode, said.stdout) == (0, f"Fanfold {__version__}\n")
