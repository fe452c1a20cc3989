"""The pages of the open format, read offline and without Fanfold: no script, no network.

Everything but prose is escaped here; prose has gone through the one sanitiser when it was saved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from fanfold.formats.book.wording import direction

__all__ = ["PROSE_BEGINS", "PROSE_ENDS", "Line", "chapter_page", "front_page", "work_page"]

# Prose stands between these two lines, so that a program finds it without knowing the page.
PROSE_BEGINS = "<!-- prose begins -->"
PROSE_ENDS = "<!-- prose ends -->"

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 38rem; line-height: 1.6;
  font-family: Georgia, serif; font-size: 1.125rem; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; font-weight: normal; }
dt { font-style: italic; } dd { margin: 0 0 .5rem; }
li { margin-block: .35rem; }
aside { border-inline-start: 2px solid; padding-inline-start: 1rem; font-size: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 1.5rem; }
img { max-width: 100%; height: auto; }
""".strip()

# A page of somebody's file must not call home.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


@dataclass(frozen=True)
class Line:
    """A link in a list, with what stands behind it."""

    address: str
    title: str
    language: str = ""
    about: str = ""


def front_page(title: str, works: Iterable[Line]) -> Iterator[str]:
    """The list of works, in pieces: an archive has many."""
    yield _head(title, language="")
    yield f"<h1>{_shown(title)}</h1>\n<ul>\n"
    for line in works:
        yield _item(line)
    yield "</ul>\n</body>\n</html>\n"


def work_page(
    title: str,
    *,
    language: str,
    byline: str,
    facts: Iterable[tuple[str, str]],
    remarks: Iterable[tuple[str, str]],
    chapters: Iterable[Line],
) -> str:
    """What is said about a work, and its chapters. `remarks` are labels with prose."""
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{_shown(value)}</dd>\n" for label, value in facts if value
    )
    return (
        _head(title, language=language)
        + f'<nav><a href="../../index.html">{escape(_("All works"))}</a></nav>\n'
        + f"<h1>{_shown(title)}</h1>\n<p>{_shown(byline)}</p>\n"
        + f"<dl>\n{rows}</dl>\n"
        + _remarks(remarks)
        + f"<h2>{escape(_('Chapters'))}</h2>\n<ol>\n{''.join(map(_item, chapters))}</ol>\n"
        + "</body>\n</html>\n"
    )


def chapter_page(
    heading: str,
    *,
    language: str,
    prose: str,
    before: Iterable[tuple[str, str]],
    after: Iterable[tuple[str, str]],
    ways: Iterable[Line],
) -> str:
    """A chapter to read. `before` and `after` are labels with prose; `ways` lead on and back."""
    links = " ".join(f'<a href="{escape(way.address)}">{escape(way.title)}</a>' for way in ways)
    return (
        _head(heading, language=language)
        + f"<nav>{links}</nav>\n<h1>{_shown(heading)}</h1>\n"
        + _remarks(before)
        + f"<main>\n{PROSE_BEGINS}\n{prose}\n{PROSE_ENDS}\n</main>\n"
        + _remarks(after)
        + f"<nav>{links}</nav>\n</body>\n</html>\n"
    )


def _head(title: str, *, language: str) -> str:
    spoken = f' lang="{escape(language)}" dir="{direction(language)}"' if language else ""
    return (
        f"<!doctype html>\n<html{spoken}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
    )


def _item(line: Line) -> str:
    spoken = f' lang="{escape(line.language)}"' if line.language else ""
    about = f" <small>{_shown(line.about)}</small>" if line.about else ""
    link = f'<a href="{escape(line.address)}"><bdi{spoken}>{escape(line.title)}</bdi></a>'
    return f"<li>{link}{about}</li>\n"


def _remarks(remarks: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<aside>\n<h2>{escape(label)}</h2>\n{prose}\n</aside>\n"
        for label, prose in remarks
        if prose
    )


def _shown(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"
