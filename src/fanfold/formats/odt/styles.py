"""What the styles of an OpenDocument text mean, through the styles they are derived from.

Source: ODF 1.3 part 3, chapters 16 and 20. Colours, sizes and page layouts are not read.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Any

from fanfold.formats.odt.names import FO, STYLE, SVG, TEXT
from fanfold.formats.office.look import (
    Alignment,
    Face,
    Form,
    Meaning,
    is_mono,
    meaning_of,
)

__all__ = ["ListLevel", "ParagraphStyle", "Styles"]

_ALIGNMENTS: dict[str, Alignment] = {
    "center": "center", "end": "right", "right": "right", "justify": "justify",
}  # fmt: skip
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0}
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)")
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
_INDENT = 200  # twentieths of a point: less is no visible indent
_LONGEST_CHAIN = 20
_MOST_STYLES = 50_000  # Further ones mean nothing; long edited texts have some thousands.
_SCRIPTS = ("", "-asian", "-complex")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`form` is how a paragraph of this style stands; contents are of a generated table."""

    form: Form = field(default_factory=Form)
    page_before: bool = False
    page_after: bool = False
    contents: bool = False
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a list counts at one level. A level that shows neither bullet nor number is none."""

    ordered: bool = False
    shown: bool = True
    start: int = 1


class Styles:
    """The styles of all roots given; where a name stands twice, the first root is right."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._defaults: dict[str, Any] = {}
        self._levels: dict[tuple[str, int], ListLevel] = {}
        self._fonts: dict[str, tuple[str, bool]] = {}
        for root in roots:
            for style in islice(root.iter(f"{STYLE}style"), _MOST_STYLES):
                key = style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or ""
                self._styles.setdefault(key, style)
            for style in root.iter(f"{STYLE}default-style"):
                self._defaults.setdefault(style.get(f"{STYLE}family") or "", style)
            for style in root.iter(f"{TEXT}list-style"):
                self._read_list(style)
            for font in root.iter(f"{STYLE}font-face"):
                family = (font.get(f"{SVG}font-family") or "").strip("'\" ")
                fixed = font.get(f"{STYLE}font-pitch") == "fixed"
                self._fonts.setdefault(font.get(f"{STYLE}name") or "", (family, fixed))
        self._properties: dict[tuple[str, str, str], dict[str, str]] = {}
        self.paragraph = cache(self._paragraph)
        self.face = cache(self._face)
        self._changes = cache(self._changes_of)

    def level(self, name: str, level: int) -> ListLevel:
        """How the list style `name` counts at `level`, from 0."""
        return self._levels.get((name, level), ListLevel())

    def _read_list(self, style: Any) -> None:
        name = style.get(f"{STYLE}name") or ""
        for level in style:
            place = level.get(f"{TEXT}level") or ""
            if not place.isdecimal() or len(place) > 2:
                continue
            ordered = level.tag == f"{TEXT}list-level-style-number"
            shown = not ordered or bool(level.get(f"{STYLE}num-format"))
            start = level.get(f"{TEXT}start-value") or "1"
            self._levels.setdefault(
                (name, int(place) - 1),
                ListLevel(ordered, shown, int(start) if start.isdecimal() else 1),
            )

    def _chain(self, family: str, name: str) -> list[Any]:
        """The style and those it is derived from, the most general first."""
        out = []
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                break
            out.append(style)
            name = style.get(f"{STYLE}parent-style-name") or ""
        return out[::-1]

    def _merged(self, family: str, name: str, kind: str) -> dict[str, str]:
        """Every style is read once, however many are derived from it."""
        merged: dict[str, str] = {}
        for style in self._chain(family, name):
            key = family, style.get(f"{STYLE}name") or "", kind
            if key not in self._properties:
                for properties in style.iterchildren(f"{STYLE}{kind}-properties"):
                    merged = {**merged, **properties.attrib}
                self._properties[key] = merged
            merged = self._properties[key]
        return merged

    def _paragraph(self, name: str) -> ParagraphStyle:
        chain = self._chain("paragraph", name)
        meaning = Meaning()
        for style in chain:
            meaning = meaning_of(_display_name(style)).or_of(meaning)
        found = self._merged("paragraph", name, "paragraph")
        lists = (style.get(f"{STYLE}list-style-name") for style in reversed(chain))
        align = _ALIGNMENTS.get(found.get(f"{FO}text-align", ""), "")
        if align == "right" and found.get(f"{STYLE}writing-mode", "").startswith("rl"):
            align = ""  # Where such text begins anyway.
        border = found.get(f"{FO}border", "none") != "none"
        last = chain[-1].attrib if chain else {}
        return ParagraphStyle(
            Form(
                heading=meaning.heading,
                title=meaning.title,
                quote=meaning.quote,
                alignment=align,
                indented=_twips(found.get(f"{FO}margin-left", "")) > _INDENT,
                rule_before=_is_drawn(found, "top") and not border,
                rule_after=_is_drawn(found, "bottom") and not border,
            ),
            page_before=found.get(f"{FO}break-before") in {"page", "column"}
            or bool(last.get(f"{STYLE}master-page-name")),
            page_after=found.get(f"{FO}break-after") in {"page", "column"},
            contents=meaning.contents,
            list_style=next((one for one in lists if one is not None), ""),
        )

    def _face(self, base: Face, family: str, name: str) -> Face:
        """`base` with what a style of that family says of letters."""
        changes, font = self._changes(family, name)
        looks = tuple(replace(look, **one) for look, one in zip(base.looks, changes, strict=True))
        return Face(looks, font or base.font)  # type: ignore[arg-type]

    def _changes_of(self, family: str, name: str) -> tuple[tuple[dict[str, Any], ...], str]:
        found: dict[str, str] = {}
        if family == "paragraph" and (default := self._defaults.get(family)) is not None:
            for properties in default.iterchildren(f"{STYLE}text-properties"):
                found.update(properties.attrib)
            # Every template has some Asian and some complex language for texts that hold none.
            for script in _SCRIPTS[1:]:
                found.pop(f"{STYLE}language{script}", None)
        found |= self._merged(family, name, "text")
        shared = _shared(found)
        out = tuple({**shared, **self._of_script(found, script)} for script in _SCRIPTS)
        return out, self._font(found, "")[0]

    def _font(self, found: dict[str, str], script: str) -> tuple[str, bool]:
        name = found.get(f"{STYLE}font-name{script}", "")
        family, fixed = self._fonts.get(name, (name, False))
        return found.get(f"{FO}font-family", "").strip("'\" ") or family, fixed

    def _of_script(self, found: dict[str, str], script: str) -> dict[str, Any]:
        prefix = STYLE if script else FO
        out: dict[str, Any] = {}
        if weight := found.get(f"{prefix}font-weight{script}"):
            out["bold"] = weight == "bold" or (weight.isdecimal() and len(weight) < 5
                                               and int(weight) >= 600)  # fmt: skip
        if slant := found.get(f"{prefix}font-style{script}"):
            out["italic"] = slant in {"italic", "oblique"}
        if language := found.get(f"{prefix}language{script}"):
            country = found.get(f"{prefix}country{script}", "none")
            named = language if country in {"", "none"} else f"{language}-{country}"
            out["language"] = "" if language in {"none", "zxx", "und"} else named[:35]
        if found.get(f"{STYLE}font-name{script}") or (not script and found.get(f"{FO}font-family")):
            family, fixed = self._font(found, script)
            out["mono"] = fixed or is_mono(family)
        return out


def _shared(found: dict[str, str]) -> dict[str, Any]:
    """What letters of every script have in common."""
    out: dict[str, Any] = {}
    for name, line in (("underline", "text-underline"), ("strike", "text-line-through")):
        kinds = [
            found[key] for end in ("style", "type") if (key := f"{STYLE}{line}-{end}") in found
        ]
        if kinds:
            out[name] = "none" not in kinds
    if variant := found.get(f"{FO}font-variant"):
        out["small_caps"] = variant == "small-caps"
    if transform := found.get(f"{FO}text-transform"):
        out["caps"] = transform == "uppercase"
    if display := found.get(f"{TEXT}display"):
        out["hidden"] = display == "none"
    if position := found.get(f"{STYLE}text-position", "").split():
        out["vertical"] = _vertical(position[0])
    return out


def _vertical(position: str) -> str:
    if position.startswith("super"):
        return "sup"
    if position.startswith(("sub", "-")):
        return "sub"
    return "" if position.strip("0.%") == "" else "sup"


def _is_drawn(found: dict[str, str], side: str) -> bool:
    return found.get(f"{FO}border-{side}", "none") != "none" and not any(
        found.get(f"{FO}border-{other}", "none") != "none" for other in ("left", "right")
    )


def _display_name(style: Any) -> str:
    shown = style.get(f"{STYLE}display-name")
    if shown:
        return str(shown)
    name = style.get(f"{STYLE}name") or ""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)


def _twips(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _TWIPS[match[2]] if match else 0.0
