"""AO3's web pages of a work as a browser saves them: the entire work, or one chapter of it.

Classes and ids are those on which every skin and every script for AO3 relies.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fanfold.formats.document import DocumentChapter
from fanfold.formats.saved.ao3_facts import Facts
from fanfold.formats.saved.ao3_languages import language_tag
from fanfold.formats.saved.nodes import classes, elements, href, inner, pairs, words
from fanfold.kit.findings import Finding

__all__ = ["read_page"]

# The class of a row in the header, and the field of SavedWork.
_KINDS = {
    "rating": "rating", "warning": "warnings", "category": "categories", "fandom": "fandoms",
    "relationship": "relationships", "character": "characters", "freeform": "freeforms",
}  # fmt: skip
# What an administrator sees, which is nobody else's business.
_PRIVATE = frozenset({"ip", "akismet", "limit", "original_creators", "gift"})
_WORK = re.compile(r"(https?://[^\s/]+)?[^\s?#]*?/(?:works|downloads)/(\d+)", re.I | re.ASCII)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S{1,500}) -->", re.ASCII)
_SITE = re.compile(r"https?://[^\s/]+", re.I | re.ASCII)
_CHAPTER = re.compile(r"chapter-(\d{1,6})", re.ASCII)
# Links to this work and to no other, the surest first.
_OWN_LINKS = (
    "#chapters h3.title > a", "li.download a", "li.chapter.entire a", "li.bychapter a",
    "dl.stats dd.bookmarks a", "li.comments a", "li.share a",
)  # fmt: skip
_HOME = ("[Archive of Our Own]", "https://archiveofourown.org")
_HEAD = 4_000


def read_page(
    tree: LexborHTMLParser, html: str
) -> tuple[Facts, list[DocumentChapter], list[Finding]] | None:
    """What the page of a work says, or None when this is none."""
    header = tree.css_first("dl.work.meta")
    skin = tree.css_first("div#workskin")
    if header is None or skin is None or header.css_first('dd a[href*="/tags/"]') is None:
        return None
    facts = Facts()
    findings: list[Finding] = []
    facts.site, facts.address = _addresses(tree, html)
    _read_header(header, facts, findings)
    chapters: list[DocumentChapter] = []
    numbers: list[int] = []
    for part in elements(skin):
        if "afterword" in classes(part):
            _read_afterword(part, facts)
        elif "preface" in classes(part):
            _read_preface(part, facts)
        elif part.attributes.get("id") == "chapters":
            for node in elements(part):
                if match := _CHAPTER.fullmatch(node.attributes.get("id") or ""):
                    numbers.append(int(match[1]))
                    chapters.append(_chapter(node, facts, numbers[-1]))
                elif "userstuff" in classes(node):
                    chapters.append(DocumentChapter(source=_text(node)))
    if len(numbers) == 1 and (facts.posted_chapters or 1) > 1:
        count = facts.posted_chapters or 1
        findings.append(Finding("saved_one_chapter", {"chapter": numbers[0], "count": count}))
    if "</html" not in html[-_HEAD:].lower():
        findings.append(Finding("saved_cut_off", {"chapter": (numbers or [len(chapters)])[-1]}))
    return facts, [chapter for chapter in chapters if chapter.source], findings


def _addresses(tree: LexborHTMLParser, html: str) -> tuple[str, str]:
    """The archive's address and the work's; empty where the page does not say it."""
    links = [href(link) for own in _OWN_LINKS for link in tree.css(own)]
    saved_from = _SAVED_FROM.search(html, 0, _HEAD)
    if saved_from:
        links.insert(0, saved_from[1])
    works = [match for match in map(_WORK.match, links) if match]
    header = tree.css_first("dl.work.meta a")
    known = [match[1] for match in works if match[1]]
    if header is not None and (site := _SITE.match(href(header))):
        known.append(site[0])
    if _HOME[0] in words(tree.css_first("title")):
        known.append(_HOME[1])
    number = works[0][2] if works else _commented(tree)
    site_address = known[0] if known else ""
    return site_address, f"{site_address}/works/{number}" if site_address and number else ""


def _commented(tree: LexborHTMLParser) -> str:
    """The number of the work for which kudos would be left."""
    node = tree.css_first("input#kudo_commentable_id")
    number = (node.attributes.get("value") or "") if node is not None else ""
    return number if number.isascii() and number.isdecimal() else ""


def _read_header(header: LexborNode, facts: Facts, findings: list[Finding]) -> None:
    for label, said in pairs(header):
        names = classes(said)
        kind = next((kind for kind in _KINDS if kind in names), "")
        if kind:
            links = said.css("a")
            hidden = [link for link in links if "show_hidden" in href(link)]
            if hidden:
                findings.append(Finding("saved_tags_hidden", {"label": label}))
            facts.add_tags(_KINDS[kind], [words(link) for link in links if link not in hidden])
        elif "language" in names:
            facts.language = language_tag(words(said))
        elif "series" in names:
            facts.add_series(said)
        elif "stats" in names:
            stats = said.css_first("dl")
            for name, value in pairs(stats) if stats is not None else ():
                facts.add_stat(name, words(value))
        elif "collections" in names:
            for link in said.css("a"):
                facts.add(label, words(link))
        elif not names & _PRIVATE:
            facts.add(label, words(said))


def _read_preface(preface: LexborNode, facts: Facts) -> None:
    for part in elements(preface):
        names = classes(part)
        if part.tag == "h2" and "title" in names:
            facts.title = words(part)
            for lock in part.css("img[alt][title]"):
                facts.add(lock.attributes["title"] or "", lock.attributes["alt"] or "")
        elif "byline" in names:
            facts.add_byline(part)
        elif "summary" in names:
            facts.summary = _quoted(part)
        elif "notes" in names:
            facts.notes = _quoted(part)
            for block in elements(part):
                if "associations" in classes(block):
                    for item in elements(block):
                        facts.add_relation(item)


def _read_afterword(afterword: LexborNode, facts: Facts) -> None:
    for part in elements(afterword):
        if part.attributes.get("id") == "work_endnotes":
            facts.endnotes = _quoted(part)
        elif part.attributes.get("id") == "children":
            heading = next((words(one) for one in elements(part) if one.tag == "h3"), "")
            for block in elements(part):
                if block.tag == "ul":
                    for item in elements(block):
                        facts.add_relation(item, heading.rstrip(" :："))


def _chapter(chapter: LexborNode, facts: Facts, number: int) -> DocumentChapter:
    texts: list[str] = []
    title = summary = notes = endnotes = ""
    for part in elements(chapter):
        if "userstuff" in classes(part):
            texts.append(_text(part))
            continue
        for block in elements(part) if "preface" in classes(part) else ():
            names = classes(block)
            if "title" in names:
                title = _own_title(block)
            elif "byline" in names:
                facts.add_relation(block, f"Chapter {number}")
            elif "summary" in names:
                summary = _quoted(block)
            elif "end" in names:
                endnotes = _quoted(block)
            elif "notes" in names:
                notes = _quoted(block)
    return DocumentChapter(
        source="\n".join(texts), title=title, summary=summary, notes=notes, endnotes=endnotes
    )


def _own_title(heading: LexborNode) -> str:
    """What stands after the link to the chapter, which is its number in the page's language."""
    link = next((node for node in elements(heading) if node.tag == "a"), None)
    title = words(heading)
    return title.removeprefix(words(link)).lstrip(" :：")


def _text(node: LexborNode) -> str:
    """The author's text; the heading for screen readers before it is the archive's."""
    first = next(elements(node), None)
    if first is not None and first.attributes.get("id") == "work":
        first.decompose()
    return inner([node])


def _quoted(module: LexborNode) -> str:
    return inner(part for part in elements(module) if part.tag == "blockquote")
