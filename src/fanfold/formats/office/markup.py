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
    Anchor,
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

__all__ = ["TEMPLATE_LANGUAGES", "Usual", "usual", "write"]

_CLASSES = {"center": "ff-center", "right": "ff-right", "justify": "ff-justify"}
_DEEPEST_LIST = 9
_MOST_COLUMNS, _MOST_ROWS = 100, 1_000
_PLACE = re.compile(r'<a id="n-([^"]*)"></a>')
_LINKED = re.compile(r'<a href="#n-([^"]*)"')
# Every template says so of any text at all.
TEMPLATE_LANGUAGES = frozenset(["en", "en-US"])


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for more than half of a text; `language` is the most frequent one, or ""."""

    justified: bool = False
    indented: bool = False
    mono: bool = False
    language: str = ""
    has_title: bool = False
    places: frozenset[str] = frozenset()
    """What links within the text may lead to."""


def usual(manuscript: Manuscript) -> Usual:
    """What is nothing special in this manuscript."""
    forms: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    places: set[str] = set()
    for part in manuscript.parts:
        if not isinstance(part, Paragraph):
            continue
        forms["title"] += part.form.title
        places.update(piece.name for piece in part.pieces if isinstance(piece, Anchor))
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
        places=frozenset(places),
    )


def write(manuscript: Manuscript) -> str:
    """The HTML of the whole manuscript, its notes in a list at the end, linked both ways.

    Empty paragraphs of the text are still there. Places that no link names are not.
    """
    _join_items(manuscript.parts)
    out = _Writer(usual(manuscript))
    out.parts(_without_idle_rules(manuscript.parts))
    if manuscript.notes:
        out.notes(manuscript.notes)
    html = "".join(out.out)
    wanted = set(_LINKED.findall(html))
    return _PLACE.sub(lambda match: match[0] if match[1] in wanted else "", html)


def _join_items(parts: list[Part]) -> None:
    """A paragraph set in between two items of a list belongs to the first."""
    last: Item | None = None
    between: list[Paragraph] = []
    for part in parts:
        item = part.form.item if isinstance(part, Paragraph) else None
        if item is not None:
            if last is not None and last.key == item.key:
                for paragraph in between:
                    paragraph.form = replace(paragraph.form, item=replace(last, opens=False))
            last, between = item, []
        elif (
            last is not None
            and isinstance(part, Paragraph)
            and part.form == Form(alignment=part.form.alignment, indented=True)
            and not part.is_blank()
        ):
            between.append(part)
        else:
            last, between = None, []


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
        item = form.item
        if item is not None and item.level > _DEEPEST_LIST:
            item = replace(item, level=_DEEPEST_LIST)
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
        self._settle(item, quoted=form.quote and item is None)
        if item is not None and self.out[-1] == "<li>":
            self.out.append(content)
        else:
            self.out += (f"<p{self._class(form)}>", content, "</p>")
        return form.rule_after

    def _class(self, form: Form) -> str:
        name = _CLASSES.get(form.alignment, "")
        if form.alignment == "justify" and self._usual.justified:
            name = ""
        if not name and form.indented and not self._is_set_in_anyway(form):
            name = "ff-indent"
        return f' class="{name}"' if name else ""

    def _is_set_in_anyway(self, form: Form) -> bool:
        in_note = self._flows[-1].kind == "note"
        return self._usual.indented or form.quote or form.item is not None or in_note

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
            link = self._link(piece.link) if piece.link else ""
            key = (piece.look, bool(piece.link))
            if key not in settled:
                settled[key] = self._meant(piece.look, looks, linked=bool(piece.link))
            out.append(Words(piece.text, settled[key], link))
        return out

    def _link(self, link: str) -> str:
        """Links to places that are not there lead nowhere."""
        within = link.startswith("#n-")
        return "" if within and link.removeprefix("#n-") not in self._usual.places else link

    def _meant(self, look: Look, whole: set[Look], *, linked: bool) -> Look:
        language = look.language
        common = self._usual.language
        no_news = not common and language in TEMPLATE_LANGUAGES
        if no_news or _primary(language) == _primary(common):
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
        while flow.lists and not _goes_on(flow.lists[-1], item):
            closed = flow.lists.pop()
            self.out += ("</li>", "</ol>" if closed.ordered else "</ul>")
        if flow.quoted != quoted:
            self.out.append("<blockquote>" if quoted else "</blockquote>")
            flow.quoted = quoted
        if item is None:
            return
        if flow.lists and flow.lists[-1].level == item.level:
            if item.opens:
                self.out += ("</li>", "<li>")
                self._count(item)
            return
        number = self._count(item)
        start = f' start="{number}"' if number != 1 else ""
        self.out += (f"<ol{start}>" if item.ordered else "<ul>", "<li>")
        flow.lists.append(item)

    def _count(self, item: Item) -> int:
        """The item's number; the lists below it begin anew."""
        place = (item.key, item.level)
        number = self._counted.get(place, item.start - 1) + item.opens
        self._counted[place] = number
        for deeper in range(item.level + 1, _DEEPEST_LIST + 1):
            self._counted.pop((item.key, deeper), None)
        return number


def _goes_on(opened: Item, item: Item | None) -> bool:
    """Whether the next paragraph stands in the list that is open, or in one below it."""
    if item is None or item.level < opened.level:
        return False
    same = item.ordered == opened.ordered and item.key == opened.key
    return same or item.level > opened.level


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
