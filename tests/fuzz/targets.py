"""What is fuzzed, and what must hold of it whatever comes in.

A new target is a function here with `@target(...)` above it: it takes what the strategies give and
fails like a test. The fuzzer, the smoke test and `make fuzz` find it by themselves.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import regex
from hypothesis import strategies as st
from lxml import etree
from tests.fuzz.files import files
from tests.fuzz.texts import Source, fragments, sources
from tests.hostile.harmless import complaints

from fanfold import formats
from fanfold.formats.book.markup import Breaks, Fragments, Ids
from fanfold.prose import (
    CODES,
    clean,
    compare,
    count_words,
    divide,
    find_passage,
    mark_passage,
    plain_text,
    reading_text,
    show,
    to_markdown,
    to_text,
)

__all__ = ["TARGETS", "Target"]


@dataclass(frozen=True)
class Target:
    """One thing to fuzz. `seconds_each` and `seconds_a_megabyte` bound a case, in CPU seconds."""

    name: str
    given: tuple[st.SearchStrategy[Any], ...]
    check: Callable[..., None]
    seconds_each: float = 1.0
    seconds_a_megabyte: float = 200.0


TARGETS: list[Target] = []


def target(
    *given: st.SearchStrategy[Any], **bounds: float
) -> Callable[[Callable[..., None]], None]:
    """Puts the function below onto the list."""

    def add(check: Callable[..., None]) -> None:
        TARGETS.append(Target(check.__name__, given, check, **bounds))

    return add


def harmless(prose: str) -> None:
    """Fails and says why when the prose is not."""
    if found := list(complaints(prose)):
        raise AssertionError(f"{found} in {prose!r}")


def same(one: str, other: str) -> None:
    """Fails and shows both when they differ."""
    if one != other:
        raise AssertionError(f"{one!r}\nis not\n{other!r}")


def words(text: str) -> Counter[str]:
    """Runs of letters and digits, whatever their case."""
    return Counter(regex.findall(r"[\p{L}\p{M}\p{Nd}]+", text.lower()))


def visible(prose: str) -> str:
    """All a reader sees of prose: its text and its ornaments."""
    return " ".join([plain_text(prose), *re.findall(r'data-ornament="([^"]*)"', prose)])


@target(sources)
def cleaning(source: Source) -> None:
    """Harmless, in the closed vocabulary, told in known codes; the second time changes nothing."""
    cleaned = clean(*source)
    harmless(cleaned.prose)
    same(clean(cleaned.prose, "html").prose, cleaned.prose)
    for finding in cleaned.done:
        CODES[finding.code].format(**finding.values)
    count_words(cleaned.prose)


@target(fragments.filter(lambda text: "<" not in text and "&" not in text and "[" not in text))
def text_is_kept(text: str) -> None:
    """No letter of a plain text is lost."""
    kept, given = words(visible(clean(text, "text").prose)), words(text)
    letters = Counter("".join(given.elements())) - Counter("".join(kept.elements()))
    if letters:
        raise AssertionError(f"{letters} are lost")


@target(sources)
def dividing(source: Source) -> None:
    """What is handed out is prose once it is cleaned, and told in known codes."""
    manuscript = divide(*source)
    for part in manuscript.chapters:
        for html in (part.notes, part.endnotes, part.summary):
            harmless(clean(html, "html").prose)
        harmless(clean(part.source, source[1]).prose)
    for finding in (*manuscript.applied, *manuscript.questions):
        CODES[finding.code].format(**finding.values)


@target(sources, sources)
def comparing(source: Source, other: Source) -> None:
    """What a comparison applies is the other text; what it shows is harmless."""
    a, b = clean(*source).prose, clean(*other).prose
    comparison = compare(a, b)
    same(comparison.apply(a), b)
    same(compare(a, a).apply(a), a)
    show(comparison, a)


@target(sources, st.floats(0, 1), st.floats(0, 1))
def anchoring(source: Source, begin: float, end: float) -> None:
    """A passage is found where it was marked."""
    prose = clean(*source).prose
    length = len(reading_text(prose))
    start, stop = sorted((int(begin * length), int(end * length)))
    if start < stop:
        place = find_passage(mark_passage(prose, start, stop), prose, before=prose)
        assert place is not None
        assert (place.start, place.end) == (start, stop)


@target(sources)
def writing(source: Source) -> None:
    """Markdown reads back as the same prose; plain text is the same from the second time on."""
    prose = clean(*source).prose
    same(clean(to_markdown(prose), "markdown").prose, prose)
    once = clean(to_text(prose), "text").prose
    same(clean(to_text(once), "text").prose, once)


@target(files, seconds_each=5.0)
def reading(file: tuple[str, bytes]) -> None:
    """Any bytes are a document or a known refusal; a document's text can be cleaned."""
    name, data = file
    try:
        document = formats.read(data, name=name)
    except formats.Unreadable as refusal:
        formats.CODES[refusal.code].format(**refusal.values)
        return
    for finding in document.warnings:
        formats.CODES[finding.code].format(**finding.values)
    if len(document.source) < 100_000:
        harmless(clean(document.source, document.source_format).prose)
    for chapter in document.chapters:
        for html in (chapter.source, chapter.summary, chapter.notes, chapter.endnotes):
            harmless(clean(html, chapter.source_format).prose)


@target(sources)
def binding(source: Source) -> None:
    """What stands in a book is XML, of raw HTML as well as of prose."""
    for html in (source[0], clean(*source).prose):
        for xml in (True, False):
            texts = Fragments(Ids(), breaks=Breaks.WORDS, scene_break="x", xml=xml)
            holder = texts.add(html)
            texts.finish()
            etree.fromstring(f"<div>{texts.markup(holder)}</div>")
