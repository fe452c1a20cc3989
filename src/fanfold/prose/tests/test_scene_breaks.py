"""Ornaments are scene breaks; things people say are not. The lines stand in tests/golden/lines."""

from html import escape, unescape
from pathlib import Path

import pytest

from fanfold.prose import clean, is_scene_break, scene_breaks

LINES = Path(__file__).parents[4] / "tests" / "golden" / "lines"


def lines_of(name: str) -> list[str]:
    """The lines of one file, each a case."""
    return (LINES / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", lines_of("scene-breaks.txt"))
def test_an_ornament_is_a_scene_break(line: str) -> None:
    assert is_scene_break(line)
    assert is_scene_break(f"   {line} ")
    assert is_scene_break(line, centred=True)


@pytest.mark.parametrize("line", lines_of("scene-breaks-when-centred.txt"))
def test_some_signs_are_breaks_only_in_the_middle_of_their_line(line: str) -> None:
    assert is_scene_break(line, centred=True)
    assert not is_scene_break(line)


@pytest.mark.parametrize("line", lines_of("no-scene-breaks.txt"))
def test_speech_and_emoticons_are_none(line: str) -> None:
    assert not is_scene_break(line)


@pytest.mark.parametrize("line", lines_of("scene-breaks.txt"))
def test_a_break_keeps_its_form_in_text_and_html(line: str) -> None:
    for source, form in ((f"a\n\n{line}\n\nb", "text"), (_paragraphs(line), "html")):
        prose = clean(source, form).prose  # type: ignore[arg-type]
        assert scene_breaks(prose) == 1
        assert unescape(prose.split('"')[3]).split() == line.split()


def _paragraphs(line: str) -> str:
    return f"<p>a</p><p>{escape(line)}</p><p>b</p>"


def test_a_break_is_at_most_eighty_characters() -> None:
    assert is_scene_break("*" * 80)
    assert not is_scene_break("*" * 81)
    assert not is_scene_break("")
