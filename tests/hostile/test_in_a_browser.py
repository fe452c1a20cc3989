"""Every attack in every field of a real archive, in a real Chromium: nothing runs, with the site's
policy and without it."""

import io
import itertools
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.hostile.attacks import ATTACKS, FAMILIES
from tests.hostile.files import story_files
from tests.hostile.library import LOGIN, PASSWORD, storable
from tests.hostile.watching import Watched, watched
from tests.journeys.archive import RunningArchive, environment, started

from fanfold.prose import SourceFormat, clean

ROOT = Path(__file__).parents[2]
FORMATS: list[SourceFormat] = ["html", "markdown", "text"]
WHOLE = "\n\n".join(storable(attack, 20_000) for attack in ATTACKS)
FILL = """
import django, json
django.setup()
from tests.hostile.library import fill
print(json.dumps(fill()))
"""
TAGS = "\"onclick alert(1), javascript:alert(1), '-alert(1)-'"
TAG_FIELDS = {"fandoms", "relationships", "characters", "freeforms"}
Addresses = dict[str, list[str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningArchive]:
    """A running archive."""
    with started(tmp_path_factory.mktemp("hostile")) as running:
        yield running


@pytest.fixture(scope="module")
def addresses(archive: RunningArchive) -> Addresses:
    """What the archive is full of, by what it is."""
    filled = subprocess.run(
        [sys.executable, "-c", FILL],
        cwd=ROOT,
        env={**environment(archive.data), "DJANGO_SETTINGS_MODULE": "fanfold.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert filled.returncode == 0, filled.stderr[-3000:]
    found: Addresses = json.loads(filled.stdout)
    return found


@pytest.fixture(scope="module", params=["with the policy", "without a policy"])
def watch(
    request: pytest.FixtureRequest, chromium: Browser, archive: RunningArchive
) -> Iterator[Watched]:
    """A watched page of somebody who has signed in."""
    policy = request.param == "with the policy"
    with watched(chromium, archive.address, with_policy=policy) as watch:
        yield watch


@pytest.fixture
def signed_in(watch: Watched, addresses: Addresses) -> Watched:
    """The same as the author of all of it."""
    watch.page.goto("/users/login")
    if watch.page.locator("input[name=password]").count():
        watch.page.locator("input[name=login]").fill(LOGIN)
        watch.page.locator("input[name=password]").fill(PASSWORD)
        watch.page.locator("main button[type=submit]").click()
    return watch


def every(nth: int, addresses: list[str]) -> list[str]:
    """Each so-manieth, the last one too."""
    return [*addresses[::nth], addresses[-1]]


def test_the_watch_sees_what_it_watches_for(chromium: Browser, archive: RunningArchive) -> None:
    with watched(chromium, archive.address, with_policy=False) as watch:
        watch.page.goto("/")
        seen = []
        for harm in (
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<link rel=stylesheet href=https://evil.example/x.css>",
            "<div class=userstuff><p id=main>x</p></div>",
            "<div class=userstuff><a href=javascript:alert(1)>x</a></div>",
            "<div class=userstuff><svg></svg></div>",
        ):
            watch.happened.clear()
            watch.page.set_content(harm)
            watch.page.wait_for_timeout(50)
            watch.look()
            seen.append((harm, bool(watch.happened)))
        assert [harm for harm, was_seen in seen if not was_seen] == []


def test_the_policy_itself_would_stop_what_got_so_far(
    chromium: Browser, archive: RunningArchive
) -> None:
    with watched(chromium, archive.address, with_policy=True) as watch:
        watch.page.goto("/")
        watch.page.evaluate("document.body.innerHTML = '<img src=x onerror=alert(1)>'")
        watch.page.wait_for_timeout(50)
        assert not [one for one in watch.happened if "ran" in one]
        assert [one for one in watch.happened if "Content Security Policy" in one]


@pytest.mark.parametrize(
    ("kind", "nth", "more"),
    [
        ("works", 1, "?view_full_work=true"),
        ("works", 10, "/navigate"),
        ("chapters", 4, ""),
        ("leaflets", 10, ""),
        ("series", 12, ""),
        ("tags", 50, ""),
        ("pen names", 10, ""),
        ("pulled", 4, ""),
    ],
)
def test_nothing_runs_where_readers_read(
    watch: Watched, addresses: Addresses, kind: str, nth: int, more: str
) -> None:
    watch.happened.clear()
    arrived = [watch.visit(address + more) for address in every(nth, addresses[kind])]
    assert watch.happened == []
    assert sum(arrived) > len(arrived) / 2  # Some attacks are nothing but a mark that is dropped.


def test_nothing_runs_in_lists(watch: Watched, addresses: Addresses) -> None:
    watch.happened.clear()
    works = len(addresses["works"]) + len(addresses["leaflets"])
    lists = [f"/works?page={page}" for page in range(1, works // 25 + 2)]
    arrived = [watch.visit(address) for address in ("/", f"/users/{LOGIN}", *lists)]
    assert watch.happened == []
    assert all(arrived)


def test_nothing_runs_where_authors_write(signed_in: Watched, addresses: Addresses) -> None:
    watch = signed_in
    watch.happened.clear()
    forms = [
        *(f"{work}/edit" for work in every(6, addresses["works"])),
        *(f"{work}/edit" for work in every(12, addresses["pulled"])),
        *(f"{chapter}/edit" for chapter in every(6, addresses["chapters"])),
        f"{addresses['works'][0]}/chapters/new",
        *addresses["pulled"][:3],
    ]
    arrived = [watch.visit(address) for address in ("/desk", "/users/settings", *forms)]
    assert watch.happened == []
    assert sum(arrived) > len(arrived) / 2


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_runs_before_and_after_cleaning(signed_in: Watched, form: SourceFormat) -> None:
    watch = signed_in
    watch.happened.clear()
    watch.page.goto("/clean")
    watch.page.locator("main textarea").fill(WHOLE)
    watch.page.get_by_label("Written as").select_option(form)
    watch.page.get_by_role("button", name="Show what becomes of it").click()
    expect(watch.page.locator(".preview .userstuff")).to_contain_text("alert")
    watch.look()
    assert watch.happened == []


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_runs_in_a_preview(signed_in: Watched, form: SourceFormat) -> None:
    watch = signed_in
    watch.happened.clear()
    watch.page.goto("/works/new")
    fields = watch.page.locator("main form input[type=text], main form textarea")
    attacks = itertools.cycle(FAMILIES["Breaking out"])
    for field in fields.all():  # Some are folded away, where nobody can type just now.
        is_tags = field.get_attribute("name") in TAG_FIELDS
        said = TAGS if is_tags else " ".join(itertools.islice(attacks, 3))[:200]
        field.evaluate("(field, said) => { field.value = said }", said)
    watch.page.get_by_role("button", name="Source", exact=True).click()
    watch.page.get_by_label("Text", exact=False).first.fill(WHOLE)
    watch.page.get_by_label("Written as").select_option(form)
    watch.page.get_by_role("button", name="Preview").click()
    expect(watch.page.locator(".preview .userstuff.module").first).to_contain_text("alert")
    watch.look()
    assert watch.happened == []


def test_nothing_runs_where_a_file_is_brought(signed_in: Watched) -> None:
    watch = signed_in
    watch.happened.clear()
    for name, data in story_files():
        watch.page.goto("/works/import")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        watch.page.get_by_label("Title").fill(FAMILIES["Breaking out"][0])
        watch.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        watch.page.get_by_role("button", name="Import as a draft").click()
        watch.page.wait_for_load_state("load")
        watch.look()
        read = watch.page.get_by_role("link", name="Read it")
        expect(read).to_be_visible()
        watch.visit((read.get_attribute("href") or "") + "?view_full_work=true")
    assert watch.happened == []


def test_nothing_runs_in_files_that_are_taken_away(
    watch: Watched, addresses: Addresses, tmp_path: Path
) -> None:
    watch.happened.clear()
    for number, address in enumerate(every(4, addresses["files"])):
        page = tmp_path / f"{number}.html"
        page.write_bytes(watch.context.request.get(f"{address}.html").body())
        assert watch.visit(page.as_uri(), styles=True)
        data = watch.context.request.get(f"{address}.epub").body()
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            book.extractall(tmp_path / str(number))
        pages = sorted((tmp_path / str(number)).rglob("*.xhtml"))
        assert len(pages) > 20
        for one in every(12, [page.as_uri() for page in pages]):
            watch.visit(one, styles=True)
        watch.parse_as_xml([page.read_text(encoding="utf-8") for page in pages])
    assert watch.happened == []


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_runs_when_prose_is_parsed_once_more(watch: Watched, form: SourceFormat) -> None:
    watch.page.goto("/")
    watch.happened.clear()
    pieces = [clean(attack, form).prose for attack in ATTACKS]
    watch.parse_again(pieces)
    assert watch.happened == []
