"""`fanfold demo`: an empty archive is filled with original sample stories."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fanfold.house.console import Command as ConsoleCommand
from fanfold.transfer import demo


class Command(ConsoleCommand):
    """Fills an empty archive."""

    help = "Fill an empty archive with original sample stories, people and tags."

    def run(self, options: dict[str, Any]) -> None:
        """All or nothing; says what is on the shelves now."""
        filled = demo.fill(
            at=timezone.now(), each=lambda folders: self.progress(folders, _("Shelving"))
        )
        if options["json"]:
            self.print_json(
                {"works": filled.works, "chapters": filled.chapters, "people": filled.people}
            )
            return
        self.say(
            _("%(works)s works with %(chapters)s chapters by %(people)s people are on the shelves.")
            % {"works": filled.works, "chapters": filled.chapters, "people": filled.people}
        )
