"""Footnotes of Markdown, for every text: no word is lost, and every link has its place."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.prose import clean, divide, plain_text, to_markdown

LINES = """[^1]: First words.|[^2]: Second words.|[^2]: Other words.|[^1]: See[^2]|    More words.
Rain.[^1]|Gulls[^2] cry.|`[^1]`|> [^1]: quoted|***|# Chapter 1|# Chapter 2|- item[^1]
```|<div>|</div>|[^y]:|[^x]:  x|*em[^1]*|[a[^1]](https://ex.org)|\\[^2]|Lazy words.""".replace(
    "\n", "|"
)
sources = st.lists(
    st.tuples(st.sampled_from(LINES.split("|")), st.sampled_from(["\n", "\n\n"])), max_size=14
).map(lambda pairs: "".join(line + end for line, end in pairs))

many = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _words(text: str) -> list[str]:
    """The words of a text, without what is only a mark."""
    return sorted(re.findall(r"[A-Za-z]{2,}", re.sub(r"</?div>|https://ex.org", "", text)))


@many
@given(sources)
def test_no_word_of_a_note_is_lost_and_every_link_has_its_place(source: str) -> None:
    prose = clean(source, "markdown").prose
    ornaments = re.findall(r'data-ornament="([^"]*)"', prose)
    assert _words("\n".join([plain_text(prose), *ornaments])) == _words(source)
    places = re.findall(r' id="([^"]+)"', prose)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', prose)) == set(places)


@many
@given(sources)
def test_prose_with_notes_is_clean_and_reads_back(source: str) -> None:
    prose = clean(source, "markdown").prose
    assert clean(prose, "html").prose == prose
    assert clean(to_markdown(prose), "markdown").prose == prose


@many
@given(sources)
def test_dividing_keeps_every_line_of_every_note(source: str) -> None:
    manuscript = divide(source, "markdown")
    if not manuscript.chapters:
        return  # Not a word, but an ornament.
    kept = [*manuscript.headers.values(), *(part.source for part in manuscript.chapters)]
    kept += [part.title for part in manuscript.chapters]
    kept += [str(one.values.get("label", "")) for one in manuscript.applied]
    there, typed = Counter(_words("\n".join(kept))), Counter(_words(source))
    # A note that several chapters refer to goes with each of them.
    assert not typed - there
    assert there.keys() == typed.keys()
