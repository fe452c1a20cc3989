"""Texts for the fuzzer, grown from attacks, golden cases, bombs and loose pieces of markup."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from tests.hostile.attacks import ATTACKS, read_strings
from tests.hostile.bombs import BOMBS

from fanfold.prose import SourceFormat

__all__ = ["GOLDEN", "Source", "fragments", "sources"]

GOLDEN = Path(__file__).parents[1] / "golden"
FORMATS: dict[str, SourceFormat] = {".txt": "text", ".md": "markdown", ".html": "html"}
LONGEST = 3_000
Source = tuple[str, SourceFormat]


@cache
def _written() -> list[Source]:
    """What somebody has written, or is made to cost more than it weighs."""
    found = []
    for path in sorted((GOLDEN / "prose").glob("*/in.*")):
        text = path.read_bytes().decode("utf-8")
        found.append((text[:LONGEST], FORMATS[path.suffix]))
    bombs = ((bomb, form) for form, some in BOMBS.items() for bomb in some.values())
    return [*found, *((bomb(400)[:LONGEST], form) for bomb, form in bombs)]


_pieces = st.one_of(
    st.sampled_from(read_strings(Path(__file__).with_name("pieces.txt"))),
    st.sampled_from([attack for attack in ATTACKS if len(attack) < 300]),
    st.text(max_size=8),
)
# Of any length alike: left to themselves lists stay short.
fragments = st.integers(0, 30).flatmap(
    lambda count: st.lists(_pieces, min_size=count, max_size=count).map("".join)
)


@st.composite
def _bent(draw: st.DrawFn) -> Source:
    """A text somebody has written or an attack, with pieces put in and taken out."""
    text, form = draw(st.sampled_from(_written()))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        end = draw(st.integers(place, min(len(text), place + 200)))
        text = text[:place] + draw(_pieces) + text[end:]
    return text, form


sources: st.SearchStrategy[Source] = st.one_of(
    st.tuples(fragments, st.sampled_from(sorted(FORMATS.values()))), _bent()
)
"""A text and what it is written as."""
