"""Which attributes an element keeps beside class, language and place, and what they may say."""

import re
from collections import Counter

from fanfold.prose.bounding import safe_characters
from fanfold.prose.vocabulary import NUMBERINGS

__all__ = ["is_divider", "kept_attributes"]

_KEPT = {
    "a": ("title",), "abbr": ("title",), "dfn": ("title",), "ol": ("start", "reversed"),
    "li": ("value",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"),
    "details": ("open",),
}  # fmt: skip
_FLAGS = {"reversed", "open"}
_USUAL = {"start": "1", "colspan": "1", "rowspan": "1"}
_DIVIDER = re.compile(
    r"(?:divider|separator|spacer|scene-?break|line-?break|ornament|fleuron|(?:^|[/_-])(?:h?line|bar|"
    r"hr|rule|break|border)(?:[_-]?\d{0,3}))[\w-]*\.(?:gif|png|jpe?g|webp|svg)",
    re.IGNORECASE,
)
_WIDE = 5  # times as wide as high
_NUMBERS = {"start", "value", "colspan", "rowspan"}
_NUMBERINGS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
               "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]{0,200}")


def kept_attributes(name: str, attributes: dict[str, str | None]) -> dict[str, str]:
    """What the prose keeps of an element's attributes; numbers have at most five signs."""
    kept = {}
    for key in _KEPT.get(name, ()):
        if key not in attributes:
            continue
        value = (attributes[key] or "").strip()
        digits = value.lstrip("-")
        if key in _NUMBERS and not (digits.isascii() and digits.isdigit() and len(value) <= 5):
            continue
        if key in _FLAGS or (value and value != _USUAL.get(key)):
            kept[key] = "" if key in _FLAGS else safe_characters(value[:500], Counter())
    if name == "ol" and (numbering := _numbering(attributes)):
        kept["type"] = numbering
    return kept


def _numbering(attributes: dict[str, str | None]) -> str:
    """How a list or its item wants to be numbered: a value of ol's `type`, "" for 1, 2, 3."""
    written = (attributes.get("type") or "").strip()
    for match in _LIST_STYLE.finditer((attributes.get("style") or "")[:2000].lower()):
        for word in match[0].partition(":")[2].split():
            written = _NUMBERINGS.get(word, "" if word == "decimal" else written)
    return written if written in NUMBERINGS else ""


def is_divider(attributes: dict[str, str | None]) -> bool:
    """Whether a picture without a word is a line between scenes: by its name or its shape."""
    if _DIVIDER.search((attributes.get("src") or "")[-200:]):
        return True
    width, height = (_pixels(attributes.get(name)) for name in ("width", "height"))
    return height > 0 and width >= _WIDE * height


def _pixels(value: str | None) -> int:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else 0
