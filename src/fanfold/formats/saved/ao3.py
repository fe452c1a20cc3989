"""Files saved from AO3, or from an archive that runs its software: downloads, e-books, web pages.

Structure after otwarchive's views of August 2026 and, for e-books, calibre's output from them.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from fanfold.formats.document import Document
from fanfold.formats.saved.ao3_download import read_download
from fanfold.formats.saved.ao3_page import read_page
from fanfold.formats.saved.bounds import tame
from fanfold.formats.saved.rules import class_rules, write_rules

__all__ = ["read_ao3"]

# A tag or an entity that breaks off at its beginning would be read as text.
_BROKEN_OFF = re.compile(r"(?:</?|&#?\w{0,10})\Z")
_TAIL = 20


def read_ao3(html: str, *, styles: str = "") -> Document | None:
    """The work that AO3's file holds, with its chapters, or None for any other page.

    `html` is a download, a saved web page, or the bodies of an EPUB's pages in their order; then
    `styles` is its style sheet. Texts are HTML as the file has them. A file that was cut off gives
    what is there, with a warning, be it no chapter at all.
    """
    if "/tags/" not in html or not ("preface" in html or "workskin" in html):
        return None
    page = tame(html[:-_TAIL] + _BROKEN_OFF.sub("", html[-_TAIL:]))
    if page is None:
        return None
    tree = LexborHTMLParser(page)
    if tree.css_first("section.chapter") is not None:  # Fanfold's own file, with the same marks.
        return None
    skin = "".join(style.text() for style in tree.css("body style"))
    write_rules(tree, class_rules(styles))
    write_rules(tree, class_rules(skin, below="#workskin"))
    read = read_download(tree) or read_page(tree, page)
    if read is None:
        return None
    facts, chapters, findings = read
    return Document(
        "html",
        None,
        "html",
        "",
        title=facts.title,
        author=facts.author,
        language=facts.language,
        warnings=tuple(findings),
        chapters=tuple(chapters),
        saved=facts.saved(),
    )
