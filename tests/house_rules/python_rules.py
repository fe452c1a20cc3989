"""Rules about Python that ruff and import-linter do not know: a sentence for each breach."""

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 400
LONGEST_OPENING = 3
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def opening(text: str) -> Iterator[str]:
    """A module opens with one to three lines: what is here, what is not."""
    if not text.strip():
        return
    docstring = ast.get_docstring(ast.parse(text))
    if not docstring:
        yield "does not say what is here"
    elif len(docstring.split("\n\n")[0].splitlines()) > LONGEST_OPENING:
        yield f"opens with more than {LONGEST_OPENING} lines"


def name(path: Path) -> Iterator[str]:
    """A name says what is inside."""
    for part in (path.stem, path.parent.name):
        if part in NAMES_THAT_SAY_NOTHING:
            yield f"the name “{part}” says nothing"


def length(text: str) -> Iterator[str]:
    """A file that outgrows the limit becomes a folder of the same name."""
    if (lines := len(text.splitlines())) > LONGEST_FILE:
        yield f"has {lines} lines; a file has at most {LONGEST_FILE}"


def command_signatures(text: str) -> Iterator[str]:
    """A command takes its subject, and at most what is written there; all else has a name.

    Commands never see a request, and say what they give back.
    """
    for function in _public_functions(text):
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        if len(positional) > 2:
            yield f"{function.name}: takes {len(positional)} arguments by position"
        for argument in positional:
            if argument.arg in {"by", "at"}:
                yield f"{function.name}: “{argument.arg}” is not keyword-only"
        if arguments.defaults:
            yield f"{function.name}: an argument with a default is not keyword-only"
        for argument in [*positional, *arguments.kwonlyargs]:
            if argument.arg == "request":
                yield f"{function.name}: knows a request"


def policy_signatures(text: str) -> Iterator[str]:
    """A policy is called may_… and answers yes or no."""
    for function in _public_functions(text):
        if not function.name.startswith("may_"):
            yield f"{function.name}: is not called may_…"
        if not (isinstance(function.returns, ast.Name) and function.returns.id == "bool"):
            yield f"{function.name}: does not answer bool"


def looks_at_the_clock(text: str) -> Iterator[str]:
    """Time is passed in to commands, policies and queries; they never ask for it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-2:] in (
            ["timezone", "now"],
            ["datetime", "now"],
            ["date", "today"],
            ["time", "time"],
        ):
            yield f"line {node.lineno}: looks at the clock"


GUARDED = {"Work", "Chapter", "Series", "SeriesPlace", "Revision", "Unsaved"}
GUARDS = {"visible_to", "written_by", "none"}
RELATIONS = {"chapters", "revisions", "places", "series_places"}
QUESTIONS = {"all", "filter", "get", "first", "last", "exclude", "order_by", "values", "in_order"}


def unguarded_reads(text: str) -> Iterator[tuple[str, str]]:
    """Reads of works and their parts that do not begin with who is asking: function and read."""
    for function, node in _attributes_by_function(ast.parse(text), "the module"):
        owner = node.value
        if not isinstance(owner, ast.Attribute):
            continue
        if (
            owner.attr in {"objects", "with_deleted"}
            and isinstance(owner.value, ast.Name)
            and owner.value.id in GUARDED
            and node.attr not in GUARDS
        ) or (owner.attr in RELATIONS and node.attr in QUESTIONS):
            yield function, ast.unparse(node)


def makes_markup(text: str) -> bool:
    """Whether the module declares text to be safe markup."""
    return any(
        isinstance(node, ast.Name | ast.Attribute)
        and ast.unparse(node).split(".")[-1] in {"mark_safe", "SafeString", "SafeText"}
        and isinstance(node.ctx, ast.Load)
        for node in ast.walk(_without_annotations(ast.parse(text)))
    )


def hears(text: str) -> bool:
    """Whether the module listens to events."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "fanfold.kit.events"
        and any(alias.name == "hears" for alias in node.names)
        for node in ast.walk(ast.parse(text))
    )


def foreign_keys_by_class(text: str) -> Iterator[str]:
    """Foreign keys that name a class of another module instead of a string."""
    tree = ast.parse(text)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
            "ForeignKey",
            "OneToOneField",
            "ManyToManyField",
        }:
            to = node.args[0] if node.args else None
            if isinstance(to, ast.Name) and to.id in imported:
                yield f"line {node.lineno}: names the class {to.id} instead of a string"


def _public_functions(text: str) -> Iterator[FunctionNode]:
    for node in ast.parse(text).body:
        if isinstance(node, FunctionNode) and not node.name.startswith("_"):
            yield node


def _attributes_by_function(tree: ast.AST, inside: str) -> Iterator[tuple[str, ast.Attribute]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Attribute):
            yield inside, node
        yield from _attributes_by_function(
            node, node.name if isinstance(node, FunctionNode | ast.ClassDef) else inside
        )


def _without_annotations(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, FunctionNode):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return tree
