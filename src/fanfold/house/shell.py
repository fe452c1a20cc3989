"""What stands behind `fanfold`: the list of commands, and the way to each of them."""

import difflib
import sys

import django
from django.conf import settings
from django.core.management import (
    BaseCommand,
    execute_from_command_line,
    get_commands,
    load_command_class,
)
from django.utils.translation import gettext as _

from fanfold import __version__
from fanfold.house import first_start
from fanfold.house.console import Command, Group
from fanfold.kit.errors import FanfoldError

ALIASES = {"check": "doctor"}


def run(words: list[str]) -> None:
    """Run the command that the words name; without any, say which there are."""
    name, *rest = words or ["--help"]
    name = ALIASES.get(name, name)
    if name in {"-V", "--version"}:
        say(f"Fanfold {__version__}")
        return
    if problem := _load():
        sys.exit(problem)
    rooms = _rooms_by_command()
    if name in {"-h", "--help", "help"}:
        say(overview({each: _command(app, each) for each, app in sorted(rooms.items())}))
    elif name == "manage":
        _manage(rest)
    elif name in rooms:
        _command(rooms[name], name).run_from_argv(["fanfold", name, *rest])
    else:
        sys.stderr.write(f"{_unknown(name, [*rooms, 'manage'])}\n")
        sys.exit(2)


def overview(commands: dict[str, BaseCommand]) -> str:
    """The page of `fanfold --help`: every command with a line, under its heading."""
    width = max(len(name) for name in [*commands, "manage …"]) + 2
    lines = [
        _("Fanfold %(version)s: a home for serial fiction.") % {"version": __version__},
        "",
        _("Usage: fanfold COMMAND [--data DIR] …"),
    ]
    for group in Group.ORDER:
        lines += ["", f"{group}:"]
        lines += [
            f"  {name:<{width}}{command.help}"
            for name, command in commands.items()
            if isinstance(command, Command) and command.group == group
        ]
    return "\n".join(
        [
            *lines,
            "",
            _("Also:"),
            f"  {'check':<{width}}" + _("Another word for doctor."),
            f"  {'manage …':<{width}}" + _("Django's own commands."),
            "",
            _("`fanfold COMMAND --help` says more about one of them."),
        ]
    )


def say(text: str) -> None:
    """A text on standard output."""
    sys.stdout.write(f"{text}\n")


def _load() -> str | None:
    """Load the settings and all rooms; what the host set wrongly comes back as a sentence."""
    try:
        _ = settings.DATA
    except ValueError as error:  # SettingError; its class lives above this room.
        return str(error)
    django.setup()
    return None


def _rooms_by_command() -> dict[str, str]:
    return {name: app for name, app in get_commands().items() if app.startswith("fanfold.")}


def _command(app: str, name: str) -> BaseCommand:
    return load_command_class(app, name)


def _manage(words: list[str]) -> None:
    """Django's own commands, on a data folder that is there."""
    try:
        first_start.make_folder()
    except FanfoldError as error:
        sys.exit(str(error))
    execute_from_command_line(["fanfold manage", *words])


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return _("There is no command “%(name)s”. Did you mean “%(close)s”?") % {
            "name": name, "close": close[0]
        }  # fmt: skip
    return _("There is no command “%(name)s”. `fanfold --help` lists them all.") % {"name": name}
