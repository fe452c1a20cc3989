"""`fanfold remake`: make prose again with today's cleaner, without waiting for the worker."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fanfold.house import console
from fanfold.works import commands


class Command(console.Command):
    """Also what a host runs before she opens the archive again after an upgrade."""

    help = "make all prose again that an older cleaner made"
    group = console.Group.STORIES

    def run(self, options: dict[str, Any]) -> None:
        """Work after work; stopped and started again, it goes on where it stopped."""
        works = commands.works_of_older_cleaners()
        total, otherwise = works.count(), 0
        for work in self.progress(
            works.iterator(chunk_size=100), _("Making prose again"), total=total
        ):
            otherwise += commands.remake_work(work)
        series = commands.remake_series()
        if options["json"]:
            self.print_json({"works": total, "changed": otherwise, "series_changed": series})
        elif total == 0:
            self.say(_("All prose is made by the cleaner of this version. Nothing to do."))
        else:
            sentence = ngettext(
                "The prose of %(count)s work was made again; %(otherwise)s came out otherwise.",
                "The prose of %(count)s works was made again; %(otherwise)s came out otherwise.",
                total,
            )
            self.say(sentence % {"count": total, "otherwise": otherwise})
