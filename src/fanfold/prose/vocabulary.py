"""The closed list of what clean prose may hold: elements, attributes, classes. CSS reads here.

Nothing outside this list ever leaves the cleaner; nh3 enforces the same list as the last step.
"""

__all__ = [
    "ATTRIBUTES",
    "BLOCK_CLASSES",
    "BREAK_CLASS",
    "CLASSES",
    "CLASSES_OF",
    "COMPARISON_CLASSES",
    "CONTAINERS",
    "DISSOLVED",
    "ELEMENTS",
    "HTML_NAMES",
    "INLINE",
    "INLINE_CLASSES",
    "LINE_BLOCKS",
    "MERGING",
    "NUMBERINGS",
    "REMOVED",
    "RENAMED",
    "SILENT",
    "TIGHT",
]

BREAK_CLASS = "ff-break"

# Classes of blocks: p, h1-h6, li, td, th, caption and so on.
BLOCK_CLASSES = {
    "ff-center": "centred",
    "ff-right": "set to the end of the line",
    "ff-justify": "justified",
    "ff-indent": "set in from both or one side, as a letter or a sign",
    "ff-blank": "p only: a deliberate blank line; holds one U+00A0",
}
# Classes of span.
INLINE_CLASSES = {
    "ff-smallcaps": "small capitals",
    "ff-caps": "shown in capitals",
    "ff-big": "larger than its surroundings",
    "ff-mono": "a typewriter's or a screen's letters",
}
# Which elements may have which; a cell or an item is set by the paragraphs inside it.
CLASSES_OF: dict[str, set[str]] = {
    **{
        name: set(BLOCK_CLASSES)
        for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption", "pre")
    },
    "span": set(INLINE_CLASSES),
    "hr": {BREAK_CLASS},
}
CLASSES: dict[str, str] = {
    **BLOCK_CLASSES,
    **INLINE_CLASSES,
    BREAK_CLASS: "hr only: a scene break; data-ornament holds the author's own form",
}

# The marks of a comparison, by element. No source can ask for them: what an author inserts or
# strikes herself is not taken for a change.
COMPARISON_CLASSES: dict[str, dict[str, str]] = {
    "ins": {
        "ff-new": "text that only the new prose has",
        "ff-came": "a paragraph that stood elsewhere before",
    },
    "del": {
        "ff-gone": "text that only the old prose had",
        "ff-left": "a paragraph that stands elsewhere now",
    },
    "span": {
        "ff-restyled": "the same words in other markup",
        "ff-alike": "other characters that look like what stood there",
        # Empty, at the beginning of a paragraph: what became of it.
        **{
            f"ff-was-{became}": f"the paragraph is {became}"
            for became in ("new", "gone", "came", "left", "changed", "restyled", "alike")
        },
    },
}

# Blocks that hold other blocks; text directly inside becomes paragraphs.
CONTAINERS = frozenset(
    {
        "blockquote",
        "details",
        "ul",
        "ol",
        "dl",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "li",
        "dd",
        "td",
        "th",
    }
)
# Containers where a single paragraph needs no <p>.
TIGHT = frozenset({"li", "dd", "td", "th"})
# Blocks that hold one run of text, never a paragraph.
LINE_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "summary", "caption"})
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    }
)
ELEMENTS = CONTAINERS | LINE_BLOCKS | INLINE | {"p", "br", "hr"}

# Inline elements that say the same when two of them stand side by side and become one.
MERGING = frozenset(
    {
        "b",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    }
)

_GLOBAL = {"lang", "dir", "id"}
ATTRIBUTES: dict[str, set[str]] = {
    **{name: set(_GLOBAL) for name in ELEMENTS - {"hr", "br"}},
    "a": _GLOBAL | {"href", "title"},
    "abbr": _GLOBAL | {"title"},
    "dfn": _GLOBAL | {"title"},
    "hr": {"data-ornament"},
    "ol": _GLOBAL | {"start", "reversed"},
    "li": _GLOBAL | {"value"},
    "td": _GLOBAL | {"colspan", "rowspan"},
    "th": _GLOBAL | {"colspan", "rowspan"},
    "details": _GLOBAL | {"open"},
}

# What the attribute `type` of ol may say; without it a list is numbered 1, 2, 3.
NUMBERINGS = frozenset({"a", "A", "i", "I"})

# Old or private names for the same thing.
RENAMED = {
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "big": "span",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "address": "p",
    "menu": "ul",
    "dir": "ul",
    "figcaption": "p",
    "legend": "p",
}

# Removed with everything inside, as AO3 does: their text was never meant for a reader.
REMOVED = frozenset(
    {
        "script",
        "style",
        "svg",
        "math",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "template",
        "title",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "map",
        "frameset",
    }
)

# Elements without text that leave no trace.
SILENT = frozenset({"br", "wbr", "col", "colgroup", "input", "meta", "link", "base", "area",
                     "param", "source", "track", "frame", "basefont", "bgsound", "isindex",
                     "keygen", "spacer", "nextid"})  # fmt: skip

# Block-level elements that mean nothing here; their content takes their place.
DISSOLVED = frozenset(
    {
        "div",
        "center",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "figure",
        "form",
        "fieldset",
        "hgroup",
        "head",
        "body",
        "html",
        "search",
        "dialog",
        "optgroup",
        "option",
        "select",
        "textarea",
    }
)

# Every name HTML has or had; any other `<name>` in a source is text that an author typed.
HTML_NAMES = (
    ELEMENTS
    | REMOVED
    | DISSOLVED
    | frozenset(RENAMED)
    | frozenset(
        [
            "area",
            "base",
            "basefont",
            "bgsound",
            "blink",
            "button",
            "col",
            "colgroup",
            "data",
            "datalist",
            "font",
            "frame",
            "img",
            "image",
            "input",
            "isindex",
            "keygen",
            "label",
            "link",
            "marquee",
            "meta",
            "meter",
            "multicol",
            "nextid",
            "nobr",
            "output",
            "param",
            "picture",
            "progress",
            "rb",
            "rtc",
            "slot",
            "source",
            "spacer",
            "time",
            "track",
            "wbr",
        ]
    )
)
