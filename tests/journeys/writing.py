"""A new work's form in a browser: the place to write in, the textarea behind it, the buttons."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page
from tests.journeys.archive import RunningArchive
from tests.journeys.test_journeys import sign_up

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


@contextmanager
def new_work(chromium: Browser, archive: RunningArchive) -> Iterator[Page]:
    """The form of a new work, filled in but for the text; any complaint of the page is a failure.

    What the content security policy forbids is such a complaint.
    """
    context = chromium.new_context(
        base_url=archive.address, viewport={"width": 1000, "height": 900}
    )
    context.set_default_timeout(20_000)
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
    context.close()
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


def let_the_cursor_arrive(page: Page) -> None:
    """The browser tells of a moved cursor a moment later; no person types in that moment."""
    page.wait_for_timeout(100)


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
