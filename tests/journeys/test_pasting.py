"""What comes from the clipboard into the rich-text editor goes through the cleaner."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.journeys.archive import RunningArchive
from tests.journeys.writing import (
    keep_as_draft,
    let_the_cursor_arrive,
    new_work,
    paste,
    source,
    text_box,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "prose"


@pytest.fixture
def desk(chromium: Browser, archive: RunningArchive) -> Iterator[Page]:
    """A newcomer's form of a new work, in a browser of her own."""
    with new_work(chromium, archive) as page:
        yield page


@pytest.mark.parametrize(
    "case", ["html-word-365-clipboard", "html-google-docs-clipboard", "html-word-footnotes"]
)
def test_what_is_pasted_from_a_word_processor_is_what_the_cleaner_makes_of_it(
    desk: Page, case: str
) -> None:
    golden = (GOLDEN / case / "golden.html").read_text(encoding="utf-8").removesuffix("\n")
    text_box(desk).click()
    paste(desk, text_html=(GOLDEN / case / "in.html").read_text(encoding="utf-8"), text_plain="x")
    expect(desk.locator(".editor [role=status]")).to_contain_text("Pasted.")
    expect(source(desk)).to_have_value(golden)
    keep_as_draft(desk)
    expect(source(desk)).to_have_value(golden)
    expect(text_box(desk)).to_be_visible()


def test_a_text_of_several_lines_is_pasted_into_the_middle_of_a_paragraph(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.type("Before after.")
    for _ in "after.":
        desk.keyboard.press("ArrowLeft")
    let_the_cursor_arrive(desk)
    paste(desk, text_plain="the first.\n\n* * *\n\nThe last, ")
    expect(source(desk)).to_have_value(
        '<p>Before the first.</p>\n<hr class="ff-break" data-ornament="* * *">\n'
        "<p>The last,after.</p>"
    )
    desk.keyboard.press("Control+z")
    expect(source(desk)).to_have_value("<p>Before after.</p>")


def test_what_is_copied_in_the_editor_is_pasted_without_asking(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.type("one ")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("two")
    desk.route("**/clean", lambda route: route.abort())
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+c")
    desk.keyboard.press("Control+End")
    let_the_cursor_arrive(desk)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+v")
    expect(source(desk)).to_have_value(
        "<p>one <strong>two</strong></p>\n<p>one <strong>two</strong></p>"
    )


def test_a_paste_while_the_archive_is_away_stands_as_plain_text_and_says_so(desk: Page) -> None:
    text_box(desk).click()
    desk.route("**/clean", lambda route: route.abort())
    paste(desk, text_html="<p>One <i>two</i>.</p><p>Three.</p>", text_plain="One two.\n\nThree.")
    expect(desk.locator(".editor [role=status]")).to_contain_text("stands here as plain text")
    expect(source(desk)).to_have_value("<p>One two.</p>\n<p>Three.</p>")


def test_a_paste_that_is_on_its_way_is_waited_for_before_the_form_is_sent(desk: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    text_box(desk).click()
    desk.route("**/clean", hold_the_first)
    paste(desk, text_html="<p>One <i>two</i>.</p>", text_plain="One two.")
    expect(desk.locator(".editor [role=status]")).to_have_text("Cleaning what you pasted…")
    desk.get_by_role("button", name="Save as draft").click()
    held[0].continue_()
    desk.get_by_role("link", name=re.compile("^Chapter 1")).click()
    expect(source(desk)).to_have_value("<p>One <i>two</i>.</p>")


def test_pictures_and_files_are_refused_with_a_sentence(desk: Page) -> None:
    text_box(desk).click()
    paste(desk, file="not really a picture")
    expect(desk.locator(".editor [role=status]")).to_have_text(
        "Pictures and files cannot stand in a text. Nothing was added."
    )
    expect(source(desk)).to_have_value("")
