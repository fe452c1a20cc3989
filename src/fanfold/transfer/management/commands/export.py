"""`fanfold export`: works leave the archive in the open format of docs/format.md."""

import argparse
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fanfold.house.console import Command as ConsoleCommand
from fanfold.people.queries import account_called
from fanfold.transfer.library.exporting import write_library
from fanfold.transfer.library.places import written
from fanfold.transfer.library.writing import Choice
from fanfold.works.models import Work


class Command(ConsoleCommand):
    """Writes beside the folder and renames in the end: a folder that stands there is whole."""

    help = "Write works into a folder or a .zip that is read without Fanfold, and imported again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("path", metavar="DIR", help="a new or empty folder, or a new file .zip")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--work", type=int, action="append", metavar="ID", help="this work; may be repeated"
        )
        which.add_argument("--account", metavar="NAME", help="all works of this login")
        which.add_argument("--all", action="store_true", help="all works of the archive")

    def run(self, options: dict[str, Any]) -> None:
        """Write one work after the other, and say how many there were."""
        path, choice = Path(options["path"]), self._choice(options)
        count = words = 0
        try:
            with written(path) as sink:
                exported = write_library(choice, sink)
                total = choice.works.count()
                for work in self.progress(exported, _("Exporting"), total=total):
                    count += 1
                    words += work.word_count
        except OSError as error:
            self.refuse(
                _("“%(path)s” cannot be written: %(reason)s.")
                % {"path": path, "reason": error.strerror or error}
            )
        if options["json"]:
            self.print_json({"path": str(path), "works": count, "words": words})
        self.say(
            ngettext(
                "%(count)s work is in “%(path)s”, with its revisions.",
                "%(count)s works are in “%(path)s”, with their revisions.",
                count,
            )
            % {"count": count, "path": path}
        )

    def _choice(self, options: dict[str, Any]) -> Choice:
        if options["all"]:
            return Choice(Work.objects.all(), is_all=True)
        if options["account"]:
            account = account_called(options["account"])
            return Choice(Work.objects.written_by(account), account=account)
        wanted = set(options["work"])
        found = set(Work.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if missing := sorted(wanted - found):
            numbers = ", ".join(map(str, missing))
            self.refuse(_("There is no work %(numbers)s.") % {"numbers": numbers})
        return Choice(Work.objects.filter(pk__in=found))
