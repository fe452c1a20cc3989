"""Signs of Markdown in such numbers and such places as nobody writes."""

# ruff: noqa: E501 - a bomb a line
from collections.abc import Mapping

from tests.hostile.bombs.shapes import Bomb, again, both, counted, filled, halves


def _table(size: int) -> str:
    """A head as wide as the rows are many: cells by the square."""
    width = max(2, size // 8)
    return "|x" * width + "|\n" + "|-" * width + "|\n" + "|\n" * (size // 4)


def _steps(size: int) -> str:
    """Each line is indented deeper than the last."""
    return "".join(" " * n + "- x\n" for n in range(int((2 * size) ** 0.5)))


def _quotes_in_quotes(size: int) -> str:
    return "".join(">" * n + " x\n" for n in range(int((2 * size) ** 0.5)))


def _long_reference(size: int) -> str:
    """One definition, and links to it: the output is the square of the input."""
    half = size // 2
    return f"[a]: /{'x' * half} '{'y' * 10}'\n\n" + "[a]" * (half // 3)


def _notes(size: int) -> str:
    """Each note refers to the next one."""
    count = size // 24
    return "x[^0]\n\n" + "".join(f"[^{n}]: x[^{n + 1}]\n" for n in range(count))


def _references(size: int) -> str:
    count = size // 24
    defined = "".join(f"[a{n}]: #a{n}\n" for n in range(count))
    return defined + "\n" + "".join(f"[a{n}] " for n in range(count))


MARKDOWN: Mapping[str, Bomb] = {
    "images half open": again("!["),
    "images": again("![x](y) "),
    "images in images": both("![", "](x)"),
    "brackets": again("["),
    "brackets and more": again("[a](", after="x"),
    "brackets both": both("[", "]"),
    "closing brackets": again("]"),
    "half links md": again("[a](b"),
    "half links with title": again('[a](b "'),
    "half links with angle": again("[a](<b"),
    "links": again("[a](https://e.x) "),
    "links in links md": both("[a", "](https://e.x)"),
    "references": _references,
    "one long reference": _long_reference,
    "reference definitions": counted("[a{n}]: x\n"),
    "one reference defined again": again("[a]: x\n"),
    "half definitions": again("[a]:\n"),
    "half definitions with titles": again("[a]: x '\n"),
    "definitions in brackets": again("[" , after="]: x"),
    "reference without definition": counted("[a{n}] "),
    "notes and what refers to them": _notes,
    "notes in notes": counted("[^{n}]: [^{n}]: x\n"),
    "notes of one label": again("[^a]: x[^a]\n"),
    "one note referred to": again("[^a]", after="\n\n[^a]: x"),
    "a note with many paragraphs": again("\n\n    x", before="y[^a]\n\n[^a]: x"),
    "a note and blank lines": again("[^a]: x\n\n\n\n"),
    "names of notes": counted("fn{n}-"),
    "stars": again("*"),
    "stars and letters": again("*a "),
    "stars and letters close": again("a* "),
    "a star, a letter": again("*a*"),
    "stars and underscores": again("*_"),
    "stars and underscores a": again("*a_"),
    "emphasis": again("_a_ "),
    "emphasis tight": again("_a_"),
    "strong": again("**a **a* "),
    "rule of three": again("a**b" + "c* "),
    "many kinds": again("*a **b ***c "),
    "nested emphasis": both("*", "*", " a "),
    "nested strong": both("**a ", "** "),
    "half emphasis": halves("*a ", "_b "),
    "closers": halves("_a ", "b* "),
    "openers and closers": halves("*a ", "b* "),
    "openers and closers of two": halves("**a ", "b* "),
    "strikes": again("~~a "),
    "strikes and more": again("~~~~a~~ "),
    "underscores": again("_"),
    "tildes": again("~"),
    "backticks": again("`"),
    "backticks of all lengths": lambda size: filled(size, "", ("`" * n + "a" for n in range(1, size))),
    "backticks apart": again("`a "),
    "fences": again("```\n"),
    "fences open": again("```a\nx\n"),
    "tilde fences": again("~~~\n"),
    "quotes": again("> "),
    "quotes and text": again("> x\n"),
    "deep quotes": again(">", after=" x"),
    "growing quotes": _quotes_in_quotes,
    "dashes": again("- "),
    "dashes and text": again("- x\n"),
    "deep lists": again("- ", after="x"),
    "deep lists of stars": again("* ", after="x"),
    "deep lists of numbers": again("1. ", after="x"),
    "growing lists": _steps,
    "mixed containers": again("> - 1. ", after="x"),
    "lists and lazy lines": again("- x\ny\n"),
    "quotes and lazy lines": again("> x\ny\n"),
    "hashes": again("# "),
    "hashes and text": again("# x\n"),
    "setext": again("x\n=\n"),
    "setext of dashes": again("x\n-\n"),
    "long setext": again("x\n", after="="),
    "table": _table,
    "table of rows": again("|x", "|a|b|\n|-|-|\n", "\n"),
    "tables md": again("|a|\n|-|\n"),
    "half tables": again("a|b\n"),
    "pipes": again("|"),
    "wide tables": again("|", after="\n" + "|-" * 100),
    "dashes of a table": again("-|", "a|b\n"),
    "backslashes": again("\\"),
    "escapes": again("\\*"),
    "hard breaks": again("x  \n"),
    "hard breaks of backslashes": again("x\\\n"),
    "autolinks": again("<https://e.x>"),
    "half autolinks": again("<https://e.x"),
    "autolink mail": again("<a@b.c>"),
    "half mail": again("<a@"),
    "html blocks": again("<div>\n"),
    "html blocks open": again("<!-- \n"),
    "html inlines": again("a <b c='"),
    "html instructions": again("a <?"),
    "html declarations": again("a <!A"),
    "html cdata": again("a <![CDATA["),
    "html comments": again("a <!--"),
    "html attributes": again(" a", "x <a", ""),
    "entities md": again("&copy;"),
    "entities half": again("&#"),
    "years": again("1989. x\n"),
    "numbers": again("1) x\n"),
    "times": again("2*3"),
    "ornaments": again("* * *\n"),
    "ornament lines": again("x\n***\n"),
    "spaces": again(" "),
    "spaces in a line": again(" ", "x", "x"),
    "spaces and tabs": again(" \t"),
    "indents": again("    x\n"),
    "long indents": lambda size: (" " * 1000 + "x\n") * (size // 1002),
    "blank items": again("-\n"),
    "blank items and text": again("-\n\n x\n"),
}  # fmt: skip
