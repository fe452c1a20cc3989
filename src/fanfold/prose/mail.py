"""Remnants of e-mail: the transfer encoding in which old lists kept stories (RFC 2045 §6.7)."""

import re
from collections import Counter

__all__ = ["decoded"]

_SIGN = re.compile(r"=(?:[0-9A-F]{2}|[ \t]*(?:\n|\Z))")
_RUN = re.compile(r"(?:=[0-9A-F]{2})+")
_SOFT = re.compile(r"=[ \t]*\n")
_LINE_END = re.compile(r"(?:=20|=0D|=09)+[ \t]*(?=\n|\Z)")
# Fewer signs than this could be somebody's own words.
_ENOUGH = 3


def decoded(text: str, done: Counter[tuple[str, str]]) -> str:
    """`text` without quoted-printable when it certainly is: pure ASCII, no other `=`, lines that
    end in one. Where only the ends of lines were left (`=20`), those go. Linear."""
    if "=" not in text:
        return text
    ends = len(_LINE_END.findall(text)) + len(_SOFT.findall(text))
    signs = len(_SIGN.findall(text))
    if ends and signs >= _ENOUGH and text.isascii() and signs == text.count("="):
        done["quoted_printable", ""] += signs
        return _RUN.sub(_characters, _SOFT.sub("", text))
    if len(_LINE_END.findall(text)) >= _ENOUGH:
        text, count = _LINE_END.subn("", text)
        done["quoted_printable", ""] += count
    return text


def _characters(match: re.Match[str]) -> str:
    data = bytes.fromhex(match[0].replace("=", ""))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
