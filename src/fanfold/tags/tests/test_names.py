"""Tags by name: one tag for all spellings of case, separators of every keyboard, addresses."""

import pytest

from fanfold.kit.errors import Refused
from fanfold.tags.commands import named_tags
from fanfold.tags.models import Tag
from fanfold.tags.names import from_address, split_names, to_address


@pytest.mark.usefixtures("db")
def test_spellings_that_differ_in_case_are_one_tag() -> None:
    first = named_tags("freeform", ["Slow  Burn", "ΣΊΣΥΦΟΣ"])
    again = named_tags("freeform", ["slow burn", "σίσυφος", "SLOW BURN"])
    assert first == again
    assert [tag.name for tag in again] == ["Slow Burn", "ΣΊΣΥΦΟΣ"]


@pytest.mark.usefixtures("db")
def test_the_same_name_can_be_of_two_kinds() -> None:
    assert named_tags("character", ["Spike"]) != named_tags("fandom", ["Spike"])


@pytest.mark.usefixtures("db")
def test_the_authors_order_is_kept() -> None:
    names = ["Z", "a", "M"]
    assert [tag.name for tag in named_tags("freeform", names)] == names


@pytest.mark.usefixtures("db")
def test_fixed_lists_take_no_new_names() -> None:
    with pytest.raises(Refused):
        named_tags("warning", ["Dragons"])
    assert not Tag.objects.filter(name="Dragons").exists()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", ["", "\u200b", "x" * 151, "a,b", "a<b", "100%"])
def test_what_cannot_be_a_tag_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        named_tags("freeform", [name])


def test_every_keyboards_comma_separates() -> None:
    assert split_names(" a b ,c、d,, e ") == ["a b", "c", "d", "e"]


@pytest.mark.parametrize("name", ["F/F", "Fish & Chips", "Mr. Who?", "#1", "普通"])
def test_a_name_survives_its_address(name: str) -> None:
    assert from_address(to_address(name)) == name
    assert not set("/&.?#") & set(to_address(name))
