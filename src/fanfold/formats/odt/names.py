"""Names of OpenDocument's elements, sorted by what a reader of stories does with them.

Source: ODF 1.3 part 3. Elements that stand in no set here pass their text on.
"""

__all__ = [
    "BOXED",
    "DC",
    "DRAW",
    "FO",
    "INDEXES",
    "META",
    "OFFICE",
    "SHAPES",
    "SILENT",
    "SKIPPED",
    "STYLE",
    "SVG",
    "TABLE",
    "TEXT",
]

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
META = f"{{{_OASIS}meta:1.0}}"
OFFICE = f"{{{_OASIS}office:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"

# Elements that only hold others: white space inside is no text.
SILENT = frozenset(
    [f"{TEXT}{name}" for name in ("note", "note-body", "list", "list-item", "list-header",
                                  "section", "ruby", "numbered-paragraph", "index-body")]
    + [f"{OFFICE}{name}" for name in ("text", "body", "document-content", "event-listeners")]
    + [f"{TABLE}{name}" for name in ("table", "table-row", "table-header-rows", "table-rows",
                                      "table-row-group", "table-cell")]
    + [f"{DRAW}{name}" for name in ("frame", "text-box", "g", "a", "custom-shape", "rect",
                                     "ellipse", "caption", "page-thumbnail")]
)  # fmt: skip
SKIPPED = frozenset(
    [f"{TEXT}{name}" for name in ("note-citation", "page-number", "page-count", "ruby-text",
                                  "sequence-decls", "variable-decls", "user-field-decls",
                                  "dde-connection-decls", "alphabetical-index-auto-mark-file",
                                  "script", "list-level-label-alignment", "section-source",
                                  "table-of-content-source", "index-title-template")]
    + [f"{OFFICE}{name}" for name in ("forms", "event-listeners", "binary-data", "scripts")]
    + [f"{TABLE}{name}" for name in ("covered-table-cell", "table-column", "table-columns",
                                      "table-header-columns", "desc", "title", "shapes")]
    + [f"{SVG}title", f"{SVG}desc", f"{DRAW}enhanced-geometry", f"{DRAW}glue-point"]
)  # fmt: skip
SHAPES = frozenset(
    f"{DRAW}{name}"
    for name in ("text-box", "custom-shape", "rect", "ellipse", "caption", "line", "polyline",
                 "polygon", "path", "connector", "circle", "regular-polygon", "measure")
)  # fmt: skip
INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "object-index",
                 "user-index", "alphabetical-index")
)  # fmt: skip


# What makes a shape a text box.
BOXED = frozenset({f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TEXT}section", f"{TABLE}table",
                    f"{DRAW}frame"})  # fmt: skip
