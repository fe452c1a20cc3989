"""`fanfold doctor`, also `fanfold check`: what is wrong with the archive, in sentences."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fanfold.house import console
from fanfold.house.doctor import Level, Report, examine

WORDS = {
    Level.ERROR: gettext_lazy("Error"),
    Level.WARNING: gettext_lazy("Warning"),
    Level.INFORMATION: gettext_lazy("Note"),
}


class Command(console.Command):
    """Examines; mends when asked to; exit code 1 while an error remains."""

    help = "Say what is wrong: settings, data folder, database, works, background work."
    group = console.Group.ARCHIVE
    needs_database = False  # It must not make what it is asked to look for.

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to mend."""
        parser.add_argument(
            "--fix", action="store_true", help="mend what can be mended without losing anything"
        )

    def run(self, options: dict[str, Any]) -> None:
        """Every finding as it is found, then how many."""
        reports = []
        for report in examine(fix=options["fix"]):
            reports.append(report)
            self.say(_line(report))
        errors = sum(report.is_open_error for report in reports)
        warnings = sum(
            report.finding.level is Level.WARNING and not report.finding.mended
            for report in reports
        )
        if options["json"]:
            findings = [report.as_json() for report in reports]
            self.print_json({"findings": findings, "errors": errors, "warnings": warnings})
        self.say(_summary(errors, warnings))
        if errors:
            self.fail()


def _line(report: Report) -> str:
    word = _("Mended") if report.finding.mended else WORDS[report.finding.level]
    return f"{word} · {report.about}: {report.finding.sentence}"


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return _("Nothing is wrong.")
    return _("%(errors)s and %(warnings)s.") % {
        "errors": ngettext("%s error", "%s errors", errors) % errors,
        "warnings": ngettext("%s warning", "%s warnings", warnings) % warnings,
    }
