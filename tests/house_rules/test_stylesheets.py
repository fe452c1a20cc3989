"""CSS: ready for scripts that run from right to left; colours are tokens."""

import pytest
from tests.house_rules import stylesheet_rules
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import stylesheets


def test_nothing_is_left_or_right() -> None:
    assert stylesheets()
    expect_none(complaints(stylesheets(), stylesheet_rules.physical_directions))


def test_a_colour_is_written_once_as_a_token() -> None:
    expect_none(complaints(stylesheets(), stylesheet_rules.colours))


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1em",
        "border-right: 1px solid",
        "left: 0",
        "float: right",
        "text-align: left",
        "margin: 0 1rem 0 2rem",
        "padding: 0 calc(1rem + 2px) 0 var(--space)",
        "border-top-left-radius: 3px",
        "scroll-margin-left: 2px",
    ],
)
def test_the_rule_about_directions_can_fail(declaration: str) -> None:
    assert list(stylesheet_rules.physical_directions(f"p {{ {declaration}; }}"))


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-inline-start: 1em",
        "text-align: start",
        "margin: 1px 2px",
        "margin: 0 1rem 2rem 1rem",
        "text-emphasis-position: under right",
        "/* left: 0 */ color: var(--ink)",
    ],
)
def test_the_rule_about_directions_lets_good_ones_pass(declaration: str) -> None:
    assert list(stylesheet_rules.physical_directions(f"p {{ {declaration}; }}")) == []


def test_the_rule_about_colours_can_fail() -> None:
    assert list(stylesheet_rules.colours("p { color: #fff; }"))
    assert list(stylesheet_rules.colours("p { border: 1px solid rgb(0 0 0); }"))
    assert list(stylesheet_rules.colours(":root { --ink: #000; } p { color: var(--ink); }")) == []
