"""Some kills in the suite; `make crash` does a hundred on each database."""

import random
from pathlib import Path
from typing import Any

import pytest
from tests.crash.browsing import Author
from tests.crash.crashing import Crasher, Writer


def test_an_archive_is_killed_while_its_author_works(tmp_path: Path) -> None:
    crasher = Crasher(tmp_path, seed=1)
    crasher.begin()
    for _kill in range(3):
        crasher.kill_once()
    assert crasher.taken > 5


def seen(**chapter: Any) -> dict[str, Any]:
    """A database with one work of one chapter."""
    usual = {"work": 1, "position": 1, "state": "published", "deleted": False, "number": 1}
    return {
        "works": {"1": "published"},
        "chapters": {"7": {**usual, "text": "Old.", **chapter}},
        "texts": ["Old."],
    }


def writer(**chapter: Any) -> Writer:
    """A writer who knows that database."""
    made = Writer(1, Author(""), random.Random(1))
    made.compare(seen(**chapter))
    return made


def test_what_was_acknowledged_and_is_gone_is_seen() -> None:
    for change in ({"text": "Older."}, {"state": "draft"}, {"deleted": True}):
        with pytest.raises(AssertionError):
            writer().compare(seen(**change))
    told = writer()
    told.written.append("New.")
    with pytest.raises(AssertionError):
        told.compare(seen())


def test_what_was_being_sent_may_have_happened_or_not() -> None:
    for after in ("Old.", "New."):
        asking = writer()
        asking.asked = {("text", 7): "New."}
        asking.compare(seen(text=after))
    asking = writer()
    asking.asked = {("text", 7): "New."}
    with pytest.raises(AssertionError):
        asking.compare(seen(text="Half"))
