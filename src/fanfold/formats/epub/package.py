"""The papers of an EPUB: package document, navigation document, NCX, container."""

from dataclasses import dataclass
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from fanfold.formats.book import Book
from fanfold.formats.book.facts import metas
from fanfold.formats.book.nodes import plain_text
from fanfold.formats.book.preface import author_names, latest, subjects, title
from fanfold.formats.book.wording import direction, language_tag, line, mark

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""

# What is true of every book bound here. That a book meets a standard is for people to certify
# (dcterms:conformsTo, a11y:certifiedBy), so it is not said.
_ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),  # The cover, which says in its text alternative all that it shows.
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "ARIA"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One content document: its name and id in the package, its line in the contents, its text."""

    name: str
    id: str
    heading: str
    text: str
    in_contents: bool = True
    own_words: bool = False
    """Whether `heading` is one of the binder's words, in their language, and not the author's."""


def identifier(book: Book) -> str:
    """The book's own identifier; one made from its address and title where it has none."""
    return line(book.identifier) or uuid5(NAMESPACE_URL, f"{book.url}\n{book.title}").urn


def package(book: Book, pages: list[File]) -> str:
    """The package document (EPUB 3.3 §5). `pages` open with cover and title page."""
    tag = language_tag(book.language)
    facing = direction(tag)
    items = "\n".join(
        f'<item id="{page.id}" href="{page.name}" media-type="application/xhtml+xml"/>'
        for page in pages
    )
    cover, front, *rest = [f'<itemref idref="{page.id}"/>' for page in pages]
    # The contents stand in the reading order for links to them, but outside the story's flow.
    spine = "\n".join((cover, front, '<itemref idref="nav" linear="no"/>', *rest))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" \
xml:lang="{tag}" dir="{facing}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{_metadata(book, tag)}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="style" href="book.css" media-type="text/css"/>
{items}
</manifest>
<spine toc="ncx" page-progression-direction="{facing}">
{spine}
</spine>
</package>
"""


def _metadata(book: Book, tag: str) -> str:
    moment = book.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    words = language_tag(book.labels.language)
    own, address = identifier(book), line(book.url)
    lines = [
        f'<dc:identifier id="book-id">{mark(own)}</dc:identifier>',
        f'<dc:title id="title">{mark(title(book))}</dc:title>',
        '<meta refines="#title" property="title-type">main</meta>',
        f"<dc:language>{tag}</dc:language>",
        f'<meta property="dcterms:modified">{moment}</meta>',
        f"<dc:date>{latest(book)}</dc:date>",
        f'<meta property="dcterms:issued">{book.published.isoformat()}</meta>',
    ]
    if address:
        if address != own:
            lines.append(f'<dc:identifier id="address">{mark(address)}</dc:identifier>')
        lines.append(f"<dc:source>{mark(address)}</dc:source>")
    for number, name in enumerate(author_names(book), 1):
        lines += [
            f'<dc:creator id="author-{number}">{mark(name)}</dc:creator>',
            f'<meta refines="#author-{number}" property="role" scheme="marc:relators">aut</meta>',
        ]
    if line(book.publisher):
        lines.append(f"<dc:publisher>{mark(book.publisher)}</dc:publisher>")
    description = plain_text(book.summary)
    if description:
        lines.append(f"<dc:description>{mark(description)}</dc:description>")
    lines += [f"<dc:subject>{mark(subject)}</dc:subject>" for subject in subjects(book)]
    lines += _series(book)
    lines += ['<meta name="cover" content="cover-image"/>', metas(book, xml=True)]
    lines += [f'<meta property="schema:{name}">{value}</meta>' for name, value in _ACCESS]
    spoken = line(book.labels.accessibility_summary)
    if spoken:
        lines.append(
            f'<meta property="schema:accessibilitySummary" xml:lang="{words}">{mark(spoken)}</meta>'
        )
    return "\n".join(lines)


def _series(book: Book) -> list[str]:
    """Every series as EPUB 3 says it; the first also as calibre does, which knows only one."""
    places = [place for place in book.series if line(place.name)]
    lines = []
    for number, place in enumerate(places, 1):
        name = f"series-{number}"
        lines += [
            f'<meta property="belongs-to-collection" id="{name}">{mark(place.name)}</meta>',
            f'<meta refines="#{name}" property="collection-type">series</meta>',
            f'<meta refines="#{name}" property="group-position">{place.position}</meta>',
        ]
        if line(place.url):
            lines.append(
                f'<meta refines="#{name}" property="dcterms:identifier">{mark(place.url)}</meta>'
            )
    for place in places[:1]:
        lines += [
            f'<meta name="calibre:series" content="{mark(place.name)}"/>',
            f'<meta name="calibre:series_index" content="{place.position}"/>',
        ]
    return lines


def navigation(book: Book, pages: list[File]) -> str:
    """The navigation document (EPUB 3.3 §7): contents, and landmarks for machines."""
    tag, labels = language_tag(book.language), book.labels
    words = language_tag(labels.language)
    cover, front, start = pages[:3]
    entries = "\n".join(
        f'<li><a href="{page.name}"{foreign(page, tag, words)}>{mark(page.heading)}</a></li>'
        for page in pages
        if page.in_contents
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{tag}" xml:lang="{tag}" dir="{direction(tag)}">
<head><title>{mark(title(book))}</title><link rel="stylesheet" href="book.css"/></head>
<body class="contents">
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">
<h1 id="contents" lang="{words}" xml:lang="{words}">{mark(labels.contents)}</h1>
<ol>
{entries}
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden" lang="{words}" xml:lang="{words}">
<h2>{mark(labels.landmarks)}</h2>
<ol>
<li><a epub:type="cover" href="{cover.name}">{mark(labels.cover)}</a></li>
<li><a epub:type="titlepage" href="{front.name}">{mark(labels.title_page)}</a></li>
<li><a epub:type="toc" href="#toc">{mark(labels.contents)}</a></li>
<li><a epub:type="bodymatter" href="{start.name}">{mark(labels.start)}</a></li>
</ol>
</nav>
</body>
</html>
"""


def foreign(page: File, tag: str, words: str) -> str:
    """The language of a line that is ours and not the book's, where the two differ."""
    return f' lang="{words}" xml:lang="{words}"' if page.own_words and tag != words else ""


def ncx(book: Book, pages: list[File]) -> str:
    """The contents as EPUB 2 had them, for readers of its time."""
    points = "\n".join(
        f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{mark(page.heading)}'
        f'</text></navLabel><content src="{page.name}"/></navPoint>'
        for number, page in enumerate((page for page in pages if page.in_contents), 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" \
xml:lang="{language_tag(book.language)}">
<head>
<meta name="dtb:uid" content="{mark(identifier(book))}"/>
<meta name="dtb:depth" content="1"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>{mark(title(book))}</text></docTitle>
<navMap>
{points}
</navMap>
</ncx>
"""
