"""What every `fanfold` command shares: its options, its voice, its progress, its exit codes.

A command is a module `management/commands/<name>.py` in the room that owns it:

    class Command(console.Command):
        help = "Bind all works anew."           # the one line in `fanfold --help`
        group = console.Group.STORIES           # the heading it stands under there

        def add_arguments(self, parser):        # its own options; --json and --data are there
            parser.add_argument("--kind")

        def run(self, options):
            for work in self.progress(works, _("Binding")):   # a bar on a terminal, else quiet
                ...
            if options["json"]:
                self.print_json({"bound": 12})  # for programs, on standard output
            self.say(_("12 works are bound."))  # for a person; silent with --json
            self.complain(_("One is not."))     # to standard error, always
            self.fail()                         # partly failed: exit 1 after all that was said

Before `run` the data folder and the database are made ready (first_start.py), unless the class says
`needs_database = False`. A FanfoldError (or `self.refuse(sentence)`) ends the command with its
sentence on standard error and exit 1; `self.refuse_usage(sentence)` with exit 2; Ctrl-C with 130.
Called from Python (`call_command`), nothing is prepared, and errors are raised as they are.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NoReturn, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fanfold import __version__
from fanfold.house import first_start
from fanfold.kit.errors import FanfoldError, Refused

T = TypeVar("T")


class Group:
    """The headings of `fanfold --help`, in their order."""

    ARCHIVE: "str | Promise" = gettext_lazy("The archive")
    STORIES: "str | Promise" = gettext_lazy("Stories")
    PEOPLE: "str | Promise" = gettext_lazy("People")
    ORDER = (ARCHIVE, STORIES, PEOPLE)


class Command(BaseCommand):
    """A command of `fanfold`. Subclasses write `run`, and `add_arguments` for their options."""

    group: "str | Promise" = Group.STORIES
    needs_database = True
    # Whether what it logs is its voice, as with `serve`; others only log what went wrong.
    logs_events = False

    # Django's own options would only be noise here; `fanfold manage` has them.
    suppressed_base_arguments = {
        *("--version", "-v", "--settings", "--pythonpath"),
        *("--traceback", "--no-color", "--force-color"),
    }
    requires_system_checks: list[str] = []  # `fanfold doctor` runs them, at leisure.

    as_json = False
    failed = False

    def run(self, options: dict[str, Any]) -> None:
        """Do what the command is for."""
        raise NotImplementedError

    # The voice --------------------------------------------------------------------------------

    def say(self, sentence: object) -> None:
        """A line for a person, on standard output. Silent with --json."""
        if not self.as_json:
            self.stdout.write(str(sentence))

    def complain(self, sentence: object) -> None:
        """A line about something that went wrong, on standard error."""
        self.stderr.write(str(sentence))

    def print_json(self, answer: object) -> None:
        """The answer for programs: one JSON value on standard output."""
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=str))

    def progress(
        self, items: Iterable[T], description: object, *, total: int | None = None
    ) -> Iterator[T]:
        """The items one by one, with a bar when a person looks on; `total` if they have no len."""
        if self.as_json or not sys.stderr.isatty():
            return iter(items)
        # Loaded by name: rich costs a tenth of a second, and most commands have nothing to show.
        bar = import_module("fanfold.house.bar")
        shown: Iterator[T] = bar.track(items, str(description), total)
        return shown

    # The end ----------------------------------------------------------------------------------

    def fail(self) -> None:
        """Exit with 1 in the end: something was refused or failed, and it has been said which."""
        self.failed = True

    def refuse(self, sentence: object) -> NoReturn:
        """Stop here: the sentence on standard error, exit 1."""
        raise Refused(sentence)

    def refuse_usage(self, sentence: object) -> NoReturn:
        """Stop here because the command was called wrongly: the sentence, exit 2."""
        raise CommandError(str(sentence), returncode=2)

    # What Django calls ------------------------------------------------------------------------

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser with --json and --data. Shortened options are not guessed at."""
        kwargs.setdefault("formatter_class", argparse.HelpFormatter)
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        common = parser.add_argument_group(_("options of every command"))
        common.add_argument("--json", action="store_true", help=_("print the answer as JSON"))
        # Taken out of the words before Django is loaded (__main__.py); here for --help alone.
        common.add_argument(
            "--data", metavar="DIR", help=_("the data folder; else FANFOLD_DATA, else ./data")
        )
        return parser

    def get_version(self) -> str:
        """Fanfold's version, not Django's."""
        return __version__

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """The way in for `call_command`: run, with nothing around it."""
        self.as_json, self.failed = bool(options.get("json")), False
        self.run(options)

    def run_from_argv(self, argv: list[str]) -> None:
        """The way in from the shell: prepare, run, end with a sentence and an exit code."""
        self._called_from_command_line = True
        options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        if not self.logs_events and "FANFOLD_LOG_LEVEL" not in os.environ:
            logging.getLogger().setLevel(logging.WARNING)
        try:
            if self.needs_database:
                first_start.prepare()
            self.execute(**options)
        except (FanfoldError, CommandError, DatabaseError) as error:
            if options["traceback"]:
                raise
            self.complain(" ".join(str(error).split("\n")).strip())
            sys.exit(error.returncode if isinstance(error, CommandError) else 1)
        finally:
            connections.close_all()
        if self.failed:
            sys.exit(1)
