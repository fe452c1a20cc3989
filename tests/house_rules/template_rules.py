"""Rules about templates: words are translatable, looks go down, nothing is inline."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# Names that are the same in every language.
NAMES = {"Fanfold", "EPUB", "HTML", "AO3"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
# Not read as words: a command in <code> is the same in every language.
SILENT = {"script", "style", "code", "kbd", "samp"}
DATA_SCRIPT = "application/ld+json"
WORD = re.compile(r"[^\W\d_]{2,}")
LITERAL = re.compile(r"""(?<![\w("'=|])(\w+)=(?:"([^"]*)"|'([^']*)')""")
REFERENCE = re.compile(r"""^(include|extends)\s+(?:"([^"]+)"|'([^']+)'|(\S+))""")
# Blocks inside a tag: class names and attributes, for machines alone.
MACHINE_BLOCK = re.compile(r"^block\s+(body_class|html_attributes)\b")
BLOCK = re.compile(r"^block\s+(\w+)")
ADDRESS = re.compile(r"""^url\s+["']([^"']+)["']""")
STATIC = re.compile(r"""^static\s+["']([^"']+)["']""")


def untranslated(template: str, *, is_markup: bool = True) -> Iterator[str]:
    """Words that a reader would meet in English whatever her language."""
    skeleton = _without_tags(template)
    said = _Words.of(skeleton) if is_markup else [skeleton]
    for text in [*said, *_literals(template)]:
        words = [word for word in WORD.findall(text) if word not in NAMES]
        if words:
            yield f"“{' '.join(text.split())}” is not wrapped for translation"


def inline(template: str) -> Iterator[str]:
    """Scripts and styles inside the page; the content security policy forbids them."""
    yield from _Inline.of(_without_tags(template))


def references(template: str) -> list[str]:
    """The templates that this one includes or extends; a computed name comes as {{ name }}."""
    found = []
    for tag in _block_tags(template):
        if match := REFERENCE.match(tag):
            _verb, double, single, computed = match.groups()
            found.append(double or single or f"{{{{ {computed} }}}}")
    return found


def parent(template: str) -> str | None:
    """The template that this one extends, if any."""
    for tag in _block_tags(template):
        if (match := REFERENCE.match(tag)) and match[1] == "extends":
            return match[2] or match[3]
    return None


def blocks(template: str) -> set[str]:
    """The blocks that the template has."""
    return {match[1] for tag in _block_tags(template) if (match := BLOCK.match(tag))}


def top_blocks(template: str) -> set[str]:
    """The blocks that stand in no other block: what a child gives to its parent."""
    found, depth = set(), 0
    for tag in _block_tags(template):
        if match := BLOCK.match(tag):
            if depth == 0:
                found.add(match[1])
            depth += 1
        elif tag.split()[0] == "endblock":
            depth -= 1
    return found


def addresses(template: str) -> set[str]:
    """The names of the addresses that the template links to."""
    return {match[1] for tag in _block_tags(template) if (match := ADDRESS.match(tag))}


def static_files(template: str) -> set[str]:
    """The static files that the template asks for."""
    return {match[1] for tag in _block_tags(template) if (match := STATIC.match(tag))}


def makes_markup(template: str) -> bool:
    """Whether the template declares text to be safe markup."""
    return bool(re.search(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off", template))


def _block_tags(template: str) -> list[str]:
    tokens = Lexer(template).tokenize()
    return [token.contents for token in tokens if token.token_type == TokenType.BLOCK]


def _without_tags(template: str) -> str:
    """The template with a space for each tag and a 0 for each value; translated text is gone."""
    parts: list[str] = []
    until: str | None = None
    for token in Lexer(template).tokenize():
        word = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = None if word == until else until
        elif word in {"blocktrans", "blocktranslate", "comment"}:
            until = f"end{word}"
        elif MACHINE_BLOCK.match(token.contents) and token.token_type == TokenType.BLOCK:
            until = "endblock"
        elif token.token_type == TokenType.TEXT:
            parts.append(token.contents)
        elif token.token_type == TokenType.VAR:
            parts.append("0")
        elif word != "endblock":
            parts.append(" ")
    return "".join(parts)


def _literals(template: str) -> Iterator[str]:
    """Words handed to another template as they are: `with label="Light"`."""
    for tag in _block_tags(template):
        if tag.split()[0] in {"include", "with"}:
            for _name, double, single in LITERAL.findall(tag):
                text = double or single
                if " " in text.strip() or text[:1].isupper():
                    yield text


class _Words(HTMLParser):
    """Collects what a person reads or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    @classmethod
    def of(cls, markup: str) -> list[str]:
        """Every text and every spoken attribute."""
        parser = cls()
        parser.feed(markup)
        parser.close()
        return parser.said

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read out; the inside of scripts and styles is none of ours."""
        self.silent += tag in SILENT
        values = dict(attrs)
        spoken = [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]
        if tag == "meta" and values.get("name") == "description":
            spoken.append(values.get("content") or "")
        self.said += spoken

    def handle_endtag(self, tag: str) -> None:
        """Back to what is read."""
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self.silent and data.strip():
            self.said.append(data)


class _Inline(HTMLParser):
    """Collects scripts, styles and handlers that stand in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, markup: str) -> list[str]:
        """A complaint for each."""
        parser = cls()
        parser.feed(markup)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What must come from a file of its own."""
        values = dict(attrs)
        if tag == "style":
            self.found.append("has a <style>")
        if tag == "script" and "src" not in values and values.get("type") != DATA_SCRIPT:
            self.found.append("has a <script> without src")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"has {name}= on <{tag}>")
            if name in {"href", "action", "src"} and (value or "").strip().startswith("javascript"):
                self.found.append(f"has a javascript: address on <{tag}>")
