"""Every code this workshop may hand out, with its meaning and the names of its values.

Rooms write one sentence per code; their test walks this table so that none is missing.
"""

__all__ = ["CODES"]

CODES: dict[str, str] = {
    # What `clean` did.
    "nul_dropped": "{count} NUL or other control characters, which no page can show, were removed.",
    "surrogate_replaced": "{count} broken halves of characters were replaced by U+FFFD.",
    "markup_dropped": "{count} <{name}> elements were unwrapped; their text was kept.",
    "content_dropped": "{count} <{name}> elements were removed together with their content.",
    "tag_as_text": "<{name}> is not HTML; it was kept as text, {count} times.",
    "table_dissolved": "{count} tables that only placed text on a page were dissolved.",
    "image_dropped": "{count} images were removed; their alternative text was kept as text.",
    "link_dropped": "{count} links led nowhere allowed; their text was kept.",
    "style_dropped": "{count} elements asked for colours, fonts or other styles that were dropped.",
    "align_as_class": "{count} alignments or indents became classes of the reading page.",
    "style_as_markup": "{count} styles became markup that means the same (emphasis, underline, …).",
    "bbcode_as_markup": "{count} pairs of a forum's marks ([i]…[/i]) became the markup they meant.",
    "paragraphs_made": "{count} paragraphs were made from line breaks.",
    "hard_wrap_joined": "Lines wrapped at a fixed width were joined into paragraphs.",
    "quoted_printable": "{count} signs of an e-mail's encoding (=20) became what they stood for.",
    "indents_dropped": "{count} paragraphs lost the spaces typed before them: pages set an indent.",
    "scene_break": "{count} scene breaks were recognised.",
    "blank_lines_dropped": "{count} empty paragraphs between all the others were dropped.",
    "blank_line_kept": "{count} deliberate blank lines were kept.",
    "rule_at_edge_dropped": "{count} rules at the very start or end of the text were dropped.",
    "nesting_flattened": "{count} elements nested too deeply were flattened.",
    "markdown_escaped": "{count} places that Markdown would have misread were kept as typed.",
    "heading_attributes_dropped": "{count} headings ended with attributes ({{#day}}), now gone.",
    "notes_linked": "{count} notes of Markdown ([^1]) stand at the end, with links.",
    # What `divide` applied. `label` holds the words that no longer stand in any text.
    "header": "The line {label} {text} at the top became the header {key}.",
    "title_line": "The line {text} at the top was taken as the title.",
    "byline": "The line {label} {text} at the top was taken as the author's name.",
    "chapter_heading": "Chapter {chapter} starts at the heading {text} ({label}).",
    "chapter_title": "The line {text} after the heading became the title of chapter {chapter}.",
    "part_heading": "The heading {text} of a part went into the title of chapter {chapter}.",
    "heading_mark": "The mark {label} of a footnote was left out of chapter {chapter}'s title.",
    "notes": "A remark at the beginning of chapter {chapter} ({label}) became its note: {text}",
    "endnotes": "A remark at the end of chapter {chapter} ({label}) became its end note: {text}",
    "summary": "A summary at the beginning of chapter {chapter} ({label}) was taken: {text}",
    "work_notes": "A remark before the first chapter ({label}) became the work's note: {text}",
    "separator_dropped": "{count} ornament lines beside headings or notes were left out.",
    # What `divide` asks. The passage stays in the text; `text` is its beginning.
    "maybe_remark": "Chapter {chapter}: is this a remark of the author? {text}",
    "maybe_note": "Chapter {chapter}: a note ({label}) stands inside the text: {text}",
    "maybe_note_goes_on": "Chapter {chapter}: does the note go on here? {text}",
    "maybe_title": "Chapter {chapter}: is this line a title? {text}",
    "maybe_heading": "Is this line the heading of a chapter? {text}",
    "maybe_contents": "Are these lines a table of contents? {text}",
    "maybe_summary_goes_on": "Does the summary at the top go on here? {text}",
    "maybe_disclaimer_goes_on": "Does the disclaimer at the top go on here? {text}",
    "maybe_header": "Is this line a header of the work? {text}",
    "text_before_first_chapter": "What is this text before the first heading? {text}",
    "chapter_number_repeats": "Chapter number {number} stands more than once: {text}",
    "empty_chapter": "Chapter {chapter} ({text}) has no text.",
    "too_many_chapters": "Of {count} headings {limit} are chapters; from {text} on all is text.",
    "more_questions": "{count} more questions of the same kinds are not listed.",
}
