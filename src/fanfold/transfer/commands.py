"""A story file becomes a work, or chapters of one. One file is one transaction."""

import uuid
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold import formats
from fanfold.kit.errors import Refused
from fanfold.kit.findings import Finding
from fanfold.people.models import Account, PenName
from fanfold.transfer.library.places import is_library_zip
from fanfold.transfer.reports import FileReport
from fanfold.transfer.sentences import sentence_for
from fanfold.transfer.stories import Proposal, Wishes, as_chapters_only, propose
from fanfold.transfer.titles import with_titles_that_fit
from fanfold.works import commands as works
from fanfold.works.models import Work
from fanfold.works.text import WorkDetails


def import_story(
    data: bytes,
    *,
    name: str,
    by: Account,
    pen_name: PenName,
    at: datetime,
    wishes: Wishes | None = None,
    into: Work | None = None,
    publish: bool = False,
    dry_run: bool = False,
    submission: uuid.UUID | None = None,
) -> FileReport:
    """Import one file as `pen_name`, as a draft unless `publish`.

    With `into` its chapters go behind that work's last one. A dry run does all of it and takes it
    back, so it refuses what the import would refuse. A form sent twice (`submission`) imports once.
    Refused with a sentence for a file that cannot be taken; then nothing of it is in the archive.
    """
    wishes = wishes or Wishes()
    if data.startswith(b"PK") and is_library_zip(BytesIO(data)):
        raise Refused(
            _(
                "This is an export of a Fanfold, with revisions and dates that would be lost here. "
                "The archivist brings it back whole with `fanfold import`."
            )
        )
    try:
        proposal = propose(data, name=name, wishes=wishes, signed_as=pen_name.name)
    except formats.Unreadable as error:
        raise Refused(sentence_for(Finding(error.code, error.values))) from error
    return import_proposal(
        proposal,
        name=name,
        by=by,
        pen_name=pen_name,
        at=at,
        title=wishes.title,
        into=into,
        publish=publish,
        dry_run=dry_run,
        submission=submission,
    )


def import_proposal(
    proposal: Proposal,
    *,
    name: str,
    by: Account,
    pen_name: PenName,
    at: datetime,
    title: str = "",
    into: Work | None = None,
    publish: bool = False,
    dry_run: bool = False,
    submission: uuid.UUID | None = None,
) -> FileReport:
    """Write what a file would become; as `import_story`, for a file that has been read."""
    proposal = with_titles_that_fit(proposal, wished=title, is_new=into is None)
    _refuse_problems(proposal)
    with transaction.atomic():
        if into is not None:
            report = _into_a_work(
                proposal, into, name=name, by=by, at=at, title=title, publish=publish
            )
        else:
            make = works.post_work if publish else works.create_work
            work = make(
                proposal.details,
                proposal.chapters,
                by=by,
                pen_names=[pen_name],
                at=at,
                submission=submission,
            )
            places = [
                works.place_in_own_series(
                    work, one.name, by=by, pen_name=pen_name, position=one.position
                )
                for one in proposal.series
            ]
            report = FileReport.of_new_work(name, proposal, work, places)
        if dry_run:
            transaction.set_rollback(True)
            return replace(report, status="checked", work=None)
    return report


def _into_a_work(
    proposal: Proposal,
    work: Work,
    *,
    name: str,
    by: Account,
    at: datetime,
    title: str,
    publish: bool,
) -> FileReport:
    texts = as_chapters_only(proposal, title=title, of=WorkDetails.of(work))
    first_number = work.chapters.count() + 1
    for text in texts:
        chapter = works.add_chapter(work, text, by=by, at=at)
        if publish:
            works.publish_chapter(chapter, by=by, at=at)
    work.refresh_from_db()
    return FileReport.of_chapters(name, proposal, texts, first_number=first_number, work=work)


def _refuse_problems(proposal: Proposal) -> None:
    """All limits that the file breaks at once, each with the chapter where it stands."""
    problems = [sentence for _field, sentence in proposal.details.problems()]
    for number, text in enumerate(proposal.chapters, start=1):
        problems += [
            _("Chapter %(number)s: %(problem)s") % {"number": number, "problem": sentence}
            for _field, sentence in text.problems()
        ]
    if problems:
        raise Refused(" ".join(problems))
