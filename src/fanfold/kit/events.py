"""Events between rooms: a lower room announces what has happened, higher rooms hear it.

An event is a frozen dataclass of ids. It is heard after the transaction that made it true has been
committed, so that a listener never acts on something that is taken back.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

_E = TypeVar("_E")
_listeners: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def hears(event_type: type[_E]) -> Callable[[Callable[[_E], None]], Callable[[_E], None]]:
    """Make the function listen to one kind of event. Used in receivers.py only."""

    def register(listener: Callable[[_E], None]) -> Callable[[_E], None]:
        _listeners[event_type].append(listener)
        return listener

    return register


def announce(event: object) -> None:
    """Tell the listeners once the running transaction is committed. A listener that fails is
    logged by Django and does not stop the others: the change itself has already happened."""
    for listener in _listeners[type(event)]:
        transaction.on_commit(lambda listener=listener: listener(event), robust=True)  # type: ignore[misc]
