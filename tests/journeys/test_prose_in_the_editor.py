"""What the rich-text editor does to prose: nothing. Every golden prose goes through it in Chromium.

The editor stands in an empty page here, without an archive. Writing in it is in test_rich_text.py.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route
from tests.fuzz.texts import sources
from tests.test_files_come_back import prose as prose_of_everything
from tests.test_the_editor import BUNDLE, derived

from fanfold.prose import clean

GOLDEN = Path(__file__).parents[1] / "golden" / "prose"
PROSE = {
    path.parent.name: path.read_text(encoding="utf-8").removesuffix("\n")
    for path in sorted(GOLDEN.glob("*/golden.html"))
}
# Seconds on a busy machine; alone it takes about one.
LONGEST = 20
# Opened, written in, the writing undone, read back; null where the editor refuses to open it.
THROUGH = """
async (prose) => {
  const { read, viewOf, write } = await import('/editor.js');
  const doc = read(prose);
  if (!doc) return null;
  const element = document.body.appendChild(document.createElement('div'));
  const changed = () => {};
  const view = viewOf(doc, { element, attributes: {}, plugins: [], keys: {}, changed });
  let start = 0;
  doc.descendants((node, pos) => { start ||= node.isTextblock ? pos + 1 : 0; return !start; });
  view.dispatch(view.state.tr.insertText('A word. ', start));
  view.dispatch(view.state.tr.delete(start, start + 8));
  await new Promise((resolve) => setTimeout(resolve));
  view.domObserver.flush();
  const back = write(view.state.doc);
  view.destroy();
  element.remove();
  return back;
}
"""


@pytest.fixture(scope="module")
def editor(chromium: Browser) -> Iterator[Page]:
    """A page that has nothing but the editor's module to ask."""

    def answer(route: Route) -> None:
        if route.request.url.endswith("/editor.js"):
            route.fulfill(body=BUNDLE.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><body>", content_type="text/html")

    page = chromium.new_page()
    page.route("**/*", answer)
    page.goto("http://editor.example/")
    yield page
    page.close()


TAG = re.compile(r'<([a-z0-9]+)((?: [a-z-]+="[^"]*")+)>')
ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
SUMMARY_FIRST = re.compile(r"<details[^>]*>\s*<summary")


def in_order(prose: str) -> str:
    """The same prose with the attributes of each element in one order, which means nothing."""
    return TAG.sub(lambda tag: f"<{tag[1]} {' '.join(sorted(ATTRIBUTE.findall(tag[2])))}>", prose)


def through(editor: Page, prose: str) -> str | None:
    """What the editor gives back of a prose that it has shown; None when it refuses to show it."""
    back: str | None = editor.evaluate(THROUGH, prose)
    return back


@pytest.mark.parametrize("name", PROSE)
def test_golden_prose_comes_back_as_it_was(editor: Page, name: str) -> None:
    """To the letter, and so after cleaning: the cleaner leaves its own prose alone."""
    assert through(editor, PROSE[name]) == PROSE[name]


@seed(1)
@settings(
    max_examples=300,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.one_of(prose_of_everything, sources.map(lambda source: clean(*source).prose)))
def test_any_prose_comes_back_as_it_was(editor: Page, prose: str) -> None:
    came_back = through(editor, prose)
    # Details whose summary does not come first are shown as source: the editor would move it.
    is_refused = came_back is None and "<summary" in SUMMARY_FIRST.sub("", prose)
    assert is_refused or (came_back is not None and in_order(came_back) == in_order(prose))


@pytest.mark.parametrize(
    "text",
    [
        "<figure><p>a</p></figure>",
        "<p>a</p>text that stands in nothing",
        '<p class="of-the-authors-own">a</p>',
        "<ul><p>no item</p></ul>",
        '<p><a href="javascript:go()">a</a></p>',
        "<p>a<!-- a remark --></p>",
    ],
)
def test_what_it_would_change_it_refuses(editor: Page, text: str) -> None:
    assert through(editor, text) is None


def test_it_knows_what_the_vocabulary_knows(editor: Page) -> None:
    asked = "async () => (await import('/editor.js')).vocabularyOfTheEditor()"
    known = {
        name: (set(about["attributes"]), set(about["classes"]))
        for name, about in editor.evaluate(asked).items()
    }
    listed = json.loads(derived())["elements"]
    assert known == {
        name: (set(about["attributes"]), set(about["classes"])) for name, about in listed.items()
    }


def test_a_long_chapter_is_opened_and_read_back_in_time(editor: Page) -> None:
    """A hundred thousand words."""
    paragraph = "<p>" + "The lamp went <em>out</em> and came back. " * 12 + "So.</p>"
    prose = clean("\n".join([paragraph] * 1_200), "html").prose
    began = time.perf_counter()
    assert through(editor, prose) == prose
    assert time.perf_counter() - began < LONGEST
