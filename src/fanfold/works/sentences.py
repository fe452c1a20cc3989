"""What the cleaner did to a text, and what changed between two revisions, in sentences."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fanfold import prose
from fanfold.kit.findings import Finding
from fanfold.works.models import Revision


def counted(one: str, many: str) -> Any:
    """A sentence whose `count` chooses between one and many."""
    return ngettext_lazy(one, many, "count")


def sums(forms: Mapping[str, Any], counts: Mapping[str, Any]) -> list[str]:
    """Each count in the words that `forms` has for its name. What is zero is not spoken of."""
    return [
        str(form % {"count": counts[name], "shown": f"{counts[name]:,}"})
        for name, form in forms.items()
        if counts.get(name)
    ]


# Values are filled in by name.
CLEANING: Mapping[str, Any] = {
    "nul_dropped": counted(
        "%(count)s control character that no page can show was removed.",
        "%(count)s control characters that no page can show were removed.",
    ),
    "surrogate_replaced": counted(
        "%(count)s broken half of a character was replaced by �.",
        "%(count)s broken halves of characters were replaced by �.",
    ),
    "markup_dropped": _("%(count)s × <%(name)s>: the markup was dropped, its text kept."),
    "content_dropped": _("%(count)s × <%(name)s>: removed with its content, which is not prose."),
    "tag_as_text": _("<%(name)s> is not HTML and was kept as text (%(count)s ×)."),
    "table_dissolved": counted(
        "A table that only placed text on a page was dissolved; its text was kept.",
        "%(count)s tables that only placed text on a page were dissolved; their text was kept.",
    ),
    "image_dropped": counted(
        "%(count)s picture was left out; its description was kept as text.",
        "%(count)s pictures were left out; their descriptions were kept as text.",
    ),
    "link_dropped": counted(
        "%(count)s link led nowhere that is allowed; its text was kept.",
        "%(count)s links led nowhere that is allowed; their text was kept.",
    ),
    "style_dropped": counted(
        "Colours, fonts or other looks were dropped in one place.",
        "Colours, fonts or other looks were dropped in %(count)s places.",
    ),
    "align_as_class": counted(
        "An alignment or indent was kept.", "Alignments or indents were kept in %(count)s places."
    ),
    "style_as_markup": counted(
        "A style became emphasis, underlining or the like.",
        "Styles became emphasis, underlining and the like in %(count)s places.",
    ),
    "bbcode_as_markup": counted(
        "A pair of a forum's marks ([i]…[/i]) became the markup it meant.",
        "%(count)s pairs of a forum's marks ([i]…[/i]) became the markup they meant.",
    ),
    "paragraphs_made": counted(
        "%(count)s paragraph was made from line breaks.",
        "%(count)s paragraphs were made from line breaks.",
    ),
    "hard_wrap_joined": _("Lines wrapped at a fixed width were joined into paragraphs."),
    "quoted_printable": counted(
        "A sign of an e-mail's encoding (=20) became what it stood for.",
        "%(count)s signs of an e-mail's encoding (=20) became what they stood for.",
    ),
    "indents_dropped": counted(
        "Spaces typed before a paragraph were dropped: the page sets an indent.",
        "Spaces typed before %(count)s paragraphs were dropped: the page sets an indent.",
    ),
    "scene_break": counted(
        "%(count)s scene break was recognised.", "%(count)s scene breaks were recognised."
    ),
    "blank_lines_dropped": counted(
        "%(count)s empty paragraph between the others was dropped.",
        "%(count)s empty paragraphs between the others were dropped.",
    ),
    "blank_line_kept": counted(
        "%(count)s deliberate blank line was kept.", "%(count)s deliberate blank lines were kept."
    ),
    "rule_at_edge_dropped": counted(
        "%(count)s rule at the very beginning or end was dropped.",
        "%(count)s rules at the very beginning or end were dropped.",
    ),
    "nesting_flattened": counted(
        "Too deep nesting was made flat in one place.",
        "Too deep nesting was made flat in %(count)s places.",
    ),
    "markdown_escaped": counted(
        "Markdown would have misread one place; it stays as typed.",
        "Markdown would have misread %(count)s places; they stay as typed.",
    ),
    "heading_attributes_dropped": counted(
        "One heading ended with attributes ({#day}), which are none of its words.",
        "%(count)s headings ended with attributes ({#day}), which are none of their words.",
    ),
    "notes_linked": counted(
        "%(count)s footnote ([^1]) follows the text, with links.",
        "%(count)s footnotes ([^1]) follow the text, with links.",
    ),
}


def sentence_for(finding: Finding) -> str:
    """What the cleaner did, as a sentence in the active language."""
    return str(CLEANING[finding.code] % dict(finding.values))


CHANGES: Mapping[str, Any] = {
    "changed": counted("%(count)s paragraph changed", "%(count)s paragraphs changed"),
    "new": counted("%(count)s new paragraph", "%(count)s new paragraphs"),
    "gone": counted("%(count)s paragraph gone", "%(count)s paragraphs gone"),
    "moved": counted("%(count)s paragraph moved", "%(count)s paragraphs moved"),
    "restyled": counted(
        "%(count)s paragraph in other markup", "%(count)s paragraphs in other markup"
    ),
    "alike": counted(
        "%(count)s paragraph in other characters that look the same",
        "%(count)s paragraphs in other characters that look the same",
    ),
    "new_breaks": counted(
        "%(count)s new scene break or blank line", "%(count)s new scene breaks or blank lines"
    ),
    "gone_breaks": counted(
        "%(count)s scene break or blank line gone", "%(count)s scene breaks or blank lines gone"
    ),
    "more": counted("%(count)s word more", "%(count)s words more"),
    "fewer": counted("%(count)s word fewer", "%(count)s words fewer"),
}


def sums_of(summary: prose.Summary) -> list[str]:
    """A comparison in short phrases: “12 paragraphs changed”, “340 words more”. Never empty."""
    counts = asdict(summary)
    counts["more" if summary.words_more > 0 else "fewer"] = abs(summary.words_more)
    if phrases := sums(CHANGES, counts):
        return phrases
    if summary.is_same:
        return [str(_("Nothing changed."))]
    return [str(_("Only the markup around paragraphs changed."))]


REVISION = counted(
    "%(number)s: %(saved)s, %(words)s word", "%(number)s: %(saved)s, %(words)s words"
)
REVISION_BY = counted(
    "%(number)s: %(saved)s, %(words)s word, by %(login)s",
    "%(number)s: %(saved)s, %(words)s words, by %(login)s",
)


def revision_in_words(revision: Revision, *, with_maker: bool) -> str:
    """A revision in a list: “3: 2026-11-24 18:05, 1,204 words”, and who saved it."""
    maker = revision.made_by if with_maker else None
    sentence = REVISION_BY if maker else REVISION
    values = {
        "number": revision.number,
        "saved": date_format(localtime(revision.created_at), "Y-m-d H:i"),
        "count": revision.word_count,
        "words": intcomma(revision.word_count),
        "login": maker.login if maker else "",
    }
    return str(sentence % values)
