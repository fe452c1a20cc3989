"""Text files that FanFicFare has saved: labelled lines, contents, chapters in a kind of Markdown.

After FanFicFare 4.62, whose texts are made by html2text and wrapped at 78 signs, if at all.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from fanfold.formats.chapters.titles import own_part
from fanfold.formats.document import Document, DocumentChapter
from fanfold.formats.saved.fanficfare_labels import Labelled, saved_work

__all__ = ["read_fanficfare_text"]

_END = "End file."
_CONTENTS = "TABLE OF CONTENTS"
_WIDTH = 78
_LABEL = re.compile(r"([A-Z][\w/()' -]{0,40}): (.*)")
_HEADING = re.compile(r"(?:\t| {8})\S.*")
_FRONT = 400  # lines: the front with its contents is shorter, but for hundreds of chapters


def read_fanficfare_text(text: str) -> Document | None:
    """The work in a text file from FanFicFare, or None for another text."""
    if _END not in text[-200:]:
        return None
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    if lines[-1] != _END:
        return None
    lines.pop()
    first = next((at for at, line in enumerate(lines) if _HEADING.fullmatch(line)), None)
    if first is None:
        return None
    front = list(_paragraphs(lines[:first]))
    if len(front) < 3 or not front[1].startswith("by "):
        return None
    contents = next((at for at, said in enumerate(front) if said == _CONTENTS), len(front))
    beginnings = _beginnings(lines, first, front[contents + 1 :])
    if beginnings is None:
        return None
    facts = list(_facts(lines[:first]))
    if not any(fact.label == "Story URL" for fact in facts):
        return None
    authors = tuple(filter(None, front[1].removeprefix("by ").split(", ")))
    work, language = saved_work(facts, address="", authors=authors, chapters=len(beginnings))
    ends = [start for start, _, _ in beginnings[1:]] + [len(lines)]
    chapters = tuple(
        DocumentChapter(
            source="\n".join(lines[after:end]).strip("\n"),
            source_format="markdown",
            title=own_part(title),
        )
        for (_, after, title), end in zip(beginnings, ends, strict=True)
    )
    return Document(
        "txt",
        None,
        "markdown",
        "",
        title=front[0],
        author=", ".join(authors),
        language=language,
        chapters=chapters,
        saved=work,
    )


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Runs of lines as one each."""
    run: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            run.append(line.strip())
        elif run:
            yield " ".join(run)
            run = []


def _beginnings(
    lines: Sequence[str], first: int, titles: Sequence[str]
) -> list[tuple[int, int, str]] | None:
    """(line of the heading, line after it, title) of each chapter in the order of the contents.

    Without contents there is one chapter. None when a title of the contents is not found.
    """
    found: list[tuple[int, int, str]] = []
    for at in range(first, len(lines)):
        if len(found) >= max(1, len(titles)):
            break
        if not _HEADING.fullmatch(lines[at]) or lines[at - 1].strip():
            continue
        end = at + 1
        while end < len(lines) and lines[end].strip():
            end += 1
        title = " ".join(line.strip() for line in lines[at:end])
        if not titles or title == titles[len(found)]:
            found.append((at, end, title))
    return found if len(found) == max(1, len(titles)) else None


def _facts(front: Sequence[str]) -> Iterator[Labelled]:
    """The labelled lines. A line that would not have fitted on the one before goes on with it."""
    wide = any(len(line) > _WIDTH for line in front)
    label, value = "", list[str]()
    before = ""
    for line in (*front, f"{_CONTENTS}"):
        is_end = line == _CONTENTS
        match = _LABEL.fullmatch(line)
        wrapped = bool(before) and not wide and _overflows(before, line)
        if is_end or (match and not wrapped):
            if label:
                yield Labelled(label, _html(value))
            if is_end:
                return
            label, value = (match[1], [match[2]]) if match else ("", [])
        elif label:
            value.append(line)
        before = line


def _overflows(before: str, line: str) -> bool:
    return len(before) + 1 + len(line.split(" ")[0]) > _WIDTH


def _html(lines: Sequence[str]) -> str:
    said = [escape(one, quote=False) for one in _paragraphs(lines)]
    return said[0] if len(said) == 1 else "".join(f"<p>{one}</p>" for one in said)
