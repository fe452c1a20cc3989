"""A manuscript as HTML: paragraphs, lists, quotations, tables, and its notes at the end.

What holds for most of a text is its page's form and means nothing: justified, set in, in
a typewriter's letters, in one language. Emphasis over a whole heading is the look of headings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fanfold.formats.office.inlines import inline_markup, note_names
from fanfold.formats.office.look import Form, Item, Look
from fanfold.formats.office.manuscript import (
    Cell,
    Edge,
    Manuscript,
    Note,
    Paragraph,
    Part,
    Piece,
    Rule,
    Words,
)

__all__ = ["Usual", "usual", "write"]

_CLASSES = {"center": "ff-center", "right": "ff-right", "justify": "ff-justify"}
_DEEPEST_LIST = 9
_MOST_COLUMNS, _MOST_ROWS = 100, 1_000
_PLACE = re.compile(r'<a id="n-([^"]*)"></a>')
_LINKED = re.compile(r'<a href="#n-([^"]*)"')
_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for more than half of a text; `language` is the most frequent one, or ""."""

    justified: bool = False
    indented: bool = False
    mono: bool = False
    language: str = ""
    has_title: bool = False


def usual(manuscript: Manuscript) -> Usual:
    """What is nothing special in this manuscript."""
    forms: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for part in manuscript.parts:
        if not isinstance(part, Paragraph):
            continue
        forms["title"] += part.form.title
        if part.is_blank():
            continue
        forms["all"] += 1
        forms["justified"] += part.form.alignment == "justify"
        forms["indented"] += part.form.indented
        for piece in part.pieces:
            if isinstance(piece, Words):
                size = len(piece.text)
                letters["all"] += size
                letters["mono"] += size if piece.look.mono else 0
                languages[piece.look.language] += size
    return Usual(
        justified=forms["justified"] * 2 > forms["all"],
        indented=forms["indented"] * 2 > forms["all"],
        mono=letters["mono"] * 2 > letters["all"],
        language=_most_frequent(languages),
        has_title=forms["title"] > 0,
    )


def write(manuscript: Manuscript) -> str:
    """The HTML of the whole manuscript, its notes in a list at the end, linked both ways.

    Empty paragraphs of the text are still there. Places that no link names are not.
    """
    common = usual(manuscript)
    out = _Writer(common)
    out.parts(_without_idle_rules(manuscript.parts))
    if manuscript.notes:
        out.notes(manuscript.notes)
    html = "".join(out.out)
    wanted = set(_LINKED.findall(html))
    return _PLACE.sub(lambda match: match[0] if match[1] in wanted else "", html)


def _without_idle_rules(parts: list[Part]) -> Iterator[Part]:
    """The end of a page says nothing at the edges of the text, twice, or before a heading."""
    waiting: list[Part] = []
    begun = False
    for part in parts:
        if isinstance(part, Rule) and part.page:
            if begun and not waiting:
                waiting.append(part)
            continue
        blank = isinstance(part, Paragraph) and part.is_blank()
        if waiting and blank:
            waiting.append(part)
            continue
        heading = isinstance(part, Paragraph) and (part.form.heading or part.form.title)
        yield from waiting[1:] if heading else waiting
        waiting = []
        begun = begun or not blank
        yield part


@dataclass(slots=True)
class _Flow:
    """What is open in the text itself, in a cell or in a note."""

    kind: str
    header: bool = False
    lists: list[Item] = field(default_factory=list)
    quoted: bool = False


class _Writer:
    def __init__(self, common: Usual) -> None:
        self.out: list[str] = []
        self._usual = common
        self._flows = [_Flow("body")]
        self._counted: dict[tuple[str, int], int] = {}

    def parts(self, parts: Iterable[Part]) -> None:
        ruled = False
        for part in parts:
            if ruled and not (isinstance(part, Paragraph) and part.form.rule_after):
                self._line('<hr class="ff-break">')
            ruled = False
            if isinstance(part, Paragraph):
                ruled = self._paragraph(part)
            elif isinstance(part, Rule):
                self._line("<hr>")
            elif isinstance(part, Cell):
                self._flows.append(_Flow("td", part.header))
                self._cell(part)
            else:
                self._edge(part)
        if ruled:
            self._line('<hr class="ff-break">')
        self._settle(None, quoted=False)

    def notes(self, notes: list[Note]) -> None:
        self.out.append("<ol>")
        for note in notes:
            name, back = note_names(note.mark)
            link = f'<a href="#{back}">↑</a>'
            self.out.append(f'<li id="{name}">')
            self._flows.append(_Flow("note"))
            self.parts(part for part in note.parts if not _is_empty(part))
            self._flows.pop()
            if self.out[-1] == "</p>":
                self.out[-1] = f" {link}</p>"
            else:
                self.out.append(f"<p>{link}</p>")
            self.out.append("</li>")
        self.out.append("</ol>")

    def _line(self, markup: str) -> None:
        """A rule; cells and notes have none."""
        if self._flows[-1].kind == "body":
            self._settle(None, quoted=False)
            self.out.append(markup)

    def _cell(self, cell: Cell) -> None:
        name = "th" if cell.header else "td"
        columns = f' colspan="{min(cell.columns, _MOST_COLUMNS)}"' if cell.columns > 1 else ""
        rows = f' rowspan="{min(cell.rows, _MOST_ROWS)}"' if cell.rows > 1 else ""
        self.out.append(f"<{name}{columns}{rows}>")

    def _edge(self, edge: Edge) -> None:
        if edge.name == "td":
            self._settle(None, quoted=False)
            flow = self._flows.pop()
            self.out.append("</th>" if flow.header else "</td>")
            return
        self._settle(None, quoted=False)
        self.out.append(f"</{edge.name}>" if edge.closing else f"<{edge.name}>")

    def _paragraph(self, paragraph: Paragraph) -> bool:
        """Writes it; True when a line drawn below it is still to come."""
        form, flow = paragraph.form, self._flows[-1]
        heading = form.heading or form.title
        if form.rule_before and not heading:
            self._line('<hr class="ff-break">')
        content = inline_markup(self._seen(paragraph))
        if _is_empty(paragraph):
            if content:  # Places that links name.
                self._settle(None, quoted=False)
                self.out.append(f"<p>{content}</p>")
            elif form.rule_after:
                return True
            elif flow.kind == "body" and not heading and form.item is None:
                self._settle(None, quoted=form.quote)
                self.out.append("<p></p>")
            return False
        if heading:
            self._settle(None, quoted=False)
            level = 1 if form.title else min(form.heading + self._usual.has_title, 6)
            self.out.append(f"<h{level}>{content}</h{level}>")
            return False
        self._settle(form.item, quoted=form.quote and form.item is None)
        if form.item is not None and self.out[-1] == "<li>":
            self.out.append(content)
        else:
            self.out += (f"<p{self._class(form)}>", content, "</p>")
        return form.rule_after

    def _class(self, form: Form) -> str:
        name = _CLASSES.get(form.alignment, "")
        if form.alignment == "justify" and self._usual.justified:
            name = ""
        if not name and form.indented and not (self._usual.indented or form.quote or form.item):
            name = "ff-indent"
        return f' class="{name}"' if name else ""

    def _seen(self, paragraph: Paragraph) -> list[Piece]:
        """Its pieces with no more look than means something."""
        form = paragraph.form
        whole = form.heading > 0 or form.title or form.quote
        words = [piece for piece in paragraph.pieces if isinstance(piece, Words)]
        looks = {piece.look for piece in words if piece.text.strip()} if whole else set()
        settled: dict[tuple[Look, bool], Look] = {}
        out: list[Piece] = []
        for piece in paragraph.pieces:
            if not isinstance(piece, Words):
                out.append(piece)
                continue
            key = (piece.look, bool(piece.link))
            if key not in settled:
                settled[key] = self._meant(piece.look, looks, linked=bool(piece.link))
            out.append(replace(piece, look=settled[key]) if piece.look != _PLAIN else piece)
        return out

    def _meant(self, look: Look, whole: set[Look], *, linked: bool) -> Look:
        language = look.language
        if _primary(language) == _primary(self._usual.language):
            language = ""
        faded = {
            name: False
            for name in ("bold", "italic", "underline", "small_caps", "caps", "mono")
            if whole and all(getattr(one, name) for one in whole)
        }
        meant = replace(look, language=language, **faded)  # type: ignore[arg-type]
        if self._usual.mono:
            meant = replace(meant, mono=False)
        return replace(meant, underline=False) if linked else meant

    def _settle(self, item: Item | None, *, quoted: bool) -> None:
        """Closes and opens lists and quotations until the next paragraph can stand."""
        flow = self._flows[-1]
        depth = min(item.level, _DEEPEST_LIST) + 1 if item else 0
        while len(flow.lists) > depth or (
            item and len(flow.lists) == depth and not _same_list(flow.lists[-1], item)
        ):
            closed = flow.lists.pop()
            self.out += ("</li>", "</ol>" if closed.ordered else "</ul>")
        if flow.quoted != quoted:
            self.out.append("<blockquote>" if quoted else "</blockquote>")
            flow.quoted = quoted
        if item is None:
            return
        if len(flow.lists) == depth:
            if item.opens:
                self.out += ("</li>", "<li>")
                self._count(item, depth)
            return
        while len(flow.lists) < depth:
            level = len(flow.lists)
            here = item if level == depth - 1 else replace(item, level=level, ordered=False)
            if here is item:
                start = self._count(item, depth)
                first = f' start="{start}"' if here.ordered and start != 1 else ""
                self.out.append(f"<ol{first}>" if here.ordered else "<ul>")
            else:
                self.out.append("<ul>")
            flow.lists.append(here)
            self.out.append("<li>")

    def _count(self, item: Item, depth: int) -> int:
        """The item's number; the lists below it begin anew."""
        place = (item.key, depth)
        number = self._counted.get(place, item.start - 1) + item.opens
        self._counted[place] = number
        for deeper in range(depth + 1, _DEEPEST_LIST + 2):
            if self._counted.pop((item.key, deeper), None) is None:
                break
        return number


def _same_list(one: Item, other: Item) -> bool:
    return one.ordered == other.ordered and (one.key == other.key)


def _is_empty(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.is_blank()


def _most_frequent(languages: Counter[str]) -> str:
    """The tag seen most often among those of the language that has most letters."""
    primaries: Counter[str] = Counter()
    for tag, size in languages.items():
        primaries[_primary(tag)] += size
    if not primaries:
        return ""
    first = primaries.most_common(1)[0][0]
    return max((tag for tag in languages if _primary(tag) == first), key=languages.__getitem__)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
