"""Ornaments are scene breaks; things people say are not."""

# ruff: noqa: E501 - a list reads better whole
import pytest

from fanfold.prose import is_scene_break

BREAKS = """***|* * *|*|⁂|§|~|~*~|~~~|---|-----|- - -|___|===|###|#|# # #|•|• • •|❦|☙|★|♥|◇|∞|+++|...***...
-x-|x-x-x|xXx|xXxXx|oOo|oOoOo|o0o0o|-o-o-o-|~o~O~o~|XXX|xxx|***xxx***|-0-|=^.^=|<><><>|>>><<<|/////|\\\\\\
[Page Break]|* time skip *|--- scene break ---|LINE BREAK|line break|~Page Break~|x x x|ooo|.:.|:::|^^^|%%%|@@@
***   ***   ******   ***   ******   ***   ***|———|– – –|␥␥␥|♪♫♪""".replace("\n", "|").split("|")
SAID = """Ooh.|Ox.|O_o|o.O|x_x|0_0|...|…|“…”|"..."|?!|!!!|??|“?!”|(...)|0|ox|XO|Ooo|.|,|!|""|“”|()|a|1|***a***
Hello|He left.|1.|IV.|- no|~ she said ~|No!|x.|O!|oh|Vox|O, no|'...'|«…»|-|+|=|_|/""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("line", BREAKS)
def test_an_ornament_is_a_scene_break(line: str) -> None:
    assert is_scene_break(line)
    assert is_scene_break(f"   {line} ")


@pytest.mark.parametrize("line", SAID)
def test_speech_and_emoticons_are_none(line: str) -> None:
    assert not is_scene_break(line)


def test_a_break_is_at_most_eighty_characters() -> None:
    assert is_scene_break("*" * 80)
    assert not is_scene_break("*" * 81)
    assert not is_scene_break("")
