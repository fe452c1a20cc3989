"""What was found out about a file, in sentences for people: one for each code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fanfold.kit.findings import Finding
from fanfold.works.sentences import CLEANING, sums
from fanfold.works.sentences import counted as _n


@dataclass(frozen=True)
class _Said:
    """A sentence that names a value, and the one for a finding in which it is empty or zero."""

    name: str
    sentence: Any
    without: Any

    def __mod__(self, values: Mapping[str, str | int]) -> str:
        return str((self.sentence if values.get(self.name) else self.without) % values)


@dataclass(frozen=True)
class _Sums:
    """A sentence with several counts, `%(sums)s`; each has its own words."""

    sentence: Any
    forms: Mapping[str, Any]

    def __mod__(self, values: Mapping[str, str | int]) -> str:
        return str(self.sentence % {**values, "sums": ", ".join(sums(self.forms, values))})


# Values are filled in by name.
SENTENCES: Mapping[str, Any] = {
    **CLEANING,
    # What this room noticed itself.
    "title_from_file_name": _("The file names no title; is “%(title)s”, its file name, right?"),
    "comment_alone": _Said(
        "author", _("A comment by %(author)s: %(text)s"), _("A comment: %(text)s")
    ),
    "comment_beside": _Said(
        "author",
        _("A comment by %(author)s beside “%(quote)s”: %(text)s"),
        _("A comment beside “%(quote)s”: %(text)s"),
    ),
    "author_named": _("The file names “%(author)s” as its author. Is the pen name the right one?"),
    "rating_unknown": _(
        "The file names no rating that this archive knows (“%(rating)s”), "
        "so the work is “Not rated”. Which one is it?"
    ),
    "rating_assumed": _("The file names no rating; the work is “Not rated”."),
    "warnings_assumed": _("The file names no warnings; it says “Author chose not to warn”."),
    "number_differs": _(
        "The file calls it chapter %(written)s; here it is chapter %(number)s. Is one missing?"
    ),
    "language_assumed": _(
        "The file names no language that this archive knows; “%(language)s” was assumed."
    ),
    "language_guessed": _(
        "The text looks like %(guess_name)s; the file names no language that this archive knows, "
        "and the work was filed as %(language_name)s. Which one is it?"
    ),
    "language_unknown": _(
        "The file says its language is “%(said)s”, which this archive does not know. "
        "It is in the notes. Which one is it?"
    ),
    "title_shortened": _(
        "The title has %(size)s characters, more than %(limit)s. It became “%(title)s”; "
        "the whole of it is in the notes."
    ),
    "chapter_title_shortened": _(
        "The title of chapter %(chapter)s has %(size)s characters, more than %(limit)s. "
        "It became “%(title)s”; the whole of it is in the chapter's notes."
    ),
    "names_maybe_several": _("“%(name)s” became one %(kind)s. Are there several in it?"),
    "series_in_notes": _(
        "The file says of a series: “%(said)s”. That went into the notes. "
        "Is the work a part of one?"
    ),
    "no_fandom": _("The file names no fandom."),
    "title_from_names": _(
        "No file in the zip names a title; is “%(title)s”, the name of its folder or file, right?"
    ),
    "headers_differ": _(
        "The files in the zip differ in “%(label)s”: %(values)s. The work has the first one; "
        "the others are in the notes of their chapters. Which one is right?"
    ),
    "file_without_words": _("“%(file)s” in the zip has no text. Is it needed?"),
    "warning_unknown": _n(
        "The file names a warning that this archive does not have (%(names)s). It became an "
        "additional tag. Is one of the archive's warnings meant?",
        "The file names warnings that this archive does not have (%(names)s). They became "
        "additional tags. Is one of the archive's warnings meant?",
    ),
    "warnings_in_notes": _(
        "The file warns in words that this archive does not have (%(names)s). They are in the "
        "notes. Is one of the archive's warnings meant?"
    ),
    "category_in_notes": _n(
        "The file names a category that this archive does not have (%(names)s). It is in the "
        "notes. Is one of the archive's categories meant?",
        "The file names categories that this archive does not have (%(names)s). They are in the "
        "notes. Is one of the archive's categories meant?",
    ),
    "category_unknown": _n(
        "The file names a category that this archive does not have (%(names)s). It became an "
        "additional tag. Is one of the archive's categories meant?",
        "The file names categories that this archive does not have (%(names)s). They became "
        "additional tags. Is one of the archive's categories meant?",
    ),
    "tag_rewritten": _("Tags cannot hold every sign: “%(name)s” became “%(tag)s”."),
    "tag_in_notes": _("“%(name)s” cannot be a tag; it went into the work's notes."),
    "tags_in_notes": _n(
        "The file has more tags than a work can bear (%(limit)s): "
        "%(count)s went into the work's notes.",
        "The file has more tags than a work can bear (%(limit)s): "
        "%(count)s of them went into the work's notes.",
    ),
    "summary_in_notes": _(
        "The summary is longer than %(limit)s characters; it went into the work's notes."
    ),
    "series_placed": _("The work is part %(number)s of your series “%(series)s”."),
    "series_place_taken": _(
        "The file says part %(written)s of the series “%(series)s”, and you have another work "
        "there. It got the next free place. Is it the right one?"
    ),
    # What `prose.divide` did.
    "header": _Said(
        "text",
        _("The line “%(label)s %(text)s” at the top was understood as a header."),
        _("The line “%(label)s” at the top was understood as a header that says nothing."),
    ),
    "title_line": _("The line “%(text)s” at the top was taken as the title."),
    "byline": _("The line “%(label)s %(text)s” at the top was taken as the author's name."),
    "chapter_heading": _("Chapter %(chapter)s begins at the heading “%(text)s”."),
    "chapter_title": _("“%(text)s” became the title of chapter %(chapter)s."),
    "part_heading": _("The heading “%(text)s” went into the title of chapter %(chapter)s."),
    "heading_mark": _(
        "The mark “%(label)s” of a footnote on the heading of chapter %(chapter)s was left out."
    ),
    "notes": _Said(
        "label",
        _(
            "The remark at the beginning of chapter %(chapter)s (“%(label)s”) "
            "became its note: “%(text)s”"
        ),
        _("The remark at the beginning of chapter %(chapter)s became its note: “%(text)s”"),
    ),
    "endnotes": _(
        "The remark at the end of chapter %(chapter)s (“%(label)s”) became its end note: “%(text)s”"
    ),
    "summary": _(
        "The summary at the beginning of chapter %(chapter)s became its summary: “%(text)s”"
    ),
    "work_notes": _("The remark before the first chapter became the work's note: “%(text)s”"),
    "separator_dropped": _n(
        "%(count)s line of ornaments beside a heading or a note was left out.",
        "%(count)s lines of ornaments beside headings or notes were left out.",
    ),
    # What `prose.divide` asks.
    "maybe_remark": _(
        "Chapter %(chapter)s: is this a remark of the author's? It was left in the text: “%(text)s”"
    ),
    "maybe_note": _(
        "Chapter %(chapter)s: a note stands in the middle of the text "
        "and was left there: “%(text)s”"
    ),
    "maybe_note_goes_on": _(
        "Chapter %(chapter)s: does the note go on here? It was left in the text: “%(text)s”"
    ),
    "maybe_title": _(
        "Chapter %(chapter)s: is this line a title? It was left in the text: “%(text)s”"
    ),
    "maybe_heading": _(
        "Is this line the heading of a chapter? It was left in the text: “%(text)s”"
    ),
    "maybe_contents": _("Is this a table of contents? It was left in the text: “%(text)s”"),
    "maybe_summary_goes_on": _("Does the summary go on here? It was left in the text: “%(text)s”"),
    "maybe_disclaimer_goes_on": _(
        "Does the disclaimer go on here? It was left in the text: “%(text)s”"
    ),
    "maybe_header": _("Is this line about the work? It was left in the text: “%(text)s”"),
    "text_before_first_chapter": _("What is this text before the first chapter? “%(text)s”"),
    "chapter_number_repeats": _("The chapter number %(number)s stands more than once: “%(text)s”"),
    "too_many_chapters": _(
        "The text has %(count)s headings of chapters; %(limit)s are taken. Everything from "
        "“%(text)s” on stands in the last chapter. Is it one work?"
    ),
    "more_questions": _n(
        "%(count)s more question of these kinds is not listed.",
        "%(count)s more questions of these kinds are not listed.",
    ),
    "empty_chapter": _Said(
        "text",
        _("Chapter %(chapter)s (“%(text)s”) has no text."),
        _("Chapter %(chapter)s has no text."),
    ),
    # Why `formats.read` refuses a file.
    "empty": _("The file is empty."),
    "no_words": _("The file was read, but there is not one word in it."),
    "too_large": _("The file has %(size)s bytes; at most %(limit)s are taken."),
    "unknown_kind": _("Files ending in %(extension)s are not read."),
    "binary": _(
        "This is not a text but a file of another kind (%(kind)s), whatever its name says."
    ),
    "encrypted": _("The document is protected with a password. Save it without one."),
    "old_word": _("This is a .doc of Word 97–2003. Saved as .docx it can be read."),
    "not_docx": _("The file says it is a Word document (.docx) but is none."),
    "not_epub": _(
        "The file says it is an e-book (.epub) but lacks %(path)s, without which it is none."
    ),
    "no_pages": _("The book has no page that can be read."),
    "too_many_pages": _("The book lists %(count)s pages; at most %(limit)s are taken."),
    "too_many_tags": _(
        "The book holds more than %(limit)s marks of HTML, far more than any story."
    ),
    "damaged": _("The file is damaged: what is packed inside it cannot be unpacked."),
    "too_many_entries": _("The file packs %(count)s parts; at most %(limit)s are taken."),
    "too_large_inside": _("The file unpacks to %(size)s bytes; at most %(limit)s are taken."),
    "too_dense": _("The file unpacks to %(ratio)s times its size, as only a zip bomb does."),
    "unsafe_path": _("The file wants to write outside of itself (%(path)s)."),
    "unsafe_xml": _("Inside the file, %(path)s declares entities, which no story needs."),
    "damaged_xml": _("Inside the file, %(path)s is damaged."),
    "too_deep": _("Inside the file, %(path)s is nested more than %(limit)s levels deep."),
    "too_many_pieces": _("The document has more than %(limit)s paragraphs and pieces of text."),
    "too_many_notes": _("The document has more than %(limit)s footnotes."),
    "undecodable": _("No encoding makes text of this file."),
    "no_story_files": _("No file in the zip could be read as a story: %(names)s."),
    "several_works": _(
        "The zip holds files that were saved from %(count)s different works. "
        "Unpack it and import them one by one, or the folder with “fanfold import”."
    ),
    # What `formats.read` wants the person to know.
    "read_as": _("Its name says %(named)s, its content is %(found)s; it was read as %(found)s."),
    "encoding_guessed": _("The file does not say its encoding; %(encoding)s was guessed."),
    "encoding_declared_wrong": _("The page says it is %(declared)s but is %(encoding)s."),
    "undecodable_bytes": _n(
        "%(count)s byte means nothing in %(encoding)s and became �.",
        "%(count)s bytes mean nothing in %(encoding)s and became �.",
    ),
    "mojibake": _n(
        "The text looks doubly encoded in %(count)s place: “%(sample)s” was probably "
        "“%(repaired)s” (the first place: “%(place)s”). Nothing was changed. Import the file again "
        "with “Repair doubly encoded text” (--repair-encoding) to have it mended.",
        "The text looks doubly encoded in %(count)s places: “%(sample)s” was probably "
        "“%(repaired)s” (the first place: “%(place)s”). Nothing was changed. Import the file again "
        "with “Repair doubly encoded text” (--repair-encoding) to have them mended.",
    ),
    "mojibake_repaired": _n(
        "%(count)s doubly encoded place was repaired, as you asked: "
        "“%(sample)s” became “%(repaired)s”.",
        "%(count)s doubly encoded places were repaired, as you asked; such as “%(sample)s”, "
        "which became “%(repaired)s”.",
    ),
    "mojibake_left": _n(
        "%(count)s place looks doubly encoded but has lost too much to be repaired; "
        "it was left: “%(place)s”.",
        "%(count)s places look doubly encoded but have lost too much to be repaired; "
        "they were left. The first one: “%(place)s”.",
    ),
    "nul_characters": _n(
        "%(count)s NUL character was in the text and was left out.",
        "%(count)s NUL characters were in the text and were left out.",
    ),
    "control_characters": _n(
        "%(count)s control character (such as BEL or ESC), which no page can show, was left out.",
        "%(count)s control characters (such as BEL or ESC), which no page can show, were left out.",
    ),
    "front_matter_read": _n(
        "The lines between --- or +++ at the top were read as %(count)s header.",
        "The lines between --- or +++ at the top were read as %(count)s headers.",
    ),
    "front_matter_left": _(
        "The lines between --- or +++ at the top were not plain headers: left as text."
    ),
    "images_dropped": _n("%(count)s picture was left out.", "%(count)s pictures were left out."),
    "comments_dropped": _n("%(count)s comment was left out.", "%(count)s comments were left out."),
    "hidden_dropped": _n(
        "%(count)s passage of hidden text was left out.",
        "%(count)s passages of hidden text were left out.",
    ),
    "contents_dropped": _n(
        "%(count)s line of a table of contents was left out: the archive makes its own.",
        "%(count)s lines of a table of contents were left out: the archive makes its own.",
    ),
    "file_broken_off": _(
        "The file breaks off or is damaged; it was read as far as it goes. Is the end there?"
    ),
    "changes_accepted": _Sums(
        _("Tracked changes were accepted: %(sums)s."),
        {
            "insertions": _n("%(shown)s insertion", "%(shown)s insertions"),
            "deletions": _n("%(shown)s deletion", "%(shown)s deletions"),
        },
    ),
    "footnotes_kept": _n(
        "%(count)s footnote follows the text, with links.",
        "%(count)s footnotes follow the text, with links.",
    ),
    "text_boxes": _n(
        "%(count)s text box: its text may stand in another place.",
        "%(count)s text boxes: their text may stand in another place.",
    ),
    "zip_unreadable": _n(
        "%(count)s story file in the zip could not be read: %(names)s. "
        "Imported by itself it says why.",
        "%(count)s story files in the zip could not be read: %(names)s. "
        "Imported by themselves they say why.",
    ),
    "zip_left_out": _n(
        "%(count)s file in the zip is no story and was left out: %(names)s.",
        "%(count)s files in the zip are no stories and were left out: %(names)s.",
    ),
    "zip_number_twice": _(
        "Several files in the zip are number %(number)s: %(names)s. Each became a chapter. "
        "Is one a copy?"
    ),
    "zip_order_guessed": _(
        "The names of the files in the zip do not tell their order for certain. "
        "They were put in this one: %(names)s. Is it right?"
    ),
    "pages_missing": _n(
        "%(count)s page that the book lists is not in it (%(path)s).",
        "%(count)s pages that the book lists are not in it (the first is %(path)s).",
    ),
    "pages_left_out": _n(
        "%(count)s page is no part of the story and was left out: %(names)s.",
        "%(count)s pages are no part of the story and were left out: %(names)s.",
    ),
    "pages_in_notes": _n(
        "%(count)s page is about the book and no chapter of the story; "
        "it went into the work's notes: %(names)s.",
        "%(count)s pages are about the book and no chapters of the story; "
        "they went into the work's notes: %(names)s.",
    ),
    "maybe_dedication": _(
        "A short page before the first chapter went into the work's notes. "
        "Is it a part of the story? “%(text)s”"
    ),
    "maybe_no_chapter": _(
        "Chapter %(chapter)s, “%(text)s”, is called what stands around a story, but is long. "
        "Is it a chapter?"
    ),
    "contents_unreadable": _(
        "The book's contents (%(path)s) cannot be read, so every page became a chapter."
    ),
    "contents_too_long": _(
        "The book's contents list %(count)s places, more than %(limit)s, and were not used."
    ),
    "notes_moved": _n(
        "%(count)s note was moved to the end of the chapter that links to it.",
        "%(count)s notes were moved to the end of the chapters that link to them.",
    ),
    "blank_lines_as_breaks": _n(
        "%(count)s empty paragraph was read as a scene break.",
        "%(count)s empty paragraphs were read as scene breaks.",
    ),
    "saved_cut_off": _Said(
        "chapter",
        _(
            "The file breaks off in or after chapter %(chapter)s. What is there was taken; "
            "save it once more to have the rest."
        ),
        _(
            "The file breaks off before its first chapter. What is there was taken; "
            "save it once more to have the rest."
        ),
    ),
    "saved_one_chapter": _("The page holds chapter %(chapter)s alone; the work has %(count)s."),
    "saved_tags_hidden": _("The page hid what stands under “%(label)s” when it was saved."),
}

# How large a file's story is.
SIZES: Mapping[str, Any] = {
    "chapters": _n("%(shown)s chapter", "%(shown)s chapters"),
    "words": _n("%(shown)s word", "%(shown)s words"),
}


def sentence_for(finding: Finding) -> str:
    """The finding as a sentence in the active language."""
    return str(SENTENCES[finding.code] % dict(finding.values))


def too_large(size: int) -> str:
    """The refusal of a file that is too large even to be read. `size` in bytes."""
    return sentence_for(
        Finding("too_large", {"size": f"{size:,}", "limit": f"{settings.UPLOAD_LIMIT:,}"})
    )
