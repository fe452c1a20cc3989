"""DOCX to HTML through mammoth, after the package has been checked; what gets lost is counted.

Style map and alignment hook: research/ecosystem.md §1.3. Colours and fonts are dropped on purpose.
"""

import re
import zipfile
from collections import Counter
from io import BytesIO
from typing import Any

import mammoth
import mammoth.documents

from fanfold.formats.document import Document, Limits
from fanfold.formats.package import check_docx, parse_xml, read_part
from fanfold.formats.unreadable import Unreadable
from fanfold.kit.findings import Finding

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_STYLE_MAP = """
u => u
strike => s
small-caps => span.ff-smallcaps
all-caps => span.ff-caps
br[type='page'] => hr
br[type='column'] => hr
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Title'] => h1:fresh
p[style-name='ff-center'] => p.ff-center:fresh
p[style-name='ff-right'] => p.ff-right:fresh
p[style-name='ff-justify'] => p.ff-justify:fresh
p[style-name='ff-indent'] => p.ff-indent:fresh
"""
# Below a title, chapters are one level deeper.
_SHIFTED = "\n".join(
    f"p[style-name='{name} {level}'] => h{level + 1}:fresh"
    for level in range(1, 6)
    for name in ("Heading", "heading")
)
_ALIGNMENTS = {"center": "ff-center", "right": "ff-right", "end": "ff-right",
               "both": "ff-justify", "distribute": "ff-justify"}  # fmt: skip
_PLAIN_STYLES = ("heading", "title", "quote", "block text", "quotations", "list")
_EMPTIES = re.compile(r"(?:<p[^>]{0,80}>\s*</p>)+")
_HABIT = 3
_DISHONEST_TITLE = re.compile(
    r"(?:untitled|document|dokument|word document|microsoft word).*|.*\.docx?|title", re.IGNORECASE
)
_NOBODY = frozenset(
    [
        "user",
        "admin",
        "administrator",
        "owner",
        "author",
        "unknown",
        "python-docx",
        "windows",
        "microsoft",
    ]
)
_INDENT = 200  # twentieths of a point: less is no visible indent


def read_docx(
    data: bytes, archive: zipfile.ZipFile, limits: Limits, warnings: list[Finding]
) -> Document:
    """The document as HTML. Raises Unreadable for what is none, is encrypted or looks hostile."""
    check_docx(archive, limits)
    body = _part(archive, "word/document.xml", limits)
    facts = _facts(archive, body, limits)
    html = _convert(data, facts)
    html, breaks = _settle_blank_lines(html)
    facts["blank_lines_as_breaks"] = breaks
    title, author, language = _core(archive, limits)
    warnings += _warnings(facts)
    return Document("docx", None, "html", html, title, author, language, warnings=tuple(warnings))


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> Any:
    if name not in archive.namelist():
        return None
    return parse_xml(read_part(archive, name, limits.xml_bytes), name, limits)


def _facts(archive: zipfile.ZipFile, body: Any, limits: Limits) -> dict[str, Any]:
    """What the document holds that its HTML cannot show, counted."""
    facts: dict[str, Any] = Counter()
    if body is not None:
        names = Counter(str(element.tag) for element in body.iter())
        facts["insertions"] = names[f"{_W}ins"] + names[f"{_W}moveTo"]
        facts["deletions"] = names[f"{_W}del"] + names[f"{_W}moveFrom"]
        facts["images"] = names[f"{_W}drawing"] + names[f"{_W}pict"]
        facts["boxes"] = names[f"{_W}txbxContent"]
        facts["notes"] = names[f"{_W}footnoteReference"] + names[f"{_W}endnoteReference"]
        justified = sum(1 for jc in body.iter(f"{_W}jc") if jc.get(f"{_W}val") == "both")
        facts["all_justified"] = justified * 2 > names[f"{_W}p"]
    comments = _part(archive, "word/comments.xml", limits)
    facts["comments"] = len(comments) if comments is not None else 0
    facts["alignments"] = _alignments(_part(archive, "word/styles.xml", limits))
    return facts


def _alignments(styles: Any) -> dict[str, str]:
    """Style id → alignment, through the styles each is based on."""
    own: dict[str, tuple[str, str]] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        jc = style.find(f"{_W}pPr/{_W}jc")
        based = style.find(f"{_W}basedOn")
        own[style.get(f"{_W}styleId") or ""] = (
            (jc.get(f"{_W}val") or "") if jc is not None else "",
            (based.get(f"{_W}val") or "") if based is not None else "",
        )
    out = {}
    for style_id in own:
        here = style_id
        for _ in range(10):
            alignment, here_base = own.get(here, ("", ""))
            if alignment or not here_base:
                break
            here = here_base
        out[style_id] = own.get(here, ("", ""))[0]
    return out


def _convert(data: bytes, facts: dict[str, Any]) -> str:
    has_title = False

    def align(paragraph: Any) -> Any:
        nonlocal has_title
        style = (paragraph.style_name or "").lower()
        has_title = has_title or style == "title"
        if style.startswith(_PLAIN_STYLES) or paragraph.numbering is not None:
            return paragraph
        wanted = paragraph.alignment or facts["alignments"].get(paragraph.style_id or "", "")
        name = _ALIGNMENTS.get(wanted, "")
        if name == "ff-justify" and facts["all_justified"]:
            name = ""
        if not name and _is_indented(paragraph):
            name = "ff-indent"
        return paragraph.copy(style_id=name, style_name=name) if name else paragraph

    hook = mammoth.transforms.paragraph(align)

    def run(style_map: str) -> str:
        result = mammoth.convert_to_html(
            BytesIO(data),
            style_map=style_map,
            # A map inside the file could ask for any element.
            include_embedded_style_map=False,
            transform_document=hook,
            ignore_empty_paragraphs=False,
            convert_image=lambda _image: [],
            id_prefix="n-",
        )
        return str(result.value)

    try:
        html = run(_STYLE_MAP)
        return run(_STYLE_MAP + _SHIFTED) if has_title and "<h1" in html else html
    except RecursionError:
        raise Unreadable("unconvertible", reason="RecursionError") from None
    except Exception as error:  # mammoth meets a broken document with whatever breaks first.
        raise Unreadable("unconvertible", reason=type(error).__name__) from error


def _is_indented(paragraph: Any) -> bool:
    start = str(getattr(paragraph.indent, "start", None) or "")
    return start.isdigit() and int(start) > _INDENT


def _settle_blank_lines(html: str) -> tuple[str, int]:
    """Empty paragraphs: dropped where the author always types them, else scene breaks."""
    runs = list(_EMPTIES.finditer(html))
    between = [run for run in runs if _is_between(run)]
    counts = Counter(run[0].count("</p>") for run in between)
    # Where nothing is empty, one paragraph begins at once after another.
    none = html.count("</p><p") - sum(_neighbours(run) for run in runs)
    habit = 0
    if counts:
        most = max(counts.values())
        run = min(length for length, count in counts.items() if count == most)
        habit = run if most >= _HABIT and most > none else 0
    breaks = 0

    def settle(match: re.Match[str]) -> str:
        nonlocal breaks
        if match[0].count("</p>") <= habit or not _is_between(match):
            return ""
        breaks += 1
        return '<hr class="ff-break">'

    return _EMPTIES.sub(settle, html), breaks


def _is_between(run: re.Match[str]) -> bool:
    """Whether paragraphs stand on both sides."""
    return run.string.endswith("</p>", 0, run.start()) and run.string.startswith("<p", run.end())


def _neighbours(run: re.Match[str]) -> int:
    """How often one paragraph follows another in a run and at its edges."""
    before = run.string.endswith("</p>", 0, run.start())
    return run[0].count("</p>") - 1 + before + run.string.startswith("<p", run.end())


def _core(archive: zipfile.ZipFile, limits: Limits) -> tuple[str, str, str]:
    """Title, author and language from the core properties, "" where they say nothing."""
    core = _part(archive, "docProps/core.xml", limits)
    if core is None:
        return "", "", ""
    title, author, language = (
        " ".join((core.findtext(f"{_DC}{name}") or "").split())[:300]
        for name in ("title", "creator", "language")
    )
    if _DISHONEST_TITLE.fullmatch(title):
        title = ""
    if not author or author.split()[0].lower() in _NOBODY:
        author = ""
    return title, author, language


def _warnings(facts: dict[str, Any]) -> list[Finding]:
    out = []
    if facts["insertions"] or facts["deletions"]:
        values: dict[str, str | int] = {
            "insertions": facts["insertions"],
            "deletions": facts["deletions"],
        }
        out.append(Finding("changes_accepted", values))
    for code, fact in (
        ("images_dropped", "images"),
        ("comments_dropped", "comments"),
        ("footnotes_kept", "notes"),
        ("text_boxes", "boxes"),
        ("blank_lines_as_breaks", "blank_lines_as_breaks"),
    ):
        if facts[fact]:
            out.append(Finding(code, {"count": facts[fact]}))
    return out
