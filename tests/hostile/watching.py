"""A browser that tells on its pages: what ran in them, what they asked for, what stands in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

from fanfold.prose.vocabulary import ATTRIBUTES, ELEMENTS

__all__ = ["Watched", "watched"]

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
# `ran` may be missing in a frame that is just being made; then the console tells.
TELL = """
for (const name of ["alert", "confirm", "prompt", "print", "MsgBox"])
  window[name] = (...said) => window.ran ? window.ran(name) : console.error("ran " + name);
"""
# Pages of a book are XML, and readers of books read them so.
AS_XML = f"""([texts, own]) => texts.flatMap(text => {{
  const page = new DOMParser().parseFromString(text, "application/xhtml+xml");
  if (page.querySelector("parsererror")) return ["not XML: " + text.slice(0, 200)];
  return ({LOOK})(page, own);
}})"""
# Each piece alone, where scripts put texts: written, read back and written once more.
AGAIN = f"""([pieces, own]) => pieces.flatMap(piece => ["div", "td", "template"].flatMap(name => {{
  const outer = document.createElement("div");
  const place = document.createElement(name);
  outer.className = "userstuff";
  outer.append(place);
  document.body.append(outer);
  place.innerHTML = piece;
  const once = place.innerHTML;
  place.innerHTML = once;
  const inside = document.createElement("div");
  inside.className = "userstuff";
  inside.append(...(place.content || place).cloneNode(true).childNodes);
  document.body.append(inside);
  const found = ({LOOK})(inside, own);
  if (place.innerHTML !== once) found.push("it changes when it is read: " + piece.slice(0, 200));
  outer.remove();
  inside.remove();
  return found;
}}))"""
# The wall gives rel, the page aria-label; a book gives role.
GIVEN = {"class", "rel", "aria-label", "role", "xml:lang", "xmlns"}
OWN = {
    "elements": sorted(ELEMENTS),
    "attributes": sorted(GIVEN.union(*ATTRIBUTES.values())),
}


class Watched:
    """A page and everything that happened in its context."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.happened: list[str] = []
        context.expose_function("ran", lambda what: self.happened.append(f"{what} ran"))
        context.add_init_script(TELL)
        context.on("dialog", self._interrupted)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.happened.append(f"error: {error.error}"))
        self.page: Page = context.new_page()
        context.on("page", lambda page: self.happened.append(f"another window: {page.url}"))

    def _interrupted(self, dialog: Dialog) -> None:
        self.happened.append("a dialog")
        dialog.dismiss()

    def visit(self, path: str, **own: Any) -> bool:
        """Go to an address of the archive, or a file's, and look; whether an attack is there."""
        self.page.goto(path if "://" in path else self.address + path, wait_until="load")
        self.look(**own)
        return bool(self.page.evaluate("document.documentElement.textContent.includes('alert')"))

    def look(self, **own: Any) -> None:
        """Look at the page as it stands."""
        found = self.page.evaluate(f"(own) => ({LOOK})(document, own)", {**OWN, **own})
        self.happened += [f"{self.page.url}: {one}" for one in found]

    def parse_as_xml(self, texts: list[str]) -> None:
        """Look at pages of books that are not opened."""
        self.happened += self.page.evaluate(AS_XML, [texts, {**OWN, "styles": True}])

    def parse_again(self, pieces: list[str]) -> None:
        """Put pieces of prose into the page as a script would, and look at each."""
        self.happened += self.page.evaluate(AGAIN, [pieces, OWN])
        self.page.wait_for_timeout(100)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "file:", "about:", "blob:")):
            self.happened.append(f"asked for {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        said = message.text
        if message.type == "error" and "Failed to load resource" not in said:
            self.happened.append(f"the console: {said}")


@contextmanager
def watched(browser: Browser, address: str, *, with_policy: bool) -> Iterator[Watched]:
    """A context of its own; without the policy, nothing but clean text stands in the way."""
    context = browser.new_context(base_url=address, bypass_csp=not with_policy)
    context.set_default_timeout(30_000)
    yield Watched(context, address)
    context.close()
