"""The progress bar of the command line. Loaded only where somebody is looking."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track as rich_track

T = TypeVar("T")


def track(items: Iterable[T], description: str, total: int | None) -> Iterator[T]:
    """The items one by one, with a bar on standard error that is wiped away in the end."""
    console = Console(stderr=True)
    yield from rich_track(items, description, total=total, console=console, transient=True)
