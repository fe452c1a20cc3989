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
    "undecodable": "No encoding makes text of this file.",
    "no_story_files": "No file in the zip could be read as a story: {names}.",
    "several_works": "The zip holds files that were saved from {count} different works.",
    "unconvertible": "The document could not be converted ({reason}).",
}
WARNINGS: dict[str, str] = {
    "read_as": "The name says {named}, the content is {found}; it was read as {found}.",
    "encoding_guessed": "The encoding was guessed: {encoding}.",
    "encoding_declared_wrong": "The page says it is {declared} but is {encoding}.",
    "undecodable_bytes": "{count} bytes had no meaning in {encoding} and became U+FFFD.",
    "mojibake": "Double-encoded: {count} places like {sample} would be repaired to {repaired}.",
    "mojibake_repaired": "{count} doubly encoded places like {sample} were repaired to {repaired}.",
    "mojibake_left": "{count} places look doubly encoded but have lost bytes; they stay.",
    "nul_characters": "{count} NUL characters were in the text.",
    "front_matter_read": "The lines between --- at the top were read as {count} headers.",
    "front_matter_left": "The lines between --- at the top were not simple and stay in the text.",
    "images_dropped": "{count} images were left out.",
    "comments_dropped": "{count} comments were left out.",
    "changes_accepted": "{insertions} tracked insertions and {deletions} deletions were accepted.",
    "footnotes_kept": "{count} footnotes or endnotes follow the text, with links.",
    "text_boxes": "{count} text boxes: their text may stand in another place.",
    "zip_unreadable": "{count} story files in the zip could not be read: {names}.",
    "zip_left_out": "{count} files in the zip are no stories and were left out: {names}.",
    "blank_lines_as_breaks": "{count} empty paragraphs were read as scene breaks.",
}
CODES: dict[str, str] = {**REFUSALS, **WARNINGS}
