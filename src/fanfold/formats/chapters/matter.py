"""What stands around a story in a book: title page, dedication, imprint, a word about the author.

Known by what the page is called, by its file's name, by its heading, by what it says.
"""

import re
from collections.abc import Collection

from fanfold.formats.opened import Metadata

__all__ = [
    "folded",
    "is_called_contents",
    "is_called_matter",
    "is_imprint",
    "is_opening",
    "only_names",
]

# epub:type and the guide's types.
_TITLES = frozenset({"cover", "halftitle", "halftitlepage", "title", "title-page", "titlepage"})
_KINDS = _TITLES | {
    "acknowledgements", "acknowledgments", "colophon", "contributors", "copyright",
    "copyright-page", "credit", "credits", "dedication", "epigraph", "imprimatur", "imprint",
    "other-credits",
}  # fmt: skip
_FILE = re.compile(
    r"(?:^|[^a-z])(?:about[^a-z]?(?:the[^a-z]?)?author|acknowledge?ments?|also[^a-z]?by|colophon|"
    r"(?:un)?copyright(?:[^a-z]?page)?|dedication|epigraph|(?:half[^a-z]?)?title[^a-z]?page|"
    r"half[^a-z]?title|imprint)(?:[^a-z]|$)"
)
_HEADING = re.compile(
    r"dedication|widmung|dédicace|dedicatoria|dedicatória|dedica|посвящение|献辞|"
    r"epigra(?:ph|phe)|épigraphe|ep[ií]grafe|epígrafo|motto|эпиграф|"
    r"(?:copyright|legal)(?: page| notice| information)?|imprint|impressum|colophon|disclaimers?|"
    r"mentions légales|aviso legal|版权页|"
    r"acknowledge?ments?|danksagung|remerciements|agradec?imi?entos|ringraziamenti|благодарности|"
    r"about the authors?|about the writer|über (?:den|die) autor(?:in|en)?|"
    r"à propos de l ?aut(?:eur|rice)|sobre (?:el|la|o|a) autora?|sull ?autore|об авторе|作者简介|"
    r"(?:also|other (?:books|works|stories)|more(?: books)?|books) by .{1,100}|praise for .{1,100}|"
    r"connect with .{1,100}|transcribers? notes?|(?:smashwords edition )?licen[sc]e notes?|"
    r"the project gutenberg e ?book.{0,200}|(?:the )?(?:full )?project gutenberg licen[sc]e"
)
_OPENING = re.compile(
    r"foreword|preface|introduction|vorwort|einleitung|préface|avant propos|prefacio|"
    r"prefazione|предисловие|введение|前言|序言"
)
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|indice|"
    r"sumário|contenido|оглавление|содержание|目录|目次|toc"
)
_RIGHTS = re.compile(
    r"©|copyright\W{0,3}(?:\(c\)\W?)?(?:by\b|\d{4}|©)|\(c\)\s?\d{4}|all rights reserved|"
    r"alle rechte vorbehalten|tous droits réservés|(?:todos los|todos os) (?:derechos|direitos)|"
    r"все права защищены|版权所有|\bisbn\b",
    re.IGNORECASE,
)
_LONGEST_IMPRINT = _LONGEST_NAMES = 2_000
_SMALL_WORDS = "a an the and cover image novel story by von de par di por di of"


def is_called_matter(kinds: Collection[str], file: str, *headings: str) -> bool:
    """Whether a page's kinds, its file's name or a heading say that it is no part of the story.

    `file` is the name without its ending, "" for what is not a whole page.
    """
    if _KINDS & set(kinds) or _FILE.search(file.casefold()):
        return True
    return any(_HEADING.fullmatch(folded(heading)) for heading in headings)


def is_called_contents(heading: str) -> bool:
    """Whether a heading is that of a table of contents."""
    return _CONTENTS.fullmatch(folded(heading)) is not None


def is_opening(heading: str) -> bool:
    """Whether a heading is that of what somebody says before the story, as a foreword."""
    return _OPENING.fullmatch(folded(heading)) is not None


def is_imprint(words: str) -> bool:
    """Whether a page is short and claims a copyright."""
    return len(words) <= _LONGEST_IMPRINT and _RIGHTS.search(words) is not None


def only_names(said: str, metadata: Metadata, kinds: Collection[str]) -> bool:
    """Whether words are the book's title, its authors, what else the package says; no more.

    Unless its kinds call a page a title page they hold the whole title or an author's whole name.
    """
    if len(said) > _LONGEST_NAMES:
        return False
    words = folded(said)
    series = (one.name for one in metadata.series)
    known = " ".join((metadata.title, *metadata.creators, *metadata.contributors, *series,
                      metadata.publisher, *metadata.rights, *metadata.dates.values(),
                      _SMALL_WORDS))  # fmt: skip
    if not set(words.split()) <= set(folded(known).split()):
        return False
    whole = filter(None, map(folded, (metadata.title, *metadata.creators)))
    return bool(_TITLES & set(kinds)) or any(f" {name} " in f" {words} " for name in whole)


def folded(text: str) -> str:
    """The words of `text` alone, for comparing."""
    return " ".join(re.findall(r"\w+", text.casefold()))
