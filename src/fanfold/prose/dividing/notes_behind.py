"""Footnotes of Markdown (`[^1]: …`) behind the last chapter: each goes to its own chapters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fanfold.prose.cleaning import SourceFormat
from fanfold.prose.dividing.dividing import divide as divide_text
from fanfold.prose.dividing.manuscript import Manuscript, Part
from fanfold.prose.markdown_notes import REFERENCE, find_definitions

__all__ = ["divide"]


def divide(source: str, source_format: SourceFormat) -> Manuscript:
    """The chapters, headers and notes of `source`.

    What is certain is applied and listed with the label that was dropped; what is not stays in
    the text and becomes a question with the passage's beginning. A source without a single line
    of text has no chapters. The encoding of an e-mail is undone first, and said so. Footnotes
    behind the last chapter go to every chapter that refers to them.
    """
    body, notes = _without_notes(source) if source_format == "markdown" else (source, [])
    manuscript = divide_text(body, source_format)
    if not notes:
        return manuscript
    if not manuscript.chapters:
        return divide_text(source, source_format)
    return replace(manuscript, chapters=tuple(_with_notes(manuscript.chapters, notes)))


def _without_notes(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The source before the notes that nothing follows, and these: label, and lines as typed."""
    lines = source.split("\n")
    found = find_definitions([line.removesuffix("\r") for line in lines])
    times = Counter(one.label for one in found)
    notes: list[tuple[str, str]] = []
    end = len(lines)
    for one in reversed(found):
        if any(line.strip() for line in lines[one.end : end]):
            break
        # Of a label that stands twice nobody knows which is meant: it stays with the last chapter.
        label = one.label if times[one.label] == 1 else ""
        notes.append((label, "\n".join(lines[one.start : one.end]).rstrip()))
        end = one.start
    return "\n".join(lines[:end]), notes[::-1]


def _with_notes(parts: Sequence[Part], notes: list[tuple[str, str]]) -> list[Part]:
    place_of = {label: place for place, (label, _) in enumerate(notes) if label}
    behind: list[set[int]] = [set() for _ in parts]
    for part, own in zip(parts, behind, strict=True):
        texts = [part.source]
        for text in texts:  # A note may refer to another one.
            for label in REFERENCE.findall(text):
                place = place_of.get(label)
                if place is not None and place not in own:
                    own.add(place)
                    texts.append(notes[place][1])
    behind[-1] |= set(range(len(notes))) - set().union(*behind)
    return [
        replace(part, source="\n\n".join([part.source.rstrip(), *_texts(notes, own)]).lstrip("\n"))
        if own
        else part
        for part, own in zip(parts, behind, strict=True)
    ]


def _texts(notes: list[tuple[str, str]], places: set[int]) -> list[str]:
    return [notes[place][1] for place in sorted(places)]
