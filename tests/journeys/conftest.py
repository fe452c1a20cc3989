"""A real archive, started by `fanfold serve` in an empty folder, and a real Chromium."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.archive import PATIENCE, RunningArchive, environment, free_port, wait_for

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningArchive]:
    """`fanfold serve`, as a host starts it, until the tests are over."""
    data = tmp_path_factory.mktemp("archive") / "data"
    log = data.parent / "serve.log"
    port = free_port()
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "fanfold", "serve", "--port", str(port)],
            env=environment(data),
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz", process, log)
        found = re.search(r"http://\S+/setup/\S+", log.read_text(encoding="utf-8"))
        assert found, f"no link for the archivist in:\n{log.read_text(encoding='utf-8')}"
        yield RunningArchive(address=address, data=data, first_link=found.group())
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Headless Chromium from the system's packages. No longer than a module: while Playwright runs,
    its event loop is in the way of other tests in the same process."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


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
