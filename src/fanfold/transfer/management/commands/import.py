"""`fanfold import`: story files and folders of them become works."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fanfold.house.console import Command as ConsoleCommand
from fanfold.kit.errors import FanfoldError, Refused
from fanfold.people.models import Account, PenName
from fanfold.people.queries import pen_name_for
from fanfold.tags.models import Kind
from fanfold.tags.names import split_names
from fanfold.transfer.commands import import_story
from fanfold.transfer.folders import story_files
from fanfold.transfer.reports import FileReport
from fanfold.transfer.sentences import too_large
from fanfold.transfer.stories import Wishes
from fanfold.works.models import Rating, Work


class Command(ConsoleCommand):
    """Reads each file, writes each in its own transaction, reports on all."""

    help = (
        "Make works of story files (txt, md, html, docx, odt, rtf, epub, zips of chapters) "
        "or folders of them, as drafts."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a story file, or a folder of them"
        )
        parser.add_argument(
            "--as", required=True, dest="pen_name", metavar="PENNAME",
            help="the pen name that signs the works, as “Pen name” or “Pen name (login)”",
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
            "--dry-run", action="store_true", help="only say what would become of the files"
        )

    def run(self, options: dict[str, Any]) -> None:
        """Import all files; one that cannot be read does not stop the others."""
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
