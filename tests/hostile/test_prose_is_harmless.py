"""Every attack of the list, as each kind of source: the prose made of it is prose."""

import pytest
from tests.hostile.attacks import ATTACKS, FAMILIES
from tests.hostile.harmless import complaints

from fanfold.prose import SourceFormat, clean, divide

FORMATS: list[SourceFormat] = ["text", "markdown", "html"]
SETTINGS = ["{}", "<p>before</p>{}<p>after</p>", "<em>{}", "<table><tr><td>{}</td></tr></table>"]


def test_the_list_is_long_and_names_nothing_twice() -> None:
    assert len(ATTACKS) > 500
    assert min(map(len, FAMILIES.values())) >= 8
    twice = {attack for attack in ATTACKS if ATTACKS.count(attack) > 1}
    assert len(twice) <= 1  # "&lt;script…" is an attack on pages and on Markdown.


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_executable_stays(family: str, form: SourceFormat) -> None:
    for attack in FAMILIES[family]:
        for setting in SETTINGS:
            prose = clean(setting.replace("{}", attack), form).prose
            assert list(complaints(prose)) == [], (attack, prose)
            assert clean(prose, "html").prose == prose, attack


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_executable_stays_in_a_divided_text(family: str, form: SourceFormat) -> None:
    for attack in FAMILIES[family]:
        for source in (attack, f"A/N: {attack}\n\nChapter 1\n\n{attack}\n\nChapter 2\n\nx"):
            manuscript = divide(source, form)
            made = [manuscript.notes]
            for part in manuscript.chapters:
                made += [part.notes, part.endnotes, part.summary, clean(part.source, form).prose]
            for prose in made:
                assert list(complaints(clean(prose, "html").prose)) == [], (attack, prose)


@pytest.mark.parametrize(
    "prose",
    [
        '<p onclick="x">x</p>',
        "<img>",
        '<a href="javascript:x">x</a>',
        '<p class="evil">x</p>',
        '<p id="main">x</p>',
        '<p id="c-x">x</p><p id="c-x">x</p>',
        "<p>x<",
        '<a href="#c-x"><a href="#c-x">x</a></a>',
    ],
)
def test_what_is_harmful_is_seen(prose: str) -> None:
    assert list(complaints(prose))
