"""Field codes of Word, in DOCX and RTF alike: links, and readings above a word."""

import re

__all__ = ["link_of", "ruby_of"]

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]{1,4000})"|([^\s"\\]{1,4000}))?', re.IGNORECASE)
_LOCAL = re.compile(r'\\l\s+(?:"([^"]{1,400})"|([^\s"\\]{1,400}))')
_RUBY = re.compile(
    r"\s*EQ\s.{0,200}?\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d{1,4}\s*\(([^()]{1,200})\)\s*[,;]"
    r"([^()]{1,200})\)",
    re.IGNORECASE | re.DOTALL,
)


def link_of(instruction: str) -> str:
    """Where a HYPERLINK field leads; "#n-name" within the document, "" for any other field."""
    match = _HYPERLINK.match(instruction)
    if match is None:
        return ""
    address = match[1] or match[2] or ""
    local = _LOCAL.search(instruction, match.end())
    if local is None:
        return f"#n-{address[1:]}" if address.startswith("#") else address
    name = local[1] or local[2]
    return f"{address}#{name}" if address else f"#n-{name}"


def ruby_of(instruction: str) -> tuple[str, str] | None:
    """(base, reading) of an EQ field that sets one above the other, or None."""
    match = _RUBY.match(instruction)
    return (match[2].strip(), match[1].strip()) if match else None
