"""Two people write one work, and one of them gives it away; with JavaScript and without."""

import re

from playwright.sync_api import Page, expect
from tests.journeys.test_journeys import name_for, sign_up
from tests.journeys.test_revisions import post


def test_two_write_one_work_and_one_gives_it_away(page: Page) -> None:
    """Invited, accepted, credited, ordered; then orphaned by one, with her name removed."""
    other = name_for(page, "heron")
    browser = page.context.browser
    assert browser is not None
    sign_up(page, name_for(page, "wren"), "Wren Reed")
    address = post(page, "The Weir", "The water was high.")
    invited = browser.new_context(base_url=re.sub(r"/works.*", "", address)).new_page()
    sign_up(invited, other, "Heron Hall")

    page.goto(f"{address}/edit")
    page.get_by_role("link", name="Authors and credits").click()
    page.get_by_label("Whom do you invite?").fill(other)
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("waits for an answer")
    page.get_by_label("Name", exact=True).fill("Zoe Low")
    page.get_by_label("Web address").fill("javascript:alert(1)")
    page.get_by_role("button", name="Add this credit").click()
    expect(page.locator(".errors").first).to_contain_text("is no address of the web")
    page.get_by_label("Web address").fill("https://example.org/zoe")
    page.get_by_role("button", name="Add this credit").click()
    expect(page.get_by_role("link", name="https://example.org/zoe")).to_have_count(1)

    invited.goto("/desk")
    expect(invited.locator("main")).to_contain_text("You are invited")
    invited.get_by_role("button", name="Accept").click()
    expect(invited.locator(".messages")).to_contain_text("You are an author of “The Weir” now.")

    page.goto(f"{address}/authors")
    page.get_by_label("Number of Wren Reed").fill("2")
    page.get_by_role("button", name="Put them in this order").click()
    page.goto(address)
    expect(page.locator(".byline").first).to_have_text(
        re.compile(r"^\s*Heron Hall \(\w+\), Wren Reed \(\w+\)\s*$")
    )
    expect(page.locator(".credits")).to_have_text("Artist: Zoe Low")

    page.goto(f"{address}/authors")
    page.get_by_role("link", name="Give it to the archive").click()
    page.get_by_label("Remove my name").check()
    page.get_by_role("button", name="Go on; you are asked once more").click()
    expect(page.locator("h1")).to_have_text("Are you sure?")
    page.get_by_role("button", name="Give it to the archive for good").click()
    expect(page.locator(".byline").first).to_have_text(
        re.compile(r"^\s*Heron Hall \(\w+\), orphan_account\s*$")
    )
    invited.goto(f"{address}/authors")
    expect(invited.locator("main")).to_contain_text("You are its only author")
    invited.context.close()
