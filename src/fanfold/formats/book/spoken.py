"""What a story's own language calls a chapter, a summary and notes: words that importers know.

Unlike the labels of a book these need not suit who reads the archive, but who reads the file in.
"""

from typing import NamedTuple

from fanfold.formats.book.wording import language_tag

__all__ = ["Spoken", "spoken_in"]


class Spoken(NamedTuple):
    """`chapter` has a place for `{number}`; `colon` is what parts a label from what it labels."""

    chapter: str
    summary: str
    notes: str
    endnotes: str
    colon: str = ":"


_ENGLISH = Spoken("Chapter {number}", "Summary", "Author’s note", "End notes")
_SPOKEN = {
    "de": Spoken("Kapitel {number}", "Zusammenfassung", "Anmerkungen", "Anmerkungen"),
    "fr": Spoken("Chapitre {number}", "Résumé", "Note d’auteur", "Note d’auteur"),
    "es": Spoken("Capítulo {number}", "Resumen", "Nota de autor", "Nota de autor"),
    "it": Spoken("Capitolo {number}", "Riassunto", "Nota d’autore", "Nota d’autore"),
    "pt": Spoken("Capítulo {number}", "Resumo", "Nota de autor", "Nota de autor"),
    "ru": Spoken("Глава {number}", "Описание", "Примечание автора", "Примечание автора"),
    "zh": Spoken("第{number}章", "简介", "作者的话", "作者的话", "："),
    "ja": Spoken("第{number}章", "摘要", "作者メモ", "作者後書き", "："),
}


def spoken_in(language: str) -> Spoken:
    """The words of a language by its BCP 47 tag; English where no importer is known to know it."""
    return _SPOKEN.get(language_tag(language).split("-")[0].lower(), _ENGLISH)
