"""Lines of speech that Markdown would take for lists."""

import re
from collections import Counter

from fanfold.prose.fences import in_fences

__all__ = ["speech_escaped"]

# “- No, - he said.”: speech with a hyphen for a dash, as in Russian, Polish, Spanish.
_DASHED = re.compile(r" {0,3}- (?=\S)")
_SAID = re.compile(r" {0,3}- .*[,.!?…]\s+[-–—]\s+\w")
_SHARE = 0.2


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
        if is_speech and _DASHED.match(line):
            if out and out[-1].strip():
                out.append("")
            out.append("\\" + line.lstrip())
            done["markdown_escaped", ""] += 1
        else:
            out.append(line)
    return "\n".join(out)
