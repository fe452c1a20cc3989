"""Every code the readers may hand out, with its meaning and the names of its values."""

__all__ = ["CODES", "REFUSALS", "WARNINGS"]

REFUSALS: dict[str, str] = {
    "empty": "The file is empty.",
    "no_words": "The file was read, but there is not one word in it (callers raise this).",
    "too_large": "The file has {size} bytes; at most {limit} are taken.",
    "unknown_kind": "Files ending in {extension} are not read.",
    "binary": "This is not a text but {kind} (png, jpeg, gif, pdf, zip, ole, epub, odt, rtf, …).",
    "encrypted": "The document is protected with a password.",
    "old_word": "This is a .doc of Word 97-2003; saved as .docx it can be read.",
    "not_docx": "The file says it is a DOCX but is none.",
    "damaged": "The archive inside the file is damaged.",
    "too_many_entries": "The archive has {count} entries; at most {limit} are taken.",
    "too_large_inside": "The archive unpacks to {size} bytes; at most {limit} are taken.",
    "too_dense": "The archive unpacks to {ratio} times its size, as only a zip bomb does.",
    "unsafe_path": "The archive names a file outside of itself: {path}.",
    "unsafe_xml": "{path} declares a document type or entities, which a document never needs.",
    "damaged_xml": "{path} is not well-formed XML.",
    "too_deep": "{path} is nested more than {limit} levels deep.",
    "too_many_pieces": "The document has more than {limit} paragraphs and pieces of text.",
    "too_many_notes": "The document has more than {limit} footnotes.",
    "undecodable": "No encoding makes text of this file.",
}
WARNINGS: dict[str, str] = {
    "read_as": "The name says {named}, the content is {found}; it was read as {found}.",
    "encoding_guessed": "The encoding was guessed: {encoding}.",
    "encoding_declared_wrong": "The page says it is {declared} but is {encoding}.",
    "undecodable_bytes": "{count} bytes had no meaning in {encoding} and became U+FFFD.",
    "mojibake": "Double-encoded: {count} places like {sample} would be repaired to {repaired}.",
    "nul_characters": "{count} NUL characters were in the text.",
    "front_matter_read": "The lines between --- at the top were read as {count} headers.",
    "front_matter_left": "The lines between --- at the top were not simple and stay in the text.",
    "images_dropped": "{count} images were left out.",
    "comments_dropped": "{count} comments were left out.",
    "hidden_dropped": "{count} passages of hidden text were left out.",
    "contents_dropped": "{count} lines of a generated table of contents were left out.",
    "file_broken_off": "The file ends before its text does, or its groups do not match.",
    "changes_accepted": "{insertions} tracked insertions and {deletions} deletions were accepted.",
    "footnotes_kept": "{count} footnotes or endnotes follow the text, with links.",
    "text_boxes": "{count} text boxes: their text may stand in another place.",
    "blank_lines_as_breaks": "{count} empty paragraphs were read as scene breaks.",
}
CODES: dict[str, str] = {**REFUSALS, **WARNINGS}
