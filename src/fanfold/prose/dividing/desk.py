"""The desk a division is made on: the script, what was applied, what is asked."""

import re
from collections import Counter

from fanfold.kit.findings import Finding
from fanfold.prose.dividing.lines import Line, Script

__all__ = ["EXCERPT", "MOST_OF_A_KIND", "Desk", "excerpt"]

MOST_OF_A_KIND = 100
"""Questions of one kind that somebody would read; of the rest only the number is told."""

EXCERPT = 120
"""Characters of a passage that a question or an applied finding shows."""


def excerpt(text: str) -> str:
    """The beginning of a passage, at most EXCERPT characters."""
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"


_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)")


class Desk:
    """Keeps the script beside the two lists, and knows where paragraphs end."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.lines: list[Line] = script.lines
        self.applied: list[Finding] = []
        self.questions: list[Finding] = []
        self._asked: set[object] = set()
        self._kinds: Counter[str] = Counter()

    def apply(self, code: str, **values: str | int) -> None:
        """Notes something that was taken out of the text."""
        self.applied.append(Finding(code, values))

    def ask(self, code: str, **values: str | int) -> None:
        """Notes something that stays in the text and somebody should look at; each once."""
        finding = Finding(code, values)
        if (key := _key(finding)) in self._asked:
            return
        self._asked.add(key)
        self._kinds[code] += 1
        if self._kinds[code] <= MOST_OF_A_KIND:
            self.questions.append(finding)

    def all_questions(self) -> tuple[Finding, ...]:
        """The questions, and how many more of their kinds there are."""
        more = sum(max(0, count - MOST_OF_A_KIND) for count in self._kinds.values())
        rest = [Finding("more_questions", {"count": more})] if more else []
        return (*self.questions, *rest)

    def mark(self) -> tuple[int, int]:
        """A place to come back to."""
        return len(self.applied), len(self.questions)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forgets what was applied and asked since then, so that it may be asked again."""
        del self.applied[mark[0] :]
        for finding in self.questions[mark[1] :]:
            self._asked.discard(_key(finding))
            self._kinds[finding.code] -= 1
        del self.questions[mark[1] :]

    def paragraph_end(self, start: int, stop: int) -> int:
        """The line after the paragraph that begins at `start`."""
        end = start + 1
        while end < stop and not self.lines[end].gap and not self.lines[end].is_separator:
            end += 1  # A quote has no gap and no separator inside.
        return end

    def paragraphs(self, start: int, stop: int, limit: int | None = None) -> list[tuple[int, int]]:
        """The (first `limit`) paragraphs between two lines; a separator is one of its own."""
        out: list[tuple[int, int]] = []
        while start < stop and (limit is None or len(out) < limit):
            end = self.paragraph_end(start, stop)
            out.append((start, end))
            start = end
        return out

    def text(self, start: int, end: int) -> str:
        """The plain text of some lines."""
        return "\n".join(line.text for line in self.lines[start:end])

    def is_parted(self, index: int) -> bool:
        """Whether a blank line, and not only an indent, stands before the line."""
        if not index or not self.lines[index].end:
            return self.lines[index].gap
        return _BLANK_LINE.search(self.script.cut(index - 1, index + 1)) is not None

    def indent(self, index: int) -> int:
        """The columns before a line of text; 0 in HTML, which has none."""
        if not self.lines[index].end:
            return 0
        source = self.script.cut(index, index + 1).expandtabs()
        return len(source) - len(source.lstrip(" \u00a0"))

    def is_separator(self, index: int) -> bool:
        """Whether the line is an ornament or a rule."""
        return self.lines[index].is_separator

    def trim(self, start: int, stop: int) -> tuple[int, int]:
        """The range without separators at its edges, which nothing separates there."""
        first, last = start, stop
        while start < stop and self.is_separator(start):
            start += 1
        while stop > start and self.is_separator(stop - 1):
            stop -= 1
        dropped = (start - first) + (last - stop)
        if dropped:
            self.apply("separator_dropped", count=dropped)
        return start, stop


def _key(finding: Finding) -> object:
    return finding.code, *finding.values.items()
