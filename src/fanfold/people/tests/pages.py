"""What is asked of every page of this room, whatever it says."""

import re

from selectolax.lexbor import LexborHTMLParser

_UNLABELLED = {"hidden", "submit", "button"}


def problems_of(html: str) -> list[str]:
    """Sentences about what is wrong with a page's HTML; none when all is well."""
    page = LexborHTMLParser(html)
    found = []
    root = page.css_first("html")
    if root is None or not root.attributes.get("lang") or not root.attributes.get("dir"):
        found.append("The page does not say its language and direction.")
    if len(page.css("h1")) != 1:
        found.append(f"The page has {len(page.css('h1'))} first headings.")
    if not any(title.text().strip(" ·\n") for title in page.css("title")):
        found.append("The page has no title.")
    ids = [node.attributes["id"] for node in page.css("[id]")]
    found += [f"The id {one} is there twice." for one in {one for one in ids if ids.count(one) > 1}]
    labelled = {node.attributes.get("for") for node in page.css("label")}
    for field in page.css("input, textarea, select"):
        kind = field.attributes.get("type", "text")
        if kind in _UNLABELLED or "hidden" in field.attributes:
            continue
        if field.attributes.get("id") not in labelled:
            found.append(f"The field {field.attributes.get('name')} has no label.")
    found += [f"{node.tag} has a style of its own." for node in page.css("[style], style")]
    found += ["There is script in the page." for node in page.css("script") if node.text().strip()]
    if re.search(r"\son[a-z]+=", html):
        found.append("There is a handler in the page.")
    for form in page.css("form[method=post]"):
        tokens = form.css("input[name=csrfmiddlewaretoken]")
        if not tokens and form.attributes.get("action") != "/theme":
            found.append(f"The form to {form.attributes.get('action')} has no token.")
    return found


def without_what_varies(html: str) -> str:
    """The page without security tokens, which differ on every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
