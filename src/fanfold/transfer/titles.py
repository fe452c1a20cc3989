"""Titles longer than an archive takes: shortened in a proposal, and kept whole in the notes."""

from dataclasses import replace

from django.utils.translation import gettext as _

from fanfold.kit.findings import Finding
from fanfold.transfer.divisions import as_lines
from fanfold.transfer.stories import Proposal
from fanfold.works.models import TITLE_LIMIT
from fanfold.works.text import one_line

__all__ = ["shortened", "with_titles_that_fit"]


def with_titles_that_fit(proposal: Proposal, *, wished: str, is_new: bool) -> Proposal:
    """The proposal with titles of at most TITLE_LIMIT characters; a warning for each shortened one.

    What the person `wished` as the work's title stays, for she can shorten it herself. A work that
    exists already gets no title: only a new one is told of it.
    """
    warnings = list(proposal.warnings)
    details = proposal.details
    if not wished and _is_too_long(details.title):
        whole, title = details.title, shortened(details.title)
        details = replace(details, title=title)
        if is_new:
            warnings.append(_finding("title_shortened", whole, title))
            details = replace(details, notes=_noted(whole, details.notes))
    chapters = list(proposal.chapters)
    for place, text in enumerate(chapters):
        if _is_too_long(text.title):
            title = shortened(text.title)
            finding = _finding("chapter_title_shortened", text.title, title, chapter=place + 1)
            warnings.append(finding)
            notes = _noted(text.title, text.notes)
            chapters[place] = replace(text, title=title, notes=notes)
    return replace(proposal, details=details, chapters=tuple(chapters), warnings=tuple(warnings))


def shortened(title: str) -> str:
    """The title in at most TITLE_LIMIT characters, cut between words and ended with “…”."""
    title = one_line(title)
    if len(title) <= TITLE_LIMIT:
        return title
    head = title[: TITLE_LIMIT - 1]
    space = head.rfind(" ")
    if not title[TITLE_LIMIT - 1].isspace() and space > TITLE_LIMIT // 2:
        head = head[:space]
    return head.rstrip(" ,;:–—-") + "…"


def _is_too_long(title: str) -> bool:
    return len(one_line(title)) > TITLE_LIMIT


def _noted(title: str, notes: str) -> str:
    return "\n".join(filter(None, [as_lines({_("Title"): title}), notes]))


def _finding(code: str, whole: str, title: str, **values: int) -> Finding:
    return Finding(code, {**values, "size": len(whole), "limit": TITLE_LIMIT, "title": title})
