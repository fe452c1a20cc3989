"""Lines of speech that Markdown would take for lists or for addresses of links."""

import re
from collections import Counter

from fanfold.prose.fences import in_fences

__all__ = ["speech_escaped"]

# “- No, - he said.”: speech with a hyphen for a dash, as in Russian, Polish, Spanish.
_DASHED = re.compile(r" {0,3}- (?=\S)")
_SAID = re.compile(r" {0,3}- .*[,.!?…]\s+[-–—]\s+\w")
_SHARE = 0.2
# “[Ada]: hello” or “[^1]: a note” would vanish as the address of a link. Real addresses look so:
_DEFINITION = re.compile(
    r"(?P<before>(?:\s*>)*\s*)\[(?=[^\]\n]{1,200}\]:"
    r"(?!\s*(?:<|[a-z][a-z+.-]{1,20}:|[/#.]|www\.)))",
    re.IGNORECASE,
)


def speech_escaped(source: str, done: Counter[tuple[str, str]]) -> str:
    """The source with such lines as what they are; code between backticks is left alone."""
    lines = source.split("\n")
    is_code = in_fences(lines)
    dashed = [
        line for line, code in zip(lines, is_code, strict=True) if not code and _DASHED.match(line)
    ]
    said = sum(1 for line in dashed if _SAID.match(line))
    is_speech = said > 0 and said >= _SHARE * len(dashed)
    out: list[str] = []
    for line, code in zip(lines, is_code, strict=True):
        if code:
            out.append(line)
            continue
        escaped, count = _definition(line)
        if is_speech and _DASHED.match(line):
            escaped, count = "\\" + line.lstrip(), 1
            if out and out[-1].strip():
                out.append("")
        out.append(escaped)
        done["markdown_escaped", ""] += count
    return "\n".join(out)


def _definition(line: str) -> tuple[str, int]:
    match = _DEFINITION.match(line) if "]:" in line else None
    if match is None:
        return line, 0
    return f"{match['before']}\\{line[match.end('before') :]}", 1
