"""A cover of type alone: the title, the names and the folded edge, set in SVG."""

from unicodedata import category, east_asian_width

from fanfold.formats.book import Book
from fanfold.formats.book.preface import author_names, joined, title
from fanfold.formats.book.wording import language_tag, line, mark

_WIDTH, _HEIGHT, _MEASURE = 1200, 1800, 960

_BROAD = frozenset("mwMW@%&—…")
_JOINER = "\u200d"


def cover_image(book: Book) -> str:
    """A portrait page of 2:3. Sizes are chosen so that every line fits in any face of the reader's.

    The letters' widths are taken too wide rather than measured: no font is at hand, and which one
    the reader's device will use is not known.
    """
    name = title(book)
    size, lines = _set(name, (132, 112, 96, 80, 66, 54, 44), most=7, height=760)
    names = joined(author_names(book), book)
    small, by = _set(names, (60, 52, 44, 38), most=4, height=240)
    top = 430 + size
    foot = 1560 - small * 1.3 * (len(by) - 1)
    tag = language_tag(book.language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{tag}" role="img" aria-labelledby="name" \
width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}">
<title id="name">{mark(name)}. {mark(names)}</title>
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fbf9f4"/>
<rect x="60" y="60" width="1080" height="1680" fill="none" stroke="#6b1f2a" stroke-width="4"/>
<path d="M480 300 520 220 560 300 600 220 640 300 680 220 720 300" fill="none" stroke="#6b1f2a" \
stroke-width="10" stroke-linejoin="round" stroke-linecap="round"/>
<g fill="#1f1b16" font-family="Literata, Georgia, serif" text-anchor="middle">
{_lines(lines, top, size, 1.22)}
{_lines(by, foot, small, 1.3)}
</g>
</svg>
"""


def _lines(lines: list[str], top: float, size: int, leading: float) -> str:
    return "\n".join(
        f'<text x="{_WIDTH // 2}" y="{top + place * size * leading:.0f}" font-size="{size}">'
        f"{mark(words)}</text>"
        for place, words in enumerate(lines)
    )


def _set(text: str, sizes: tuple[int, ...], *, most: int, height: int) -> tuple[int, list[str]]:
    """The largest size at which `text` fits; at the smallest, what does not fit ends in "…"."""
    for size in sizes:
        lines = _wrapped(text, _MEASURE / size)
        if len(lines) <= most and len(lines) * size * 1.25 <= height:
            return size, lines
    room = int(height / (sizes[-1] * 1.25))
    if len(lines) > room:
        lines = [*lines[: room - 1], lines[room - 1] + "…"]
    return size, lines


def _wrapped(text: str, measure: float) -> list[str]:
    """Lines of at most `measure` ems, broken at spaces, between wide letters, else anywhere."""
    lines: list[str] = []
    current, width = "", 0.0
    for piece in _pieces(text, measure):
        wide = _ems(piece.rstrip())
        if current and width + wide > measure:
            lines.append(current.strip())
            current, width = "", 0.0
        current += piece
        width += _ems(piece)
    return [*lines, current.strip()]


def _pieces(text: str, measure: float) -> list[str]:
    """What a line may not be broken inside of: words, or single letters of wide scripts."""
    pieces: list[str] = []
    for word in line(text).split(" "):
        if _ems(word) > measure or any(map(_is_wide, word)):
            pieces += _clusters(word)
            pieces[-1] += " "
        else:
            pieces.append(f"{word} ")
    return pieces


def _clusters(word: str) -> list[str]:
    """Letters with the marks that belong to them (a simpler UAX #29, enough for a cover)."""
    found: list[str] = []
    for letter in word:
        if found and (_is_mark(letter) or found[-1].endswith(_JOINER)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _ems(text: str) -> float:
    """The width of `text`, in ems, rounded up."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if letter == " ":
        return 0.3
    if _is_mark(letter):
        return 0.0
    if _is_wide(letter):
        return 1.05
    return 0.95 if letter in _BROAD or category(letter) == "Lu" else 0.62


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"


def _is_mark(letter: str) -> bool:
    """Combining marks, variation selectors, joiners, skin tones: no width of their own."""
    return category(letter) in {"Mn", "Me", "Cf"} or "\U0001f3fb" <= letter <= "\U0001f3ff"
