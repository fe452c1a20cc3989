"""What the styles and lists of a Word document mean, through the styles they are based on.

Source: ECMA-376 part 1, 17.3 (properties), 17.7 (styles) and 17.9 (numbering).
"""

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Any

from fanfold.formats.docx.names import W, is_on, number, of, value
from fanfold.formats.office.look import (
    Alignment,
    Face,
    Form,
    Item,
    Look,
    Meaning,
    is_mono,
    meaning_of,
)

__all__ = ["Letters", "ParagraphStyle", "Styles", "letters_of"]

_ALIGNMENTS: dict[str, Alignment] = {
    "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify",
}  # fmt: skip
_SWITCHES = {"b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps",
             "strike": "strike", "dstrike": "strike", "vanish": "hidden"}  # fmt: skip
_COMPLEX_SWITCHES = {"bCs": "bold", "iCs": "italic"}
_VERTICAL = {"superscript": "sup", "subscript": "sub", "baseline": ""}
# Switches of a paragraph's and a letter's style that meet turn each other off.
_MEETING = ("bold", "italic", "caps", "small_caps", "strike", "hidden")
# What these mean in a document that uses them and does not define them.
_KNOWN = {"emphasis": "italic", "strong": "bold", "intenseemphasis": "italic",
          "subtleemphasis": "italic"}  # fmt: skip
_RAISED = 4  # half points: less is a correction, no superscript
_INDENT = 200  # twentieths of a point: less is no visible indent
_LONGEST_CHAIN = 20
_MOST_STYLES = 50_000  # Further ones mean nothing; no document has as many.
_OFF = frozenset(["0", "false", "off"])
_NO_LANGUAGE = frozenset(["x-none", "none", "zxx", "und"])


@dataclass(frozen=True, slots=True)
class Letters:
    """What is said of western, Asian and complex letters, as fields of `Look`, and the font."""

    western: dict[str, Any] = field(default_factory=dict)
    asian: dict[str, Any] = field(default_factory=dict)
    complex: dict[str, Any] = field(default_factory=dict)
    font: str = ""

    def over(self, other: "Letters") -> "Letters":
        """These, and where they say nothing, the others."""
        return Letters(
            other.western | self.western,
            other.asian | self.asian,
            other.complex | self.complex,
            self.font or other.font,
        )


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`numbering` is (list, level) or None; contents are of a generated table."""

    form: Form = field(default_factory=Form)
    page_before: bool = False
    contents: bool = False
    numbering: tuple[str, int] | None = None


def letters_of(properties: Any) -> Letters:
    """What an element w:rPr says itself."""
    shared: dict[str, Any] = {}
    western: dict[str, Any] = {}
    complex_: dict[str, Any] = {}
    asian: dict[str, Any] = {}
    font = ""
    for child in properties if properties is not None else ():
        name = str(child.tag).removeprefix(W)
        setting = child.get(f"{W}val") or ""
        if name in _SWITCHES:
            on = setting not in _OFF
            field_name = _SWITCHES[name]
            (western if name in {"b", "i"} else shared)[field_name] = on
        elif name in _COMPLEX_SWITCHES:
            complex_[_COMPLEX_SWITCHES[name]] = setting not in _OFF
        elif name == "u":
            shared["underline"] = setting not in {"none", ""}
        elif name == "vertAlign":
            shared["vertical"] = _VERTICAL.get(setting, "")
        elif name == "position":
            raised = number(setting)
            shared["vertical"] = "sup" if raised >= _RAISED else "sub" if raised <= -_RAISED else ""
        elif name == "rFonts":
            font = child.get(f"{W}ascii") or child.get(f"{W}hAnsi") or ""
            if font or child.get(f"{W}asciiTheme"):
                shared["mono"] = is_mono(font)
        elif name == "lang":
            for letters, attribute in ((western, "val"), (asian, "eastAsia"), (complex_, "bidi")):
                if language := child.get(W + attribute):
                    letters["language"] = "" if language in _NO_LANGUAGE else language[:35]
    bold_and_italic = {key: on for key, on in western.items() if key != "language"}
    return Letters(shared | western, shared | bold_and_italic | asian, shared | complex_, font)


class Styles:
    """The parts styles.xml and numbering.xml; either may be missing."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._base = letters_of(of(styles, "docDefaults", "rPrDefault", "rPr"))
        # Every template has some Asian and some complex language for texts that hold none.
        self._base.asian.pop("language", None)
        self._base.complex.pop("language", None)
        found = styles.iter(f"{W}style") if styles is not None else ()
        for style in islice(found, _MOST_STYLES):
            name = style.get(f"{W}styleId") or ""
            self._styles.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = name
        self._lists = _Lists(numbering)
        # Every style is read once, however many are based on it.
        self._settings: dict[str, ParagraphStyle] = {}
        self._said: dict[str, Letters] = {}
        self.style = cache(self._style)
        self._chained = cache(self._letters)
        self._faces = cache(self._face)

    def paragraph(self, properties: Any) -> ParagraphStyle:
        """How a paragraph with this w:pPr stands, its style included."""
        return self._with(self.style(value(properties, "pStyle")), properties)

    def face(self, paragraph: str, run: Any) -> Face:
        """How the letters of a run with this w:rPr look in a paragraph of that style."""
        if run is None:
            return self._faces(paragraph, "")
        base = self._faces(paragraph, value(run, "rStyle"))
        own = letters_of(run)
        if is_on(run, "rtl") or is_on(run, "cs"):
            complex_look = replace(base.looks[2], **own.complex)
            return Face((complex_look,) * 3, own.font or base.font)
        changes = (own.western, own.asian, own.complex)
        looks = tuple(
            replace(look, **change) if change else look
            for look, change in zip(base.looks, changes, strict=True)
        )
        return Face(looks, own.font or base.font)  # type: ignore[arg-type]

    def item(self, numbering: tuple[str, int]) -> Item | None:
        """The place in a list; None where neither bullet nor number is shown."""
        return self._lists.item(*numbering)

    def _chain(self, name: str) -> list[Any]:
        """The style and those it is based on, the most general first."""
        out = []
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                break
            out.append(style)
            name = value(style, "basedOn")
        return out[::-1]

    def _style(self, name: str) -> ParagraphStyle:
        name = name or self._default
        chain = self._chain(name)
        meaning = Meaning() if chain else meaning_of(name)
        out = ParagraphStyle()
        for style in chain:
            style_id = style.get(f"{W}styleId") or ""
            if style_id not in self._settings:
                self._settings[style_id] = self._with(out, of(style, "pPr"), style_id)
            out = self._settings[style_id]
            meaning = meaning_of(value(style, "name")).or_of(meaning)
        form = replace(
            out.form,
            heading=out.form.heading or meaning.heading,
            title=meaning.title,
            quote=meaning.quote,
        )
        return replace(out, form=form, contents=meaning.contents)

    def _with(self, style: ParagraphStyle, properties: Any, name: str = "") -> ParagraphStyle:
        """The style with what an element w:pPr says."""
        if properties is None:
            return style
        form = style.form
        changes: dict[str, Any] = {}
        if alignment := value(properties, "jc"):
            changes["alignment"] = _ALIGNMENTS.get(alignment, "")
        if (indent := of(properties, "ind")) is not None:
            left = indent.get(f"{W}left") or indent.get(f"{W}start")
            if left is not None:
                changes["indented"] = number(left) > _INDENT
        if level := value(properties, "outlineLvl"):
            changes["heading"] = number(level, 9) + 1 if 0 <= number(level, 9) < 9 else 0
        if (borders := of(properties, "pBdr")) is not None:
            drawn = {side for side in ("top", "bottom", "left", "right")
                     if value(borders, side) not in {"", "nil", "none"}}  # fmt: skip
            boxed = drawn & {"left", "right"}
            changes["rule_before"] = "top" in drawn and not boxed
            changes["rule_after"] = "bottom" in drawn and not boxed
        page_before = style.page_before
        if of(properties, "pageBreakBefore") is not None:
            page_before = is_on(properties, "pageBreakBefore")
        return ParagraphStyle(
            replace(form, **changes) if changes else form,
            page_before,
            style.contents,
            self._numbering(style.numbering, properties, name),
        )

    def _numbering(
        self, inherited: tuple[str, int] | None, properties: Any, style: str
    ) -> tuple[str, int] | None:
        found = of(properties, "numPr")
        if found is None:
            return inherited
        name = value(found, "numId") or (inherited[0] if inherited else "")
        level = value(found, "ilvl")
        if not name or name == "0":
            return None
        if level:
            return name, min(max(number(level), 0), 8)
        return name, self._lists.level_of_style(name, style)

    def _letters(self, name: str) -> Letters:
        chain = self._chain(name)
        if not chain and (known := _KNOWN.get(name.lower())):
            return Letters({known: True}, {known: True}, {known: True})
        out = Letters()
        for style in chain:
            style_id = style.get(f"{W}styleId") or ""
            if style_id not in self._said:
                self._said[style_id] = letters_of(of(style, "rPr")).over(out)
            out = self._said[style_id]
        return out

    def _face(self, paragraph: str, run: str) -> Face:
        around, own = self._chained(paragraph or self._default), self._chained(run)
        looks = []
        for base, outer, inner in (
            (self._base.western, around.western, own.western),
            (self._base.asian, around.asian, own.asian),
            (self._base.complex, around.complex, own.complex),
        ):
            met = {
                key: not outer.get(key, False) if inner.get(key) else outer.get(key, False)
                for key in _MEETING
                if key in inner
            }
            looks.append(Look(**{**base, **outer, **inner, **met}))
        font = own.font or around.font or self._base.font
        return Face((looks[0], looks[1], looks[2]), font)


class _Lists:
    """How lists count: numbers point to their definitions, and may change them."""

    def __init__(self, numbering: Any) -> None:
        self._definitions: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, Any] = {}
        self._links: dict[str, str] = {}
        for definition in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
            name = definition.get(f"{W}abstractNumId") or ""
            self._definitions[name] = _levels(definition)
        for one in numbering.iter(f"{W}num") if numbering is not None else ():
            self._lists.setdefault(one.get(f"{W}numId") or "", one)
        self.item = cache(self._item)

    def level_of_style(self, name: str, style: str) -> int:
        """The level that a definition ties to a paragraph's style."""
        levels = self._definitions.get(value(self._lists.get(name), "abstractNumId"), {})
        found = (
            place for place, level in levels.items() if style and value(level, "pStyle") == style
        )
        return next(found, 0)

    def _item(self, name: str, level: int) -> Item | None:
        one = self._lists.get(name)
        if one is None:
            return Item(name, level)
        definition = value(one, "abstractNumId")
        how = self._definitions.get(definition, {}).get(level)
        start = ""
        key = f"definition {definition}"
        for override in one.iterchildren(f"{W}lvlOverride"):
            if override.get(f"{W}ilvl") == str(level):
                inner = of(override, "lvl")
                how = how if inner is None else inner
            if value(override, "startOverride"):
                key = f"list {name}"
                if override.get(f"{W}ilvl") == str(level):
                    start = value(override, "startOverride")
        shape = value(how, "numFmt")
        if shape == "none" or (shape == "bullet" and not value(how, "lvlText").strip()):
            return None
        ordered = shape not in {"", "bullet"}
        return Item(key, level, ordered, max(number(start or value(how, "start"), 1), 0))


def _levels(definition: Any) -> dict[int, Any]:
    return {number(level.get(f"{W}ilvl")): level for level in definition.iterchildren(f"{W}lvl")}
