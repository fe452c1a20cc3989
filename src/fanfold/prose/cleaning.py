"""From what an author gave to prose: the one door, with a report of everything that was done.

Order (research/ecosystem.md §1.1): safe characters, bounds, parse, rewrite, nh3 last.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from selectolax.lexbor import LexborNode

from fanfold.kit.findings import Finding
from fanfold.prose.apart import set_apart
from fanfold.prose.bbcode import bbcode_to_html
from fanfold.prose.bounding import bound, safe_characters
from fanfold.prose.building import Builder, Newlines, Page
from fanfold.prose.languages import Main, main_marks
from fanfold.prose.layout import layout_parts
from fanfold.prose.links import Links, both_ends, linked_places
from fanfold.prose.mail import decoded
from fanfold.prose.markdown import markdown_to_html
from fanfold.prose.paragraphs import looks_hard_wrapped, text_to_html
from fanfold.prose.remnants import remnants_to_html, wrapped_pages_to_html
from fanfold.prose.safety import secure
from fanfold.prose.sheets import read_sheet
from fanfold.prose.tree import Element, parse_body, write

__all__ = ["CLEANER_VERSION", "Cleaned", "SourceFormat", "build_tree", "clean"]

CLEANER_VERSION = 4
"""Raised with every change that may alter prose; the archive then makes its prose again."""

SourceFormat = Literal["text", "markdown", "html"]

_WHOLE_PAGE = re.compile(
    r"<(?:html|body|meta)\b|<!doctype|class=[\"']?Mso|docs-internal-guid", re.I
)
_MARKED = re.compile(r"\b(?:lang|dir)\s*=", re.I)
_LAYOUT = re.compile(r"<(?:table|pre)\b", re.I)
_CLASSES = re.compile(r"\bclass\s*=", re.I)
_SHEET = re.compile(r"<style", re.I)
_PARAGRAPH_MARKS = re.compile(r"<(?:p|br)\b", re.I)
# Only what is written to be hostile needs more than one, of marks and of links.
_PASSES = 4
# Names in a report for each code; only hostile texts have more.
_MOST_NAMES = 40
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
    # What stood apart in the source, [<i></i>b], may stand together only now.
    for _again in range(_PASSES):
        marked = wrapped_pages_to_html(bbcode_to_html(prose, done), done)
        if marked == prose and not _holds_layout(prose):
            break
        prose = _written(build_tree(marked, "html", done))
    else:
        # Marks inside marks inside marks: a joiner that nobody sees keeps the rest as text.
        if bbcode_to_html(prose, Counter()) != prose:
            prose = prose.replace("[/", "[\u2060/")
    return Cleaned(prose, _report(done))


def _holds_layout(prose: str) -> bool:
    """Whether a table or <pre> of the prose is only layout now that its content is clean."""
    body = parse_body(prose) if _LAYOUT.search(prose) else None
    return body is not None and bool(layout_parts(body))


def _written(root: Element) -> str:
    return secure(write(root.children))


def build_tree(source: str, source_format: SourceFormat, done: Counter[tuple[str, str]]) -> Element:
    """The tree `clean` writes; `divide` looks for structure in it. `done` counts what was done."""
    source = safe_characters(source, done)
    newlines = Newlines()
    if source_format == "text":
        html = text_to_html(decoded(source, done), done)
    elif source_format == "markdown":
        html = markdown_to_html(source, done)
    else:
        newlines = _newlines(source, done)
        html = remnants_to_html(source, done)
    body = parse_body(bound(bbcode_to_html(html, done), done))
    if body is None:
        return Element("root")
    places = linked_places(body) if "#" in html else frozenset()
    page = _page(html, body, newlines, source_format)
    for left in reversed(range(_PASSES)):
        attempt = Counter(done)
        root = Builder(page, Links(places), attempt).build(body)
        kept = both_ends(root) if places else places
        if kept == places:
            break
        # A link without text, a place that became an ornament: once more without.
        places = kept if left > 1 else frozenset()
    done.update(attempt - done)
    return root


def _page(html: str, body: LexborNode, newlines: Newlines, source_format: SourceFormat) -> Page:
    """What must be known of the whole page before it is walked; looked for only where it can be."""
    # Word processors mark every run of a text; elsewhere a mark of language is its author's.
    is_page = source_format == "html" and _WHOLE_PAGE.search(html) is not None
    has_classes = _CLASSES.search(html) is not None
    return Page(
        newlines,
        main_marks(body) if is_page and _MARKED.search(html) else Main(),
        layout_parts(body) if _LAYOUT.search(html) else frozenset(),
        set_apart(body) if has_classes else frozenset(),
        read_sheet(html, body) if has_classes and _SHEET.search(html) else {},
    )


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
    """A finding for each code and name; what a code has beyond so many names stands under "…"."""
    named: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for (code, name), count in done.items():
        if count:
            named[code] += 1
            counts[code, name if named[code] <= _MOST_NAMES else "…"] += count
    return tuple(
        Finding(code, {"name": name, "count": count} if name else {"count": count})
        for (code, name), count in counts.items()
    )
