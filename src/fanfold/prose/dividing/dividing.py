"""The one door to structure: from a source to a manuscript, nothing guessed and no word lost."""

from collections import Counter
from dataclasses import replace

from fanfold.prose.cleaning import SourceFormat
from fanfold.prose.dividing.chapters import find_starts
from fanfold.prose.dividing.desk import Desk, excerpt
from fanfold.prose.dividing.front import Front, take_front
from fanfold.prose.dividing.lines import read_script
from fanfold.prose.dividing.manuscript import Manuscript, Part
from fanfold.prose.dividing.notes import take_note, take_notes
from fanfold.prose.dividing.starts import Start
from fanfold.prose.mail import decoded

__all__ = ["MOST_CHAPTERS", "divide", "divide_chapter"]

MOST_CHAPTERS = 5_000
"""Chapters that a text is cut into; the longest serials have some 2,000."""


def divide(source: str, source_format: SourceFormat) -> Manuscript:
    """The chapters, headers and notes of `source`.

    What is certain is applied and listed with the label that was dropped; what is not stays in
    the text and becomes a question with the passage's beginning. A source without a single line
    of text has no chapters, and none has more than MOST_CHAPTERS headings: what stands below the
    others stays in the last chapter, and is asked about. The encoding of an e-mail is undone
    first, and said so.
    """
    done: Counter[tuple[str, str]] = Counter()
    if source_format == "text":
        source = decoded(source, done)
    desk = Desk(read_script(source, source_format))
    if done:
        desk.apply("quoted_printable", count=done.total())
    if not any(line.text for line in desk.lines):
        return Manuscript({}, "", (), (), ())
    front = Front()
    starts = find_starts(desk)
    parts: list[Part] = []
    starts = [start for start in starts if start.line < desk.script.end]
    if len(starts) > MOST_CHAPTERS:
        text = excerpt(desk.lines[starts[MOST_CHAPTERS].line].text)
        desk.ask("too_many_chapters", count=len(starts), limit=MOST_CHAPTERS, text=text)
        del starts[MOST_CHAPTERS:]
    first = starts[0].line if starts else len(desk.lines)
    if starts:
        rest = _before_first(desk, first, front)
        if rest < first:
            parts.append(_part(desk, None, rest, first, 1))
            text = excerpt(desk.text(rest, first))
            desk.ask("text_before_first_chapter", text=text)
        parts += _parts(desk, starts, front, len(parts))
    else:
        begin = take_front(desk, 0, first, front, before_heading=False)
        if begin >= first:  # Headers and nothing else: then they are the text.
            desk.applied.clear()
            front, begin = Front(), 0
        whole = begin == 0 and source_format == "html"
        part = _part(desk, None, begin, first, 1)
        if whole and not desk.applied:
            part = Part(None, "", source)
        parts.append(part)
    notes = "\n".join(front.notes)
    headers = {key: value for key, value in front.headers.items() if value}
    return Manuscript(
        headers,
        notes,
        tuple(parts),
        desk.all_questions(),
        tuple(desk.applied),
        "\n".join(front.summary),
    )


def divide_chapter(source: str, source_format: SourceFormat) -> Manuscript:
    """One chapter that stands apart already: notes are taken off its edges, and it is never cut.

    A source without a single line of text has no chapter.
    """
    desk = Desk(read_script(source, source_format))
    if not any(line.text for line in desk.lines):
        return Manuscript({}, "", (), (), ())
    part = _part(desk, None, 0, len(desk.lines), 1)
    if not desk.applied:
        part = Part(None, "", source)
    return Manuscript({}, "", (part,), desk.all_questions(), tuple(desk.applied))


def _before_first(desk: Desk, first: int, front: Front) -> int:
    """Takes front matter and notes before the first heading; returns where other text begins."""
    here = 0
    while here < first:
        here, _ = desk.trim(here, first)
        if here >= first:
            return first
        after = take_front(desk, here, first, front, before_heading=True)
        if after == here:
            note = take_note(desk, here, first)
            if note is None:
                return here
            front.notes.append(note.html)
            desk.apply("work_notes", label=note.label, text=note.text)
            after = note.end
        here = after
    return first


def _parts(desk: Desk, starts: list[Start], front: Front, before: int) -> list[Part]:
    parts: list[Part] = []
    last: int | None = None
    stops = [*(start.line for start in starts[1:]), desk.script.end]
    for start, stop in zip(starts, stops, strict=True):
        chapter = before + len(parts) + 1
        text = excerpt(desk.lines[start.line].text)
        desk.apply("chapter_heading", chapter=chapter, text=text, label=start.heading.label)
        _tell(desk, start, chapter)
        begin = start.text
        if not parts:
            begin = _headers_after_heading(desk, begin, stop, front)
        part = _part(desk, start, begin, stop, chapter)
        if start.heading.minor and start.heading.number == last:
            part = replace(part, number=None)  # 12a behind 12 is not the twelfth again.
        last = start.heading.number
        if not part.source:
            desk.ask("empty_chapter", chapter=chapter, text=text)
        parts.append(part)
    return parts


def _tell(desk: Desk, start: Start, chapter: int) -> None:
    """What went into a chapter's title, what was left out of it, and what may belong to it."""
    for code, words in start.added:
        desk.apply(code, chapter=chapter, text=excerpt(words), label="")
    if mark := start.heading.mark:
        text = excerpt(desk.lines[start.line].text)
        desk.apply("heading_mark", chapter=chapter, text=text, label=mark)
    if start.doubtful:
        desk.ask("maybe_title", chapter=chapter, text=excerpt(start.doubtful))


def _headers_after_heading(desk: Desk, begin: int, stop: int, front: Front) -> int:
    """Some archives put the work's headers below the first heading; a lone summary stays there."""
    trial, mark = Front(), desk.mark()
    after = take_front(desk, begin, stop, trial, before_heading=False)
    if after > begin and after < stop and {"title", "author", "rating"} & set(trial.headers):
        for key, value in trial.headers.items():
            front.put(key, value)
        front.notes += trial.notes
        front.summary += trial.summary
        return after
    desk.back_to(mark)
    return begin


def _part(desk: Desk, start: Start | None, begin: int, stop: int, chapter: int) -> Part:
    around = take_notes(desk, begin, stop, chapter)
    source = desk.script.cut(around.start, around.stop)
    if start is not None or stop < desk.script.end:
        # Every note finds a chapter: what came before the first, and notes on notes, count too.
        first = start.line if start and chapter > 1 else 0
        last = stop if stop < desk.script.end else len(desk.lines)
        source = _joined(source, desk.script.footnotes(first, last))
    return Part(
        number=start.heading.number if start else None,
        title=start.heading.title if start else "",
        source=source,
        notes="\n".join(around.notes),
        endnotes="\n".join(around.endnotes),
        summary="\n".join(around.summary),
    )


def _joined(source: str, footnotes: str) -> str:
    return f"{source}\n{footnotes}" if source and footnotes else source or footnotes
