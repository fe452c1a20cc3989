"""The pieces of one paragraph as markup: letters with their looks, links, breaks and marks."""

from dataclasses import replace
from html import escape

from fanfold.formats.office.manuscript import Anchor, LineBreak, NoteMark, Piece, Ruby, Words

__all__ = ["inline_markup", "note_names"]


def note_names(mark: NoteMark) -> tuple[str, str]:
    """The ids of a note and of the place where it belongs."""
    return f"n-{mark.kind}-{mark.number}", f"n-{mark.kind}-ref-{mark.number}"


def inline_markup(pieces: list[Piece]) -> str:
    """The pieces as markup: an element that goes on is not closed in between."""
    out: list[str] = []
    opened: list[str] = []
    for piece in _trimmed(pieces):
        wanted = _elements(piece) if isinstance(piece, Words) else []
        if isinstance(piece, LineBreak | Anchor):
            wanted = opened
        kept = 0
        while kept < len(opened) and opened[kept] in wanted:
            kept += 1
        _close(out, opened, kept)
        for element in wanted:
            if element not in opened:
                out.append(f"<{element}>")
                opened.append(element)
        out.append(_markup(piece))
    _close(out, opened, 0)
    return "".join(out)


def _close(out: list[str], opened: list[str], kept: int) -> None:
    while len(opened) > kept:
        out.append(f"</{opened.pop().partition(' ')[0]}>")


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the tabs and spaces that set in a first line, and what trails behind the last."""
    start, end = 0, len(pieces)
    while end > start and (
        isinstance(pieces[end - 1], LineBreak) or _is_space(pieces[end - 1], "\t \n")
    ):
        end -= 1
    while start < end and _is_space(pieces[start], "\t "):
        start += 1
    out = pieces[start:end]
    if out and isinstance(first := out[0], Words):
        out[0] = replace(first, text=first.text.lstrip("\t "))
    if out and isinstance(last := out[-1], Words):
        out[-1] = replace(last, text=last.text.rstrip("\t \n"))
    return out


def _is_space(piece: Piece, signs: str) -> bool:
    return isinstance(piece, Words) and not piece.text.strip(signs)


def _elements(words: Words) -> list[str]:
    look = words.look
    wanted = (
        (f'a href="{escape(words.link)}"', words.link),
        (f'span lang="{escape(look.language)}"', look.language),
        ("strong", look.bold),
        ("em", look.italic),
        ("u", look.underline),
        ("s", look.strike),
        ('span class="ff-smallcaps"', look.small_caps),
        ('span class="ff-caps"', look.caps),
        ('span class="ff-mono"', look.mono),
        (look.vertical, look.vertical),
    )
    return [element for element, is_wanted in wanted if is_wanted]


def _markup(piece: Piece) -> str:
    match piece:
        case Words(text=text):
            return escape(text, quote=False)
        case LineBreak():
            return "<br>"
        case Anchor(name=name):
            return f'<a id="n-{escape(name)}"></a>'
        case Ruby(base=base, reading=reading):
            return f"<ruby>{escape(base)}<rt>{escape(reading)}</rt></ruby>"
        case NoteMark(number=number):
            name, back = note_names(piece)
            return f'<sup><a href="#{name}" id="{back}">[{number}]</a></sup>'
