"""What an author types survives a dead server, a dead tab, a lost session, her own second tab."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect
from tests.journeys.archive import PATIENCE, environment, free_port, wait_for

from fanfold.prose import clean, count_words

PASSWORD = "a long and plain password"
# Milliseconds: the module waits for three seconds without a key (nine when the text is long), and
# tries again after twenty.
A_WHILE = 25_000
COPIES = "Object.keys(localStorage).filter((name) => name.startsWith('fanfold.unsaved'))"
TEXTS = [
    (
        "html",
        "<p>One <em>two</em>three&nbsp;four &amp; five.</p>\n<p>Don’t; arm-rest; one--two.</p>",
    ),
    ("text", "a < b, b > c — and so on.\n\n* * *\n\n“It’s 3.5 o'clock,” she said."),
    ("markdown", "# A road\n\nIt went **on**, _and_ on.\n\nПривет, мир! 他走了。 ราตรี"),
]


@dataclass
class Archive:
    """An archive that can be killed and started again where it was."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Until it answers."""
        log = self.folder / "serve.log"
        with log.open("ab") as written:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fanfold", "serve", "--port", str(self.port)],
                env=environment(self.folder / "data"),
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(f"{self.address}/readyz", self.process, log)

    def kill(self) -> None:
        """As a power cut does."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)
        self.process = None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A running archive with an author in it."""
    archive = Archive(tmp_path_factory.mktemp("typed"))
    archive.start()
    yield archive
    if archive.process is not None:
        archive.kill()


@pytest.fixture(scope="module")
def author(archive: Archive, chromium: Browser) -> str:
    """The login of an author who has signed up."""
    page = chromium.new_page(base_url=archive.address)
    page.goto("/")
    page.locator("header").get_by_role("link", name="Sign up").click()
    page.locator("input[name=username]").fill("wren")
    page.locator("input[name=email]").fill("wren@example.org")
    page.locator("input[name=pen_name]").fill("Wren Tide")
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.close()
    return "wren"


def sign_in(page: Page, login: str) -> None:
    page.goto("/users/login")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator("header")).to_contain_text(login)


@pytest.fixture
def browser(archive: Archive, chromium: Browser, author: str) -> Iterator[BrowserContext]:
    """The author's browser; whatever its pages complain about fails the test."""
    complaints: list[str] = []
    context = chromium.new_context(base_url=archive.address)
    context.set_default_timeout(20_000)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    # She writes the source: what is kept is the field that a form sends, whoever fills it.
    context.add_init_script(
        "location.protocol === 'http:' && localStorage.setItem('fanfold-editor', 'source')"
    )
    page = context.new_page()
    sign_in(page, author)
    page.close()
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def chapter(browser: BrowserContext) -> str:
    """The address of a chapter that is saved."""
    page = browser.new_page()
    page.goto("/works/new")
    page.locator("[name=title]").fill("The Gate")
    page.locator("[name=chapter-source]").fill("It was shut.")
    page.get_by_role("button", name="Save as draft").click()
    page.locator("ol.desk a").first.click()
    address = page.url
    page.close()
    return address


def opened(browser: BrowserContext, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    return page


def write(page: Page, words: str) -> None:
    """Key by key, behind what stands there."""
    page.locator("[name=chapter-source]").press("Control+End")
    page.keyboard.type(words)


def paste(page: Page, text: str) -> None:
    """All at once, instead of what stands there: filling megabytes takes longer than a test may."""
    field = page.locator("[name=chapter-source]")
    field.evaluate("(field, text) => { field.value = text; }", text)
    field.dispatch_event("input")


def text_of(page: Page) -> str:
    return page.locator("[name=chapter-source]").input_value()


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words, timeout=A_WHILE)


def take_up(page: Page) -> None:
    page.locator("[data-offered]").get_by_role("link", name="Take it up").first.click()
    expect(page.locator("[data-offered]")).to_contain_text("It is not saved yet")


def copies(page: Page) -> int:
    found: int = page.evaluate(f"() => {COPIES}.length")
    return found


def test_a_server_that_dies_while_she_types_costs_no_word(
    archive: Archive, browser: BrowserContext, chapter: str
) -> None:
    page = opened(browser, chapter)
    write(page, " She knocked.")
    said(page, "Kept at")
    assert copies(page) == 0
    archive.kill()
    try:
        write(page, " Nobody came.")
        said(page, "kept in this browser")
        write(page, " She waited")
    finally:
        archive.start()
    page.reload()
    take_up(page)
    assert text_of(page) == "It was shut. She knocked. Nobody came. She waited"
    assert copies(page) == 0
    page.get_by_role("button", name="Save as draft").click()
    expect(page.locator(".notice").first).to_contain_text("is saved")
    expect(page.locator("[data-offered]")).to_have_text("")
    page.goto("/desk")
    expect(page.locator("main")).not_to_contain_text("Not saved yet")


def test_when_the_server_comes_back_the_page_goes_on_by_itself(
    archive: Archive, browser: BrowserContext, chapter: str
) -> None:
    page = opened(browser, chapter)
    archive.kill()
    try:
        write(page, " One.")
        said(page, "kept in this browser")
    finally:
        archive.start()
    write(page, " Two.")
    said(page, "Kept at")
    assert copies(page) == 0
    page.close()
    other = opened(browser, chapter)
    take_up(other)
    assert text_of(other) == "It was shut. One. Two."


def test_a_tab_that_crashes_gives_the_words_back(browser: BrowserContext, chapter: str) -> None:
    page = opened(browser, chapter)
    write(page, " She climbed over it.")
    # Not yet at the archive: a crash asks nobody.
    page.wait_for_function(f"() => {COPIES}.length > 0")
    crash(page)
    other = opened(browser, chapter)
    take_up(other)
    assert text_of(other) == "It was shut. She climbed over it."


def crash(page: Page) -> None:
    """End the tab's process, as the system does when memory runs out."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_a_tab_that_is_closed_at_once_gives_the_words_back(
    browser: BrowserContext, chapter: str
) -> None:
    page = opened(browser, chapter)
    write(page, " She went home.")
    page.close(run_before_unload=True)
    other = opened(browser, chapter)
    take_up(other)
    assert text_of(other) == "It was shut. She went home."


def test_a_second_tab_is_told_before_it_saves_and_then_shown_both_texts(
    browser: BrowserContext, chapter: str
) -> None:
    one, two = opened(browser, chapter), opened(browser, chapter)
    write(two, " From tab two.")
    expect(two.locator("[data-changed]")).to_be_hidden()
    write(one, " From tab one.")
    one.get_by_role("button", name="Save as draft").click()
    expect(one.locator(".notice").first).to_contain_text("is saved")
    expect(two.locator("[data-changed]")).to_contain_text("You saved chapter 1", timeout=A_WHILE)
    two.get_by_role("button", name="Save as draft").click()
    expect(two.locator(".errors")).to_contain_text("nothing was overwritten")
    assert text_of(two) == "It was shut. From tab two."
    expect(two.locator(".theirs")).to_contain_text("You saved chapter 1 from somewhere else")
    expect(two.locator(".theirs textarea").first).to_have_value("It was shut. From tab one.")
    two.get_by_role("button", name="Save as draft").click()
    expect(two.locator(".notice").first).to_contain_text("is saved")
    one.reload()
    assert text_of(one) == "It was shut. From tab two."


def test_who_is_signed_out_writes_on_and_signs_in_again_beside_it(
    author: str, browser: BrowserContext, chapter: str
) -> None:
    page, beside = opened(browser, chapter), opened(browser, "/")
    beside.locator("summary", has_text=author).first.click()
    beside.get_by_role("button", name="Sign out").click()
    page.bring_to_front()
    write(page, " She was gone.")
    said(page, "You are signed out")
    expect(page.get_by_role("link", name="Sign in, in a new tab")).to_be_visible()
    sign_in(beside, author)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    said(page, "Kept at")
    page.get_by_role("button", name="Save as draft").click()
    expect(page.locator(".notice").first).to_contain_text("is saved")
    assert text_of(page) == "It was shut. She was gone."


def test_she_is_warned_only_when_her_words_are_nowhere(
    archive: Archive, browser: BrowserContext, chapter: str
) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = opened(browser, chapter)
    page.on("dialog", note)
    write(page, " Kept.")
    page.reload()
    assert asked == []
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    archive.kill()
    try:
        write(page, " Lost?")
        said(page, "kept nowhere yet")
        page.evaluate("location.href = '/'")
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
    finally:
        archive.start()


def test_a_text_that_the_archive_does_not_take_stays_in_the_browser(
    browser: BrowserContext, chapter: str
) -> None:
    page = opened(browser, chapter)
    # In paragraphs: Chromium alone takes half a minute to lay out one of this length.
    long = f"{'word ' * 100}\n\n" * 4_600
    paste(page, long)
    said(page, "kept in this browser alone")
    page.close()
    other = opened(browser, chapter)
    offered = other.locator("[data-offered]")
    expect(offered).to_contain_text("in this browser alone", timeout=A_WHILE)
    offered.get_by_role("button", name="Take it up").click()
    assert text_of(other) == long


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_words_are_counted_while_she_types(
    browser: BrowserContext, chapter: str, form: str, text: str
) -> None:
    page = opened(browser, chapter)
    page.locator("[name=chapter-source_format]").select_option(form)
    page.locator("[name=chapter-source]").fill(text)
    words = count_words(clean(text, form).prose)  # type: ignore[arg-type]
    expect(page.locator(".field .words")).to_have_text(f"Words: about {words}")


def test_without_script_the_words_are_taken_up_thrown_away_or_saved(
    archive: Archive, chromium: Browser, author: str, browser: BrowserContext, chapter: str
) -> None:
    for words in (" First try.", " Second try."):
        page = opened(browser, chapter)
        write(page, words)
        said(page, "Kept at")
        page.close()
    context = chromium.new_context(base_url=archive.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, author)
    page.goto("/desk")
    expect(page.locator("main")).to_contain_text("Not saved yet")
    page.goto(chapter)
    offers = page.locator("[data-offered] section")
    expect(offers).to_have_count(2)
    expect(page.locator(".keeping")).to_be_hidden()
    offers.nth(1).locator("summary").click()
    offers.nth(1).get_by_role("button", name="Throw these words away").click()
    expect(offers).to_have_count(1)
    take_up(page)
    expect(page.locator(".theirs")).to_contain_text("What is saved now")
    assert page.locator("[name=chapter-source]").input_value() == "It was shut. Second try."
    page.get_by_role("button", name="Save as draft").click()
    expect(page.locator(".notice").first).to_contain_text("is saved")
    expect(offers).to_have_count(0)
    context.close()
