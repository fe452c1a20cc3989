"""What people come for, from beginning to end, with JavaScript and without."""

import io
import re
import zipfile

from playwright.sync_api import Page, expect
from tests.journeys.archive import RunningArchive

PASSWORD = "a long and plain password"
STORY = "She waited by the “old” gate.\n\n* * *\n\nIt opened.\n"


def sign_up(page: Page, login: str, pen_name: str) -> None:
    """Make an account as a newcomer does."""
    page.goto("/")
    page.locator("header").get_by_role("link", name="Sign up").click()
    page.locator("input[name=username]").fill(login)
    page.locator("input[name=email]").fill(f"{login}@example.org")
    page.locator("input[name=pen_name]").fill(pen_name)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()


def name_for(page: Page, request_name: str) -> str:
    """A login of its own for each way of running a journey."""
    script = "with" if page.evaluate("1") == 1 else "without"
    return f"{request_name}_{script}_{abs(hash(page)) % 10_000}"


def as_source(page: Page) -> None:
    """With script a text is written in the editor; here it is written in the textarea."""
    for button in page.get_by_role("button", name="Source", exact=True).all():
        button.click()


def test_sign_up_post_read_download(page: Page) -> None:
    """A newcomer posts a story; a stranger reads it and takes it away."""
    login = name_for(page, "wren")
    sign_up(page, login, "Wren Tide")
    page.goto("/works/new")
    page.get_by_label("Title", exact=True).first.fill("The Gate")
    page.get_by_label("General").check()
    page.get_by_label("No warnings apply").check()
    page.get_by_label("Fandoms").fill("Original Work")
    page.get_by_label("Additional tags").fill("Gates, Slow burn")
    as_source(page)
    page.get_by_label("Text", exact=False).first.fill(STORY)
    page.get_by_label("Written as").select_option("text")

    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview .userstuff.module")).to_contain_text("It opened.")
    expect(page.get_by_label("Title", exact=True).first).to_have_value("The Gate")

    page.get_by_role("button", name="Publish the work").click()
    expect(page.locator("h1")).to_have_text("The Gate")
    address = re.sub(r"\?.*", "", page.url)

    page.locator("summary", has_text=login).first.click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(address)
    expect(page.locator("div.userstuff.module")).to_contain_text("“old” gate")
    expect(page.locator("hr.ff-break")).to_have_attribute("aria-label", "Scene break")

    page.locator("li.download summary").click()
    with page.expect_download() as waiting:
        page.locator("li.download").get_by_role("link", name="EPUB").click()
    book = zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes()))
    assert book.namelist()[0] == "mimetype"
    story = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml"))
    assert "“old” gate".encode() in story


def test_an_author_adds_a_chapter_pulls_and_republishes(page: Page) -> None:
    """The heart of it: what was pulled is not lost, and comes back to the same address."""
    login = name_for(page, "tide")
    sign_up(page, login, "Tide Wrack")
    page.goto("/works/new")
    page.get_by_label("Title", exact=True).first.fill("Low Water")
    page.get_by_label("Teen").check()
    page.get_by_label("No warnings apply").check()
    page.get_by_label("Fandoms").fill("Original Work")
    page.get_by_label("Text", exact=False).first.fill("First chapter.")
    page.get_by_role("button", name="Publish the work").click()
    address = page.url

    page.get_by_role("link", name="Edit this work").click()
    page.get_by_role("link", name="Add a chapter").click()
    page.get_by_label("Chapter title").fill("Spring tide")
    page.get_by_label("Text", exact=False).first.fill("Second chapter.")
    page.get_by_role("button", name="Publish chapter 2").click()
    expect(page.locator("h2.title .name")).to_have_text("Spring tide")

    page.get_by_role("link", name="Edit this work").click()
    page.locator("summary", has_text="Pull this work").click()
    page.get_by_label("A word to your readers").fill("It is not in good shape. Stick with me.")
    page.get_by_role("button", name="Pull the work").click()
    expect(page.locator("h1 .badge")).to_have_text("Pulled")

    stranger = page.context.browser.new_context()  # type: ignore[union-attr]
    reader = stranger.new_page()
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 410
    expect(reader.locator("main")).to_contain_text("Stick with me.")

    page.get_by_role("button", name="Republish the work").click()
    expect(page.get_by_role("link", name="Edit this work")).to_be_visible()
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 200
    stranger.close()


def test_a_story_file_is_imported_from_its_page(page: Page) -> None:
    """A file becomes a draft, and the page says what was understood."""
    sign_up(page, name_for(page, "leto"), "Leto Lamp")
    page.goto("/works/import")
    page.locator("input[type=file]").set_input_files(
        {"name": "gate.txt", "mimeType": "text/plain", "buffer": f"Chapter 1\n\n{STORY}".encode()}
    )
    page.get_by_role("button", name="Import as a draft").click()
    expect(page.locator("h1")).to_contain_text("is a draft now")
    page.get_by_role("link", name="Look it over and publish").click()
    expect(page.locator("h1 .badge")).to_have_text("Draft")


def test_colours_are_chosen_without_an_account(page: Page) -> None:
    """The theme is a form, so it works everywhere, and it is remembered."""
    page.goto("/")
    page.get_by_role("button", name="Sepia").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
    page.goto("/works")
    expect(page.locator("html")).to_have_attribute("data-theme", "sepia")


def test_the_first_link_makes_the_archivist_once(page: Page, archive: RunningArchive) -> None:
    """The link printed at the first start opens the archive; afterwards it is spent."""
    spent = page.goto(archive.first_link)
    assert spent is not None
    if spent.status == 200:
        page.locator("input[name=archive_name]").fill("The Quiet Shelf")
        page.locator("input[name=login]").fill("keeper")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        expect(page.locator("header")).to_contain_text("The Quiet Shelf")
        expect(page.locator("header")).to_contain_text("keeper")
        spent = page.goto(archive.first_link)
        assert spent is not None
    assert spent.status == 410
    listed = archive.fanfold("admin", "list", "--json")
    assert '"keeper"' in listed.stdout
