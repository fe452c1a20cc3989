"""`queries.pen_name_for`: whom an importer or a form means by a name."""

import pytest

from fanfold.kit.errors import Refused
from fanfold.people import commands
from fanfold.people.queries import pen_name_for
from fanfold.people.testing import JOINED, Cast, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["Nightingale", "nightingale", "  NIGHTINGALE ", "Nightingale (ada)", "nightingale (ADA)"],
)
def test_a_name_is_found_in_whatever_case(cast: Cast, text: str) -> None:
    found = pen_name_for(text)
    assert (found.name, found.account) == ("Nightingale", cast.ada)


def test_case_is_no_matter_in_other_scripts(cast: Cast) -> None:
    made = commands.add_pen_name(cast.ben, name="Соловей", by=cast.ben, at=JOINED)
    assert pen_name_for("СОЛОВЕЙ") == made


def test_an_unknown_name_is_refused_with_the_command_that_makes_it(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        pen_name_for("Jo O'Wren")
    assert str(refusal.value) == (
        "Nobody here is called “Jo O'Wren”. This makes an account with the pen name: "
        "fanfold admin create LOGIN --pen-name 'Jo O'\"'\"'Wren'"
    )


def test_a_name_of_several_people_is_refused_with_the_candidates(cast: Cast) -> None:
    commands.add_pen_name(cast.ben, name="nightingale", by=cast.ben, at=JOINED)
    with pytest.raises(Refused, match=r"Nightingale \(ada\), nightingale \(ben\)\."):
        pen_name_for("Nightingale")
    assert pen_name_for("Nightingale (ben)").account == cast.ben


def test_a_name_of_very_many_people_does_not_fill_the_screen(cast: Cast) -> None:
    for number in range(12):
        person(f"bird{number}", pen_names=("Nightingale",))
    with pytest.raises(Refused) as refusal:
        pen_name_for("Nightingale")
    assert str(refusal.value).count("Nightingale (") == 10
    assert str(refusal.value).endswith("….")


def test_a_login_without_the_name_is_refused_with_what_it_has(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"has no pen name “Wren”. It has: Ada \(ada\), Nightingale"):
        pen_name_for("Wren (ada)")
    with pytest.raises(Refused, match="There is no account “nobody”"):
        pen_name_for("Ada (nobody)")


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_nobody(cast: Cast, text: str) -> None:
    with pytest.raises(Refused, match="Say whose work it is"):
        pen_name_for(text)
