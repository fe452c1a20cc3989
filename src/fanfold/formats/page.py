"""Binding a book as one HTML file that needs nothing else: no script, no pictures, no network.

The marks in it (ids, classes, the comments around a chapter) are those of AO3's HTML downloads, so
that the tools which read those files read ours.
"""

from base64 import b64encode
from hashlib import sha256

from fanfold.formats.book import Book, BookChapter
from fanfold.formats.book.facts import metas
from fanfold.formats.book.markup import Breaks, Fragments, Ids
from fanfold.formats.book.preface import (
    author_names,
    byline,
    farewell,
    heading,
    joined,
    label,
    own_title,
    posted,
    prints_heading,
    stats,
    tag_facts,
    title,
)
from fanfold.formats.book.wording import direction, fill, language_tag, line, mark

__all__ = ["bind_page"]

# Ids of ours, which no author's id may take; endnotesN and chapter-N are added per chapter.
_OURS = ("preface", "title", "contents", "chapters", "afterword", "endnotes", "summary", "notes")

# More fandoms than this are called many in the window's title, as in AO3's downloads.
_MANY = 3

_STYLE = """
:root { color-scheme: light dark; --paper: #fbf9f4; --ink: #1f1b16; --soft: #5c544a;
  --line: #d9d2c4; --accent: #7a1f2e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14151a; --ink: #e5e1d8; --soft: #a9a396; --line: #3a3a40; --accent: #e39aa5; }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 36rem; line-height: 1.55;
  font-family: Literata, "Source Serif 4", Charter, Georgia, serif; font-size: 1.1875rem;
  font-variant-numeric: oldstyle-nums; overflow-wrap: break-word; hyphens: auto; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1, h2, h3, h4, h5, h6 { font-weight: normal; line-height: 1.2; hyphens: none;
  text-wrap: balance; break-after: avoid; }
h1 { font-size: 2.25rem; text-align: center; margin: 3.5rem 0 .75rem; }
.userstuff h2 { font-size: 1.35rem; margin: 2.5rem 0 1rem; }
.userstuff :is(h3, h4, h5, h6) { font-size: 1.1rem; font-style: italic; margin: 2rem 0 .75rem; }
.message { font-size: .875rem; color: var(--soft); text-align: center; margin: 0; }
.message .address { overflow-wrap: anywhere; hyphens: none; }
.byline { text-align: center; font-size: 1.15rem; margin-bottom: 3rem; }
.tags { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .35rem 1.25rem;
  margin: 2rem 0 0; padding: 1.25rem 0; border-block: 1px solid var(--line);
  font-size: .9375rem; line-height: 1.45; hyphens: none; }
.tags dt { color: var(--soft); }
.tags dd { margin: 0; min-width: 0; }
@media (max-width: 30rem) {
  body { font-size: 1.125rem; }
  h1 { font-size: 1.85rem; margin-top: 2.5rem; }
  .tags { display: block; }
  .tags dd { margin-bottom: .6rem; }
}
.label { font-style: italic; color: var(--soft); margin: 1.75rem 0 .5rem; font-size: 1rem; }
.label:is(:lang(zh), :lang(ja), :lang(ko), :lang(ar), :lang(fa), :lang(he), :lang(ur)) {
  font-style: normal; }
blockquote { margin: 1em 0; padding-inline: 1.5em; }
.meta > blockquote, #endnotes > blockquote { margin: 0; padding-inline: 1.25em;
  border-inline-start: 2px solid var(--line); font-size: 1rem; }
.endnote-link { font-size: .9375rem; color: var(--soft); margin-top: .75rem; }
nav { margin: 4rem 0 0; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav li { padding: .3rem 0; }
nav a { text-decoration: none; color: inherit; }
nav a:hover { text-decoration: underline; }
nav h2 { font-size: 1.35rem; }
.heading { font-size: 1.65rem; text-align: center; margin: 6rem 0 2.5rem; }
.heading + .label { margin-top: 0; }
.label, nav h2, .endnote-link { text-align: match-parent; }
.group + .userstuff { margin-top: 2.5rem; }
.userstuff p { margin: 0; text-indent: 1.4em; orphans: 2; widows: 2; }
.userstuff :is(h2, h3, h4, h5, h6, hr, blockquote, ul, ol, dl, table, pre, figure, .ff-blank) + p,
.userstuff > p:first-child, .userstuff :is(li, dd, td, th, blockquote) > p:first-child,
.userstuff .ff-blank { text-indent: 0; }
/* Chinese, Japanese and Korean indent every paragraph. */
.userstuff p:is(:lang(zh), :lang(zh):first-child) { text-indent: 2em; }
.userstuff p:is(:lang(ja), :lang(ko), :lang(ja):first-child) { text-indent: 1em; }
hr { border: 0; border-top: 1px solid var(--line); width: 6rem; margin: 2.25em auto; }
hr.ff-break { border: 0; width: auto; height: auto; margin: 1.75em 0; text-align: center;
  overflow: visible; color: inherit; break-after: avoid; }
hr.ff-break::before { content: "* * *"; }
hr.ff-break[data-ornament]::before { content: attr(data-ornament); }
.ff-blank { min-height: 1.55em; }
.ff-center { text-align: center; }
.ff-right { text-align: end; }
.userstuff :is(p.ff-center, p.ff-right, .ff-blank),
.userstuff :is(.ff-center, .ff-right, figure) p {
  text-indent: 0 !important; }
.ff-justify { text-align: justify; }
.ff-indent { margin-inline: 1.4em !important; }
.ff-smallcaps { font-variant-caps: small-caps; }
.ff-caps { text-transform: uppercase; letter-spacing: .04em; }
.ff-mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; }
.ff-big { font-size: 1.2em; }
.ff-nobr { white-space: nowrap; }
.userstuff .ff-verse p { text-indent: 0; hyphens: none; }
.ff-verse { margin: 1em 1.4em; break-inside: avoid; }
.ff-letter, .ff-message { margin: 1em 1.4em; }
:is(em, i) :is(em, i) { font-style: normal; }
em:is(:lang(zh), :lang(ja)) { font-style: normal; text-emphasis: dot; }
em:is(:lang(ar), :lang(fa), :lang(he), :lang(ur), :lang(ko)) { font-style: normal;
  font-weight: bold; }
sup, sub { font-size: .7em; line-height: 0; }
code, pre, kbd, samp { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em;
  hyphens: none; }
pre { white-space: pre-wrap; line-height: 1.45; margin: 1.25em 0; }
pre code { font-size: 1em; }
.userstuff :is(ul, ol, dl) { margin: 1em 0; padding-inline-start: 1.6em; }
.userstuff dd { margin-inline-start: 1.4em; }
figure { margin: 1.75em 0; text-align: center; }
figcaption, caption { font-size: .875em; font-style: italic; color: var(--soft); padding: .4em; }
table { border-collapse: collapse; margin: 1.25em auto; font-size: .9375em; display: block;
  overflow-x: auto; width: fit-content; max-width: 100%; }
th, td { padding: .35em .75em; border-bottom: 1px solid var(--line); text-align: start;
  vertical-align: top; }
details { margin: 1em 0; }
summary { cursor: pointer; font-style: italic; }
#afterword { margin-top: 6rem; border-top: 1px solid var(--line); }
.farewell { text-align: center; margin-top: 3rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --line: #999;
    --accent: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  nav { display: none; }
  .heading { margin-top: 0; padding-top: 3rem; }
  .chapter + .chapter, #afterword { break-before: page; }
  a { color: inherit; text-decoration: none; }
}
"""

_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def bind_page(book: Book) -> str:
    """The book as one HTML document, a text to be written as UTF-8: same book, same text.

    At least one chapter (ValueError without). The style sheet is allowed by its hash in a content
    security policy that allows nothing else.
    """
    if not book.chapters:
        raise ValueError("A book needs at least one chapter.")
    places = range(1, len(book.chapters) + 1)
    own = [f"{name}{place}" for place in places for name in ("endnotes", "chapter-")]
    ids = Ids(*_OURS, *own)
    story = language_tag(book.language)
    back = _afterword(book, ids)
    front = _preface(book, ids, endnotes=' id="endnotes"' in back)
    numbered = zip(places, book.chapters, strict=True)
    body = "\n".join(_chapter(chapter, place, book, ids) for place, chapter in numbered)
    return f"""<!DOCTYPE html>
<html lang="{story}" dir="{direction(story)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
{metas(book, xml=False)}
<title>{_window_title(book)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{front}
<div id="chapters">
{body}
</div>
{back}
</main>
</body>
</html>
"""


def _preface(book: Book, ids: Ids, *, endnotes: bool) -> str:
    """Where it came from, the facts, title and names, summary and notes."""
    texts = _fragments(book, ids)
    summary, notes = texts.add(book.summary), texts.add(book.notes)
    texts.finish()
    labels, sentence = book.labels, posted(book)
    where = f"<br>\n{sentence}" if sentence else ""
    to_notes = ""
    if endnotes:
        link = f'<a href="#endnotes">{mark(labels.endnotes)}</a>'
        sentence = fill(labels.see_endnotes, endnotes=link)
        to_notes = f'<div class="endnote-link"{_own(book)}>{sentence}</div>'
    parts = (
        '<div id="preface">',
        f'<p class="message"{_own(book)}><b>{mark(title(book))}</b>{where}</p>',
        '<div class="meta">',
        _facts(book),
        f'<h1 id="title" dir="auto">{mark(title(book))}</h1>',
        f'<div class="byline"{_own(book)}>{byline(book)}</div>',
        _quoted("summary", labels.summary, texts.markup(summary), book, level=2),
        _quoted("notes", labels.notes, texts.markup(notes), book, level=2),
        to_notes,
        "</div>",
        _contents(book),
        "</div>",
    )
    return "\n".join(filter(None, parts))


def _contents(book: Book) -> str:
    """The chapters as links; a work of one chapter needs none."""
    if len(book.chapters) == 1:
        return ""
    entries = "\n".join(
        f'<li><a href="#chapter-{place}">{mark(heading(chapter, book))}</a></li>'
        for place, chapter in enumerate(book.chapters, 1)
    )
    return f"""<nav aria-labelledby="contents">
<h2 id="contents"{_own(book)}>{mark(book.labels.contents)}</h2>
<ol>
{entries}
</ol>
</nav>"""


def _chapter(chapter: BookChapter, place: int, book: Book, ids: Ids) -> str:
    labels, texts = book.labels, _fragments(book, ids)
    holders = [
        texts.add(html)
        for html in (chapter.summary, chapter.notes, chapter.prose, chapter.endnotes)
    ]
    texts.finish()
    summary, notes, prose, endnotes = (texts.markup(holder) for holder in holders)
    after = _quoted("endnotes", labels.chapter_endnotes, endnotes, book, level=3)
    if len(book.chapters) > 1:
        kind = "heading"
    else:
        kind = "toc-heading heading" if prints_heading(chapter, book) else "toc-heading unseen"
    parts = (
        f'<section class="chapter" aria-labelledby="chapter-{place}">',
        '<div class="meta group">',
        f'<h2 class="{kind}" id="chapter-{place}"{own_title(chapter)}>'
        f"{mark(heading(chapter, book))}</h2>",
        _quoted("summary", labels.chapter_summary, summary, book, level=3),
        _quoted("notes", labels.chapter_notes, notes, book, level=3),
        "</div>",
        "<!--chapter content-->",
        # On a line of its own, or the parser would take a <pre>'s first line for the page's.
        f'<div class="userstuff">\n{prose}\n</div>',
        "<!--/chapter content-->",
        f'<div class="meta" id="endnotes{place}">\n{after}\n</div>' if after else "",
        "</section>",
    )
    return "\n".join(filter(None, parts))


def _afterword(book: Book, ids: Ids) -> str:
    texts = _fragments(book, ids)
    endnotes = texts.add(book.endnotes)
    texts.finish()
    notes = _quoted("endnotes", book.labels.endnotes, texts.markup(endnotes), book, level=2)
    goodbye = farewell(book)
    if not notes and not goodbye:
        return ""
    parts = (
        '<div id="afterword">',
        f'<div class="meta" id="endnotes">\n{notes}\n</div>' if notes else "",
        f'<p class="farewell message"{_own(book)}>{goodbye}</p>' if goodbye else "",
        "</div>",
    )
    return "\n".join(filter(None, parts))


def _quoted(part: str, name: str, text: str, book: Book, *, level: int) -> str:
    """The author's words around the text. The label is a `p`, as tools expect; `part` is for us."""
    if not text:
        return ""
    heard = f'role="heading" aria-level="{level}"'
    return f"""<p class="label" {heard}{_own(book)}>{mark(name)}</p>
<blockquote class="userstuff" data-part="{part}">{text}</blockquote>"""


def _facts(book: Book) -> str:
    rows = "\n".join(
        f"<dt>{label(fact.label, book)}</dt>\n"
        f'<dd class="{fact.kind}">{joined(fact.values, book)}</dd>'
        for fact in (*tag_facts(book), stats(book))
    )
    return f'<dl class="tags"{_own(book)}>\n{rows}\n</dl>'


def _window_title(book: Book) -> str:
    """ "Title - authors - fandom", by which people find the file again."""
    fandoms = tuple(filter(None, map(line, book.fandoms)))
    if not fandoms:
        shown = book.labels.no_fandom
    elif len(fandoms) > _MANY:
        shown = book.labels.many_fandoms
    else:
        shown = joined(fandoms, book)
    return mark(f"{title(book)} - {joined(author_names(book), book)} - {shown}")


def _fragments(book: Book, ids: Ids) -> Fragments:
    return Fragments(ids, breaks=Breaks.RULE, scene_break=book.labels.scene_break, xml=False)


def _own(book: Book) -> str:
    """Language and direction of the binder's words where the story has others."""
    story, words = language_tag(book.language), language_tag(book.labels.language)
    return f' lang="{words}" dir="{direction(words)}"' if story != words else ""
