"""Groups of RTF with a purpose of their own: tables at the head, notes, fields, comments, boxes.

Each function is called where its word stands, and may leave something to do when the group closes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fanfold.formats.document import DocumentComment
from fanfold.formats.office.fields import link_of, ruby_of
from fanfold.formats.office.look import Look
from fanfold.formats.office.manuscript import Ruby
from fanfold.formats.rtf.state import Group

if TYPE_CHECKING:
    from fanfold.formats.rtf.reading import Reader

__all__ = ["DESTINATIONS", "OPENED", "SKIPPED", "WAKING", "Remarks"]

# Groups that hold no words of the text, even without the star that says so.
SKIPPED = frozenset(
    ["colortbl", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
     "footerf", "nonshppict", "nonesttables", "shprslt", "listtable", "listoverridetable",
     "revtbl", "rsidtbl", "filetbl", "xe", "tc", "rxe", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
     "aftnsepc", "aftncn", "bkmkend", "xmlnstbl", "themedata", "datastore", "mmathPr", "generator",
     "pnseclvl", "pn", "upr", "atnid", "atndate", "atntime", "atnicn", "atnparent"]
)  # fmt: skip
# Words that may bring a part of a skipped group back to light.
WAKING = frozenset(["title", "author", "shptxt", "dptxbxtext", "ud", "sn", "sv", "pict"])
_ALT, _PICTURE = "wzDescription", "pib"


@dataclass(slots=True)
class Remarks:
    """What is known of a comment before its own words come, and which words it is about."""

    author: list[str] = field(default_factory=list)
    reference: list[str] = field(default_factory=list)
    quotes: dict[str, str] = field(default_factory=dict)


def _font_table(reader: Reader) -> None:
    reader.group = reader.group._replace(kind="fonttbl", sink=reader.fonts)


def _style_sheet(reader: Reader) -> None:
    reader.group = reader.group._replace(kind="stylesheet", skipping=True, sink=None)


def _style(reader: Reader) -> None:
    """A group within the style sheet."""
    name: list[str] = []
    reader.group = Group(kind="style", sink=name)

    def define(inner: Group) -> None:
        paper = inner.paper
        if text := "".join(name).strip():
            reader.styles.define(paper.style, text, based_on=paper.based_on, heading=paper.heading)

    reader.at_close(define)


def _title(reader: Reader) -> None:
    _property(reader, reader.title)


def _author(reader: Reader) -> None:
    _property(reader, reader.author)


def _property(reader: Reader, sink: list[str]) -> None:
    if reader.group.kind == "info":
        reader.group = reader.group._replace(sink=sink, skipping=False)


def _unicode_twin(reader: Reader) -> None:
    """The better of two versions of one text."""
    if reader.group.kind == "upr":
        reader.group = reader.group._replace(skipping=False, kind="")


def _marker(reader: Reader) -> None:
    """The bullet or number of an item, as a reader without lists would show it."""
    reader.marker = []
    reader.group = reader.group._replace(sink=reader.marker)


def _bookmark(reader: Reader) -> None:
    name: list[str] = []
    reader.group = reader.group._replace(sink=name)
    reader.at_close(lambda _: reader.anchors.append("".join(name).strip()))


def _footnote(reader: Reader) -> None:
    """Words beside the text; within others of that kind they stay where they are."""
    group = reader.group
    if group.deleted:
        reader.group = group._replace(skipping=True, sink=None)
        return
    if group.sink is not None or reader.to.depth:
        return
    reader.enter()
    is_end = reader.data.startswith(b"\\ftnalt", reader.place)
    reader.to.begin_note(reader.to.note("endnote" if is_end else "footnote"))
    _begin_aside(reader)


def _text_box(reader: Reader) -> None:
    if reader.group.kind != "shape":
        return
    if reader.to.depth:
        reader.group = reader.group._replace(skipping=False, kind="")
        return
    reader.enter()
    reader.to.begin_box()
    _begin_aside(reader)


def _begin_aside(reader: Reader) -> None:
    marker, reader.marker = reader.marker, None
    reader.group = Group(look=Look(language=reader.language), fallback=reader.group.fallback)

    def leave(_: Group) -> None:
        reader.to.leave()
        reader.marker = marker

    reader.at_close(leave)


def _shape(reader: Reader) -> None:
    """Instructions for drawing; words and pictures in them are found by what stands inside."""
    properties: list[str] = []
    reader.group = reader.group._replace(
        kind="shape", skipping=True, sink=None, instruction=properties
    )

    def describe(_: Group) -> None:
        if _PICTURE in properties:
            _describe(reader, properties)

    reader.at_close(describe)


def _picture(reader: Reader) -> None:
    group = reader.group
    if group.skipping and group.kind != "shape":
        return
    properties: list[str] = []
    reader.to.counts["images"] += 1
    reader.group = group._replace(kind="pict", skipping=True, sink=None, instruction=properties)
    if group.sink is None and not group.skipping:
        reader.at_close(lambda _: _describe(reader, properties))


def _object(reader: Reader) -> None:
    reader.to.counts["images"] += 1
    reader.group = reader.group._replace(kind="object", skipping=True, sink=None)


def _describe(reader: Reader, properties: list[str]) -> None:
    """The words that stand for a picture."""
    for name, value in zip(properties[::2], properties[1::2], strict=False):
        if name == _ALT:
            reader.say(" ".join(value.split()))


def _shape_property(reader: Reader) -> None:
    """A name or a value of a shape or a picture."""
    group = reader.group
    properties = group.instruction
    if properties is None or group.kind not in {"shape", "pict"}:
        return
    words: list[str] = []
    reader.group = group._replace(kind="", skipping=False, sink=words)
    reader.at_close(lambda _: properties.append("".join(words).strip()))


def _field(reader: Reader) -> None:
    instruction: list[str] = []
    reader.group = reader.group._replace(instruction=instruction)

    def settle(_: Group) -> None:
        ruby = ruby_of("".join(instruction))
        if ruby is not None and reader.group.sink is None and not reader.group.skipping:
            reader.enter()
            reader.to.add(Ruby(*ruby))

    reader.at_close(settle)


def _instruction(reader: Reader) -> None:
    sink = reader.group.instruction
    reader.group = reader.group._replace(sink=[] if sink is None else sink)


def _result(reader: Reader) -> None:
    instruction = "".join(reader.group.instruction or ())
    skipping = ruby_of(instruction) is not None
    link = link_of(instruction) or reader.group.link
    reader.group = reader.group._replace(link=link, skipping=skipping, instruction=None)


def _comment_author(reader: Reader) -> None:
    reader.remarks.author = []
    reader.group = reader.group._replace(sink=reader.remarks.author)


def _comment_reference(reader: Reader) -> None:
    reader.remarks.reference = []
    reader.group = reader.group._replace(sink=reader.remarks.reference)


def _quote_begins(reader: Reader) -> None:
    name: list[str] = []
    reader.group = reader.group._replace(sink=name)
    reader.at_close(lambda _: reader.to.begin_quote("".join(name).strip()))


def _quote_ends(reader: Reader) -> None:
    words: list[str] = []
    reader.group = reader.group._replace(sink=words)

    def end(_: Group) -> None:
        name = "".join(words).strip()
        reader.remarks.quotes[name] = reader.to.end_quote(name)

    reader.at_close(end)


def _comment(reader: Reader) -> None:
    words: list[str] = []
    reader.remarks.reference = []
    reader.group = reader.group._replace(sink=words)

    def keep(_: Group) -> None:
        remarks = reader.remarks
        reader.to.comments.append(
            DocumentComment(
                author=" ".join("".join(remarks.author).split()),
                text="\n".join(filter(None, map(str.strip, "".join(words).split("\n")))),
                quote=remarks.quotes.pop("".join(remarks.reference).strip(), ""),
            )
        )
        remarks.author = []

    reader.at_close(keep)


DESTINATIONS: dict[str, Callable[[Reader], None]] = {
    "fonttbl": _font_table,
    "stylesheet": _style_sheet,
    "title": _title,
    "author": _author,
    "ud": _unicode_twin,
    "listtext": _marker,
    "pntext": _marker,
    "bkmkstart": _bookmark,
    "footnote": _footnote,
    "shpinst": _shape,
    "do": _shape,
    "shptxt": _text_box,
    "dptxbxtext": _text_box,
    "shppict": lambda _: None,
    "picprop": lambda _: None,
    "pict": _picture,
    "object": _object,
    "sn": _shape_property,
    "sv": _shape_property,
    "field": _field,
    "fldinst": _instruction,
    "fldrslt": _result,
    "atnauthor": _comment_author,
    "atnref": _comment_reference,
    "atrfstart": _quote_begins,
    "atrfend": _quote_ends,
    "annotation": _comment,
}
# What opens within a group of that kind, before any word.
OPENED: dict[str, Callable[[Reader], None]] = {"stylesheet": _style}
