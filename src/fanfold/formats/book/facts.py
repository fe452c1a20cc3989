"""What a bound file says of its work to machines: pairs of a name and a value, free of any wording.

Both binders print `<meta name="fanfold:…" content="…">`; formats/saved/fanfold.py reads them.
"""

from fanfold.formats.book import Book
from fanfold.formats.book.preface import latest
from fanfold.formats.book.wording import line, mark

__all__ = ["GENERATOR", "PREFIX", "metas"]

GENERATOR = "Fanfold"
PREFIX = "fanfold:"


def metas(book: Book, *, xml: bool) -> str:
    """The pairs as lines of markup, the first of them naming Fanfold as the file's maker."""
    end = "/>" if xml else ">"
    pairs = [("generator", GENERATOR), *((PREFIX + name, said) for name, said in _pairs(book))]
    return "\n".join(f'<meta name="{name}" content="{mark(said)}"{end}' for name, said in pairs)


def _pairs(book: Book) -> list[tuple[str, str]]:
    several = (
        ("author", tuple(person.name for person in book.authors)),
        ("warning", book.warnings),
        ("category", book.categories),
        ("fandom", book.fandoms),
        ("relationship", book.relationships),
        ("character", book.characters),
        ("freeform", book.freeforms),
    )
    pairs = [
        ("title", book.title),
        ("address", book.url),
        ("language", book.language),
        ("rating", book.rating),
        *((name, value) for name, values in several for value in values),
        ("published", book.published.isoformat()),
        ("updated", latest(book)),
        ("complete", "yes" if book.complete else "no"),
        ("expected-chapters", str(book.expected_chapters or "")),
    ]
    for place in book.series:
        if line(place.name):
            # The name comes first and opens the next series.
            pairs += [
                ("series", place.name),
                ("series-position", str(place.position)),
                ("series-address", place.url),
            ]
    return [(name, value) for name, value in pairs if line(value)]
