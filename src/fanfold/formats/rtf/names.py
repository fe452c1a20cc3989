"""The tables at the head of an RTF file: its fonts and its styles, by their numbers."""

from dataclasses import dataclass, field, replace

from fanfold.formats.office.look import Meaning, is_mono, meaning_of
from fanfold.formats.rtf.charsets import encoding_of_charset, encoding_of_page

__all__ = ["Font", "Fonts", "Styles"]

_SYMBOLS = 2
_LONGEST_NAME = 200
_MOST = 10_000
_LONGEST_CHAIN = 20


@dataclass(slots=True)
class Font:
    """`encoding` is "" where the document's own is meant."""

    name: str = ""
    encoding: str = ""
    mono: bool = False
    symbols: bool = False


@dataclass(slots=True)
class Fonts:
    """Filled as the table is read: its words go to `define`, its names to `append`."""

    fonts: dict[int, Font] = field(default_factory=dict)
    _current: Font = field(default_factory=Font)

    def define(self, word: str, number: int) -> None:
        """A word of control within the table."""
        if word == "f":
            self._current = Font()
            if len(self.fonts) < _MOST:
                self.fonts[number] = self._current
        elif word == "fcharset":
            self._current.symbols = number == _SYMBOLS
            self._current.encoding = self._current.encoding or encoding_of_charset(number)
        elif word == "cpg":
            self._current.encoding = encoding_of_page(number)
        elif word == "fmodern" or (word == "fprq" and number == 1):
            self._current.mono = True

    def append(self, text: str) -> None:
        """A part of a font's name; a semicolon ends it."""
        name, semicolon, _ = text.partition(";")
        self._current.name = (self._current.name + name).strip("\r\n")[:_LONGEST_NAME]
        if semicolon:
            self._current.mono = self._current.mono or is_mono(self._current.name)
            self._current = Font()

    def __getitem__(self, number: int) -> Font:
        """The font, or one about which nothing is known."""
        return self.fonts.get(number) or Font()


@dataclass(slots=True)
class Styles:
    """Filled as the style sheet is read."""

    _names: dict[int, str] = field(default_factory=dict)
    _based_on: dict[int, int] = field(default_factory=dict)
    _headings: dict[int, int] = field(default_factory=dict)
    _resolved: dict[int, Meaning] = field(default_factory=dict)

    def define(self, number: int, name: str, *, based_on: int | None, heading: int) -> None:
        """One style of the sheet. `heading` is its outline level from 1, or 0."""
        if len(self._names) < _MOST:
            self._names[number] = name.strip(" ;\r\n").partition(",")[0]
            self._headings[number] = heading
            if based_on is not None:
                self._based_on[number] = based_on

    def __getitem__(self, number: int) -> Meaning:
        """What a paragraph of that style is, by the names of its style and those it is based on."""
        if number not in self._resolved:
            self._resolved[number] = self._resolve(number)
        return self._resolved[number]

    def _resolve(self, number: int) -> Meaning:
        meaning = Meaning()
        for _ in range(_LONGEST_CHAIN):
            name = self._names.get(number)
            if name is None:
                break
            own = replace(meaning_of(name), heading=self._headings[number])
            meaning = meaning.or_of(own).or_of(meaning_of(name))
            following = self._based_on.get(number)
            if following is None or following == number:
                break
            number = following
        return meaning
