"""Words of other archives and of old story files, and what they are called here."""

import re
from collections.abc import Iterable, Mapping

from fanfold.tags.models import FORBIDDEN, Kind
from fanfold.tags.names import fold
from fanfold.transfer.naming import article_first
from fanfold.works.models import Rating

__all__ = ["as_tag", "named_here", "rating_of", "rating_within", "says_complete", "says_none"]

# AO3, FanFiction.Net, Wattpad, FimFiction, eFiction, Ficbook, fanfiktion.de, EFP, films.
_RATINGS = {
    "general": Rating.GENERAL, "general audiences": Rating.GENERAL, "g": Rating.GENERAL,
    "k": Rating.GENERAL, "k+": Rating.GENERAL, "all ages": Rating.GENERAL, "pg": Rating.GENERAL,
    "everyone": Rating.GENERAL, "all audiences": Rating.GENERAL, "fr7": Rating.GENERAL,
    "teen": Rating.TEEN, "teen and up": Rating.TEEN, "teen and up audiences": Rating.TEEN,
    "teen & up audiences": Rating.TEEN, "t": Rating.TEEN, "pg-13": Rating.TEEN,
    "pg13": Rating.TEEN, "pg 13": Rating.TEEN, "fr13": Rating.TEEN,
    "mature": Rating.MATURE, "m": Rating.MATURE, "r": Rating.MATURE, "fr15": Rating.MATURE,
    "mature audiences": Rating.MATURE, "mature content": Rating.MATURE,
    "explicit": Rating.EXPLICIT, "e": Rating.EXPLICIT, "ma": Rating.EXPLICIT,
    "nc-17": Rating.EXPLICIT, "nc17": Rating.EXPLICIT, "nc 17": Rating.EXPLICIT,
    "fr18": Rating.EXPLICIT, "nc-21": Rating.EXPLICIT, "nc21": Rating.EXPLICIT,
    "explicit only suitable for adults": Rating.EXPLICIT,
    "p6": Rating.GENERAL, "p12": Rating.TEEN, "p16": Rating.MATURE, "p18": Rating.EXPLICIT,
    "verde": Rating.GENERAL, "giallo": Rating.TEEN, "arancione": Rating.MATURE,
    "rosso": Rating.EXPLICIT, "livre": Rating.GENERAL,
    "12+": Rating.TEEN, "+12": Rating.TEEN, "13+": Rating.TEEN, "+13": Rating.TEEN,
    "16+": Rating.MATURE, "+16": Rating.MATURE, "18+": Rating.EXPLICIT, "+18": Rating.EXPLICIT,
    "not rated": Rating.NOT_RATED, "unrated": Rating.NOT_RATED, "none": Rating.NOT_RATED,
}  # fmt: skip
# “Fiction T”, “Rated: T”.
_BEFORE_A_RATING = ("rated", "fiction")
_GOES_ON = re.compile(r"\s*[(\[,;:/]|\s+(?:for|wegen|pour|por|per|за|-|–|—)\s")

_FIXED: Mapping[str, Mapping[str, str]] = {
    Kind.WARNING: {
        "author chose not to warn": "Author chose not to warn",
        "author chose not to use archive warnings": "Author chose not to warn",
        "creator chose not to use archive warnings": "Author chose not to warn",
        "choose not to use archive warnings": "Author chose not to warn",
        "no warnings apply": "No warnings apply",
        "no archive warnings apply": "No warnings apply",
        "graphic violence": "Graphic violence",
        "graphic depictions of violence": "Graphic violence",
        "major character death": "Major character death",
        "rape or non-consent": "Rape or non-consent",
        "rape/non-con": "Rape or non-consent",
        "underage sex": "Underage sex",
        "underage": "Underage sex",
    },
    Kind.CATEGORY: {
        "f/f": "F/F", "femslash": "F/F", "femmeslash": "F/F",
        "f/m": "F/M", "m/f": "F/M", "het": "F/M",
        "gen": "Gen",
        "m/m": "M/M", "slash": "M/M",
        "multi": "Multi", "other": "Other",
    },
}  # fmt: skip
_NONE = frozenset(
    ["none", "no", "nothing", "n/a", "na", "-", "--", "—", "/", "none at all", "keine", "keins",
     "keiner", "kein", "nichts", "aucun", "aucune", "aucuns", "aucunes", "rien", "ninguna",
     "ninguno", "ningunas", "ningunos", "nada", "nenhum", "nenhuma", "nessuno", "nessuna",
     "nessun", "нет", "отсутствуют", "无", "無", "なし"]
)  # fmt: skip
_COMPLETE = frozenset(
    ["complete", "completed", "finished", "done", "abgeschlossen", "fertig", "beendet",
     "vollständig", "terminé", "terminée", "fini", "finie", "complet", "complète",
     "completa", "completo", "terminada", "terminado", "finalizada", "finalizado",
     "concluída", "concluído", "completata", "conclusa", "закончен", "завершен", "завершён",
     "完结", "完結", "已完结", "已完結"]
)  # fmt: skip
# What a tag cannot hold, in signs that mean the same to a reader.
_SIGNS = {
    ",": ";", "\uff0c": ";", "\u3001": ";", "<": "(", ">": ")", "{": "(", "}": ")",
    "=": "-", "\\": "/", "%": " percent", "*": "", "^": "", "`": "'",
}  # fmt: skip


def rating_of(said: str) -> str | None:
    """The rating that other archives call `said`; None for one that is called so nowhere."""
    words = fold(said).strip(" .:")
    for before in _BEFORE_A_RATING:
        words = words.removeprefix(before).strip(" .:")
    return _RATINGS.get(words)


def rating_within(said: str) -> str | None:
    """The rating that words begin with which go on: “PG-13 (some language)”, “R for violence”."""
    return rating_of(_GOES_ON.split(said, maxsplit=1)[0])


def says_none(said: str) -> bool:
    """Whether a header only says that there is nothing to say: “none”, “keine”."""
    return fold(said).strip(" .!()") in _NONE


def says_complete(said: str) -> bool:
    """Whether a status says that the work is complete."""
    return fold(said).strip(" .!()") in _COMPLETE


def named_here(kind: str, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Names on this archive's fixed list of the kind, and those that are on none."""
    known = _FIXED[kind]
    here: list[str] = []
    unknown: list[str] = []
    for name in names:
        found = known.get(fold(" ".join(name.split())))
        if found is None:
            unknown.append(name)
        elif found not in here:
            here.append(found)
    return here, unknown


def as_tag(name: str) -> str:
    """The name in signs that tags can hold. It may still be no tag: empty, or too long."""
    name = article_first(" ".join(name.split())).replace("<3", "♥")
    signs = (_SIGNS.get(sign, "") if sign in FORBIDDEN else sign for sign in name)
    return " ".join("".join(signs).split())
