"""Writing a chapter in the rich-text editor, and in the textarea where the editor is not.

What the editor does to prose is in test_prose_in_the_editor.py.
"""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from tests.journeys.archive import RunningArchive
from tests.journeys.test_journeys import sign_up

GOLDEN = Path(__file__).parents[1] / "golden" / "prose"
PLAIN_LINES = "The gate stood open.\n\nNobody had seen who opened it,\nand nobody asked."
PASTE = """
([selector, kinds]) => {
  const clipboardData = new DataTransfer();
  for (const [kind, text] of Object.entries(kinds)) {
    if (kind !== 'file') clipboardData.setData(kind, text);
    else clipboardData.items.add(new File([text], 'gate.png', { type: 'image/png' }));
  }
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(selector).dispatchEvent(event);
}
"""


@pytest.fixture
def context(chromium: Browser, archive: RunningArchive) -> Iterator[BrowserContext]:
    """A browser of somebody's own."""
    context = chromium.new_context(
        base_url=archive.address, viewport={"width": 1000, "height": 900}
    )
    context.set_default_timeout(5_000)
    yield context
    context.close()


@pytest.fixture
def desk(context: BrowserContext) -> Iterator[Page]:
    """The form of a new work, filled in but for the text; any complaint of the page fails the test.

    What the content security policy forbids is such a complaint.
    """
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    login = f"ines_{uuid.uuid4().hex[:8]}"
    sign_up(page, login, login)
    page.goto("/works/new")
    page.get_by_label("Title", exact=True).first.fill("The Gate")
    page.get_by_label("General").check()
    page.get_by_label("No warnings apply").check()
    page.get_by_label("Fandoms").fill("Original Work")
    yield page
    assert [one for one in complaints if "Failed to load resource" not in one] == []


def text_box(page: Page) -> Locator:
    """The place to write in, found as a screen reader finds it."""
    return page.get_by_role("textbox", name="Text", exact=False).and_(
        page.locator("[aria-multiline]")
    )


def source(page: Page) -> Locator:
    """The textarea that is sent."""
    return page.locator("textarea[name=chapter-source]")


def tool(page: Page, name: str) -> Locator:
    """A button of the toolbar."""
    return page.get_by_role("toolbar", name="Formatting").get_by_role(
        "button", name=name, exact=True
    )


def paste(page: Page, **kinds: str) -> None:
    """As if it came from the clipboard; `text_html` is text/html."""
    data = {kind.replace("_", "/"): text for kind, text in kinds.items()}
    page.evaluate(PASTE, [".ProseMirror", data])


def keep_as_draft(page: Page) -> str:
    """Save, and go to the form of the first chapter; its address."""
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_role("link", name=re.compile("^Chapter 1")).click()
    return page.url


def draft_in_source(page: Page, text: str) -> str:
    """A draft that was written as source, not with the editor; the address of its form."""
    page.get_by_role("button", name="Source", exact=True).click()
    source(page).fill(text)
    address = keep_as_draft(page)
    page.get_by_role("button", name="Rich text", exact=True).click()
    return address


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
    desk.wait_for_timeout(100)
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


def test_a_source_is_not_changed_by_being_opened_but_by_typing(desk: Page) -> None:
    draft_in_source(desk, PLAIN_LINES)
    expect(text_box(desk).locator("p")).to_have_count(2)
    expect(source(desk)).to_have_value(PLAIN_LINES)
    text_box(desk).locator("p").first.click()
    desk.keyboard.press("End")
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
