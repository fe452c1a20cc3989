"""What stands between --- (`key: value`) or +++ (TOML) at the top of a Markdown file."""

import re
import tomllib
from collections.abc import Iterable, Mapping

__all__ = ["take_front_matter"]

_FENCE = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<lines>.*?)(?:^|\n)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|$)",
    re.DOTALL,
)
_LINE = re.compile(
    r"(?P<key>[^\W\d_][\w \-]{0,40}?|\"[^\"\n]{1,40}\")[ \t]*:(?!//)[ \t]*(?P<value>.*)"
)
_ITEM = re.compile(r"\s*-(?:\s+(?P<item>.*))?")
_COMMENT = re.compile(r"\s*#")
# What begins lines that are kept as they are, or joined: | and >, with - or + behind.
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?")
_LIST_ITEM = re.compile(r"\s*(?P<item>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")
_LONGEST = 20_000
# Tables that generators of pages put their own names into: `[taxonomies]`, `[extra]`.
_DEEPEST = 2


def take_front_matter(source: str) -> tuple[dict[str, str], str, bool]:
    """(headers, the source after them, whether lines were there but not simple).

    The items of a list are joined by commas, in quotation marks where they have a comma themselves.
    """
    match = _FENCE.match(source[:_LONGEST])
    if match is None:
        return {}, source, False
    if match["fence"] == "+++":
        headers = _toml(match["lines"])
        is_left = headers is None and "=" in match["lines"]
    else:
        headers = _simple_lines(match["lines"].splitlines())
        is_left = headers is None and ":" in match["lines"]
    if not headers:
        return {}, source, is_left
    return headers, source[match.end() :].lstrip("\r\n"), False


def _simple_lines(lines: Iterable[str]) -> dict[str, str] | None:
    """The simple lines of YAML, by key; None when a line is something else."""
    values: dict[str, list[str]] = {}  # a first value, then items or lines
    is_list: dict[str, bool] = {}
    key = ""
    for line in lines:
        found, item = _LINE.fullmatch(line), _ITEM.fullmatch(line)
        if found:
            key = found["key"].strip('"').strip().lower()
            values[key], is_list[key] = [found["value"].strip()], False
        elif item and key and (is_list[key] or not values[key][0]):
            values[key].append(_without_quotes((item["item"] or "").strip()))
            is_list[key] = True
        elif key and not line.strip():
            values[key].append("")
        elif key and line[:1].isspace():
            values[key].append(line.strip())
        elif line.strip() and not _COMMENT.match(line):
            return None
    return {key: _said(value, is_list=is_list[key]) for key, value in values.items()}


def _said(lines: list[str], *, is_list: bool) -> str:
    first, *others = lines
    if is_list:
        return _joined(others)
    if first.startswith("[") and (whole := " ".join([first, *others]).strip()).endswith("]"):
        items = (match["item"].strip() for match in _LIST_ITEM.finditer(whole[1:-1]))
        return _joined(map(_without_quotes, items))
    is_block = _BLOCK.fullmatch(first) is not None
    text = "\n".join(others if is_block else lines).strip("\n")
    if not (is_block and first.startswith("|")):
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return text if is_block else _without_quotes(text)


def _toml(text: str) -> dict[str, str] | None:
    """The values of a TOML text, by the last part of their key; None when it is none."""
    try:
        whole = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    headers: dict[str, str] = {}
    tables: list[tuple[Mapping[str, object], int]] = [(whole, 1)]
    for table, depth in tables:
        for key, value in table.items():
            if isinstance(value, Mapping):
                if depth == _DEEPEST:
                    return None
                tables.append((value, depth + 1))
            elif isinstance(value, list):
                if any(isinstance(item, Mapping | list) for item in value):
                    return None
                headers.setdefault(key.lower(), _joined(map(str, value)))
            else:
                headers.setdefault(key.lower(), str(value))
    return headers


def _joined(items: Iterable[str]) -> str:
    """The items of a list with commas between them."""
    return ", ".join(
        f'"{item}"' if "," in item and '"' not in item else item for item in items if item
    )


def _without_quotes(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return value
