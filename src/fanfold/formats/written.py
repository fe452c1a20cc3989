"""Binding a book as a text that people edit: one Markdown file or one plain text.

Both are laid out so that an importer finds again what is in them. How the prose itself is written
is handed in: this workshop knows no prose.
"""

import re
from collections.abc import Callable

from fanfold.formats.book import Book, BookChapter
from fanfold.formats.book.preface import latest
from fanfold.formats.book.preface import title as title_of
from fanfold.formats.book.spoken import Spoken, spoken_in
from fanfold.formats.book.wording import language_tag, line
from fanfold.formats.kinds import looks_like_html

__all__ = ["Write", "bind_markdown", "bind_text"]

Write = Callable[[str], str]
"""Clean HTML as text in the format of the file, nothing in it that an importer would take out."""

# A chapter without a title has this below its heading, so that no line is taken for the title.
_RULE = "---"
_LONGEST_UNDERLINE = 60
# What every reader of YAML takes for the text that it is.
_PLAIN_SCALAR = re.compile(
    r"(?!(?:yes|no|true|false|null|on|off)$)[^\W\d_][\w ,.’()&/!?;+-]*", re.I
)
# Without a word in it the first line of a quote could be an ornament: `> * <`, `> x`.
_WORD = re.compile(r"[^\W_oxv0]", re.IGNORECASE)
_TAG = re.compile(r"<(?=/?[A-Za-z])")
_JOINER = "\u2060"


def bind_markdown(book: Book, write: Write) -> str:
    """The book as one Markdown file, UTF-8: `---` lines of facts, then a `#` heading a chapter.

    Notes and summaries are quotes below a label in the story's language; the work's end notes stand
    with the last chapter's. At least one chapter (ValueError without). Same book, same text.
    """
    facts = "\n".join(f"{key}: {_scalar(value)}" for key, value in _facts(book))
    label = "**{label}**"
    return _bound(book, write, f"---\n{facts}\n---", label=label, heading=_markdown_heading)


def bind_text(book: Book, write: Write) -> str:
    """The book as one plain text, UTF-8: lines of facts, then underlined headings.

    Laid out as `bind_markdown` does. Where the story itself speaks so much HTML that the file would
    be taken for a page, an unseen joiner (U+2060) follows each `<` of a tag.
    """
    facts = "\n".join(f"{key.capitalize()}: {value}" for key, value in _facts(book))
    text = _bound(book, write, facts, label="{label}", heading=_text_heading)
    return _TAG.sub(f"<{_JOINER}", text) if looks_like_html(text) else text


def _bound(
    book: Book, write: Write, facts: str, *, label: str, heading: Callable[[str, bool], str]
) -> str:
    if not book.chapters:
        raise ValueError("A book needs at least one chapter.")
    spoken = spoken_in(book.language)

    def remark(name: str, *texts: str) -> str:
        written = "\n\n".join(filter(None, (write(html).strip("\n") for html in texts)))
        if not written:
            return ""
        lines = written.split("\n")
        if not _WORD.search(lines[0]):
            lines.insert(0, "")
        quoted = "\n".join(f"> {one}" if one else ">" for one in lines)
        return f"{label.format(label=name + spoken.colon)}\n\n{quoted}"

    parts = [facts, remark(spoken.summary, book.summary), remark(spoken.notes, book.notes)]
    for chapter in book.chapters:
        is_last = chapter is book.chapters[-1]
        before = [remark(spoken.summary, chapter.summary), remark(spoken.notes, chapter.notes)]
        is_bare = not (line(chapter.title) or any(before))
        parts += [
            heading(_heading(chapter, spoken), is_bare),
            *before,
            write(chapter.prose).strip("\n"),
            remark(spoken.endnotes, chapter.endnotes, book.endnotes if is_last else ""),
        ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(chapter: BookChapter, spoken: Spoken) -> str:
    numbered = spoken.chapter.replace("{number}", str(chapter.number))
    title = line(chapter.title)
    if not title:
        return numbered
    return f"{numbered}{spoken.colon}{' ' if spoken.colon == ':' else ''}{title}"


def _markdown_heading(words: str, is_bare: bool) -> str:
    return f"# {words}\n\n{_RULE}" if is_bare else f"# {words}"


def _text_heading(words: str, _is_bare: bool) -> str:
    return f"\n{words}\n{'=' * min(len(words), _LONGEST_UNDERLINE)}"


def _facts(book: Book) -> list[tuple[str, str]]:
    """What is known of the work, by the names that story files have for it."""
    places = (f"{line(place.name)} #{place.position}" for place in book.series if line(place.name))
    total = book.expected_chapters or (len(book.chapters) if book.complete else None)
    facts: list[tuple[str, tuple[str, ...]]] = [
        ("title", (title_of(book),)),
        ("author", tuple(person.name for person in book.authors)),
        ("language", (language_tag(book.language),)),
        ("rating", (book.rating,)),
        ("warnings", book.warnings),
        ("category", book.categories),
        ("fandom", book.fandoms),
        ("pairing", book.relationships),
        ("characters", book.characters),
        ("tags", book.freeforms),
        ("series", tuple(places)),
        ("published", (book.published.isoformat(),)),
        ("updated", (latest(book),)),
        ("words", (str(book.words),)),
        ("chapters", (f"{len(book.chapters)}/{total or '?'}",)),
        ("source", (book.url,)),
    ]
    told = ((key, ", ".join(filter(None, map(line, values)))) for key, values in facts)
    return [(key, value) for key, value in told if value]


def _scalar(value: str) -> str:
    """The value as YAML has it, and as the simplest reader has it too."""
    if _PLAIN_SCALAR.fullmatch(value) or re.fullmatch(r"[\d/-]+", value):
        return value
    return "'" + value.replace("'", "''") + "'"
