"""Which HTML elements a book keeps, under which name, and what may stand inside what.

The sanitiser decides what is safe; this decides what a strict EPUB reader will open. After the
HTML Living Standard's content models, which EPUB 3.3 §6.1.2 demands of every content document.
"""


def _names(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


# Elements that never hold words of the story.
DROPPED = _names(
    "script style title head template noscript iframe object embed applet svg canvas audio video "
    "map area link meta base param source track select datalist textarea"
)

INLINE = _names(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q ruby s samp small span strong sub "
    "sup u var wbr"
)

# Old names and the nearest thing that is still HTML; the class keeps the look.
RENAMED: dict[str, tuple[str, str]] = {
    "acronym": ("abbr", ""),
    "big": ("span", "ff-big"),
    "center": ("div", "ff-center"),
    "dir": ("ul", ""),
    "font": ("span", ""),
    "h1": ("h2", ""),
    "listing": ("pre", ""),
    "nobr": ("span", "ff-nobr"),
    "plaintext": ("pre", ""),
    "strike": ("s", ""),
    "tt": ("code", ""),
    "xmp": ("pre", ""),
}

# Blocks that hold words only.
LINES = _names("p h2 h3 h4 h5 h6 pre summary caption")

# What a book may have to write under another name, marked with its own.
MARKED = _names(
    "a bdo caption dd details dl dt h1 h2 h3 h4 h5 h6 rp rt ruby summary table tbody td tfoot th "
    "thead tr"
)

HEADINGS = _names("h2 h3 h4 h5 h6")

BLOCKS = LINES | _names(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption "
    "figure footer form h1 header hgroup hr legend li listing main menu nav ol plaintext section "
    "table tbody td tfoot th thead tr ul xmp"
)
VOID = frozenset({"br", "hr", "wbr"})

ROWS = frozenset({"thead", "tbody", "tfoot"})

# The attributes a book keeps besides class, id, lang, dir and title, by element.
OWN_ATTRIBUTES: dict[str, frozenset[str]] = {
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "details": frozenset({"open"}),
}

_COUNT = r"[1-9][0-9]{0,2}"

# What those attributes may say (full matches); anything else is left out.
ATTRIBUTE_VALUES: dict[str, str] = {
    "start": r"-?[0-9]{1,9}",
    "value": r"-?[0-9]{1,9}",
    "type": r"[1aAiI]",
    "colspan": _COUNT,
    "rowspan": _COUNT,
    "scope": r"row|col|rowgroup|colgroup",
}
FLAGS = frozenset({"reversed", "open"})
