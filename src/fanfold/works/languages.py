"""The languages a work can be in: codes of BCP 47 and what each language calls itself."""

import re

from django.conf.locale import LANG_INFO

# As BCP 47 recommends: language small, Script with a capital, REGION in capitals.
_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MORE = {"la": ("Latin", "Latina"), "tlh": ("Klingon", "tlhIngan Hol"), "yi": ("Yiddish", "ייִדיש")}


def canonical(code: str) -> str:
    """The code in the usual spelling: pt-BR, zh-Hans."""
    first, *rest = code.split("-")
    return "-".join([first.lower(), *(_spelled(part) for part in rest)])


def _spelled(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower()


def _known() -> dict[str, tuple[str, str]]:
    names = {
        canonical(code): (str(info["name"]), str(info["name_local"]))
        for code, info in LANG_INFO.items()
        if "name" in info and "name_local" in info
    }
    return {**names, **_MORE}


KNOWN = _known()


def choices() -> list[tuple[str, str]]:
    """Code and own name of every language we know, for a form, by name."""
    named = [(code, name_of(code)) for code in KNOWN]
    return sorted(named, key=lambda choice: choice[1].casefold())


def name_of(code: str) -> str:
    """The language's own name for itself, or its code where we do not know it."""
    _english, own = KNOWN.get(canonical(code), ("", code))
    return own[:1].upper() + own[1:]


def is_well_formed(code: str) -> bool:
    """Whether the text has the form of a language's code. It need not be one that we know."""
    return len(code) <= 20 and _WELL_FORMED.fullmatch(code) is not None


def find(text: str) -> str | None:
    """The code meant by a code or by a language's English or own name; None when none is."""
    wanted = text.strip().casefold()
    for code, names in KNOWN.items():
        if wanted == code.casefold() or wanted in {name.casefold() for name in names}:
            return code
    primary = canonical(wanted.split("-")[0])
    return primary if primary in KNOWN and is_well_formed(wanted) else None
