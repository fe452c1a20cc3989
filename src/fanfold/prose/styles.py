"""What an element's old attributes and its style ask for, in the words of the closed list."""

from dataclasses import dataclass, field

from fanfold.prose.sheets import Sheet
from fanfold.prose.vocabulary import BLOCK_CLASSES, INLINE_CLASSES

__all__ = ["Wish", "read_wish", "was_asked_before"]

_ALIGNMENTS = {  # "none" undoes what the surroundings asked for
    "center": "ff-center", "middle": "ff-center", "-webkit-center": "ff-center",
    "right": "ff-right", "end": "ff-right", "-webkit-right": "ff-right",
    "justify": "ff-justify", "left": "none", "start": "none",
    "-webkit-left": "none",
}  # fmt: skip
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_PLAIN_WEIGHT = frozenset({"normal", "lighter", "300", "400"})
_MONO = ("monospace", "courier", "consolas", "menlo", "monaco")
_BLOCKY = frozenset({"p", "div", "center", "section", "article", "blockquote", "td", "th", "li",
                     "h1", "h2", "h3", "h4", "h5", "h6", "address", "dd", "dt"})  # fmt: skip

# Word's quotations, Tumblr's indents.
_INDENTED = frozenset({"ff-indent", "MsoQuote", "MsoIntenseQuote", "MsoBlockText", "npf_indented"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Wish:
    """What one element asks for. `inline` are elements to wrap its text in, outermost first."""

    align: str = ""
    indent: bool = False
    blank: bool = False
    inline: list[tuple[str, str]] = field(default_factory=list)  # element, class or ""
    plain_weight: bool = False
    plain_slant: bool = False
    dropped: bool = False

    def wrap(self, element: str, style: str = "") -> None:
        """Asks for `element` around the text; twice is once."""
        if (element, style) not in self.inline:
            self.inline.append((element, style))


def read_wish(tag: str, attributes: dict[str, str | None], sheet: Sheet) -> Wish:
    """The wishes of `tag` with `attributes`; unknown ones are dropped and said so.

    What a style sheet says of its classes counts, and its own style counts more.
    """
    wish = Wish()
    if not attributes:
        return wish
    style = attributes.get("style") or ""
    if sheet:
        classes = (attributes.get("class") or "").lower().split()
        style = "".join(sheet.get(name, "") for name in classes[:20]) + style
    if style:
        for declaration in style.lower().split(";", 200)[:200]:
            name, colon, value = declaration.partition(":")
            if colon:
                _declared(wish, tag, name.strip(), value.replace("!important", "").strip())
    if tag in _HEADINGS and ("strong", "") in wish.inline:
        wish.inline.remove(("strong", ""))  # It is one already.
    align = attributes.get("align")
    if align and tag not in {"img", "table"}:
        wish.align = _ALIGNMENTS.get(align.strip().lower(), wish.align)
    for name in (attributes.get("class") or "").split():
        _class(wish, name)
    if tag == "font" and any(name in attributes for name in ("color", "face", "size")):
        _font(wish, attributes)
    return wish


def _class(wish: Wish, name: str) -> None:
    if name in INLINE_CLASSES:
        wish.wrap("span", name)
    elif name in _INDENTED or name == "ff-blank":
        wish.indent = wish.indent or name in _INDENTED
        wish.blank = wish.blank or name == "ff-blank"
    elif name in BLOCK_CLASSES:
        wish.align = name


def _font(wish: Wish, attributes: dict[str, str | None]) -> None:
    size = (attributes.get("size") or "").strip()
    if size in {"+2", "+3", "+4", "5", "6", "7"}:
        wish.wrap("span", "ff-big")
    elif size in {"-2", "-3", "1"}:
        wish.wrap("small")
    if any(mono in (attributes.get("face") or "").lower() for mono in _MONO):
        wish.wrap("span", "ff-mono")
    wish.dropped = True


def _declared(wish: Wish, tag: str, name: str, value: str) -> None:  # noqa: C901
    match name:
        case "text-align" if tag in _BLOCKY:
            wish.align = _ALIGNMENTS.get(value, wish.align)
        case "margin-left" | "padding-left" | "margin-inline-start" if tag in _BLOCKY:
            wish.indent = wish.indent or (tag in {"p", "div"} and _is_length(value))
        case "font-weight":
            if value in _BOLD and tag not in {"b", "strong"}:
                wish.wrap("strong")
            wish.plain_weight = value in _PLAIN_WEIGHT
            if wish.plain_weight and ("strong", "") in wish.inline:
                wish.inline.remove(("strong", ""))
        case "font-style":
            if value.startswith(("italic", "oblique")) and tag not in {"i", "em"}:
                wish.wrap("em")
            wish.plain_slant = value == "normal"
            if wish.plain_slant and ("em", "") in wish.inline:
                wish.inline.remove(("em", ""))
        case "text-decoration" | "text-decoration-line":
            if "underline" in value and tag not in {"u", "a", "ins"}:
                wish.wrap("u")
            if "line-through" in value and tag not in {"s", "del", "strike"}:
                wish.wrap("s")
        case "vertical-align" if tag in {"span", "font", "a"}:
            if value in {"super", "sub"}:
                wish.wrap("sup" if value == "super" else "sub")
        case "font-variant" | "font-variant-caps" if "small-caps" in value:
            wish.wrap("span", "ff-smallcaps")
        case "text-transform" if value == "uppercase":
            wish.wrap("span", "ff-caps")
        case "font-family" if tag == "span" and any(mono in value for mono in _MONO):
            wish.wrap("span", "ff-mono")
        case "list-style" | "list-style-type" if tag in {"ol", "ul", "li"}:
            pass  # See attributes.py.
        case _:
            wish.dropped = True


def _is_length(value: str) -> bool:
    """Whether a margin is a visible one. A word processor writes `.5in`, `36pt`, `2em`."""
    number = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        return float(number) > 0
    except ValueError:
        return False


def was_asked_before(attributes: dict[str, str | None], wish: Wish) -> bool:
    """Whether our own class asks for the alignment or indent: then an earlier cleaning did."""
    return "ff-" in (attributes.get("class") or "") and bool(wish.align or wish.indent)
