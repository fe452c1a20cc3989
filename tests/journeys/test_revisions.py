"""A text is revised before readers, compared, and brought back; with JavaScript and without."""

import re

from playwright.sync_api import Page, expect
from tests.journeys.test_journeys import name_for, sign_up


def post(page: Page, title: str, text: str) -> str:
    """Publish a work of one chapter; its address."""
    page.goto("/works/new")
    page.get_by_label("Title", exact=True).first.fill(title)
    page.get_by_label("General").check()
    page.get_by_label("No warnings apply").check()
    page.get_by_label("Fandoms").fill("Original Work")
    page.get_by_label("Text", exact=False).first.fill(text)
    page.get_by_role("button", name="Publish the work").click()
    expect(page.locator("h1")).to_have_text(title)
    return re.sub(r"\?.*", "", page.url)


def revise(page: Page, address: str, text: str, word: str) -> None:
    """Save another text of the first chapter, and say what changed."""
    page.goto(f"{address}/edit")
    page.get_by_role("link", name="Chapter 1").first.click()
    page.get_by_label("Text", exact=False).first.fill(text)
    page.get_by_label("A word on what changed").fill(word)
    page.get_by_role("button", name="Save chapter 1").click()
    expect(page.locator(".messages")).to_contain_text("Chapter 1 is saved.")


def test_a_revised_chapter_is_told_compared_and_restored(page: Page) -> None:
    """Who read it before is told and sees what changed; the author brings the old text back."""
    # She writes the source: a script that fills the editor is faster than its selection.
    page.context.add_init_script(
        "location.protocol === 'http:' && localStorage.setItem('fanfold-editor', 'source')"
    )
    sign_up(page, name_for(page, "rook"), "Rook Hill")
    address = post(page, "The Ferry", "The ferry went at noon.")
    page.goto(f"{address}/edit")
    page.get_by_label("What was changed").check()
    page.get_by_role("button", name="Save what readers see").click()
    expect(page.get_by_label("What was changed")).to_be_checked()

    browser = page.context.browser
    assert browser is not None
    reading = browser.new_context(base_url=page.url)
    reader = reading.new_page()
    sign_up(reader, name_for(reader, "linnet"), "Linnet Low")
    reader.goto(address)
    expect(reader.locator(".revised")).to_have_count(0)

    revise(page, address, "The ferry went at midnight.", "It goes later.")
    reader.goto(address)
    expect(reader.locator(".revised")).to_contain_text("Revised since you read it on")
    expect(reader.locator(".revised")).to_contain_text("It goes later.")
    reader.get_by_role("link", name="See what changed").click()
    expect(reader.locator("del").filter(has_text="noon")).to_have_count(1)
    expect(reader.locator("ins").filter(has_text="midnight")).to_have_count(1)

    page.goto(f"{address}/edit")
    page.get_by_role("link", name="Chapter 1").first.click()
    page.get_by_role("link", name="All revisions").click()
    expect(page.locator("ol.desk > li")).to_have_count(2)
    page.get_by_role("link", name="Read or restore revision 1").click()
    expect(page.locator(".notice")).to_contain_text("It is not what readers see.")
    expect(page.locator(".preview-page")).to_contain_text("at noon")
    page.get_by_role("button", name="Restore revision 1").click()
    expect(page.locator("ol.desk > li")).to_have_count(3)
    expect(page.locator("ol.desk > li").first).to_contain_text("Restored from revision")
    reader.goto(address)
    expect(reader.locator("div.userstuff.module")).to_contain_text("at noon")
    reading.close()


def test_a_reader_has_her_history_forgotten_and_noted_no_more(page: Page) -> None:
    """Both are buttons on the settings page."""
    sign_up(page, name_for(page, "dunnock"), "Dunnock")
    page.goto("/users/settings")
    page.locator("summary", has_text="Forget what was noted").click()
    page.get_by_role("button", name="Forget all of it").click()
    expect(page.locator(".messages")).to_contain_text("is forgotten")
    page.get_by_role("button", name="Note nothing that I read").click()
    expect(page.locator("#history")).to_contain_text("Nothing that you read is noted.")
    page.get_by_role("button", name="Note what I read").click()
    expect(page.get_by_role("button", name="Note nothing that I read")).to_be_visible()
