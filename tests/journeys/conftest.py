"""A real archive, started by `fanfold serve` in an empty folder, and a real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.archive import RunningArchive, started


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningArchive]:
    """`fanfold serve`, as a host starts it, until the tests are over."""
    with started(tmp_path_factory.mktemp("archive")) as running:
        yield running


@pytest.fixture(params=["with script", "without script"])
def page(
    request: pytest.FixtureRequest, chromium: Browser, archive: RunningArchive
) -> Iterator[Page]:
    """A fresh reader's page, once with JavaScript and once without; errors in it fail the test."""
    context = chromium.new_context(
        base_url=archive.address,
        java_script_enabled=request.param == "with script",
        accept_downloads=True,
        viewport={"width": 1000, "height": 900},
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield page
    context.close()
    # A page that answers 4xx says so in the console; journeys visit such pages on purpose.
    assert [one for one in complaints if "Failed to load resource" not in one] == []
