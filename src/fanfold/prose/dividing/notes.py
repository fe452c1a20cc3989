"""Author's notes of one chapter: at its beginning, at its end, and the ones only asked about."""

import re
from dataclasses import dataclass

from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.labels import (
    LONG_VALUES,
    LOOSE_LABELS,
    REMARK,
    find_label,
    find_note,
    is_loose_note,
    opens_bracket,
)
from fanfold.prose.dividing.lines import unquoted
from fanfold.prose.dividing.wrapping import has_speech, runs_on

__all__ = ["Around", "Note", "take_note", "take_notes"]

_THE_END = re.compile(
    r"\W*(?:the\s+end|end|fin|finis|tbc|t\.b\.c\.?|to\s+be\s+continued|ende|fortsetzung\s+folgt|à\s+suivre|fine|"
    r"fim|continuará|конец|продолжение\s+следует|完|待续|未完待续|end\s+of\s+chapter.{0,20})\W*",
    re.IGNORECASE,
)
_SPEAKS_OF_WRITING = re.compile(
    r"\b(?:reviews?|chapters?|stor(?:y|ies)|fics?|fanfic\w*|update[sd]?|readers?|reading|beta|"
    r"characters|thanks?|canon|i\s+(?:do\s+not|don[’']t)\s+own|"
    r"kapitel|geschichte|leser\w*|danke|chapitres?|histoire|lecteurs?|merci|capítulos?|historia|"
    r"lectores|gracias|história|leitores|obrigad[ao]s?|capitol[oi]|storia|lettori|grazie|"
    r"глав\w{1,2}|истори[яию]|читател\w+|спасибо)\b|谢谢|謝謝|感谢|感謝|更新|大家|ありがとう|감사",
    re.IGNORECASE,
)
_ONLY_AUTHORS_SAY = re.compile(
    rf"^{REMARK.pattern}|\b(?:fics?|fanfic\w*|kudos|r\s?&\s?r|this\s+chapter)\b", re.IGNORECASE
)
_NOTES_AT_THE_START = 20
_PARAGRAPHS_OF_A_BRACKET = 10
_PARAGRAPHS_TO_A_RULE = 6
_PARAGRAPHS_OF_AN_END = 12
_SMALL_PRINT = frozenset({"disclaimer", "warnings", "spoilers", "rating", "pairing", "dedication",
                          "beta", "feedback", "timeline", "fandom"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken out of the text: lines up to `end`, the label left out, HTML, its beginning."""

    end: int
    label: str
    html: str
    text: str
    alone: bool  # the label stood on a line of its own
    quoted: bool  # and below it a quote, which ends where it ends


@dataclass(slots=True)
class Around:
    """The notes of one chapter and the lines left between them."""

    start: int
    stop: int
    notes: list[str]
    endnotes: list[str]
    summary: list[str]


def take_note(desk: Desk, start: int, stop: int, *, to: int | None = None) -> Note | None:
    """The note that begins at `start`, or None. `to` says where it ends when that is known."""
    first = desk.lines[start].text
    found = find_note(first)
    if found is None:
        return None
    label, rest, bracket = found
    end = to if to is not None else desk.paragraph_end(start, stop)
    closing = opens_bracket(bracket)
    if closing and closing in label:
        closing = ""
    alone = not rest and end == start + 1
    if to is None and rest and not closing:
        end = _certain_end(desk, start, end, stop)
    if to is None and alone and end < stop and not closing:
        end = desk.paragraph_end(end, stop)
    tail = 0
    if closing:
        closed = _closed_at(desk, start, stop, closing, to)
        if closed is None:
            return None
        end, tail = closed
    consumed = len(first.rstrip()) - len(rest) if rest else len(first)
    if end == start + 1 and not rest:
        return None
    html = desk.script.note(start, end, consumed, tail)
    text = "\n".join([rest, *(line.text for line in desk.lines[start + 1 : end])]).strip()
    quote = "" if rest else unquoted(text)
    return Note(end, label, html, excerpt(quote or text), alone, bool(quote))


def _certain_end(desk: Desk, start: int, end: int, stop: int, *, short: bool = False) -> int:
    """The line of a paragraph, up to `end`, from which on it may be the story's.

    A rule below the paragraph ends the note, and what only authors say is the note's.
    """
    if end < stop and desk.is_separator(end):
        return end
    sure = start + 1
    for index in range(start + 1, end):
        text = desk.lines[index].text
        is_next = index == sure and (
            desk.lines[index].quoted or runs_on(desk, start, index, short=short)
        )
        if is_next or (_ONLY_AUTHORS_SAY.search(text) and not has_speech(text)):
            sure = index + 1
    return sure


def _closed_at(
    desk: Desk, start: int, stop: int, closing: str, to: int | None
) -> tuple[int, int] | None:
    """The line after the bracket closes and the width of the bracket; None when text follows it."""
    for _, end in desk.paragraphs(start, stop, _PARAGRAPHS_OF_A_BRACKET):
        text = desk.text(start, end).rstrip("*_ ")
        if text.endswith(closing):
            marks = len(desk.lines[end - 1].text) - len(desk.lines[end - 1].text.rstrip("*_ "))
            return end, len(closing) + marks
        if closing in text:
            return None
    return (to, 0) if to is not None else None


def take_notes(desk: Desk, start: int, stop: int, chapter: int) -> Around:
    """Takes the notes off both ends of a chapter and asks about the rest."""
    around = Around(start, stop, [], [], [])
    around.start, around.stop = desk.trim(start, stop)
    for _ in range(_NOTES_AT_THE_START):
        if around.start >= around.stop or not _take_first(desk, around, chapter):
            break
        around.start, around.stop = desk.trim(around.start, around.stop)
    if around.start < around.stop and _take_last(desk, around, chapter):
        around.start, around.stop = desk.trim(around.start, around.stop)
    _ask(desk, around, chapter)
    return around


def _take_first(desk: Desk, around: Around, chapter: int) -> bool:
    start, stop = around.start, around.stop
    text = desk.lines[start].text
    note = take_note(desk, start, stop)
    if note is not None:
        note = _up_to_a_rule(desk, note, start, stop)
        parted = note.end < stop and desk.is_separator(note.end)
        if not (parted or note.alone or around.notes or _is_certain(note)):
            return False  # It may be the story's own first sentence: asked below.
        if note.end >= stop:
            return False  # A chapter that is nothing but a note is the chapter's text.
        around.notes.append(note.html)
        desk.apply("notes", chapter=chapter, label=note.label, text=note.text)
        _ask_whether_it_goes_on(desk, note, stop, chapter)
        around.start = note.end
        return True
    label = find_label(text)
    if label is None or label[0] not in _SMALL_PRINT | {"summary"}:
        return False
    end = desk.paragraph_end(start, stop)
    if label[2]:
        end = _certain_end(desk, start, end, stop, short=label[0] not in LONG_VALUES)
    if label[0] in LOOSE_LABELS and not (around.notes or around.summary):
        # Alone it could as well be the story's first sentence.
        desk.ask("maybe_header", text=excerpt(desk.text(start, end)), key=label[0])
        return False
    if not label[2] and end == start + 1 and end < stop:
        end = desk.paragraph_end(end, stop)
    if end >= stop:
        return False
    if label[0] == "summary":
        consumed = len(text.rstrip()) - len(label[2]) if label[2] else len(text)
        around.summary.append(desk.script.note(start, end, consumed, 0))
        shown = excerpt("\n".join([label[2], desk.text(start + 1, end)]))
        desk.apply("summary", chapter=chapter, label=label[1], text=shown)
    else:
        around.notes.append(desk.script.note(start, end, 0, 0))
        desk.apply("notes", chapter=chapter, label="", text=excerpt(desk.text(start, end)))
    around.start = end
    if not desk.lines[end].gap:
        rest = desk.text(end, desk.paragraph_end(end, stop))
        desk.ask("maybe_note_goes_on", chapter=chapter, text=excerpt(rest))
    return True


def _is_certain(note: Note) -> bool:
    """Whether a note can only be the author's: by its label, its bracket or what it speaks of."""
    return (
        not is_loose_note(note.label)
        or note.label[:1] in "([{【（"
        or _SPEAKS_OF_WRITING.search(note.text) is not None
    )


def _up_to_a_rule(desk: Desk, note: Note, start: int, stop: int) -> Note:
    """A label on its own line with a rule soon after: all between them is the note."""
    if not note.alone or note.quoted:
        return note
    for begin, end in desk.paragraphs(note.end, stop, _PARAGRAPHS_TO_A_RULE):
        if desk.is_separator(begin):
            longer = take_note(desk, start, stop, to=begin)
            return longer if longer is not None and end < stop else note
    return note


def _ask_whether_it_goes_on(desk: Desk, note: Note, stop: int, chapter: int) -> None:
    following = desk.paragraphs(note.end, stop, 4)
    if note.quoted or not following or desk.is_separator(following[0][0]):
        return
    first = desk.text(*following[0])
    rule_soon = any(desk.is_separator(begin) for begin, _ in following[1:3])
    is_cut = not desk.lines[note.end].gap
    doubtful = note.alone or is_cut or (rule_soon and _SPEAKS_OF_WRITING.search(first))
    if doubtful and find_note(first) is None and find_label(first) is None:
        desk.ask("maybe_note_goes_on", chapter=chapter, text=excerpt(first))


def _take_last(desk: Desk, around: Around, chapter: int) -> bool:
    paragraphs = desk.paragraphs(around.start, around.stop)
    for index in range(len(paragraphs) - 1, max(0, len(paragraphs) - _PARAGRAPHS_OF_AN_END), -1):
        begin, end = paragraphs[index]
        found = find_note(desk.lines[begin].text)
        if found is None:
            continue
        is_last = end == around.stop
        before = paragraphs[index - 1]
        parted = desk.is_separator(before[0]) or bool(_THE_END.fullmatch(desk.text(*before)))
        alone = not found[1] and end == begin + 1
        if alone and is_last:
            return False
        if not (is_last or parted or alone):
            closed = take_note(desk, begin, around.stop) if found[2] else None
            if closed is None or closed.end != around.stop:
                continue
        note = take_note(desk, begin, around.stop, to=around.stop)
        if note is None or note.end != around.stop or not (parted or _is_certain(note)):
            continue
        around.endnotes.append(note.html)
        desk.apply("endnotes", chapter=chapter, label=note.label, text=note.text)
        around.stop = begin
        return True
    return False


def _ask(desk: Desk, around: Around, chapter: int) -> None:
    """Questions about notes inside the text and about remarks without a label at its ends."""
    paragraphs = desk.paragraphs(around.start, around.stop)
    for begin, end in paragraphs:
        found = find_note(desk.lines[begin].text)
        if found is not None:
            text = excerpt(desk.text(begin, end))
            desk.ask("maybe_note", chapter=chapter, label=found[0][:40], text=text)
    for begin, end in {*paragraphs[:1], *paragraphs[-1:]}:
        text = desk.text(begin, end)
        if REMARK.match(text) and find_note(text) is None:
            desk.ask("maybe_remark", chapter=chapter, text=excerpt(text))
