"""`fanfold import`: story files and folders of them become works."""

import argparse
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fanfold.house.console import Command as ConsoleCommand
from fanfold.kit.errors import FanfoldError, Refused
from fanfold.people.models import Account, PenName
from fanfold.people.queries import pen_name_for
from fanfold.tags.models import Kind
from fanfold.tags.names import split_names
from fanfold.transfer.commands import import_story
from fanfold.transfer.folders import story_files
from fanfold.transfer.library.importing import Brought, people_of, read_library
from fanfold.transfer.library.people import Everybody, Herself
from fanfold.transfer.library.places import is_library, opened
from fanfold.transfer.library.reading import keys_in
from fanfold.transfer.reports import FileReport
from fanfold.transfer.sentences import too_large
from fanfold.transfer.stories import Wishes
from fanfold.works.models import Rating, Work

# Options that say of a story file what an export says itself.
OF_STORY_FILES = ("title", "to_work", "publish", "rating", "language", "fandom", "warning")


class Command(ConsoleCommand):
    """Reads each file, writes each in its own transaction, reports on all."""

    help = (
        "Make works of story files (txt, md, html, docx, odt, rtf, epub, zips of chapters) "
        "or folders of them, as drafts; or bring back what `fanfold export` wrote."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a story file, or a folder of them"
        )
        parser.add_argument(
            "--as", default="", dest="pen_name", metavar="PENNAME",
            help="the pen name that signs the works, as “Pen name” or “Pen name (login)”; "
            "without it, an export comes with all its people",
        )  # fmt: skip
        parser.add_argument(
            "--title", default="", metavar="T", help="the work's title; for one file only"
        )
        parser.add_argument(
            "--to-work",
            type=int,
            metavar="ID",
            help="add the chapters to this work instead of making one",
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish at once; otherwise they are drafts"
        )
        parser.add_argument("--rating", default="", choices=Rating.values, help="the works' rating")
        parser.add_argument(
            "--language",
            default="",
            metavar="CODE",
            help="the works' language, such as en or pt-br",
        )
        parser.add_argument(
            "--fandom", default="", metavar="NAMES", help="fandoms, separated by commas"
        )
        parser.add_argument(
            "--warning", default="", metavar="NAMES", help="warnings, separated by commas"
        )
        parser.add_argument(
            "--repair-encoding",
            action="store_true",
            help="mend text that was encoded twice (“cafÃ©”), where that loses nothing",
        )
        parser.add_argument(
            "--same", action="append", default=[], metavar="LOGIN",
            help="of an export without --as: this login is the same person here; may be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would become of the files"
        )

    def run(self, options: dict[str, Any]) -> None:
        """Import all files; one that cannot be read does not stop the others."""
        if any(is_library(Path(path)) for path in options["paths"]):
            self._bring_export(options)
            return
        if not options["pen_name"]:
            self.refuse_usage(_("--as names the pen name that signs the works."))
        files = list(story_files(options["paths"]))
        if options["title"] and len(files) > 1:
            raise CommandError(
                _("--title names one work, and there are several files."), returncode=2
            )
        pen_name = pen_name_for(options["pen_name"])
        into = self._work_to_extend(options["to_work"], pen_name.account)
        reports = [
            self._import(path, pen_name=pen_name, into=into, options=options)
            for path in self.progress(files, _("Importing"))
        ]
        refused = [report for report in reports if report.status == "refused"]
        if options["json"]:
            self.print_json(
                {
                    "files": [report.as_json() for report in reports],
                    "imported": sum(report.status == "imported" for report in reports),
                    "refused": len(refused),
                }
            )
        else:
            for report in reports:
                self._tell(report)
        if refused or not files:
            self.fail()

    def _bring_export(self, options: dict[str, Any]) -> None:
        """Bring the works of one `fanfold export`, each with all that it was."""
        asked = [name for name in OF_STORY_FILES if options[name]]
        if len(options["paths"]) > 1 or asked:
            self.refuse_usage(
                _("An export is imported alone, and says itself what its works are: %(options)s.")
                % {"options": ", ".join(asked) or "PATH"}
            )
        at = timezone.now()
        pen_name = pen_name_for(options["pen_name"]) if options["pen_name"] else None
        with (
            opened(Path(options["paths"][0])) as source,
            transaction.atomic() if options["dry_run"] else nullcontext(),
        ):
            people = people_of(source, pen_name=pen_name, same=options["same"], at=at)
            keys = keys_in(source)
            brought = list(
                self.progress(
                    read_library(source, keys, people=people, at=at),
                    _("Importing"),
                    total=len(keys),
                )
            )
            if options["dry_run"]:
                transaction.set_rollback(True)
        self._report(brought, people, dry=options["dry_run"])

    def _report(self, brought: list[Brought], people: Herself | Everybody, *, dry: bool) -> None:
        refused = [one for one in brought if one.refusal]
        made = people.made if isinstance(people, Everybody) else []
        not_brought = people.refused if isinstance(people, Everybody) else {}
        left_out = sorted(people.left_out) if isinstance(people, Herself) else []
        if self.as_json:
            self.print_json(
                {
                    "works": [one.as_json() for one in brought],
                    "imported": 0 if dry else len(brought) - len(refused),
                    "refused": len(refused),
                    "accounts": made,
                    "accounts_refused": not_brought,
                    "left_out": left_out,
                }
            )
        for one in brought:
            if one.refusal:
                self.complain(f"{one.key}: {one.refusal}")
        for sentence in not_brought.values():
            self.complain(sentence)
        count = len(brought) - len(refused)
        could = ngettext("%(count)s work can be brought.", "%(count)s works can be brought.", count)
        did = ngettext(
            "%(count)s work is here now, as it was.",
            "%(count)s works are here now, as they were.",
            count,
        )
        self.say((could if dry else did) % {"count": count})
        if left_out:
            self.say(
                _("These sign too, and were not asked, so they do not here: %(names)s.")
                % {"names": ", ".join(left_out)}
            )
        if made and not dry:
            self.say(
                _(
                    "These accounts are new and have no password: %(logins)s. A one-time link for "
                    "each comes from: %(command)s"
                )
                % {"logins": ", ".join(made), "command": "fanfold admin password LOGIN"}
            )
        if refused or not_brought or not brought:
            self.fail()

    def _work_to_extend(self, work_id: int | None, account: Account) -> Work | None:
        if work_id is None:
            return None
        work = Work.objects.written_by(account).filter(pk=work_id).first()
        if work is None:
            raise CommandError(
                _("There is no work %(id)s by %(login)s.") % {"id": work_id, "login": account.login}
            )
        return work

    def _import(
        self, path: Path, *, pen_name: PenName, into: Work | None, options: dict[str, Any]
    ) -> FileReport:
        try:
            if path.stat().st_size > settings.UPLOAD_LIMIT:
                raise Refused(too_large(path.stat().st_size))
            return import_story(
                path.read_bytes(),
                name=str(path),
                by=pen_name.account,
                pen_name=pen_name,
                at=timezone.now(),
                wishes=Wishes(
                    title=options["title"],
                    language=options["language"],
                    rating=options["rating"],
                    tags=_tags(options),
                    repair_encoding=options["repair_encoding"],
                ),
                into=into,
                publish=options["publish"],
                dry_run=options["dry_run"],
            )
        except FanfoldError as refusal:
            return FileReport(path=str(path), status="refused", error=str(refusal))
        except OSError as error:
            sentence = _("The file cannot be read: %(reason)s.") % {"reason": error.strerror}
            return FileReport(path=str(path), status="refused", error=sentence)

    def _tell(self, report: FileReport) -> None:
        """One file, in sentences."""
        if report.status == "refused":
            self.complain(f"{report.path}: {report.error}")
            return
        summary = _("“%(title)s”, %(size)s.") % {"title": report.title, "size": report.size}
        where = f" {reverse('work', args=[report.work.pk])}" if report.work else ""
        self.say(f"{report.path}: {summary}{where}")
        for sentence in report.applied_sentences:
            self.say(f"  · {sentence}")
        for sentence in report.warning_sentences:
            self.say(f"  ! {sentence}")
        for sentence in report.question_sentences:
            self.say(f"  ? {sentence}")


def _tags(options: dict[str, Any]) -> dict[str, list[str]]:
    named = {Kind.FANDOM: options["fandom"], Kind.WARNING: options["warning"]}
    return {kind.value: split_names(names) for kind, names in named.items() if names}
