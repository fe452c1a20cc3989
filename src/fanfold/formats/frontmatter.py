"""Simple `key: value` lines between --- at the top of a Markdown file."""

import re

__all__ = ["take_front_matter"]

_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w \-]{0,40}?)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_LONGEST = 20_000


def take_front_matter(source: str) -> tuple[dict[str, str], str, bool]:
    """(headers, the source after them, whether lines were there but not simple)."""
    match = _FENCE.match(source[:_LONGEST])
    if match is None:
        return {}, source, False
    headers: dict[str, str] = {}
    last = ""
    for line in match[1].splitlines():
        if not line.strip():
            continue
        found = _LINE.fullmatch(line)
        item = _ITEM.fullmatch(line)
        if found:
            last = found[1].strip().lower()
            headers[last] = _unquoted(found[2])
        elif item and last:
            headers[last] = ", ".join(filter(None, [headers[last], _unquoted(item[1])]))
        elif last and line[:1].isspace():
            headers[last] = " ".join(
                filter(None, [headers[last].strip("|>"), line.strip()])
            ).strip()
        else:
            return {}, source, ":" in match[1]
    if not headers:
        return {}, source, False
    return headers, source[match.end() :].lstrip("\r\n"), False


def _unquoted(value: str) -> str:
    """A value without its quotation marks; a list `[a, b]` as its items, joined by commas."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_without_quotes(item.strip()) for item in value[1:-1].split(","))
    return _without_quotes(value)


def _without_quotes(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner
    return value
