"""From what an author gave to prose: the one door, with a report of everything that was done.

Order (research/ecosystem.md §1.1): safe characters, bounds, parse, rewrite, nh3 last.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from fanfold.kit.findings import Finding
from fanfold.prose.bbcode import bbcode_to_html
from fanfold.prose.bounding import bound, safe_characters
from fanfold.prose.building import Builder, Newlines
from fanfold.prose.links import Links, both_ends, linked_places, main_language, main_language_of
from fanfold.prose.markdown import markdown_to_html
from fanfold.prose.paragraphs import looks_hard_wrapped, text_to_html
from fanfold.prose.safety import secure
from fanfold.prose.tree import Element, parse_body, write

__all__ = ["CLEANER_VERSION", "Cleaned", "SourceFormat", "build_tree", "clean"]

CLEANER_VERSION = 3
"""Raised with every change that may alter prose; the archive then makes its prose again."""

SourceFormat = Literal["text", "markdown", "html"]

_WHOLE_PAGE = re.compile(
    r"<(?:html|body|meta)\b|<!doctype|class=[\"']?Mso|docs-internal-guid", re.I
)
_PARAGRAPH_MARKS = re.compile(r"<(?:p|br)\b", re.I)
# Only what is written to be hostile needs more than one.
_PASSES = 3
_TAGS = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Prose (a clean HTML fragment) and what was done to make it."""

    prose: str
    done: tuple[Finding, ...]


def clean(source: str, source_format: SourceFormat) -> Cleaned:
    """The prose of `source`. Never refuses; loses no character of text; cleaning twice is once.

    White space may change. Elements and classes are those of vocabulary.py. Linear in length.
    """
    done: Counter[tuple[str, str]] = Counter()
    prose = _written(build_tree(source, source_format, done))
    # Marks that stood apart in the source, [<i></i>b], may stand together only now.
    for _again in range(_PASSES):
        marked = bbcode_to_html(prose, done)
        if marked == prose:
            break
        prose = _written(build_tree(marked, "html", done))
    else:
        # Marks inside marks inside marks: a joiner that nobody sees keeps the rest as text.
        if bbcode_to_html(prose, Counter()) != prose:
            prose = prose.replace("[/", "[\u2060/")
    return Cleaned(prose, _report(done))


def _written(root: Element) -> str:
    return secure(write(root.children))


def build_tree(source: str, source_format: SourceFormat, done: Counter[tuple[str, str]]) -> Element:
    """The tree `clean` writes; `divide` looks for structure in it. `done` counts what was done."""
    source = safe_characters(source, done)
    newlines = Newlines()
    if source_format == "text":
        html = text_to_html(source, done)
    elif source_format == "markdown":
        html = markdown_to_html(source, done)
    else:
        newlines = _newlines(source, done)
        html = source
    body = parse_body(bound(bbcode_to_html(html, done), done))
    if body is None:
        return Element("root")
    unsaid = frozenset([main_language(body)] if "lang" in html else [])
    places = linked_places(body) if "#" in html else frozenset()
    while True:
        attempt = Counter(done)
        root = Builder(newlines, Links(places), unsaid, attempt).build(body)
        kept = both_ends(root) if places else places
        main = main_language_of(root) if unsaid else ""
        if kept == places and not main:
            done.update(attempt - done)
            return root
        # A link without text, a place that became an ornament, a language that is most of what
        # is left: once more without.
        places, unsaid = kept, unsaid | {main}


def _newlines(source: str, done: Counter[tuple[str, str]]) -> Newlines:
    """What newlines mean in this HTML.

    In a box where people type, AO3's rules: one is a line break, two a paragraph. In a whole page
    and in text wrapped at a fixed width they are white space, as in a browser.
    """
    whole = _WHOLE_PAGE.search(source) is not None
    marked = _PARAGRAPH_MARKS.search(source) is not None
    if whole and marked:
        return Newlines()
    lines = _TAGS.sub("", source).split("\n") if "\n" in source else []
    if looks_hard_wrapped([line.strip() for line in lines]):
        done["hard_wrap_joined", ""] += 1
        return Newlines(loose_double=True)
    return Newlines(True, True, not whole, not whole)


def _report(done: Counter[tuple[str, str]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(code, {"name": name, "count": count} if name else {"count": count})
        for (code, name), count in done.items()
        if count
    )
