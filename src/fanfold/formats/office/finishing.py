"""From a filled manuscript to a `Document`: its HTML, its properties, and what was left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from fanfold.formats.document import Document, FileFormat
from fanfold.formats.office.blank_lines import settle_blank_lines
from fanfold.formats.office.manuscript import Manuscript
from fanfold.formats.office.markup import TEMPLATE_LANGUAGES, usual, write
from fanfold.formats.office.properties import honest_author, honest_title
from fanfold.kit.findings import Finding

__all__ = ["Properties", "finish"]

# What manuscripts count, and how it is reported.
_COUNTED = (
    ("images_dropped", "images"),
    ("comments_dropped", "comments"),
    ("footnotes_kept", "notes"),
    ("text_boxes", "boxes"),
    ("hidden_dropped", "hidden"),
    ("contents_dropped", "contents"),
    ("undecodable_bytes", "undecodable"),
    ("blank_lines_as_breaks", "breaks"),
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself, honest or not."""

    title: str = ""
    author: str = ""
    language: str = ""


def finish(
    manuscript: Manuscript,
    file_format: FileFormat,
    properties: Properties,
    *,
    encoding: str | None = None,
    warnings: Iterable[Finding] = (),
) -> Document:
    """The document that a reader gives back.

    A file that claims no language has the one that most of its words are marked with. What every
    template claims is no claim.
    """
    manuscript.finish()
    html, breaks = settle_blank_lines(write(manuscript))
    languages = (properties.language, usual(manuscript).language)
    counts = manuscript.counts
    counts["breaks"] = breaks
    counts["notes"] = len(manuscript.notes)
    counts["comments"] = len(manuscript.comments)
    found = list(warnings)
    if counts["insertions"] or counts["deletions"]:
        changes = {name: counts[name] for name in ("insertions", "deletions")}
        found.append(Finding("changes_accepted", changes))
    for code, name in _COUNTED:
        if counts[name]:
            values: dict[str, str | int] = {"count": counts[name]}
            if code == "undecodable_bytes":
                values["encoding"] = encoding or ""
            found.append(Finding(code, values))
    return Document(
        file_format,
        encoding,
        "html",
        html,
        title=honest_title(properties.title),
        author=honest_author(properties.author),
        language=next((tag for tag in languages if tag not in {"", *TEMPLATE_LANGUAGES}), ""),
        warnings=tuple(found),
        comments=tuple(manuscript.comments),
    )
