"""Writing a chapter in the rich-text editor, and in the textarea where the editor is not.

Pasting is in test_pasting.py, what the editor does to prose in test_prose_in_the_editor.py.
"""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.archive import RunningArchive
from tests.journeys.test_journeys import sign_up
from tests.journeys.writing import (
    draft_in_source,
    keep_as_draft,
    let_the_cursor_arrive,
    new_work,
    source,
    text_box,
    tool,
)

PLAIN_LINES = "The gate stood open.\n\nNobody had seen who opened it,\nand nobody asked."


@pytest.fixture
def desk(chromium: Browser, archive: RunningArchive) -> Iterator[Page]:
    """A newcomer's form of a new work, in a browser of her own."""
    with new_work(chromium, archive) as page:
        yield page


def test_a_chapter_is_written_formatted_saved_and_published(desk: Page) -> None:
    box = text_box(desk)
    expect(box).to_have_attribute("spellcheck", "true")
    box.click()
    keys = desk.keyboard
    keys.type("She waited by the ")
    keys.press("Control+i")
    keys.type("old")
    keys.press("Control+i")
    keys.type(" gate.")
    keys.press("Control+Enter")
    keys.type("It opened. ")
    tool(desk, "Small capitals").click()
    expect(tool(desk, "Small capitals")).to_have_attribute("aria-pressed", "true")
    keys.type("Enter")
    tool(desk, "Small capitals").click()
    keys.type(", it said.")
    keys.press("Enter")
    tool(desk, "Centred").click()
    keys.type("first line")
    keys.press("Shift+Enter")
    keys.type("second line")
    expect(source(desk)).to_have_value(
        '<p>She waited by the <em>old</em> gate.</p>\n<hr class="ff-break">\n'
        '<p>It opened. <span class="ff-smallcaps">Enter</span>, it said.</p>\n'
        '<p class="ff-center">first line<br>second line</p>'
    )
    desk.get_by_role("button", name="Publish the work").click()
    story = desk.locator("div.userstuff.module")
    expect(story.locator("em")).to_have_text("old")
    expect(story.locator("hr.ff-break")).to_have_count(1)
    expect(story.locator("span.ff-smallcaps")).to_have_text("Enter")
    expect(story.locator("p.ff-center br")).to_have_count(1)


def test_a_source_is_not_changed_by_being_opened_but_by_typing(desk: Page) -> None:
    draft_in_source(desk, PLAIN_LINES)
    expect(text_box(desk).locator("p")).to_have_count(2)
    expect(source(desk)).to_have_value(PLAIN_LINES)
    text_box(desk).locator("p").first.click()
    desk.keyboard.press("End")
    let_the_cursor_arrive(desk)
    desk.keyboard.type(" Wide.")
    expect(source(desk)).to_have_value(
        "<p>The gate stood open. Wide.</p>\n"
        "<p>Nobody had seen who opened it,<br>and nobody asked.</p>"
    )
    for _ in range(3):
        desk.keyboard.press("Control+z")
    expect(source(desk)).to_have_value(PLAIN_LINES)


def test_a_text_that_the_editor_would_change_stays_source(desk: Page) -> None:
    address = draft_in_source(desk, "<p>The gate.</p>")
    strange = {"prose": "<section><p>The gate.</p></section>", "done": []}
    desk.route("**/clean", lambda route: route.fulfill(json=strange))
    desk.goto(address)
    expect(desk.locator(".editor [role=status]")).to_contain_text(
        "This text has something that the editor cannot show without changing it."
    )
    expect(source(desk)).to_be_visible()
    expect(source(desk)).to_have_value("<p>The gate.</p>")


def test_a_text_stays_source_while_the_archive_is_away(desk: Page) -> None:
    address = draft_in_source(desk, "<p>The gate.</p>")
    desk.route("**/clean", lambda route: route.abort())
    desk.goto(address)
    expect(desk.locator(".editor [role=status]")).to_contain_text("could not open the text")
    desk.unroute("**/clean")
    desk.get_by_role("button", name="Rich text", exact=True).click()
    expect(text_box(desk)).to_be_focused()


def test_source_or_rich_text_is_remembered_and_other_formats_are_source(desk: Page) -> None:
    expect(text_box(desk)).to_be_visible()
    expect(desk.get_by_label("Written as")).to_be_hidden()
    desk.get_by_role("button", name="Source", exact=True).click()
    expect(source(desk)).to_be_focused()
    desk.reload()
    expect(source(desk)).to_be_visible()
    desk.get_by_label("Written as").select_option("markdown")
    source(desk).fill("*Markdown*")
    desk.get_by_role("button", name="Rich text", exact=True).click()
    expect(desk.locator(".editor [role=status]")).to_contain_text("choose HTML")
    expect(source(desk)).to_have_value("*Markdown*")
    desk.get_by_label("Written as").select_option("html")
    expect(text_box(desk)).to_have_text("*Markdown*")


def test_words_that_are_put_into_the_textarea_by_another_script_are_shown(desk: Page) -> None:
    text_box(desk).click()
    source(desk).evaluate(
        "(area) => { area.value = '<p>Found again.</p>';"
        " area.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(text_box(desk)).to_have_text("Found again.")
    expect(source(desk)).to_have_value("<p>Found again.</p>")


def test_the_buttons_are_one_stop_and_arrows_lead_from_one_to_the_next(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.type("word")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Alt+F10")
    expect(tool(desk, "Italic")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    expect(tool(desk, "Bold")).to_be_focused()
    expect(tool(desk, "Bold")).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("End")
    expect(tool(desk, "Redo")).to_be_focused()
    assert desk.locator(".editor-tools button[tabindex='0']").count() == 1
    desk.keyboard.press("Escape")
    expect(text_box(desk)).to_be_focused()
    expect(source(desk)).to_have_value("<p><strong>word</strong></p>")
    desk.keyboard.press("Tab")
    expect(text_box(desk)).not_to_be_focused()


def test_a_link_is_set_changed_and_removed(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.type("here")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+k")
    address = desk.get_by_label("It leads to this address")
    address.fill("javascript:go()")
    desk.keyboard.press("Enter")
    expect(address).to_be_visible()
    address.fill("example.org/gate")
    desk.keyboard.press("Enter")
    expect(source(desk)).to_have_value(
        '<p><a href="https://example.org/gate" rel="nofollow noopener">here</a></p>'
    )
    tool(desk, "Link").click()
    expect(address).to_have_value("https://example.org/gate")
    desk.get_by_role("button", name="Remove the link").click()
    expect(source(desk)).to_have_value("<p>here</p>")


def test_a_footnote_and_its_number_lead_to_each_other(desk: Page) -> None:
    text_box(desk).click()
    desk.keyboard.type("The gate.")
    tool(desk, "Footnote").click()
    desk.keyboard.type("It was old.")
    desk.get_by_role("button", name="Publish the work").click()
    story = desk.locator("div.userstuff.module")
    expect(story.locator("a[href='#c-note-1'] sup")).to_have_text("1")
    expect(story.locator("p#c-note-1")).to_have_text("1. It was old.")
    expect(story.locator("p#c-note-1 a")).to_have_attribute("href", "#c-ref-1")


def test_it_fits_a_phone_and_its_buttons_fit_a_finger(desk: Page) -> None:
    desk.set_viewport_size({"width": 360, "height": 740})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not desk.evaluate(wide)
    for button in desk.locator(".editor button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
    tool(desk, "Redo").scroll_into_view_if_needed()
    assert not desk.evaluate(wide)


def test_an_error_leads_to_the_place_to_write_in(desk: Page) -> None:
    desk.get_by_role("button", name="Publish the work").click()
    desk.locator(".errors").get_by_role("link", name="Text").click()
    expect(text_box(desk)).to_be_focused()
    expect(text_box(desk)).to_have_attribute("aria-invalid", "true")


def test_without_script_the_textarea_is_all_there_is(
    chromium: Browser, archive: RunningArchive
) -> None:
    context = chromium.new_context(base_url=archive.address, java_script_enabled=False)
    page = context.new_page()
    login = f"ines_{uuid.uuid4().hex[:8]}"
    sign_up(page, login, login)
    page.goto("/works/new")
    page.get_by_label("Title", exact=True).first.fill("The Gate")
    expect(page.get_by_role("button", name="Rich text")).to_have_count(0)
    source(page).fill("<p>It <em>opened</em>.</p>")
    keep_as_draft(page)
    expect(source(page)).to_have_value("<p>It <em>opened</em>.</p>")
    context.close()


def test_lists_headings_and_quotations_are_put_on_and_taken_off(desk: Page) -> None:
    keys = desk.keyboard
    text_box(desk).click()
    tool(desk, "Heading").click()
    keys.type("Stores")
    keys.press("Enter")
    tool(desk, "Numbered list").click()
    keys.type("salt")
    keys.press("Enter")
    keys.type("coarse")
    keys.press("Control+]")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("After.")
    expect(source(desk)).to_have_value(
        "<h2>Stores</h2>\n<ol>\n<li>salt<ol>\n<li>coarse</li>\n</ol>\n</li>\n</ol>\n<p>After.</p>"
    )
    keys.press("Control+a")
    tool(desk, "Bold").click()
    tool(desk, "Without formatting").click()
    keys.press("Control+End")
    let_the_cursor_arrive(desk)
    set_apart = tool(desk, "Set apart: a letter, a message, a quotation")
    set_apart.click()
    expect(set_apart).to_have_attribute("aria-pressed", "true")
    expect(source(desk)).to_have_value(
        "<p>Stores</p>\n<ol>\n<li>salt<ol>\n<li>coarse</li>\n</ol>\n</li>\n</ol>\n"
        "<blockquote>\n<p>After.</p>\n</blockquote>"
    )
    set_apart.click()
    expect(text_box(desk).locator("blockquote")).to_have_count(0)


def test_what_cannot_be_made_here_can_be_written_in(desk: Page) -> None:
    """Folded words, a table, a reading above a word, a blank line that is meant."""
    draft_in_source(
        desk,
        "<details><summary>Spoiler</summary><p>He lives.</p></details><p>One.</p>"
        '<p class="ff-blank">\u00a0</p><p><ruby>漢<rt>kan</rt></ruby>.</p>'
        "<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>",
    )
    text_box(desk).get_by_text("He lives.").click()
    desk.keyboard.press("End")
    let_the_cursor_arrive(desk)
    desk.keyboard.type(" Here")
    text_box(desk).locator("p.ff-blank").click()
    desk.keyboard.type("Two.")
    text_box(desk).locator("td").last.click()
    desk.keyboard.press("End")
    let_the_cursor_arrive(desk)
    desk.keyboard.type("!")
    expect(source(desk)).to_have_value(
        "<details>\n<summary>Spoiler</summary>\n<p>He lives. Here</p>\n</details>\n"
        "<p>One.</p>\n<p>Two.</p>\n<p><ruby>漢<rt>kan</rt></ruby>.</p>\n"
        "<table>\n<tbody>\n<tr>\n<th>a</th>\n<td>b</td>\n</tr>\n"
        "<tr>\n<th>c</th>\n<td>d!</td>\n</tr>\n</tbody>\n</table>"
    )
