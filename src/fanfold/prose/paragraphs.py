"""Plain text to paragraphs: blank lines, hard wraps, indents and verse (ecosystem.md §1.4)."""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from fanfold.prose.breaks import is_scene_break

__all__ = ["looks_hard_wrapped", "text_to_html", "wrapped_to_html"]

_WRAP_AT_LEAST = 45
_WRAP_AT_MOST = 130
_SOLID = 8
_INDENTS = ("\t", "  ", "\u3000", "\u00a0\u00a0")
_DEEPEST_STEP = 24
_PARTED = re.compile(r"[^\W\d_][-‐]\Z")  # “want-” above “ed”
_NO_SPACES = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# Speech in books from Asia begins at the margin, or a little further in.
_SPEECH = ("「", "『", "（", "《", "—", "―", "…", "“")
# Stands for a line break that is certain. No source has it: it is a control character.
_BREAK = "\x01"
_BLANK = "\u00a0"


class _Block(NamedTuple):
    """Lines without a blank one, and the blank lines before them."""

    gap: int
    told: int  # blank lines that hold a no-break space: they are meant
    lines: list[str]


def looks_hard_wrapped(lines: list[str]) -> bool:
    """Whether a machine broke these lines at a fixed width: the next word never had room."""
    return _wrap_width(lines) > 0


def _wrap_width(lines: list[str]) -> int:
    """The width at which the lines were wrapped, or 0. Empty strings separate paragraphs."""
    pairs = [pair for run in _runs(lines) for pair in _pairs(run)]
    if len(pairs) < 2:
        return 0
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int((len(lengths) - 1) * 0.95)]
    if not _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST:
        return 0
    full = _full(pairs, width)
    if full >= 0.8 * len(pairs):
        return width
    # Without blank lines the ends of paragraphs speak against it, and small letters for it.
    small = sum(1 for line in lines if line.lstrip()[:1].islower())
    is_solid = len(pairs) >= _SOLID and all(line.strip() for line in lines[1:-1])
    return width if is_solid and full >= 0.7 * len(pairs) and small >= 0.4 * len(pairs) else 0


def _runs(lines: list[str]) -> list[list[str]]:
    """Lines between blank ones, where at least one is long enough to have met an edge."""
    groups = itertools.groupby(lines, lambda line: bool(line.strip()))
    runs = [list(run) for is_filled, run in groups if is_filled]
    return [run for run in runs if max(len(line.strip()) for line in run) >= _WRAP_AT_LEAST]


def _pairs(lines: list[str]) -> list[tuple[int, int]]:
    """Lengths of each line and of the word that stands below it; verse set in says nothing."""
    return [
        (len(line.rstrip()), len(following.split(None, 1)[0][:25]))
        for line, following in itertools.pairwise(lines)
        if not (line.startswith(_INDENTS) and following.startswith(_INDENTS))
        and not is_scene_break(line)
        and not is_scene_break(following)
    ]


def _full(pairs: list[tuple[int, int]], width: int) -> int:
    """How many lines had no room for the next word."""
    return sum(1 for length, word in pairs if length + 1 + word > width - 3 and length >= width / 2)


def text_to_html(text: str, done: Counter[tuple[str, str]]) -> str:
    """HTML of a plain text, each paragraph in a <p>; scene breaks are found later, in the tree."""
    return wrapped_to_html(escape(text, quote=False), done)


def wrapped_to_html(text: str, done: Counter[tuple[str, str]]) -> str:
    """The same for text that holds inline markup already, as a page's <pre> does."""
    lines = [_without_end(line) for line in _with_certain_breaks(text).expandtabs(4).split("\n")]
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not filled:
        return ""
    lines = lines[filled[0] : filled[-1] + 1]
    width = _wrap_width(lines)
    if width:
        done["hard_wrap_joined", ""] += 1
    out: list[str] = []
    usual, blocks = _blocks(lines)
    indented = _indents_mark_paragraphs(blocks)
    reach = width or max(map(len, lines))
    for gap, told, block in blocks:
        if out and told:
            out += [f"<p>{_BLANK}</p>"] * told
        elif out and gap > usual:
            # A run of blank lines that is not the usual one says something.
            extra = gap - usual
            out.append('<p class="ff-blank"></p>' if extra == 1 else '<hr class="ff-break">')
        set_in = "" if indented else _set_in(block)
        for paragraph in _paragraphs(block, width, usual=usual, reach=reach if indented else 0):
            if indented or _is_wrapped(paragraph, width):
                body = _joined(paragraph)
            else:
                body = _verse(paragraph)
            out.append(f"<p{set_in}>{body.replace(_BREAK, '<br>')}</p>")
    done["paragraphs_made", ""] += sum(1 for line in out if line.startswith("<p>"))
    return "\n".join(out)


def _set_in(block: list[str]) -> str:
    """The class of a letter, a song or a sign whose every line begins further in."""
    is_set_in = len(block) > 1 and all(line.startswith(_INDENTS) for line in block)
    return ' class="ff-indent"' if is_set_in else ""


def _is_wrapped(paragraph: list[str], width: int) -> bool:
    """Whether the lines of one paragraph were broken by a machine: at the text's width or, set in
    from both sides, at one of their own."""
    if all(line.startswith(_INDENTS) for line in paragraph):
        paragraph = [line.strip() for line in paragraph]
        width = _wrap_width(paragraph) if width else 0
    pairs = _pairs(paragraph)
    return width > 0 and _full(pairs, width) >= 0.7 * len(pairs)


def _joined(paragraph: list[str]) -> str:
    """Lines as one: no space where a word was parted or where a script knows none."""
    lines = [line.strip(" ") for line in paragraph]
    out = lines[:1]
    for before, line in itertools.pairwise(lines):
        parted = _PARTED.search(before) or (
            _NO_SPACES.match(before[-1:]) and _NO_SPACES.match(line)
        )
        out += ["" if parted else " ", line]
    return "".join(out)


def _verse(paragraph: list[str]) -> str:
    """Lines as typed, with the steps between their beginnings."""
    margin = min(len(line) - len(line.lstrip(" ")) for line in paragraph)
    lines = [line[margin:] for line in paragraph]
    if len(lines) == 1:
        return lines[0].strip(" ")
    steps = [min(len(line) - len(line.lstrip(" ")), _DEEPEST_STEP) for line in lines]
    return "<br>".join(
        "\u00a0" * step + line.strip(" ") for step, line in zip(steps, lines, strict=True)
    )


def _with_certain_breaks(text: str) -> str:
    """`text` with each verse on one line, where all lines but a verse's last end with two spaces.

    As in Markdown. It must hold for every run of lines in the text: a machine that wraps lines
    leaves such spaces here and there.
    """
    if "  \n" not in text:
        return text
    joined: list[str] = []
    for is_filled, group in itertools.groupby(text.split("\n"), lambda line: bool(line.strip())):
        lines = list(group)
        if not is_filled:
            joined += lines
        elif all(line.endswith("  ") for line in lines[:-1]):
            joined.append(_BREAK.join(line.strip(" ") for line in lines))
        else:
            return text
    return "\n".join(joined)


def _without_end(line: str) -> str:
    """The line without white space at its end, and still telling a blank line that is meant."""
    return _BLANK if line.strip(" \t") == _BLANK else line.rstrip()


def _blocks(lines: list[str]) -> tuple[int, list[_Block]]:
    """Runs of lines with the number of blank lines before each, and the usual such number.

    The usual number is 0 when hardly any gap is blank: then each line is a paragraph.
    """
    blocks: list[_Block] = []
    blank = told = 0
    for line in lines:
        if not line.strip():
            blank += 1
            told += line == _BLANK
        elif blank or not blocks:
            blocks.append(_Block(blank, told if told < blank else 0, [line]))
            blank = told = 0
        else:
            blocks[-1].lines.append(line)
    # Gaps around ornaments are wider in many hands and prove nothing.
    counts = Counter(
        after.gap
        for before, after in itertools.pairwise(blocks)
        if not after.told
        and not is_scene_break(before.lines[-1])
        and not is_scene_break(after.lines[0])
    )
    if not counts:
        return int(len(blocks) > 1), blocks
    filled = sum(len(block.lines) for block in blocks)
    unparted = filled - len(blocks)
    if filled > 20 and sum(counts.values()) <= 0.05 * (unparted + sum(counts.values())):
        return 0, blocks
    most = max(counts.values())
    return min(gap for gap, count in counts.items() if count == most), blocks


def _indents_mark_paragraphs(blocks: list[_Block]) -> bool:
    """Whether a leading indent starts a paragraph: some lines have one and others not."""
    inner = [line for block in blocks for line in block.lines[1:]]
    # What is set in as a whole is a letter or a song, unless everything is.
    starts = [block.lines[0] for block in blocks if not _set_in(block.lines)]
    starts = starts or [blocks[0].lines[0]]
    first = sum(1 for line in starts if line.startswith(_INDENTS))
    return first > 0 and first * 2 >= len(starts) and bool(inner)


def _paragraphs(block: list[str], width: int, *, usual: int, reach: int) -> list[list[str]]:
    """The paragraphs inside a run of lines without a blank line.

    `reach`: how far lines go in a text that marks paragraphs by indents, else 0.
    """
    if reach:
        return _split_where(block, lambda before, line: _begins(before, line, reach))
    if usual == 0 or len(block) > 12:
        if not width:
            # Each line is a paragraph; verse as long as this is rarer than prose typed so.
            return [[line] for line in block] if usual == 0 or _long_lines(block) else [block]
        return _split_where(
            block,
            lambda before, line: len(before.strip()) + 1 + len(line.split()[0]) < width * 0.8,
        )
    return _split_where(block, lambda before, line: is_scene_break(before) or is_scene_break(line))


def _begins(before: str, line: str, reach: int) -> bool:
    """Whether a paragraph begins here in a text that marks paragraphs by indents."""
    had_room = reach > _WRAP_AT_MOST or len(before) < reach * 0.75
    return line.startswith((*_INDENTS, *_SPEECH)) or had_room or bool(_NO_SPACES.search(before))


def _long_lines(block: list[str]) -> bool:
    return sum(len(line) for line in block) > 60 * len(block)


def _split_where(block: list[str], starts: Callable[[str, str], bool]) -> list[list[str]]:
    out = [[block[0]]]
    for before, line in itertools.pairwise(block):
        if starts(before, line) or is_scene_break(line) or is_scene_break(before):
            out.append([line])
        else:
            out[-1].append(line)
    return out
