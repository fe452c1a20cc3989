"""How a rule is asked about many files at once, so that a failure lists all of them."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.house_rules.house import name_of


def complaints(paths: Iterable[Path], rule: Callable[[str], Iterable[object]]) -> list[str]:
    """What the rule has against these files, one line each."""
    return [
        f"{name_of(path)}: {complaint}"
        for path in paths
        for complaint in rule(path.read_text(encoding="utf-8"))
    ]


def expect_none(found: list[str]) -> None:
    """Fail with every complaint on a line of its own."""
    __tracebackhide__ = True
    if found:
        pytest.fail("\n".join(found), pytrace=False)
